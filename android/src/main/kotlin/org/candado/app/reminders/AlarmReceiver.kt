package org.candado.app.reminders

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.candado.app.candado

/** The alarm rang, or the person chose "later" on the notification. */
class AlarmReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action == ACTION_LATER) {
            context.candado.platform.notifications.clear()
            return
        }
        // Null when a test calls the receiver by hand.
        val pending = goAsync()
        context.candado.reminders.ring { pending?.finish() }
    }

    companion object {
        /** Takes the notification away for today; what is due stays visible in the app and comes back tomorrow. */
        const val ACTION_LATER = "org.candado.app.LATER"
    }
}
