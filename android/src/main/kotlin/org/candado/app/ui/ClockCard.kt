package org.candado.app.ui

import android.view.View
import org.candado.app.R
import org.candado.core.ClockState
import org.candado.core.RecoveryClock
import org.candado.core.Verdict

/** A recovery clock: how much is left, what it waits for, what to do, whose rule it is, and what one can do about it. */
fun Design.clockCard(clock: RecoveryClock, vararg buttons: View): View {
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
        *buttons.map { below(1, it) }.toTypedArray(),
    )
}
