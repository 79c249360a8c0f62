package org.candado.app.platform

import android.accessibilityservice.AccessibilityServiceInfo
import android.app.KeyguardManager
import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import android.content.ContextWrapper
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.content.pm.ResolveInfo
import android.content.pm.ServiceInfo
import android.os.Build
import android.os.UserManager
import android.provider.Settings
import android.view.accessibility.AccessibilityManager
import android.view.inputmethod.InputMethodInfo
import android.view.inputmethod.InputMethodManager
import org.candado.app.TestApplication
import org.candado.core.FlagSignal
import org.candado.core.ListSignal
import org.candado.core.ListedEntry
import org.candado.core.Messenger
import org.candado.core.MessengerSignal
import org.candado.core.NumberSignal
import org.candado.core.Snapshot
import org.candado.core.TextSignal
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowTelephony.ShadowSms
import org.robolectric.util.ReflectionHelpers

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [26, 30, 33, 35])
class ProbesTest {
    private val context = RuntimeEnvironment.getApplication()
    private val resolver = context.contentResolver

    private fun read(): Snapshot = AndroidPhoneProbes(context).read()

    private fun install(name: String, label: String, system: Boolean = false): ApplicationInfo {
        val info = ApplicationInfo()
        info.packageName = name
        info.nonLocalizedLabel = label
        info.flags = if (system) ApplicationInfo.FLAG_SYSTEM else 0
        val packageInfo = PackageInfo()
        packageInfo.packageName = name
        packageInfo.applicationInfo = info
        shadowOf(context.packageManager).installPackage(packageInfo)
        return info
    }

    private fun entries(signal: ListSignal): List<ListedEntry> =
        if (signal is ListSignal.Partial) signal.entries else (signal as ListSignal.Value).entries

    @Test
    fun aSetScreenLockIsSeen() {
        val keyguard = checkNotNull(context.getSystemService(KeyguardManager::class.java))
        shadowOf(keyguard).setIsDeviceSecure(true)
        assertEquals(FlagSignal.Value(true), read().screenLock)
        shadowOf(keyguard).setIsDeviceSecure(false)
        assertEquals(FlagSignal.Value(false), read().screenLock)
    }

