package org.candado.app.reminders

import android.Manifest
import android.app.AlertDialog
import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import org.candado.app.MainActivity
import org.candado.app.R

/**
 * Asks for the notification permission, with the reason, after the person made a first reminder. Asked once; afterwards
 * the reminders screen says whether reminders can arrive.
 */
fun MainActivity.offerNotifications() {
    if (canAskFirst()) askForNotifications()
}

/** Asks again when the person wants to allow them; in the phone's settings where the phone no longer asks. */
fun MainActivity.allowNotifications() {
    val asksAgain =
        Build.VERSION.SDK_INT >= 33 && shouldShowRequestPermissionRationale(Manifest.permission.POST_NOTIFICATIONS)
    if (canAskFirst() || asksAgain) askForNotifications() else platform.settingsScreens.openNotificationSettings(this)
}

private fun MainActivity.canAskFirst(): Boolean =
    Build.VERSION.SDK_INT >= 33 &&
        checkSelfPermission(Manifest.permission.POST_NOTIFICATIONS) != PackageManager.PERMISSION_GRANTED &&
        !asked.getBoolean(ASKED, false)

private val MainActivity.asked
    get() = getSharedPreferences("permission", Context.MODE_PRIVATE)

private fun MainActivity.askForNotifications() {
    asked.edit().putBoolean(ASKED, true).apply()
    AlertDialog.Builder(this)
        .setTitle(R.string.reminders_permission_title)
        .setMessage(R.string.reminders_permission)
        .setPositiveButton(R.string.reminders_permission_yes) { _, _ ->
            requestPermissions(arrayOf(Manifest.permission.POST_NOTIFICATIONS), 1)
        }
        .setNegativeButton(R.string.reminders_permission_no, null)
        .show()
}

private const val ASKED = "notifications-asked"
