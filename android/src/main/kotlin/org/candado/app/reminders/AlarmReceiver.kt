package org.candado.app.reminders

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.candado.app.candado

/** The alarm rang, or the person pressed an action on the notification. */
class AlarmReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val finished = goAsync().whenDoneOrInTime()
        val keeper = context.candado.reminders
        val items = intent.getStringArrayExtra(EXTRA_ITEMS).orEmpty().toList()
        when (intent.action) {
            ACTION_DONE -> keeper.done(items, finished)
            ACTION_LATER -> keeper.later(items, intent.getStringExtra(EXTRA_DATE).orEmpty(), finished)
            else -> keeper.ring(byAlarm = true, finished)
        }
    }

    companion object {
        private const val ACTION_DONE = "org.candado.app.DONE"
        private const val ACTION_LATER = "org.candado.app.LATER"
        private const val EXTRA_ITEMS = "org.candado.app.ITEMS"
        private const val EXTRA_DATE = "org.candado.app.DATE"

        /** Answers the one item as done. */
        fun done(context: Context, items: List<String>): Intent =
            Intent(context, AlarmReceiver::class.java).setAction(ACTION_DONE).putExtra(EXTRA_ITEMS, items.toTypedArray())

        /** Postpones the items to a date (`YYYY-MM-DD`). */
        fun later(context: Context, items: List<String>, date: String): Intent =
            Intent(context, AlarmReceiver::class.java)
                .setAction(ACTION_LATER)
                .putExtra(EXTRA_ITEMS, items.toTypedArray())
                .putExtra(EXTRA_DATE, date)
    }
}
