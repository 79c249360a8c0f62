package org.candado.app.evidence

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.choiceList
import org.candado.app.ui.topBar

/** Opens a case: what it is about and what to call it. Or corrects both of the case [renamed]. */
class NewIncidentScreen(host: MainActivity, private val renamed: Long? = null) : FormScreen(host) {
    override val form = (renamed?.let(Route::RenameIncident) ?: Route.NewIncident).path
    private lateinit var nameField: Field

    override val page =
        Page(
            design,
            design.topBar(
                text(if (renamed == null) R.string.log_open_incident else R.string.incident_rename),
                Leave.close { host.goBack() },
            ),
            footer = listOf(design.primary(text(if (renamed == null) R.string.incident_open else R.string.save), ::save)),
        )

    private val NoteDraft.theft: Theft
        get() = Theft.entries.firstOrNull { it.name == fields[THEFT] } ?: Theft.Takeover

    override fun loadForm() =
        askForPage({ formDraft(form)?.let(NoteDraft::read) to begin() }) { (kept, begun) ->
            if (begun == null) {
                fill(design.errorCard(AppError.Plain.NotFound) { host.goBack() })
                return@askForPage
            }
            draft = kept ?: begun
            if (kept != null) sayKept()
            build()
        }

    private fun CoreGateway.Core.begin(): NoteDraft? {
        if (renamed == null) return typed(Theft.Takeover, text(Theft.Takeover.title))
        val case = cases().firstOrNull { it.seq.toLong() == renamed } ?: return null
        return typed(Theft.entries.first { it.kind == case.theft }, case.title)
    }

    private fun typed(theft: Theft, name: String) = NoteDraft(fields = mapOf(THEFT to theft.name, NAME to name))

    private fun build() {
        val typed = draft ?: return
        nameField =
            Field(design, text(R.string.incident_name), Keyboard.Words, typed.fields[NAME].orEmpty()).onChange { name ->
                update { it.copy(fields = it.fields + (NAME to name)) }
            }
        fill(
            renamed?.let { design.lead(text(R.string.entry_keeps)) },
            design.section(text(R.string.incident_kind)),
            design.choiceList(Theft.entries.map { it to text(it.label) }, typed.theft, ::choose),
            nameField,
            savedLine,
        )
    }

    private fun choose(chosen: Theft) {
        update {
            val name = it.fields[NAME].orEmpty()
            val unnamed = renamed == null && name == text(it.theft.title) || name.isBlank()
            typed(chosen, if (unnamed) text(chosen.title) else name)
        }
        build()
    }

    private fun save() =
        saveEntry { typed -> typed.theft.opening(typed.fields[NAME].orEmpty().trim(), renamed) }

    override fun saved() {
        host.go(Route.Log)
        host.notice(text(if (renamed == null) R.string.incident_opened else R.string.amend_saved))
    }

    override fun refuse(error: AppError) {
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
