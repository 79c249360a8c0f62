package org.candado.app.recovery

import android.os.Bundle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.evidence.inWords
import org.candado.app.platform.AppError
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.CaseFact
import org.candado.core.Situation

/** Somebody helps from another phone: from here on the log says who noted each step. */
class HelperScreen(host: MainActivity, private val situation: Situation, private val incident: Long) : Screen(host) {
    override val private = true
    private var name: String? = null
    private var field: Field? = null

    override val page =
        Page(
            design,
            design.topBar(text(R.string.helper_title), Leave.close { host.goBack() }),
            footer = listOf(design.primary(text(R.string.save)) { save(name.orEmpty()) }),
        )

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        name = state.getString(NAME)
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putString(NAME, name)
    }

    /** Reads the name once; what is typed is newer from then on. */
    override fun load() {
        if (field != null) return
        askForPage({ play(situation, incident).facts.helper }) { known ->
            val typed = name ?: known
            name = typed
            field = Field(design, text(R.string.helper_name), Keyboard.Names, typed, text(R.string.helper_hint)).onChange { name = it }
            fill(
                design.lead(text(R.string.helper_lead)),
                field,
                if (known.isEmpty()) null else design.textButton(text(R.string.helper_ends)) { save("") },
            )
        }
    }

    private fun save(name: String) =
        askOnce({ changeCase(incident, CaseFact.Helper(name)) }, refused = ::refuse) { host.goBack() }

    private fun refuse(error: AppError) {
        if (error is AppError.Field) field?.show(error.problem.inWords(host)) else host.notice(design.errorText(error))
    }

    private companion object {
        const val NAME = "name"
    }
}
