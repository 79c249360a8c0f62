package org.candado.app.reminders

import org.candado.app.platform.Alarms
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.Notifications
import org.candado.core.Plan

/**
 * Asks the core what is due and sets the one next alarm. Called when the app starts, when the alarm rings, after a
 * restart, an update, a change of clock or zone, once a day by [RearmJob], and whenever an answer changes the plan.
 */
class ReminderKeeper(
    private val core: CoreGateway,
    private val alarms: Alarms,
    private val notifications: Notifications,
) {
    /** Sets the alarm for what comes; shows nothing. [finished] is called on the main thread, whatever happened. */
    fun rearm(finished: () -> Unit = {}) = plan(finished) { plan -> setAlarm(plan) }

    /** Shows what is due, then sets the next alarm. */
    fun ring(finished: () -> Unit = {}) =
        plan(finished) { plan ->
            val notification = plan.notification
            if (notification != null && notifications.show(notification)) {
                core.ask({
                    reminderShown()
                    reminders()
                }, refused = { setAlarm(plan) }, done = ::setAlarm)
            } else {
                setAlarm(plan)
            }
        }

    private fun plan(finished: () -> Unit, use: (Plan) -> Unit) =
        core.ask(
            { reminders() },
            refused = { finished() },
            done = {
                use(it)
                finished()
            },
        )

    private fun setAlarm(plan: Plan) {
        val next = plan.nextAlarmMs
        if (next == null) alarms.clear() else alarms.set(next)
        if (plan.due.isEmpty()) notifications.clear()
    }
}
