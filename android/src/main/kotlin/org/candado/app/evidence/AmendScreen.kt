package org.candado.app.evidence

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.topBar
import org.candado.core.EntryBody
import org.candado.core.NewEntry
import org.candado.core.TimelineEntry

/** Corrects an entry in words or takes it back. The original stays in the log and in sight. */
class AmendScreen(host: MainActivity, private val seq: Long, private val retract: Boolean) : FormScreen(host) {
    override val form = Route.Amend(seq, retract).path
    private var original: TimelineEntry? = null
    private lateinit var field: Field

    override val page =
        Page(
            design,
            design.topBar(
                text(if (retract) R.string.retract_title else R.string.amend_title),
                Leave.close { host.goBack() },
            ),
            footer = listOf(design.primary(text(R.string.save), ::save)),
        )

    override fun loadForm() =
        askForPage({ entry(seq)?.entry to formDraft(form) }) { (entry, kept) ->
            if (entry == null) {
                fill(design.errorCard(AppError.Plain.NotFound) { host.goBack() })
                return@askForPage
            }
            original = entry
            val typed = kept?.let(NoteDraft::read) ?: NoteDraft()
            draft = typed
            val label = text(if (retract) R.string.retract_field else R.string.amend_field)
            field =
                Field(design, label, Keyboard.Story, typed.fields[TEXT].orEmpty()).onChange { words ->
                    update { it.copy(fields = mapOf(TEXT to words)) }
                }
            if (kept != null) sayKept()
            fill(
                design.section(text(R.string.amend_original)),
                design.card(
                    design.strong(entry.title),
                    entry.detail.takeIf { it.isNotEmpty() }?.let { design.below(1, design.second(it)) },
                ),
                field,
                design.lead(text(R.string.entry_keeps)),
                savedLine,
            )
        }

    private fun save() {
        val entry = original ?: return
        saveEntry { typed -> change(entry, typed.fields[TEXT].orEmpty().trim()) }
    }

    override fun saved() {
        host.goBack()
        host.notice(text(R.string.note_saved))
    }

    private fun change(entry: TimelineEntry, words: String) =
        NewEntry(
            incident = entry.incident,
            happened = null,
            body = if (retract) EntryBody.Retraction(words) else EntryBody.Amendment(words),
            files = emptyList(),
            amends = entry.seq,
        )

    override fun refuse(error: AppError) {
        if (error is AppError.Field) {
            field.show(error.problem.inWords(host))
            field.focus()
        } else {
            tell(error)
        }
    }
}