    @Test
    fun aPhoneWithoutItsServicesAnswersAbsentNotSafe() {
        val bare =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? = null
            }
        val snapshot = AndroidPhoneProbes(bare).read()
        assertEquals(FlagSignal.Absent, snapshot.screenLock)
        assertEquals(NumberSignal.Absent, snapshot.storageEncryption)
        assertEquals(FlagSignal.Absent, snapshot.advancedProtection)
        assertEquals(FlagSignal.Absent, snapshot.otherProfiles)
        for (list in listOf(snapshot.accessibilityServices, snapshot.keyboards, snapshot.deviceAdmins)) {
            assertEquals(ListSignal.Absent, list)
        }
    }

    @Test
    fun aPhoneWhoseEveryCallThrowsGivesASnapshotOfFailures() {
        val broken =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? = throw SecurityException()

                override fun getPackageManager(): PackageManager = throw IllegalStateException()

                override fun getContentResolver() = throw UnsupportedOperationException()
            }
        // Its name cannot be asked for any more; a plain JVM has no list of certificate authorities to begin with.
        ShadowSms.setDefaultSmsPackage("com.example.torch")
        val snapshot = AndroidPhoneProbes(broken).read()
        val flags =
            listOf(
                snapshot.screenLock, snapshot.lockScreenNotifications, snapshot.lockScreenContent,
                snapshot.developerOptions, snapshot.usbDebugging, snapshot.advancedProtection, snapshot.otherProfiles,
            )
        flags.forEach { assertEquals(FlagSignal.Failed, it) }
        val numbers =
            listOf(
                snapshot.screenOffAfterMs, snapshot.lockAfterMs, snapshot.appScanningConsent,
                snapshot.appScanningEnabled, snapshot.storageEncryption,
            )
        numbers.forEach { assertEquals(NumberSignal.Failed, it) }
        assertEquals(if (Build.VERSION.SDK_INT < 29) NumberSignal.Absent else NumberSignal.Failed, snapshot.lockComplexity)
        val lists =
            listOf(
                snapshot.notificationReaders, snapshot.accessibilityServices, snapshot.keyboards, snapshot.smsApp,
                snapshot.deviceAdmins, snapshot.userCertificates,
            )
        lists.forEach { assertEquals(ListSignal.Failed, it) }
        assertEquals(Messenger.entries.size, snapshot.messengers.size)
        snapshot.messengers.forEach { assertEquals(MessengerSignal.Failed, it.signal) }
    }

    @Test
    fun anAndroidThatLacksAClassGivesFailuresAndNoCrash() {
        val lacking =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? = throw NoSuchMethodError("a maker left it out")

                override fun getPackageManager(): PackageManager = throw NoClassDefFoundError("a maker left it out")
            }
        val snapshot = AndroidPhoneProbes(lacking).read()
        assertEquals(FlagSignal.Failed, snapshot.screenLock)
        assertEquals(NumberSignal.Failed, snapshot.storageEncryption)
        assertEquals(FlagSignal.Failed, snapshot.advancedProtection)
        assertEquals(ListSignal.Failed, snapshot.keyboards)
        snapshot.messengers.forEach { assertEquals(MessengerSignal.Failed, it.signal) }
    }

    @Test
    fun aPhoneThatNamesNoSmsAppHasNoEmptyListOfThem() {
        ShadowSms.setDefaultSmsPackage(null)
        assertEquals(ListSignal.Absent, read().smsApp)
    }

    @Test
    fun aZoneSetByHandIsSeen() {
        Settings.Global.putString(resolver, Settings.Global.AUTO_TIME_ZONE, "0")
        assertEquals(FlagSignal.Value(false), read().automaticZone)
    }

    private fun patch(date: String) =
        ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SECURITY_PATCH", date)

    @Test
    fun thePatchDateIsPassedOnAndAnEmptyOneIsAbsent() {
        patch("2026-03-01")
        assertEquals(TextSignal.Value("2026-03-01"), read().securityPatch)
        patch("")
        assertEquals(TextSignal.Absent, read().securityPatch)
    }

    @Test
    fun whoMadeTheSystemIsPassedOnAndWhatIsEmptyIsAbsent() {
        fun build(field: String, text: String?) = ReflectionHelpers.setStaticField(Build::class.java, field, text)
        build("TAGS", "release-keys")
        build("MANUFACTURER", "samsung")
        assertEquals(TextSignal.Value("release-keys"), read().buildTags)
        assertEquals(TextSignal.Value("samsung"), read().manufacturer)
        for (nothing in listOf("", null)) {
            build("TAGS", nothing)
            build("MANUFACTURER", nothing)
            assertEquals(TextSignal.Absent, read().buildTags)
            assertEquals(TextSignal.Absent, read().manufacturer)
        }
    }

    @Test
    fun anotherProfileIsSeenEvenThoughNobodyCanLookIntoIt() {
        assertEquals(FlagSignal.Value(false), read().otherProfiles)
        val users = shadowOf(context.getSystemService(UserManager::class.java))
        users.addProfile(0, 10, "Trabajo", 0)
        assertEquals(FlagSignal.Value(true), read().otherProfiles)
    }

    @Test
    fun strengthAndEncryptionComeAsThePhoneCountsThem() {
        val policy = checkNotNull(context.getSystemService(DevicePolicyManager::class.java))
        shadowOf(policy).setStorageEncryptionStatus(DevicePolicyManager.ENCRYPTION_STATUS_ACTIVE_PER_USER)
        if (Build.VERSION.SDK_INT < 29) {
            assertEquals(NumberSignal.Absent, read().lockComplexity)
        } else {
            shadowOf(policy).setPasswordComplexity(DevicePolicyManager.PASSWORD_COMPLEXITY_LOW)
            assertEquals(NumberSignal.Value(65_536), read().lockComplexity)
        }
        assertEquals(NumberSignal.Value(5), read().storageEncryption)
    }

    @Test
    fun settingsAreReadByNameAndWhatIsNoNumberHasFailed() {
        Settings.System.putString(resolver, Settings.System.SCREEN_OFF_TIMEOUT, "60000")
        Settings.Secure.putString(resolver, "lock_screen_lock_after_timeout", "5000")
        Settings.Secure.putString(resolver, "lock_screen_show_notifications", "1")
        Settings.Secure.putString(resolver, "lock_screen_allow_private_notifications", "0")
        Settings.Global.putString(resolver, "package_verifier_user_consent", "-1")
        Settings.Global.putString(resolver, "package_verifier_enable", "1")
        Settings.Global.putString(resolver, Settings.Global.ADB_ENABLED, "yes")
        val snapshot = read()
        assertEquals(NumberSignal.Value(60_000), snapshot.screenOffAfterMs)
        assertEquals(NumberSignal.Value(5_000), snapshot.lockAfterMs)
        assertEquals(FlagSignal.Value(true), snapshot.lockScreenNotifications)
        assertEquals(FlagSignal.Value(false), snapshot.lockScreenContent)
        assertEquals(NumberSignal.Value(-1), snapshot.appScanningConsent)
        assertEquals(NumberSignal.Value(1), snapshot.appScanningEnabled)
        assertEquals(FlagSignal.Failed, snapshot.usbDebugging)
    }

    @Test
    fun aSettingThatWasNeverSetIsAbsent() {
        val snapshot = read()
        assertEquals(NumberSignal.Absent, snapshot.lockAfterMs)
        assertEquals(FlagSignal.Absent, snapshot.lockScreenContent)
        assertEquals(NumberSignal.Absent, snapshot.appScanningConsent)
        assertEquals(ListSignal.Absent, snapshot.notificationReaders)
    }

    @Test
    fun consentKeptInTheOtherTableIsFoundToo() {
        Settings.Secure.putString(resolver, "package_verifier_user_consent", "1")
        assertEquals(NumberSignal.Value(1), read().appScanningConsent)
    }

    @Test
    fun notificationReadersAreNamedAndWhatThePhoneHidesOrGarblesIsOfUnknownOrigin() {
        install("com.example.watch", "Reloj Fit")
        install("com.android.helper", "Ayudante", system = true)
        Settings.Secure.putString(
            resolver,
            "enabled_notification_listeners",
            "com.example.watch/.Reader:com.android.helper/.Reader:com.hidden/.Reader:rubbish",
        )
        val expected =
            listOf(
                ListedEntry("com.example.watch", "Reloj Fit", false, null),
                ListedEntry("com.android.helper", "Ayudante", true, null),
                ListedEntry("com.hidden", "com.hidden", null, null),
                ListedEntry("rubbish", "rubbish", null, null),
            )
        assertEquals(expected, entries(read().notificationReaders))
        Settings.Secure.putString(resolver, "enabled_notification_listeners", "")
        assertEquals(ListSignal.Value(emptyList()), read().notificationReaders)
    }

    /** Keyboards that are on, without a label of their own. */
    private fun keyboardsOn(vararg packages: String) {
        val methods = packages.map { InputMethodInfo(it, "$it.Keyboard", "Teclado", null) }
        shadowOf(context.getSystemService(InputMethodManager::class.java)).setEnabledInputMethodInfoList(methods)
    }

    @Test
    fun aKeyboardThatThePhoneLeavesOutIsFoundInTheSettingThatNamesThemAll() {
        keyboardsOn("com.example.keys")
        Settings.Secure.putString(resolver, "enabled_input_methods", "com.example.keys/.Keyboard;12;-9:com.hidden/.Keyboard")
        val expected =
            listOf(
                ListedEntry("com.example.keys", "com.example.keys", false, null),
                ListedEntry("com.hidden", "com.hidden", null, null),
            )
        assertEquals(ListSignal.Value(expected), read().keyboards)
    }

    @Test
    fun whereThatSettingIsKeptFromUsTheListIsAPartOnceAppsAreHidden() {
        keyboardsOn("com.example.keys")
        val shown = listOf(ListedEntry("com.example.keys", "com.example.keys", false, null))
        val expected = if (Build.VERSION.SDK_INT < 30) ListSignal.Value(shown) else ListSignal.Partial(shown)
        assertEquals(expected, read().keyboards)
        val refusing =
            object : ContextWrapper(context) {
                override fun getContentResolver() = throw SecurityException("not for apps that target 34")
            }
        assertEquals(expected, AndroidPhoneProbes(refusing).read().keyboards)
    }

    @Test
    fun anSmsAppThatThePhoneHidesIsKnownByTheSetting() {
        ShadowSms.setDefaultSmsPackage(null)
        Settings.Secure.putString(resolver, "sms_default_application", "com.hidden.sms")
        assertEquals(listOf(ListedEntry("com.hidden.sms", "com.hidden.sms", null, null)), entries(read().smsApp))
    }

    @Test
    fun theNameInACertificateIsReadWholeWithItsCommas() {
        assertEquals("Acme, Inc.", commonName("CN=Acme\\, Inc.,O=Acme,C=MX"))
        assertEquals("A+B \"C\" \\ D", commonName("C=MX,CN=A\\+B \\\"C\\\" \\\\ D"))
        assertEquals("Red", commonName("OU=Casa+CN=Red,O=Otra"))
        assertEquals("O=Sin nombre", commonName("O=Sin nombre"))
    }

    @Test
    fun servicesKeyboardsSmsAppAndAdministratorsAreNamed() {
        val torch = install("com.example.torch", "Linterna")
        val service = ServiceInfo()
        service.packageName = torch.packageName
        service.name = "com.example.torch.Service"
        service.applicationInfo = torch
        val resolved = ResolveInfo()
        resolved.serviceInfo = service
        val accessibility = AccessibilityServiceInfo()
        ReflectionHelpers.setField(accessibility, "mResolveInfo", resolved)
        shadowOf(context.getSystemService(AccessibilityManager::class.java)).setEnabledAccessibilityServiceList(listOf(accessibility))
        val keyboard = InputMethodInfo("com.example.torch", "com.example.torch.Keyboard", "Teclado", null)
        shadowOf(context.getSystemService(InputMethodManager::class.java)).setEnabledInputMethodInfoList(listOf(keyboard))
        shadowOf(context.getSystemService(DevicePolicyManager::class.java)).setActiveAdmin(ComponentName("com.example.torch", "Admin"))
        ShadowSms.setDefaultSmsPackage("com.example.torch")
        val snapshot = read()
        val named = ListedEntry("com.example.torch", "Linterna", false, null)
        val assistive = if (Build.VERSION.SDK_INT < 31) null else false
        assertEquals(listOf(named.copy(isAssistiveTool = assistive)), entries(snapshot.accessibilityServices))
        assertEquals(listOf("com.example.torch"), entries(snapshot.keyboards).map { it.id })
        assertEquals(listOf(named), entries(snapshot.smsApp))
        assertEquals(listOf(named), entries(snapshot.deviceAdmins))
    }

    @Test
    fun advancedProtectionIsReadByNameAndARefusalHasFailed() {
        class Manager(private val answer: () -> Boolean) {
            @Suppress("unused") // Called by its name, as the platform's own class is.
            fun isAdvancedProtectionEnabled(): Boolean = answer()
        }
        fun on(answer: () -> Boolean): FlagSignal {
            val newer =
                object : ContextWrapper(context) {
                    override fun getSystemService(name: String): Any? =
                        if (name == "advanced_protection") Manager(answer) else super.getSystemService(name)
                }
            return AndroidPhoneProbes(newer).read().advancedProtection
        }
        assertEquals(FlagSignal.Value(true), on { true })
        assertEquals(FlagSignal.Value(false), on { false })
        assertEquals(FlagSignal.Failed, on { throw SecurityException() })
        assertEquals(FlagSignal.Absent, read().advancedProtection)
    }

    @Test
    fun aMessengerIsReadWithItsInstallerAndAnAbsentOneIsNotInstalled() {
        val info = PackageInfo()
        info.packageName = "com.whatsapp"
        info.versionName = "2.26.44.75"
        @Suppress("DEPRECATION") // Its successor is of API 28.
        if (Build.VERSION.SDK_INT < 28) info.versionCode = 264_475_000 else info.longVersionCode = 264_475_000
        info.firstInstallTime = 1_000
        info.lastUpdateTime = 2_000
        shadowOf(context.packageManager).installPackage(info)
        val packages = shadowOf(context.packageManager)
        if (Build.VERSION.SDK_INT < 30) context.packageManager.setInstallerPackageName("com.whatsapp", "com.android.vending")
        else packages.setInstallSourceInfo("com.whatsapp", "com.android.vending", "com.android.vending")
        val signals = read().messengers.associate { it.messenger to it.signal }
        val expected =
            MessengerSignal.Installed(
                versionName = "2.26.44.75",
                versionCode = 264_475_000,
                firstInstalledAtMs = 1_000,
                updatedAtMs = 2_000,
                installer = TextSignal.Value("com.android.vending"),
                updateOwner = TextSignal.Absent,
                packageSource = if (Build.VERSION.SDK_INT < 33) NumberSignal.Absent else NumberSignal.Value(0),
                signers = emptyList(),
            )
        assertEquals(expected, signals[Messenger.WHATS_APP])
        assertEquals(MessengerSignal.NotInstalled, signals[Messenger.SIGNAL])
    }

    @Test
    fun aMessengerWithoutPackageInfoIsNoCrash() {
        val empty =
            object : ContextWrapper(context) {
                override fun getPackageManager(): PackageManager = throw NullPointerException("a maker's package manager")
            }
        assertTrue(AndroidPhoneProbes(empty).read().messengers.all { it.signal == MessengerSignal.Failed })
    }
}
