package org.candado.app.reminders

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.Scam
import org.candado.core.ScamKind
import org.candado.core.ScamResult
import org.candado.core.Verdict

/** One real scam message a day: what is it after? One tap, and what gives it away. */
class ScamScreen(host: MainActivity) : Screen(host) {
    override val page = Page(design, design.topBar(text(R.string.scam_title), Leave.back { host.goBack() }))

    override fun load(): Unit =
        askForPage({ scamOfTheDay() }) { scam ->
            fill(
                listOf(message(scam), design.centred(design.strong(scam.question))) +
                    scam.options.map { option -> design.secondary(option.label) { judge(scam, option.kind) } } +
                    scam.result?.let(::result).orEmpty()
            )
        }

    private fun message(scam: Scam): View =
        design.card(design.second(scam.from), design.below(2, design.body(scam.text)))

    private fun result(result: ScamResult): List<View> {
        val verdict = if (result.right) Verdict.OK else Verdict.DUE
        val said =
            design.verdictCard(verdict, design.strong(result.headline), design.below(2, design.body(result.tell))).apply {
                accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
            }
        return listOf(
            said,
            design.centred(design.second(result.sourceLine)),
            design.centred(design.second(text(R.string.scam_tomorrow, result.score))),
        )
    }

    private fun judge(scam: Scam, kind: ScamKind) = ask({ judgeScam(scam.scamId, kind) }) { load() }
}
