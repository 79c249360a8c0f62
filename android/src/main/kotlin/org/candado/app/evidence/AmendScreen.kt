package org.candado.app.evidence

import android.os.Bundle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.EntryBody
import org.candado.core.NewEntry
import org.candado.core.TimelineEntry

/** Corrects an entry or takes it back. The original stays in the log and in sight. */
class AmendScreen(host: MainActivity, private val seq: Long, private val retract: Boolean) : Screen(host) {
    override val private = true
    private val form = Route.Amend(seq, retract).path
    private var original: TimelineEntry? = null
    private var words = ""
    private var finished = false
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

    override fun keep(state: Bundle) {
        super.keep(state)
        val text = words
        if (original != null && !finished) ask({ saveDraft(form, text) }) {}
    }

    override fun load() {
        if (original != null) return
        askForPage({ entry(seq)?.entry to draft(form) }) { (entry, kept) ->
            if (entry == null) {
                fill(design.errorCard(AppError.Plain.NotFound) { host.goBack() })
                return@askForPage
            }
            original = entry
            words = kept.orEmpty()
            val label = text(if (retract) R.string.retract_field else R.string.amend_field)
            field = Field(design, label, Keyboard.Story, words).onChange { words = it }
            fill(
                design.section(text(R.string.amend_original)),
                design.card(
                    design.strong(entry.title),
                    entry.detail.takeIf { it.isNotEmpty() }?.let { design.below(1, design.second(it)) },
                ),
                field,
                design.lead(text(R.string.entry_keeps)),
            )
        }
    }

    private fun save() {
        val entry = original ?: return
        val typed = words.trim()
        val change =
            NewEntry(
                incident = entry.incident,
                happened = null,
                body = if (retract) EntryBody.Retraction(typed) else EntryBody.Amendment(typed),
                files = emptyList(),
                amends = entry.seq,
            )
        finished = true
        ask({
            append(change)
            discardDraft(form)
        }, refused = ::refuse) {
            host.goBack()
            host.notice(text(R.string.note_saved))
        }
    }

    private fun refuse(error: AppError) {
        finished = false
        if (error is AppError.Field) {
            field.show(error.problem.inWords(host))
            field.focus()
        } else {
            tell(error)
        }
    }
}
