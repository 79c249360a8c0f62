package org.candado.app.reminders

import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.AlertDialog
import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import android.os.Bundle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.core.FlagSignal

/**
 * Asks for the permission to show notifications, with the reason, after the person made a first reminder. That is asked
 * once; afterwards home and the reminders screen say whether reminders can arrive, and lead here.
 */
class NotificationPermission(private val host: MainActivity) {
    private val noted = host.getSharedPreferences("permission", Context.MODE_PRIVATE)
    private var dialog: AlertDialog? = null

    /** Whether the person was asked, or has no need to be, and the phone shows none all the same. */
    val isMissed: Boolean
        get() =
            host.platform.notifications.facts().notifications == FlagSignal.Value(false) &&
                (isGranted || noted.getBoolean(OFFERED, false))

    /** After a reminder was made. */
    fun offer() {
        if (!isGranted && !noted.getBoolean(OFFERED, false)) ask()
    }

    /** When the person wants to allow them; in the phone's settings where the phone no longer asks. */
    fun allow() {
        if (phoneStillAsks) request() else host.platform.settingsScreens.openNotificationSettings(host)
    }

    /** What the person told the phone. */
    fun answered(permissions: Array<out String>, grantResults: IntArray) {
        val answer = grantResults.getOrNull(permissions.indexOf(POST_NOTIFICATIONS)) ?: return
        if (answer == PackageManager.PERMISSION_DENIED) noted.edit().putBoolean(REFUSED, true).apply()
    }

    /** A rotation must not swallow the question. */
    fun keep(state: Bundle) = state.putBoolean(ASKING, dialog?.isShowing == true)

    fun takeUp(state: Bundle?) {
        if (state?.getBoolean(ASKING) == true) ask()
    }

    /** The window goes; the question is asked again in the next one. */
    fun close() {
        dialog?.dismiss()
        dialog = null
    }

    private val isGranted: Boolean
        get() = Build.VERSION.SDK_INT < 33 || host.checkSelfPermission(POST_NOTIFICATIONS) == PackageManager.PERMISSION_GRANTED

    /** The phone asks until it was refused twice; after the first time it says that a reason would help. */
    private val phoneStillAsks: Boolean
        get() =
            Build.VERSION.SDK_INT >= 33 &&
                !isGranted &&
                (!noted.getBoolean(REFUSED, false) || host.shouldShowRequestPermissionRationale(POST_NOTIFICATIONS))

    private fun ask() {
        noted.edit().putBoolean(OFFERED, true).apply()
        dialog =
            AlertDialog.Builder(host)
                .setTitle(R.string.reminders_permission_title)
                .setMessage(R.string.reminders_permission)
                .setPositiveButton(R.string.reminders_permission_yes) { _, _ -> request() }
                .setNegativeButton(R.string.reminders_permission_no, null)
                .show()
    }

    private fun request() {
        if (Build.VERSION.SDK_INT >= 33) host.requestPermissions(arrayOf(POST_NOTIFICATIONS), 1)
    }

    private companion object {
        const val OFFERED = "notifications-offered"
        const val REFUSED = "notifications-refused"
        const val ASKING = "asking-for-notifications"
    }
}
