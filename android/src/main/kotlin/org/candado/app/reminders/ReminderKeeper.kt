package org.candado.app.reminders

import org.candado.app.platform.Alarms
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.Notifications
import org.candado.core.Answer
import org.candado.core.ClockState
import org.candado.core.Plan

/**
 * Asks the core what is due and sets the one next alarm. Called when the app starts, when the alarm rings, after a
 * restart, an update, a change of clock or zone, once a day by [RearmJob], and whenever an answer changes the plan.
 * Every `finished` is called on the main thread once all is noted, whatever happened.
 */
class ReminderKeeper(
    private val core: CoreGateway,
    private val alarms: Alarms,
    private val notifications: Notifications,
) {
    /** Sets the alarm for what comes; shows nothing. */
    fun rearm(finished: () -> Unit = {}) =
        core.ask({ reminders() }, refused = { askAgain(finished) }) { plan ->
            setAlarm(plan, listOfNotNull(plan.ringSoonMs, plan.nextAlarmMs).minOrNull(), finished)
        }

    /** Whether what is due is being shown; only touched on the main thread, like what waits for that. */
    private var isRinging = false
    private val waiting = ArrayDeque<() -> Unit>()

    /**
     * Shows what is due, then sets the next alarm. `byAlarm` when the alarm woke the app, so that how late it was is noted.
     * One after the other: asked before it is noted that the first was shown, a second one would show it once more.
     */
    fun ring(byAlarm: Boolean, finished: () -> Unit = {}) {
        if (isRinging) {
            waiting.add { ring(byAlarm, finished) }
            return
        }
        isRinging = true
        ringAlone(byAlarm) {
            isRinging = false
            finished()
            waiting.removeFirstOrNull()?.invoke()
        }
    }

    private fun ringAlone(byAlarm: Boolean, finished: () -> Unit) =
        core.ask(
            {
                // What is due is shown even where nothing can be written, on a full disk.
                if (byAlarm) attempt { alarmHeard() }
                reminders()
            },
            refused = { askAgain(finished) },
        ) { plan ->
            val shown = plan.notification?.let(notifications::show) == true
            val clocks = plan.clockNotification?.takeIf(notifications::showClocks)
            if (!shown && clocks == null) {
                setAlarm(plan, plan.nextAlarmMs, finished)
            } else {
                core.ask(
                    {
                        if (shown) reminderShown()
                        if (clocks != null) clocksRung(clocks.numbers)
                        reminders()
                    },
                    refused = { setAlarm(plan, plan.nextAlarmMs, finished) },
                ) { next ->
                    setAlarm(next, next.nextAlarmMs, finished)
                }
            }
        }

    /** The person said on the notification that the one item on it is done. Dismissing it says nothing. */
    fun done(items: List<String>, finished: () -> Unit) = settle(finished) { items.singleOrNull()?.let { answer(it, Answer.YES) } }

    /** The person said on the notification on which day they will do it. */
    fun later(items: List<String>, date: String, finished: () -> Unit) = settle(finished) { postponeShown(items, date) }

    /** The notification goes only when what the person said is stored. */
    private fun settle(finished: () -> Unit, work: CoreGateway.Core.() -> Unit) =
        core.ask(work, refused = { finished() }) {
            notifications.clear()
            rearm(finished)
        }

    /** The alarm that rang is spent: where nobody can say what is due, another one has to ask again. */
    private fun askAgain(finished: () -> Unit) =
        core.ask({ fallbackAlarm() }, refused = { finished() }) { atMs ->
            alarms.set(atMs)
            finished()
        }

    private fun setAlarm(plan: Plan, atMs: Long?, finished: () -> Unit) {
        if (atMs == null) alarms.clear() else alarms.set(atMs)
        notifications.bringUpToDate(plan.stillShown)
        notifications.keepClocks(plan.clocks.filter { it.state != ClockState.RUNNING }.map { it.number })
        core.ask({ alarmPlanned(atMs) }, refused = { finished() }) { finished() }
    }
}
