package org.candado.app.home

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.evidence.caseName
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.Checkup
import org.candado.core.LogSummary
import org.candado.core.Overall
import org.candado.core.OverallAction
import org.candado.core.Plan
import org.candado.core.RecoveryClock
import org.candado.core.Verdict
import org.candado.core.VerdictChange

/** The worst thing first, then the checkup, the next reminder, the devices and the log. */
class HomeScreen(host: MainActivity) : Screen(host) {
    override val page =
        Page(
            design,
            design.topBar(
                text(R.string.app_name),
                action = design.iconButton(R.drawable.ic_settings, text(R.string.settings)) { host.go(Route.Settings) },
            ),
            footer = listOf(design.danger(text(R.string.home_stolen)) { host.go(Route.Stolen) }),
            alwaysInReach = true,
        )

    private data class Shown(
        val checkup: Checkup,
        val plan: Plan,
        val log: CoreGateway.Outcome<LogSummary>,
        val answersLost: Boolean,
        val remindersOn: Boolean,
    )

    override fun load(): Unit =
        askForPage({
            Shown(checkup(), reminders(), attempt { summary() }, setAsideUntold(), reminderSettings().enabled)
        }) { shown ->
            val (checkup, plan) = shown
            fill(
                if (shown.answersLost) answersLost() else null,
                overall(checkup.overall),
                clocks(plan.clocks),
                if (shown.remindersOn && host.notificationPermission.isMissed) notReached() else null,
                changes(checkup.changes),
                design.list(checkupRow(checkup), reminderRow(plan), devicesRow(), messageRow(), logRow(shown.log)),
            )
        }

    /** Told once: the checkup starts anew, the log is whole. */
    private fun answersLost(): View =
        design.card(
            design.strong(text(R.string.answers_lost_title)),
            design.below(1, design.second(text(R.string.answers_lost_line))),
            design.below(3, design.secondary(text(R.string.understood)) { ask({ setAsideTold() }) { load() } }),
        )

    private fun overall(overall: Overall): View {
        val button = design.primary(overall.actionLabel) { follow(overall.action) }
        return design.verdictCard(
            overall.verdict,
            design.bareBadge(overall.verdict),
            design.headline(overall.headline),
            design.below(1, design.second(overall.detail)),
            design.below(4, button),
        )
    }

    private fun follow(action: OverallAction) =
        host.go(
            when (action) {
                is OverallAction.Item -> Route.Item(action.id)
                is OverallAction.Device -> Route.Device(action.id)
                OverallAction.Checkup -> Route.Checkup
                OverallAction.Questions -> Route.Questions
                is OverallAction.Play -> Route.Play(action.situation)
            }
        )

    /** What is not as it was, the worst of it in words. */
    private fun changes(changes: List<VerdictChange>): View? {
        val worst = changes.firstOrNull() ?: return null
        val count = host.resources.getQuantityString(R.plurals.home_changes, changes.size, changes.size)
        return design.list(design.row(count, worst.sentence, design.badge(worst.now)) { host.go(Route.Checkup) })
    }

    private fun checkupRow(checkup: Checkup): View {
        val ok = checkup.okCount.toInt()
        val measured = checkup.measuredOkCount.toInt()
        val bar =
            design.healthBar(
                ok = measured,
                declared = ok - measured,
                due = checkup.dueCount.toInt(),
                atRisk = checkup.atRiskCount.toInt(),
                unknown = checkup.unknownCount.toInt(),
            )
        return design.row(text(R.string.home_checkup), checkup.score, below = bar) { host.go(Route.Checkup) }
    }

    private fun reminderRow(plan: Plan): View {
        val due = plan.due.size
        val overdue = plan.due.firstOrNull { it.overdue }
        val next = plan.upcoming.firstOrNull()
        val line =
            when {
                overdue != null -> host.resources.getQuantityString(R.plurals.home_overdue, due, due, overdue.day)
                due > 0 -> host.resources.getQuantityString(R.plurals.home_due, due, due)
                next != null -> text(R.string.day_and_title, next.day.replaceFirstChar(Char::titlecase), next.title)
                else -> text(R.string.home_no_reminder)
            }
        val badge =
            when {
                overdue != null -> design.badge(Verdict.DUE, text(R.string.reminders_overdue))
                due > 0 -> design.badge(Verdict.DUE)
                else -> null
            }
        return design.row(text(R.string.home_reminder), line, badge) { host.go(Route.Reminders) }
    }

    /** A reminder that cannot be shown is as good as none: said here, where nobody has to look for it. */
    private fun notReached(): View =
        design.card(
            design.strong(text(R.string.home_not_reached)),
            design.below(1, design.second(text(R.string.home_not_reached_line))),
            design.below(3, design.secondary(text(R.string.home_reach_me)) { host.notificationPermission.allow() }),
        )

    /** What the person waits for after a theft, with what is left of it. */
    private fun clocks(clocks: List<RecoveryClock>): View? =
        if (clocks.isEmpty()) null
        else
            design.list(
                clocks.map { clock ->
                    design.row(clock.title, clock.left, icon = R.drawable.ic_clock) { host.go(Route.ofClock(clock.step)) }
                }
            )

    private fun messageRow(): View =
        design.row(text(R.string.message_title), text(R.string.message_row_line)) { host.go(Route.Message) }

    private fun devicesRow(): View =
        design.row(text(R.string.devices_title), text(R.string.home_devices_line)) { host.go(Route.Devices) }

    private fun logRow(log: CoreGateway.Outcome<LogSummary>): View =
        when (log) {
            is CoreGateway.Outcome.Done -> logRow(log.value)
            is CoreGateway.Outcome.Refused ->
                design.row(text(R.string.home_log), text(R.string.home_log_refused), design.badge(Verdict.AT_RISK)) {
                    host.go(Route.Log)
                }
        }

    private fun logRow(log: LogSummary): View {
        val title =
            if (log.latestIncident == null) text(R.string.home_log) else text(R.string.home_log_of, host.caseName(log.incidentTitle))
        val notes = log.entries.toInt()
        val line =
            if (log.latestIncident == null) text(R.string.home_log_empty)
            else host.resources.getQuantityString(R.plurals.notes, notes, notes)
        return design.row(title, line) { host.go(Route.Log) }
    }
}
