package org.candado.app.reminders

import android.content.Intent
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.writeDocument
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.clockCards
import org.candado.app.ui.topBar
import org.candado.core.Plan
import org.candado.core.Reach
import org.candado.core.ReachAction
import org.candado.core.ReachLine
import org.candado.core.Reminder
import org.candado.core.Verdict

/** What runs, what is due, what went by, what comes and why then; and whether reminders arrive. */
class RemindersScreen(host: MainActivity) : Screen(host) {
    override val page =
        Page(
            design,
            design.topBar(
                text(R.string.reminders_title),
                action = design.iconButton(R.drawable.ic_settings, text(R.string.settings)) { host.go(Route.Settings) },
            ),
        )

    override fun load() {
        val facts = host.platform.notifications.facts()
        askForPage({ reminders() to reach(facts) }) { (plan, reach) ->
            fill(
                design.clockCards(host, plan.clocks) { load() } +
                    planned(plan) +
                    design.list(
                        design.row(text(R.string.scam_title), text(R.string.scam_line), icon = R.drawable.ic_message) {
                            host.go(Route.ScamOfTheDay)
                        },
                        design.row(text(R.string.calendar_save), text(R.string.calendar_line), icon = R.drawable.ic_calendar) {
                            saveCalendar()
                        },
                        design.row(
                            text(R.string.reminders_choices),
                            text(R.string.reminders_choices_line),
                            icon = R.drawable.ic_settings,
                        ) {
                            host.go(Route.ReminderChoices)
                        },
                    ) +
                    design.section(text(R.string.reminders_reach)) +
                    reach(reach) +
                    design.secondary(text(R.string.reminders_test), ::test)
            )
        }
    }

    private fun planned(plan: Plan): List<View> {
        if (plan.due.isEmpty() && plan.upcoming.isEmpty() && plan.off.isEmpty()) return listOf(nothing())
        val missed = plan.missed.map { it.itemId }.toSet()
        val (gone, today) = plan.due.partition { it.overdue || it.itemId in missed }
        return group(R.string.reminders_missed, gone) { design.badge(Verdict.DUE, text(R.string.reminders_overdue)) } +
            group(R.string.reminders_due, today) { design.badge(Verdict.DUE) } +
            group(R.string.reminders_upcoming, plan.upcoming) { null } +
            group(R.string.reminders_off, plan.off) { null }
    }

    private fun nothing(): View =
        design.empty(
            R.drawable.ic_bell,
            text(R.string.reminders_none_title),
            text(R.string.reminders_none),
            design.secondary(text(R.string.reminders_to_checkup)) { host.go(Route.Checkup) },
        )

    private fun group(heading: Int, reminders: List<Reminder>, badge: () -> View?): List<View> =
        if (reminders.isEmpty()) emptyList()
        else listOf(design.section(text(heading)), design.list(reminders.map { row(it, badge()) }))

    private fun row(reminder: Reminder, badge: View?): View {
        val day = reminder.day.replaceFirstChar(Char::titlecase)
        val line = if (day.isEmpty()) reminder.reason else text(R.string.day_and_title, day, reminder.reason)
        return design.row(reminder.title, line, badge) { host.go(Route.ofReminder(reminder.itemId, reminder.step)) }
    }

    /** The answer in the colour of its verdict, then what it rests on; a line that is not well leads to what mends it. */
    private fun reach(reach: Reach): List<View> =
        listOf(
            design.verdictCard(reach.verdict, design.bareBadge(reach.verdict), design.strong(reach.headline)),
            design.list(reach.lines.map(::reachLine)),
        )

    private fun reachLine(line: ReachLine): View {
        val action = line.action
        val badge = design.badge(line.verdict)
        return if (action == null) design.row(line.title, line.line, badge)
        else design.row(line.title, line.line, badge) { mend(action) }
    }

    private fun mend(action: ReachAction) {
        val screens = host.platform.settingsScreens
        when (action) {
            ReachAction.PERMISSION -> host.notificationPermission.allow()
            ReachAction.NOTIFICATION_SETTINGS -> screens.openNotificationSettings(host)
            ReachAction.APP_SETTINGS -> screens.openAppSettings(host)
        }
    }

    private fun saveCalendar() = createDocument(CALENDAR, "text/calendar", text(R.string.calendar_file))

    override fun onResult(request: Int, data: Intent?) {
        val uri = data?.data ?: return
        val resolver = host.contentResolver
        ask({ resolver.writeDocument(uri, ::writeCalendar) }) {
            host.notice(text(R.string.calendar_saved))
        }
    }

    private fun test() {
        val shown = host.platform.notifications.showTest()
        host.notice(text(if (shown) R.string.reminders_test_shown else R.string.reminders_test_blocked))
        load()
    }

    private companion object {
        const val CALENDAR = 1
    }
}
