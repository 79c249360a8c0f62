package org.candado.app.reminders

import android.app.AlertDialog
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.platform.Reach
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.clockCard
import org.candado.app.ui.topBar
import org.candado.core.Plan
import org.candado.core.RecoveryClock
import org.candado.core.Reminder
import org.candado.core.ReminderSettings
import org.candado.core.Verdict

/** What is due, what went by, what comes and why then; whether reminders arrive; and how they should. */
class RemindersScreen(host: MainActivity) : Screen(host) {
    override val page =
        Page(
            design,
            design.topBar(
                text(R.string.reminders_title),
                action = design.iconButton(R.drawable.ic_settings, text(R.string.settings)) { host.go(Route.Settings) },
            ),
        )

    override fun load(): Unit =
        askForPage({ reminders() to reminderSettings() }) { (plan, settings) ->
            fill(
                clocks(plan.clocks) +
                    planned(plan) +
                    listOf(
                        design.section(text(R.string.reminders_settings)),
                        choices(settings),
                        design.section(text(R.string.reminders_reach)),
                        reach(settings, host.platform.notifications.reach()),
                    )
            )
        }

    private fun planned(plan: Plan): List<View> {
        val missed = plan.missed.map { it.itemId }.toSet()
        val due = plan.due.filter { it.itemId !in missed }
        if (due.isEmpty() && missed.isEmpty() && plan.upcoming.isEmpty() && plan.off.isEmpty()) return listOf(nothing())
        return group(R.string.reminders_missed, plan.missed, Verdict.DUE) +
            group(R.string.reminders_due, due, Verdict.DUE) +
            group(R.string.reminders_upcoming, plan.upcoming, null) +
            group(R.string.reminders_off, plan.off, null)
    }

    private fun clocks(clocks: List<RecoveryClock>): List<View> =
        if (clocks.isEmpty()) emptyList()
        else listOf(design.section(text(R.string.clocks_title))) + clocks.map(::clock)

    private fun clock(clock: RecoveryClock): View =
        design.clockCard(clock, design.textButton(text(R.string.clocks_stop)) { stop(clock) })

    private fun stop(clock: RecoveryClock) =
        ask({ stopClock(clock.clockId) }) {
            host.candado.reminders.rearm()
            host.notice(text(R.string.clocks_stopped), text(R.string.undo)) { start(clock) }
            load()
        }

    private fun start(clock: RecoveryClock) =
        ask({ startClock(clock.clockId, clock.startedAtMs) }) {
            host.candado.reminders.rearm()
            load()
        }

    private fun nothing(): View =
        design.empty(
            R.drawable.ic_bell,
            text(R.string.reminders_none_title),
            text(R.string.reminders_none),
            design.secondary(text(R.string.reminders_to_checkup)) { host.go(Route.Checkup) },
        )

    private fun group(heading: Int, reminders: List<Reminder>, verdict: Verdict?): List<View> =
        if (reminders.isEmpty()) emptyList()
        else listOf(design.section(text(heading)), design.list(reminders.map { row(it, verdict) }))

    private fun row(reminder: Reminder, verdict: Verdict?): View {
        val day = reminder.day.replaceFirstChar(Char::titlecase)
        return design.row(
            reminder.title,
            text(R.string.day_and_title, day, reminder.reason),
            verdict?.let { design.badge(it) },
        ) {
            host.go(Route.Item(reminder.itemId))
        }
    }

    private fun choices(settings: ReminderSettings): View =
        design.list(
            design.switchRow(text(R.string.reminders_on), text(R.string.reminders_on_line), settings.enabled) { on ->
                choose(settings.copy(enabled = on))
            },
            design.row(
                text(R.string.reminders_hour),
                trailing = design.action(hourInWords(settings.hour.toInt())),
                open = { pickHour(settings) },
            ),
        )

    private fun pickHour(settings: ReminderSettings) {
        val hours = (0..23).map(::hourInWords).toTypedArray()
        AlertDialog.Builder(host)
            .setTitle(R.string.reminders_hour)
            .setSingleChoiceItems(hours, settings.hour.toInt()) { dialog, hour ->
                dialog.dismiss()
                choose(settings.copy(hour = hour.toUInt()))
            }
            .setNegativeButton(R.string.cancel, null)
            .show()
    }

    private fun hourInWords(hour: Int): String = "%d:00".format(hour)

    private fun choose(settings: ReminderSettings) =
        ask({ chooseReminders(settings) }) {
            host.candado.reminders.rearm()
            if (settings.enabled) host.offerNotifications()
            load()
        }

    private fun reach(settings: ReminderSettings, reach: Reach): View {
        val (verdict, words) =
            when {
                !settings.enabled -> Verdict.UNKNOWN to R.string.reminders_reach_off
                reach.blocked -> Verdict.AT_RISK to R.string.reminders_reach_blocked
                reach.channelOff -> Verdict.AT_RISK to R.string.reminders_reach_channel
                reach.restricted -> Verdict.DUE to R.string.reminders_reach_restricted
                else -> Verdict.OK to R.string.reminders_reach_ok
            }
        val screens = host.platform.settingsScreens
        val button =
            when {
                !settings.enabled -> null
                reach.blocked || reach.channelOff ->
                    design.secondary(text(R.string.reminders_open_settings)) { screens.openNotificationSettings(host) }
                reach.restricted ->
                    design.secondary(text(R.string.reminders_open_settings)) { screens.openAppSettings(host) }
                else -> null
            }
        return design.card(
            design.hug(design.badge(verdict)),
            design.below(2, design.body(text(words))),
            button?.let { design.below(3, it) },
        )
    }
}
