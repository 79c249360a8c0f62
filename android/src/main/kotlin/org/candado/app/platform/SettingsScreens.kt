package org.candado.app.platform

import android.app.Activity
import android.app.admin.DevicePolicyManager
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.provider.Settings
import org.candado.core.Messenger
import org.candado.core.ScreenTarget

/** Places outside the app that a button leads to. */
interface SettingsScreens {
    /** Opens the place an item names. False when neither it nor its fallback is there. */
    fun open(activity: Activity, target: ScreenTarget): Boolean

    /** Opens this app's page in the phone's notification settings. */
    fun openNotificationSettings(activity: Activity): Boolean

    /** Opens this app's page in the phone's settings, where battery use is restricted or not. */
    fun openAppSettings(activity: Activity): Boolean

    /** Opens the dialler with a number; the person presses the call button. */
    fun dial(activity: Activity, number: String): Boolean
}

/** Starts the phone's own screens; each has a fallback, because makers leave some out. */
class AndroidSettingsScreens : SettingsScreens {
    override fun open(activity: Activity, target: ScreenTarget): Boolean =
        when (target) {
            ScreenTarget.SetScreenLock ->
                settings(activity, DevicePolicyManager.ACTION_SET_NEW_PASSWORD, Settings.ACTION_SECURITY_SETTINGS)
            ScreenTarget.SecuritySettings -> settings(activity, Settings.ACTION_SECURITY_SETTINGS)
            ScreenTarget.DisplaySettings -> settings(activity, Settings.ACTION_DISPLAY_SETTINGS)
            ScreenTarget.LockScreenNotifications ->
                settings(activity, "android.settings.NOTIFICATION_SETTINGS", Settings.ACTION_SOUND_SETTINGS)
            ScreenTarget.NotificationAccess ->
                settings(activity, Settings.ACTION_NOTIFICATION_LISTENER_SETTINGS, Settings.ACTION_SECURITY_SETTINGS)
            ScreenTarget.AccessibilitySettings -> settings(activity, Settings.ACTION_ACCESSIBILITY_SETTINGS)
            ScreenTarget.Keyboards -> settings(activity, Settings.ACTION_INPUT_METHOD_SETTINGS)
            ScreenTarget.DefaultApps -> settings(activity, Settings.ACTION_MANAGE_DEFAULT_APPS_SETTINGS)
            ScreenTarget.DeviceAdmins -> openDeviceAdmins(activity)
            ScreenTarget.DeveloperOptions -> settings(activity, Settings.ACTION_APPLICATION_DEVELOPMENT_SETTINGS)
            ScreenTarget.DateSettings -> settings(activity, Settings.ACTION_DATE_SETTINGS)
            ScreenTarget.PlayProtect -> openPlayProtect(activity)
            ScreenTarget.SystemUpdate ->
                settings(activity, "android.settings.SYSTEM_UPDATE_SETTINGS", Settings.ACTION_DEVICE_INFO_SETTINGS)
            is ScreenTarget.Dial -> dial(activity, target.number)
            is ScreenTarget.StorePage -> first(activity, storePage(target.messenger), appPage(target.messenger))
            is ScreenTarget.OpenMessenger ->
                first(
                    activity,
                    activity.packageManager.getLaunchIntentForPackage(target.messenger.packageName),
                    appPage(target.messenger),
                )
            ScreenTarget.AboutPhone -> settings(activity, Settings.ACTION_DEVICE_INFO_SETTINGS)
            ScreenTarget.Accounts -> settings(activity, Settings.ACTION_SYNC_SETTINGS)
            ScreenTarget.Devices, ScreenTarget.Message, ScreenTarget.Contacts -> false
        }

    override fun openNotificationSettings(activity: Activity): Boolean =
        first(
            activity,
            Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS)
                .putExtra(Settings.EXTRA_APP_PACKAGE, activity.packageName),
            ownPage(activity),
        )

    override fun openAppSettings(activity: Activity): Boolean =
        first(activity, ownPage(activity), Intent(Settings.ACTION_SETTINGS))

    override fun dial(activity: Activity, number: String): Boolean =
        first(activity, Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", number, null)))

    /** The first of these screens of the phone's settings that is there; the settings themselves at last. */
    private fun settings(activity: Activity, vararg actions: String): Boolean =
        first(activity, *actions.map(::Intent).toTypedArray(), Intent(Settings.ACTION_SETTINGS))

    /** No public action leads there; the class has borne this name since Android 2.2. */
    private fun openDeviceAdmins(activity: Activity): Boolean =
        first(
            activity,
            Intent().setClassName("com.android.settings", "com.android.settings.DeviceAdminSettings"),
            Intent(Settings.ACTION_SECURITY_SETTINGS),
            Intent(Settings.ACTION_SETTINGS),
        )

    private fun openPlayProtect(activity: Activity): Boolean =
        first(
            activity,
            Intent("com.google.android.gms.settings.VERIFY_APPS_SETTINGS"),
            Intent(Settings.ACTION_SECURITY_SETTINGS),
            Intent(Settings.ACTION_SETTINGS),
        )

    private fun storePage(messenger: Messenger) =
        Intent(Intent.ACTION_VIEW, Uri.parse("market://details?id=${messenger.packageName}"))

    private fun appPage(messenger: Messenger) =
        Intent(
            Settings.ACTION_APPLICATION_DETAILS_SETTINGS,
            Uri.fromParts("package", messenger.packageName, null),
        )

    private fun ownPage(activity: Activity) =
        Intent(
            Settings.ACTION_APPLICATION_DETAILS_SETTINGS,
            Uri.fromParts("package", activity.packageName, null),
        )

    private fun first(activity: Activity, vararg intents: Intent?): Boolean =
        intents.filterNotNull().any { intent ->
            try {
                activity.startActivity(intent)
                true
            } catch (_: ActivityNotFoundException) {
                false
            } catch (_: SecurityException) {
                // Some makers export a settings action and guard it with a permission.
                false
            }
        }
}
