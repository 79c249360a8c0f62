package org.candado.app.recovery

import android.os.Bundle
import android.view.View
import android.widget.LinearLayout
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.evidence.inWords
import org.candado.app.platform.AppError
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.chips
import org.candado.app.ui.label
import org.candado.app.ui.topBar
import org.candado.core.ContactCard
import org.candado.core.Messenger
import org.candado.core.PlayRun
import org.candado.core.Situation
import org.candado.core.Triage

/**
 * "Me robaron la cuenta": of which app, and what comes closest leads to what to do first; the police are one button
 * away. Who helps somebody else says who they are, and the app is asked: that on the helper's phone says nothing.
 */
class StolenScreen(host: MainActivity, private val helping: Boolean = false) : Screen(host) {
    override val private = true
    private var police: ContactCard? = null
    private var messenger: Messenger? = null
    private var name: String? = null
    private var nameField: Field? = null
    private val answers: LinearLayout = design.column()
    private val policeLine = design.centred(design.second(""))

    override val page =
        Page(
            design,
            design.topBar(text(if (helping) R.string.helper_title else R.string.stolen_title), Leave.close { host.goBack() }),
            footer = listOf(design.secondary(text(R.string.stolen_police)) { police?.let(::call) }, policeLine),
        )

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        messenger = state.getString(MESSENGER)?.let(Messenger::valueOf)
        name = state.getString(NAME)
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putString(MESSENGER, messenger?.name)
        state.putString(NAME, name)
    }

    private data class Shown(val messenger: Messenger?, val triage: Triage?, val name: String, val police: ContactCard)

    override fun load(): Unit =
        askForPage({
            val chosen = messenger ?: if (helping) null else firstMessenger()
            val triage = chosen?.let { triage(it) }
            Shown(chosen, triage, name ?: helping(), contacts().contacts.first { it.id == POLICE })
        }) { shown ->
            police = shown.police
            policeLine.text = text(R.string.stolen_police_line, shown.police.numbers.first().shown, shown.police.hours)
            messenger = shown.messenger
            show(shown.triage)
            fill(
                design.lead(text(if (helping) R.string.helping_lead else R.string.stolen_lead)),
                if (helping) askName(shown.name) else null,
                design.stack(
                    design.section(text(R.string.stolen_which_app)),
                    design.below(1, design.chips(Messenger.entries.map { it to text(it.label) }, messenger, ::choose)),
                ),
                answers,
                if (helping) null
                else
                    design.list(
                        design.row(text(R.string.stolen_other)) { host.go(Route.NewIncident) },
                        design.row(text(R.string.stolen_helping), text(R.string.stolen_helping_line)) { host.go(Route.Helping) },
                        design.row(text(R.string.contacts_title), text(R.string.contacts_line)) { host.go(Route.Contacts) },
                    ),
            )
        }

    private fun askName(present: String): Field {
        name = present
        return Field(design, text(R.string.helper_name), Keyboard.Names, present, text(R.string.helper_hint))
            .onChange {
                name = it
                nameField?.show(null)
            }
            .also { nameField = it }
    }

    private fun choose(chosen: Messenger) {
        messenger = chosen
        ask({ triage(chosen) }, done = ::show)
    }

    /** The answers for the app that is chosen; none before. */
    private fun show(triage: Triage?) {
        answers.removeAllViews()
        if (triage == null) return
        if (!helping) begun(triage.runs.filterNot { it.finished })?.let(answers::addView)
        val rows = triage.answers.map { answer -> design.row(answer.label, answer.line) { open(triage, answer.situation) } }
        answers.addView(design.below(if (answers.childCount > 0) 3 else 0, design.list(rows)))
    }

    private fun open(triage: Triage, situation: Situation) {
        val about = NewCase(messenger ?: return, helping)
        if (!helping) {
            host.go(triage.placeOf(situation, about))
            return
        }
        askOnce({ beginHelping(name.orEmpty()) }, refused = ::refuse) { accepted ->
            if (accepted.isEmpty()) {
                nameField?.show(text(R.string.helping_name_missing))
                nameField?.focus()
            } else {
                host.go(Route.Play(situation, about = about))
            }
        }
    }

    private fun refuse(error: AppError) {
        if (error is AppError.Field) nameField?.show(error.problem.inWords(host)) else tell(error)
    }

    private fun begun(runs: List<PlayRun>): View? {
        if (runs.isEmpty()) return null
        val rows = runs.map { run ->
            design.row(run.caseTitle, run.line, design.action(text(R.string.stolen_continue))) {
                host.go(Route.Play(run.situation, run.incident.toLong()))
            }
        }
        return design.column(design.section(text(R.string.stolen_begun)), design.list(rows))
    }

    private fun call(police: ContactCard) = host.dial(police.numbers.first())

    private companion object {
        const val POLICE = "ssc_cyber"
        const val MESSENGER = "messenger"
        const val NAME = "name"
    }
}

/** Where an answer leads: on with the person's own play that was begun last about that app, or to a new one. */
fun Triage.placeOf(situation: Situation, about: NewCase? = null): Route {
    val run = runs.firstOrNull {
        it.situation == situation && !it.finished && !it.helped && (about == null || it.messenger == about.messenger)
    }
    return if (run == null) Route.Play(situation, about = about) else Route.Play(situation, run.incident.toLong())
}
