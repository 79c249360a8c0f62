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
    if (Build.VERSION.SDK_INT < 33) return
    val granted = checkSelfPermission(Manifest.permission.POST_NOTIFICATIONS) == PackageManager.PERMISSION_GRANTED
    val asked = getSharedPreferences("permission", Context.MODE_PRIVATE)
    if (granted || asked.getBoolean(ASKED, false)) return
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
