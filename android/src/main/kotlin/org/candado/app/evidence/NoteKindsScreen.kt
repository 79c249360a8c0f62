package org.candado.app.evidence

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar

/** Which kind of note to write. */
class NoteKindsScreen(host: MainActivity, private val incident: Long) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.kinds_title), Leave.close { host.goBack() }))

    override fun load(): Unit =
        fill(
            design.list(
                NoteKind.entries.map { kind ->
                    design.row(text(kind.label), text(kind.line)) { host.goInstead(Route.NoteForm(incident, kind)) }
                } +
                    design.row(text(R.string.chat_title), text(R.string.chat_kind_line)) {
                        host.goInstead(Route.Chat(incident))
                    }
            )
        )
}
