package org.candado.app.ui

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.platform.AppError
import org.candado.core.ClockState
import org.candado.core.RecoveryClock
import org.candado.core.Verdict

/**
 * The recovery clocks under a heading, if there are any; each leads to the step to do about it and can be stopped, which
 * can be taken back. [changed] is called on the main thread after either.
 */
fun Design.clockCards(host: MainActivity, clocks: List<RecoveryClock>, shown: String? = null, changed: () -> Unit): List<View> {
    if (clocks.isEmpty()) return emptyList()
    val gateway = host.core
    val refused = { error: AppError -> host.notice(errorText(error)) }
    fun settled() {
        host.candado.reminders.rearm()
        changed()
    }
    fun resume(clock: RecoveryClock) = gateway.ask({ resumeClock(clock.number) }, refused) { settled() }
    fun stop(clock: RecoveryClock) =
        gateway.ask({ stopClock(clock.number) }, refused) {
            host.notice(host.getText(R.string.clocks_stopped), host.getText(R.string.undo)) { resume(clock) }
            settled()
        }
    val cards = clocks.map { clock ->
        val route = Route.ofClock(clock.step)
        val leads = route is Route.Play && route.step != shown
        clockCard(
            clock,
            if (leads) textButton(host.getText(R.string.clocks_step)) { host.go(route) } else null,
            textButton(host.getText(R.string.clocks_stop)) { stop(clock) },
        )
    }
    return listOf(section(host.getText(R.string.clocks_title))) + cards
}

/** A recovery clock: how much is left, what it waits for, what to do, whose rule it is, and what one can do about it. */
private fun Design.clockCard(clock: RecoveryClock, vararg buttons: View?): View {
    val left = if (clock.left.isEmpty()) null else clock.left
    val head =
        when (clock.state) {
            ClockState.RUNNING -> row(clock.title, left, icon = R.drawable.ic_clock)
            ClockState.ENDED -> row(clock.title, null, left?.let { badge(Verdict.DUE, it) }, icon = R.drawable.ic_clock)
            ClockState.DOUBTFUL -> row(clock.title, null, badge(Verdict.UNKNOWN), icon = R.drawable.ic_clock)
        }
    head.setPadding(0, 0, 0, 0)
    head.minimumHeight = 0
    return card(
        head,
        below(2, body(styled(clock.line))),
        below(2, second(clock.sourceLine)),
        *buttons.filterNotNull().map { below(1, it) }.toTypedArray(),
    )
}
