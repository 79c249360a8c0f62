package org.candado.app.reminders

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.candado.app.candado

/** The phone restarted, the app was updated, or clock or zone changed: the alarm is lost or wrong. */
class RearmReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action.orEmpty() !in ACTIONS) return
        val pending = goAsync()
        context.candado.reminders.ring(byAlarm = false) { pending?.finish() }
    }

    companion object {
        /** What the manifest subscribes to. */
        val ACTIONS =
            setOf(
                Intent.ACTION_BOOT_COMPLETED,
                Intent.ACTION_MY_PACKAGE_REPLACED,
                Intent.ACTION_TIME_CHANGED,
                Intent.ACTION_TIMEZONE_CHANGED,
            )
    }
}
