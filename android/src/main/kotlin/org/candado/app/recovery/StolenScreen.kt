package org.candado.app.recovery

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.evidence.Theft
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.LogSummary

/** "Me robaron la cuenta": what comes closest opens a case of that kind; the police are one button away. */
class StolenScreen(host: MainActivity) : Screen(host) {
    override val private = true

    override val page =
        Page(
            design,
            design.topBar(text(R.string.stolen_title), Leave.close { host.goBack() }),
            footer =
                listOf(
                    design.secondary(text(R.string.stolen_police), ::call),
                    design.centred(design.second(text(R.string.stolen_police_line))),
                ),
        )

    override fun load(): Unit =
        askForPage({ summary() }) { log ->
            fill(
                design.lead(text(R.string.stolen_lead)),
                openCase(log),
                design.list(Theft.entries.map { theft -> design.row(text(theft.label), theft.line?.let { text(it) }) { open(theft) } }),
                design.plainCard(design.second(text(R.string.stolen_police_note))),
            )
        }

    private fun openCase(log: LogSummary): View? =
        log.openIncident?.let {
            design.card(
                design.second(text(R.string.stolen_open_already)),
                design.strong(log.incidentTitle),
                design.below(3, design.secondary(text(R.string.stolen_continue)) { host.go(Route.Log) }),
            )
        }

    private fun open(theft: Theft) =
        ask({ append(theft.opening(text(theft.title))) }) {
            host.go(Route.Log)
            host.notice(text(R.string.incident_opened))
        }

    private fun call() {
        val number = text(R.string.stolen_police_number)
        if (!host.platform.settingsScreens.dial(host, number)) host.notice(text(R.string.no_dialler, number))
    }
}
