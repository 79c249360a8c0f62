package org.candado.app.checkup

import android.view.View
import java.time.LocalDate
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.TitleBar
import org.candado.app.ui.pickDay
import org.candado.app.ui.styled
import org.candado.core.Answer
import org.candado.core.ItemPage
import org.candado.core.LaterDay
import org.candado.core.Verdict

/** One item: the verdict and why, the steps, one button to the right place, then the answer in the person's words. */
class ItemScreen(host: MainActivity, private val id: String) : Screen(host) {
    private data class Shown(val item: ItemPage, val later: LaterDay, val isDue: Boolean)

    /** The page whose answer was given or taken back. */
    private var answered: ItemPage? = null

    private val bar = TitleBar(host)
    override val page = Page(design, bar.view)

    override fun load(): Unit =
        askForPage({ Shown(itemPage(id), laterDay(), reminders().due.any { it.itemId == id }) }) { (item, later, isDue) ->
            val toDo = isDue || item.item.verdict !in SETTLED
            bar.title(item.item.title)
            fill(
                design.hug(design.badge(item.item.verdict)),
                item.item.line.takeIf { it.isNotEmpty() }?.let { design.lead(it) },
                design.lead(minutes(item.item.minutes.toInt())),
                design.leadBody(styled(item.why)),
                item.noOpens?.takeIf { item.playOffered }?.let { play ->
                    design.danger(text(R.string.item_what_to_do)) { host.go(Route.Play(play)) }
                },
                design.listed(item),
                if (item.steps.isEmpty()) null else design.steps(item.steps),
                item.target?.let { target -> design.secondary(item.targetLabel) { host.open(target) } },
                item.sourceLine.takeIf { it.isNotEmpty() }?.let { design.centred(design.second(it)) },
                *design.sections(item, host).toTypedArray(),
                *design.comparison(item, host).toTypedArray(),
                design.spring(),
                *answers(item),
                if (toDo) later(later) else null,
                if (toDo) design.textButton(text(R.string.item_other_day)) { ask({ today() }) { host.pickDay(it, ::postpone) } } else null,
                if (toDo) rehearsal() else null,
            )
        }

    private fun answers(item: ItemPage): Array<View> {
        if (item.answers.isEmpty()) return emptyArray()
        val question = design.centred(design.strong(item.question))
        val takeBack =
            if (item.canUndo) listOf(design.textButton(text(R.string.item_take_back)) { takeBack(item) }) else emptyList()
        return (listOf(design.below(2, question)) + design.answers(item) { give(item, it) } + takeBack).toTypedArray()
    }

    private fun give(item: ItemPage, answer: Answer) {
        // A second tap may come when the answer is noted and the page not yet filled anew.
        if (item === answered) return
        askOnce({ answer(id, answer, item.about) }) {
            answered = item
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
            if (play == null) host.notificationPermission.offer()
        }
    }

    private fun takeBack(item: ItemPage) {
        if (item === answered) return
        askOnce({ undoAnswer(id) }) {
            answered = item
            host.candado.reminders.rearm()
            host.notice(text(R.string.item_taken_back))
            load()
        }
    }

    private fun minutes(count: Int): String = host.resources.getQuantityString(R.plurals.item_minutes, count, count)

    private fun rehearsal(): View =
        design.list(
            design.row(text(R.string.scam_title), text(R.string.scam_line), icon = R.drawable.ic_message) {
                host.go(Route.ScamOfTheDay)
            }
        )

    private fun later(day: LaterDay): View =
        design.textButton(text(R.string.item_later, day.words)) { postpone(LocalDate.parse(day.date), day.words) }

    private fun postpone(date: LocalDate, words: String) =
        askOnce({ postpone(id, date.toString()) }) {
            host.candado.reminders.rearm()
            host.notice(text(R.string.item_later_done, words))
            host.notificationPermission.offer()
            load()
        }

    private companion object {
        /** Verdicts with nothing to do about them. */
        val SETTLED = setOf(Verdict.OK, Verdict.NOT_APPLICABLE)
    }
}
