package org.candado.app.checkup

import android.os.Bundle
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.styled
import org.candado.app.ui.topBar
import org.candado.core.Answer
import org.candado.core.Checkup
import org.candado.core.ItemPage

/** What waits for an answer, one question a page, nothing to type. What is left for another time stays in the checkup. */
class QuestionsScreen(host: MainActivity) : Screen(host) {
    private val passed = linkedSetOf<String>()

    override val page = Page(design, design.topBar(text(R.string.questions_title), Leave.close { host.goBack() }))

    private class Next(val item: ItemPage, val left: Int)

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        passed += state.getStringArray(PASSED).orEmpty()
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putStringArray(PASSED, passed.toTypedArray())
    }

    override fun load(): Unit =
        askForPage({
            val checkup = checkup()
            val left = checkup.questions.filter { it !in passed }.take(checkup.questionsInASitting.toInt() - passed.size)
            checkup to left.firstOrNull()?.let { Next(itemPage(it), left.size) }
        }) { (checkup, next) ->
            if (next == null) showEnd(checkup) else show(next)
        }

    private fun show(next: Next) {
        val item = next.item
        val place = text(R.string.questions_place, passed.size + 1, passed.size + next.left)
        fill(
            listOfNotNull<View>(
                design.second(place),
                design.headline(item.item.title),
                design.body(styled(item.why)),
                design.listed(item),
                *design.comparison(item, host).toTypedArray(),
                design.textButton(text(R.string.questions_how)) { host.go(Route.Item(item.item.id)) },
                design.spring(),
                design.centred(design.strong(item.question)),
            ) +
                design.answers(item) { give(item, it) } +
                design.textButton(text(R.string.questions_skip)) { pass(item) }
        )
    }

    private fun give(item: ItemPage, answer: Answer) {
        // A second tap may come when the answer is noted and the next question not yet there.
        if (item.item.id in passed) return
        askOnce({ answer(item.item.id, answer, item.about) }) {
            host.candado.reminders.rearm()
            val play = item.noOpens?.takeIf { answer == Answer.NO }
            if (play == null) {
                pass(item)
            } else {
                // Back leads to the next question.
                passed += item.item.id
                host.go(Route.Play(play))
            }
        }
    }

    private fun pass(item: ItemPage) {
        passed += item.item.id
        page.scrollToTop()
        load()
    }

    private fun showEnd(checkup: Checkup) {
        val isAll = checkup.questions.all { it in passed }
        fill(
            design.verdictCard(
                checkup.overall.verdict,
                design.bareBadge(checkup.overall.verdict),
                design.headline(text(if (isAll) R.string.questions_done_title else R.string.questions_enough_title)),
                design.below(1, design.second(checkup.score)),
            ),
            design.lead(text(if (isAll) R.string.questions_done else R.string.questions_enough)),
            design.primary(text(R.string.questions_see)) { host.goInstead(Route.Checkup) },
        )
        host.notificationPermission.offer()
    }

    private companion object {
        const val PASSED = "passed"
    }
}
