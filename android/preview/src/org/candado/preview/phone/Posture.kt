package org.candado.preview.phone

import android.accessibilityservice.AccessibilityServiceInfo
import android.app.Application
import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.ResolveInfo
import android.content.pm.ServiceInfo
import android.os.Build
import android.provider.Settings
import android.view.accessibility.AccessibilityManager
import android.view.inputmethod.InputMethodInfo
import android.view.inputmethod.InputMethodManager
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowTelephony.ShadowSms
import org.robolectric.util.ReflectionHelpers

/** What the phone says of its locks, its switches, and a sample app that may read, type, watch or administer. */
internal object Posture {
    private const val APP = "com.ejemplo.linterna"
    private const val APP_NAME = "Linterna Pro"

    /** The SMS app that the phone came with. */
    private const val SMS_APP = "com.ejemplo.mensajes"

    fun equip(application: Application, facts: Facts) {
        val resolver = application.contentResolver
        Settings.System.putString(resolver, Settings.System.SCREEN_OFF_TIMEOUT, (facts.screenOffSeconds * 1000).toString())
        Settings.Secure.putString(resolver, "lock_screen_show_notifications", one(true))
        Settings.Secure.putString(resolver, "lock_screen_allow_private_notifications", one(facts.lockScreenContent))
        Settings.Global.putString(resolver, Settings.Global.DEVELOPMENT_SETTINGS_ENABLED, one(facts.developerOptions))
        Settings.Global.putString(resolver, Settings.Global.ADB_ENABLED, one(facts.usbDebugging))
        val consent = mapOf("on" to "1", "off" to "-1")[facts.playProtect]
        Settings.Global.putString(resolver, "package_verifier_user_consent", consent)
        ReflectionHelpers.setStaticField(Build::class.java, "TAGS", if (facts.testKeys) "test-keys" else "release-keys")
        val policy = shadowOf(application.getSystemService(DevicePolicyManager::class.java))
        policy.setPasswordComplexity(
            if (facts.simpleLock) DevicePolicyManager.PASSWORD_COMPLEXITY_LOW else DevicePolicyManager.PASSWORD_COMPLEXITY_HIGH,
        )
        policy.setStorageEncryptionStatus(
            if (facts.encrypted) DevicePolicyManager.ENCRYPTION_STATUS_ACTIVE_PER_USER
            else DevicePolicyManager.ENCRYPTION_STATUS_INACTIVE,
        )
        placeSampleApp(application, facts)
        Certificates.present(facts.holds("certificate"))
    }

    private fun placeSampleApp(application: Application, facts: Facts) {
        val app = ApplicationInfo().apply {
            packageName = APP
            nonLocalizedLabel = APP_NAME
        }
        shadowOf(application.packageManager).installPackage(
            PackageInfo().apply {
                packageName = APP
                applicationInfo = app
            },
        )
        val messages = ApplicationInfo().apply {
            packageName = SMS_APP
            nonLocalizedLabel = "Mensajes"
            flags = ApplicationInfo.FLAG_SYSTEM
        }
        shadowOf(application.packageManager).installPackage(
            PackageInfo().apply {
                packageName = SMS_APP
                applicationInfo = messages
            },
        )
        val reader = if (facts.holds("notificationReader")) "$APP/.Reader" else ""
        Settings.Secure.putString(application.contentResolver, "enabled_notification_listeners", reader)
        val services = if (facts.holds("accessibility")) listOf(service(app)) else emptyList()
        shadowOf(application.getSystemService(AccessibilityManager::class.java)).setEnabledAccessibilityServiceList(services)
        val keyboards = if (facts.holds("keyboard")) listOf(InputMethodInfo(APP, "$APP.Keyboard", APP_NAME, null)) else emptyList()
        shadowOf(application.getSystemService(InputMethodManager::class.java)).setEnabledInputMethodInfoList(keyboards)
        ShadowSms.setDefaultSmsPackage(if (facts.holds("sms")) APP else SMS_APP)
        val policy = application.getSystemService(DevicePolicyManager::class.java)
        val admin = ComponentName(APP, "$APP.Admin")
        if (facts.holds("admin")) shadowOf(policy).setActiveAdmin(admin) else policy.removeActiveAdmin(admin)
    }

    private fun service(app: ApplicationInfo): AccessibilityServiceInfo {
        val resolved = ResolveInfo()
        resolved.serviceInfo = ServiceInfo().apply {
            packageName = APP
            name = "$APP.Service"
            applicationInfo = app
        }
        return AccessibilityServiceInfo().also { ReflectionHelpers.setField(it, "mResolveInfo", resolved) }
    }

    /** As text: Robolectric gives a number back as a number only, and the app reads what Android keeps, which is text. */
    private fun one(on: Boolean) = if (on) "1" else "0"
}
