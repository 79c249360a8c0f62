package org.candado.app.recovery

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar

/** The ready texts that fit a case. */
class TextsScreen(host: MainActivity, private val route: Route.Texts) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.texts_title), Leave.back { host.goBack() }))

    override fun load(): Unit =
        askForPage({ readyTexts(route.situation, route.incident, route.about) }) { texts ->
            fill(
                design.lead(text(R.string.texts_lead)),
                design.list(
                    texts.map { ready ->
                        design.row(ready.title, ready.lead) { host.go(Route.Text(route.situation, route.incident, ready.id, route.about)) }
                    }
                ),
            )
        }
}
