package org.candado.app.checkup

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.reminders.offerNotifications
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.TitleBar
import org.candado.app.ui.styled
import org.candado.core.Answer
import org.candado.core.ItemPage
import org.candado.core.LaterDay
import org.candado.core.ScreenTarget
import org.candado.core.Verdict

/** One item: the verdict and why, the steps, one button to the right place, then the answer in the person's words. */
class ItemScreen(host: MainActivity, private val id: String) : Screen(host) {
    private val bar = TitleBar(host)
    override val page = Page(design, bar.view)

    override fun load(): Unit =
        askForPage({ itemPage(id) to laterDay() }) { (item, later) ->
            bar.title(item.item.title)
            fill(
                design.hug(design.badge(item.item.verdict)),
                item.item.line.takeIf { it.isNotEmpty() }?.let { design.lead(it) },
                design.body(styled(item.why)).apply { setPadding(design.space(1), 0, design.space(1), 0) },
                item.noOpens?.takeIf { item.playOffered }?.let { play ->
                    design.danger(text(R.string.item_what_to_do)) { host.go(Route.Play(play)) }
                },
                if (item.listed.isEmpty()) null else design.list(item.listed.map { design.row(it) }),
                if (item.steps.isEmpty()) null else design.steps(item.steps),
                item.target?.let { target -> design.secondary(item.targetLabel) { open(target) } },
                design.centred(design.second(item.sourceLine)),
                design.spring(),
                *answers(item),
                if (item.item.verdict == Verdict.OK) null else later(later),
                if (item.item.verdict == Verdict.OK) null else rehearsal(),
            )
        }

    private fun answers(item: ItemPage): Array<View> {
        if (item.answers.isEmpty()) return emptyArray()
        val question = design.centred(design.strong(item.question))
        val takeBack =
            if (item.canUndo) listOf(design.textButton(text(R.string.item_take_back), ::takeBack)) else emptyList()
        return (listOf(design.below(2, question)) + design.answers(item) { give(item, it) } + takeBack).toTypedArray()
    }

    private fun give(item: ItemPage, answer: Answer) =
        ask({ answer(id, answer, item.about) }) {
            host.candado.reminders.rearm()
            val play = item.noOpens?.takeIf { answer == Answer.NO }
            when {
                play != null -> host.go(Route.Play(play))
                answer == Answer.NO -> load()
                else -> host.goBack()
            }
            host.notice(text(R.string.item_noted), text(R.string.undo)) {
                host.takeAnswerBack(id)
            }
        }

    private fun takeBack() =
        ask({ undoAnswer(id) }) {
            host.candado.reminders.rearm()
            host.notice(text(R.string.item_taken_back))
            load()
        }

    private fun rehearsal(): View =
        design.list(
            design.row(text(R.string.scam_title), text(R.string.scam_line), icon = R.drawable.ic_message) {
                host.go(Route.ScamOfTheDay)
            }
        )

    private fun later(day: LaterDay): View =
        design.textButton(text(R.string.item_later, day.words)) {
            ask({ postpone(id, day.date) }) {
                host.candado.reminders.rearm()
                host.notice(text(R.string.item_later_done, day.words))
                host.offerNotifications()
                load()
            }
        }

    private fun open(target: ScreenTarget) {
        if (target == ScreenTarget.Devices) host.go(Route.Devices)
        else if (!host.platform.settingsScreens.open(host, target)) host.notice(text(R.string.item_nowhere))
    }
}
