package org.candado.app.recovery

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.ContactCard
import org.candado.core.PlayRun
import org.candado.core.Situation
import org.candado.core.Triage

/** "Me robaron la cuenta": what comes closest leads to what to do first; the police are one button away. */
class StolenScreen(host: MainActivity) : Screen(host) {
    override val private = true
    private var police: ContactCard? = null
    private val policeLine = design.centred(design.second(""))

    override val page =
        Page(
            design,
            design.topBar(text(R.string.stolen_title), Leave.close { host.goBack() }),
            footer = listOf(design.secondary(text(R.string.stolen_police)) { police?.let(::call) }, policeLine),
        )

    override fun load(): Unit =
        askForPage({ triage() to contacts().contacts.first { it.id == POLICE } }) { (triage, police) ->
            this.police = police
            policeLine.text = listOf(police.numbers.first().shown, police.hours).joinToString(" · ")
            fill(
                design.lead(text(R.string.stolen_lead)),
                begun(triage.runs.filterNot { it.finished }),
                design.list(
                    triage.answers.map { answer ->
                        design.row(answer.label, answer.line) { host.go(triage.placeOf(answer.situation)) }
                    } + design.row(text(R.string.stolen_other)) { host.go(Route.NewIncident) }
                ),
                design.list(design.row(text(R.string.contacts_title), text(R.string.contacts_line)) { host.go(Route.Contacts) }),
            )
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
    }
}

/** Where an answer leads: on with the play that was begun last, or to a new one. */
fun Triage.placeOf(situation: Situation): Route {
    val run = runs.firstOrNull { it.situation == situation && !it.finished }
    return Route.Play(situation, run?.incident?.toLong())
}
