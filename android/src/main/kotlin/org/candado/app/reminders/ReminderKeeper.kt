package org.candado.app.reminders

import org.candado.app.platform.Alarms
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.Notifications
import org.candado.core.ClockState
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
    fun rearm(finished: () -> Unit = {}) =
        plan(finished) { plan ->
            setAlarm(plan, listOfNotNull(plan.ringSoonMs, plan.nextAlarmMs).minOrNull())
            finished()
        }

    /** Shows what is due, then sets the next alarm. [finished] is called when that is noted, whatever happened. */
    fun ring(finished: () -> Unit = {}) =
        plan(finished) { plan ->
            val shown = plan.notification?.let(notifications::show) == true
            val clocks = plan.clockNotification?.takeIf(notifications::showClocks)
            if (!shown && clocks == null) {
                setAlarm(plan, plan.nextAlarmMs)
                finished()
            } else {
                core.ask(
                    {
                        if (shown) reminderShown()
                        if (clocks != null) clocksRung(clocks.clockIds)
                        reminders()
                    },
                    refused = {
                        setAlarm(plan, plan.nextAlarmMs)
                        finished()
                    },
                    done = { next ->
                        setAlarm(next, next.nextAlarmMs)
                        finished()
                    },
                )
            }
        }

    private fun plan(finished: () -> Unit, use: (Plan) -> Unit) =
        core.ask({ reminders() }, refused = { finished() }, done = use)

    private fun setAlarm(plan: Plan, atMs: Long?) {
        if (atMs == null) alarms.clear() else alarms.set(atMs)
        if (plan.due.isEmpty()) notifications.clear()
        if (plan.clocks.none { it.state != ClockState.RUNNING }) notifications.clearClocks()
    }
}
