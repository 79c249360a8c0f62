package org.candado.app.checkup

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar

/** What changed in the checkup, day by day, the latest first. */
class HistoryScreen(host: MainActivity) : Screen(host) {
    override val page = Page(design, design.topBar(text(R.string.history_title), Leave.back { host.goBack() }))

    override fun load(): Unit =
        askForPage({ checkupHistory() }) { days ->
            if (days.isEmpty()) {
                fill(design.lead(text(R.string.history_empty)))
                return@askForPage
            }
            fill(
                days.flatMap { day ->
                    listOf(
                        design.section(day.day.replaceFirstChar(Char::titlecase)),
                        design.list(day.changes.map { design.changeRow(it, host) }),
                    )
                }
            )
        }
}
