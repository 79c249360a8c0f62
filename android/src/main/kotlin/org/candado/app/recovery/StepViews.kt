package org.candado.app.recovery

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Design
import org.candado.app.ui.label
import org.candado.app.ui.styled
import org.candado.core.CaseFacts
import org.candado.core.ContactCard
import org.candado.core.PlayStep
import org.candado.core.StepForm
import org.candado.core.StepMark
import org.candado.core.StepState
import org.candado.core.StepTarget
import org.candado.core.Verdict

/** What can be done on a step. */
interface StepActions {
    fun mark(mark: StepMark)

    fun takeBack()

    fun later()

    fun startClock()

    fun open(target: StepTarget)

    fun openText(id: String)

    fun write(form: StepForm)

    /** The person affected is not in Mexico City. */
    fun elsewhere()
}

/** The step to do now: what, why, how, what will be asked, what not to do, and the buttons. */
class StepViews(
    private val host: MainActivity,
    private val design: Design,
    private val step: PlayStep,
    private val facts: CaseFacts,
    private val actions: StepActions,
) {
    fun views(): List<View> =
        listOf(design.headline(step.title), design.body(styled(step.why)), design.steps(step.how)) +
            tools() +
            listOf(labelled(R.string.step_asked, step.asked), labelled(R.string.step_never, step.never)) +
            answers() +
            design.centred(design.second(step.sourceLines.joinToString("\n")))

    private fun labelled(label: Int, words: String): View =
        design.plainCard(design.strong(host.getString(label)), design.below(1, design.body(styled(words))))

    /** Whom to call: by tap, when they answer, what to say first; and what else to reach them by, to be copied. */
    private fun contact(contact: ContactCard): List<View> {
        val about = listOf(contact.hours, contact.note).filter { it.isNotEmpty() }.joinToString(" · ")
        return contact.numbers.map { number ->
            design.secondary(host.getString(R.string.step_call, contact.name, number.shown)) { host.dial(number) }
        } +
            listOfNotNull(if (about.isEmpty()) null else design.centred(design.second(about))) +
            contact.copy.map { words ->
                design.textButton(host.getString(R.string.contacts_copy, words)) { host.copy(words) }
            }
    }

    private fun askPlace(): View =
        design.plainCard(
            design.second(host.getString(R.string.step_city_only)),
            design.below(2, design.secondary(host.getText(elsewhereWords), actions::elsewhere)),
        )

    private val elsewhereWords = if (facts.isHelped) R.string.step_elsewhere_helped else R.string.step_elsewhere

    private fun tools(): List<View> {
        val clock = step.clock
        return listOfNotNull(step.opens?.let { design.secondary(openWords(it)) { actions.open(it) } }) +
            step.contacts.flatMap(::contact) +
            listOfNotNull(if (step.asksPlace) askPlace() else null) +
            listOfNotNull(
                step.textId?.let { id -> design.secondary(host.getText(R.string.step_text)) { actions.openText(id) } },
                step.form?.let { form -> design.secondary(host.getText(R.string.step_write)) { actions.write(form) } },
                if (clock == null) null
                else if (clock.running) design.hug(design.badge(Verdict.DUE, host.getText(R.string.step_clock_runs)))
                else design.secondary(clock.label, actions::startClock),
            )
    }

    private fun openWords(target: StepTarget): CharSequence =
        when (target) {
            StepTarget.DEVICES -> host.getText(R.string.devices_title)
            StepTarget.MESSENGER -> host.getString(R.string.device_open, host.getString(facts.messenger.label))
        }

    private fun answers(): List<View> {
        if (step.state is StepState.Done) {
            return listOf(
                design.hug(design.badge(Verdict.OK, step.stateLine)),
                design.textButton(host.getText(R.string.step_take_back), actions::takeBack),
            )
        }
        val buttons =
            listOf(
                design.primary(step.doneLabel) { actions.mark(StepMark.Done) },
                design.buttonPair(
                    design.secondary(host.getText(R.string.step_could_not)) { actions.mark(StepMark.CouldNot) },
                    design.secondary(host.getText(R.string.step_later)) { actions.later() },
                ),
            )
        return when (step.state) {
            is StepState.CouldNot -> listOf(otherwise()) + buttons
            is StepState.Later -> listOf(design.hug(design.badge(Verdict.DUE, step.stateLine))) + buttons
            else -> buttons
        }
    }

    private fun otherwise(): View =
        design.verdictCard(
            Verdict.UNKNOWN,
            design.hug(design.badge(Verdict.UNKNOWN, step.stateLine)),
            design.below(2, design.body(styled(step.otherwise))),
        )
}
