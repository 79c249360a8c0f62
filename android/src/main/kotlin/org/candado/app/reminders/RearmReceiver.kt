package org.candado.app.reminders

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.candado.app.candado

/**
 * The phone restarted, the app was updated, or clock or zone changed: the alarm is lost or wrong. A log with entries notes
 * the change of clock or zone, because the times of what follows hang on it.
 */
class RearmReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action.orEmpty() !in ACTIONS) return
        val finished = goAsync().whenDoneOrInTime()
        // The same broadcast tells of the switch between 12 and 24 hours, which moves nothing.
        if (intent.action in CLOCK_ACTIONS && !intent.hasExtra(HOURS_SWITCHED)) {
            context.candado.core.ask({ noteClockChange() }, refused = {}) {}
        }
        context.candado.reminders.ring(byAlarm = false, finished)
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
        private val CLOCK_ACTIONS = setOf(Intent.ACTION_TIME_CHANGED, Intent.ACTION_TIMEZONE_CHANGED)

        /** `Intent.EXTRA_TIME_PREF_24_HOUR_FORMAT`, which the SDK hides. */
        private const val HOURS_SWITCHED = "android.intent.extra.TIME_PREF_24_HOUR_FORMAT"
    }
}
