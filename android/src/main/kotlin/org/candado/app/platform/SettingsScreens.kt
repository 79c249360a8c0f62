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
                first(
                    activity,
                    Intent(DevicePolicyManager.ACTION_SET_NEW_PASSWORD),
                    Intent(Settings.ACTION_SECURITY_SETTINGS),
                    Intent(Settings.ACTION_SETTINGS),
                )
            ScreenTarget.SecuritySettings ->
                first(activity, Intent(Settings.ACTION_SECURITY_SETTINGS), Intent(Settings.ACTION_SETTINGS))
            ScreenTarget.SystemUpdate ->
                first(
                    activity,
                    Intent("android.settings.SYSTEM_UPDATE_SETTINGS"),
                    Intent(Settings.ACTION_DEVICE_INFO_SETTINGS),
                    Intent(Settings.ACTION_SETTINGS),
                )
            is ScreenTarget.StorePage -> first(activity, storePage(target.messenger), appPage(target.messenger))
            is ScreenTarget.OpenMessenger ->
                first(
                    activity,
                    activity.packageManager.getLaunchIntentForPackage(target.messenger.packageName),
                    appPage(target.messenger),
                )
            ScreenTarget.Devices -> false
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
