package org.candado.app.evidence

import android.os.Bundle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.platform.AppError
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.choiceList
import org.candado.app.ui.topBar

/** Opens a case: what it is about and what to call it. */
class NewIncidentScreen(host: MainActivity) : Screen(host) {
    override val private = true
    private var theft = Theft.Takeover
    private var name = ""
    private lateinit var nameField: Field

    override val page =
        Page(
            design,
            design.topBar(text(R.string.log_open_incident), Leave.close { host.goBack() }),
            footer = listOf(design.primary(text(R.string.incident_open), ::open)),
        )

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        theft = Theft.entries[state.getInt(THEFT, theft.ordinal)]
        name = state.getString(NAME) ?: text(theft.title)
        build()
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putInt(THEFT, theft.ordinal)
        state.putString(NAME, name)
    }

    /** Nothing comes from the core. */
    override fun load() = Unit

    private fun build() {
        nameField = Field(design, text(R.string.incident_name), Keyboard.Words, name).onChange { name = it }
        fill(
            design.section(text(R.string.incident_kind)),
            design.choiceList(Theft.entries.map { it to text(it.label) }, theft, ::choose),
            nameField,
        )
    }

    private fun choose(chosen: Theft) {
        if (name == text(theft.title) || name.isBlank()) name = text(chosen.title)
        theft = chosen
        build()
    }

    private fun open() =
        ask(
            {
                openIncident(theft.opening(name.trim()))
                // Weekly looks for a month; a reminder that cannot be stored does not undo the entry.
                attempt { incident() }
            },
            refused = ::refuse,
        ) {
            host.candado.reminders.rearm()
            host.go(Route.Log)
            host.notice(text(R.string.incident_opened))
        }

    private fun refuse(error: AppError) {
        if (error is AppError.Field) {
            nameField.show(error.problem.inWords(host))
            nameField.focus()
        } else {
            tell(error)
        }
    }

    private companion object {
        const val THEFT = "theft"
        const val NAME = "name"
    }
}
