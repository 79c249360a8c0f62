package org.candado.app.recovery

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.Situation

/** The ready texts that fit a case. */
class TextsScreen(host: MainActivity, private val situation: Situation, private val incident: Long?) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.texts_title), Leave.back { host.goBack() }))

    override fun load(): Unit =
        askForPage({ readyTexts(situation, incident) }) { texts ->
            fill(
                design.lead(text(R.string.texts_lead)),
                design.list(
                    texts.map { ready ->
                        design.row(ready.title, ready.lead) { host.go(Route.Text(situation, incident, ready.id)) }
                    }
                ),
            )
        }
}
