package org.candado.app.evidence

import android.content.Intent
import android.os.Bundle
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.localDateTime
import org.candado.app.ui.Field
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.chips
import org.candado.app.ui.topBar
import org.candado.core.Attachment
import org.candado.core.ClockReading
import org.candado.core.EntryField
import org.candado.core.NewEntry
import org.candado.core.TelephoneReading

/** Writes one note. What is typed is kept as a draft at once, and the form says so. */
class NoteFormScreen(host: MainActivity, private val incident: Long, private val kind: NoteKind) : Screen(host) {
    override val private = true
    private val form = Route.NoteForm(incident, kind).path
    private var draft: NoteDraft? = null
    private val fields = mutableMapOf<EntryField, Field>()
    private var whenPart: WhenPart? = null
    private val savedLine = design.centred(design.second(""))
    private val files = FilesPart(host, design, ::pick, ::removeFile)
    private val waiting = mutableListOf<Intent>()
    private var finished = false
    private val keepNow = Runnable { keepDraft() }

    override val page =
        Page(
            design,
            design.topBar(
                text(kind.label),
                Leave.close { host.goBack() },
                design.textButton(text(R.string.save), ::save),
            ),
        )

    /** Reads the draft once; what is on the screen is newer from then on. */
    override fun load() {
        if (draft != null) return
        askForPage({ draft(form) to now() }) { (kept, now) ->
            draft = (kept?.let(NoteDraft::read) ?: NoteDraft()).startingAt(now)
            build(now)
            if (kept != null) savedLine.text = text(R.string.draft_saved)
            waiting.forEach(::copy)
            waiting.clear()
        }
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        page.removeCallbacks(keepNow)
        keepDraft()
    }

    override fun close() {
        page.removeCallbacks(keepNow)
        super.close()
    }

    private fun NoteDraft.startingAt(now: ClockReading): NoteDraft {
        if (day.isNotEmpty()) return this
        val civil = now.localDateTime()
        return copy(day = civil.toLocalDate().toString(), time = "%02d:%02d".format(civil.hour, civil.minute))
    }

    private fun build(now: ClockReading) {
        val present = draft ?: return
        val parts = kind.parts.map { part(it, present) }
        val times = WhenPart(host, design, present, now) { change -> update(change) }
        whenPart = times
        files.show(present.files)
        fill(
            parts +
                listOf(times.view, files.view, savedLine, design.textButton(text(R.string.draft_discard), ::discard))
        )
    }

    private fun part(part: FormPart, present: NoteDraft): View =
        when (part) {
            is FormPart.Choice -> choice(part, present)
            is FormPart.Typed -> {
                val value = present.fields[part.name].orEmpty()
                val field = Field(design, text(part.label), part.keyboard, value, part.hint?.let { text(it) })
                fields[part.refusedAs] = field
                field.onChange { typed ->
                    update { it.copy(fields = it.fields + (part.name to typed)) }
                    if (part.refusedAs == EntryField.SENDER) tellNumber(field, typed)
                }
                if (part.refusedAs == EntryField.SENDER) tellNumber(field, value)
                field
            }
        }

    /** A number without country code is noted as Mexican; that is said, so that the person can write another one. */
    private fun tellNumber(field: Field, typed: String) =
        ask({ readTelephone(typed) }) { reading ->
            field.remark((reading as? TelephoneReading.National)?.let { text(R.string.number_noted_as, it.mexican) })
        }

    private fun choice(part: FormPart.Choice, present: NoteDraft): View {
        val options = part.options.map { (value, label) -> value to text(label) }
        val chosen = present.fields[part.name] ?: options.first().first
        val chips = design.chips(options, chosen) { value -> update { it.copy(fields = it.fields + (part.name to value)) } }
        return if (part.label == null) chips else design.stack(design.section(text(part.label)), design.below(1, chips))
    }

    private fun update(change: (NoteDraft) -> NoteDraft) {
        draft = draft?.let(change)
        page.removeCallbacks(keepNow)
        page.postDelayed(keepNow, KEEP_AFTER_MS)
    }

    private fun keepDraft() {
        val text = draft?.write() ?: return
        if (finished) return
        ask({ saveDraft(form, text) }) { savedLine.text = text(R.string.draft_saved) }
    }

    private fun pick(pictures: Boolean) {
        if (!host.pickFiles(pictures, PICK)) host.notice(text(R.string.attach_no_picker))
    }

    override fun onResult(request: Int, data: Intent?) {
        if (request != PICK || data == null) return
        if (draft == null) waiting.add(data) else copy(data)
    }

    private fun copy(data: Intent) {
        files.busy(true)
        val sources = data.sharedFiles()
        ask(
            { copyIn(host.contentResolver, sources) },
            refused = { error ->
                files.busy(false)
                tell(error)
            },
        ) { copied ->
            files.busy(false)
            update { it.copy(files = (it.files + copied.files).distinctBy(Attachment::sha256)) }
            keepDraft()
            files.show(draft?.files.orEmpty())
            files.refused(copied.refused)
        }
    }

    private fun removeFile(file: Attachment) {
        update { draft -> draft.copy(files = draft.files.filterNot { it.sha256 == file.sha256 }) }
        files.show(draft?.files.orEmpty())
        val text = draft?.write() ?: return
        ask({
            saveDraft(form, text)
            release(listOf(file))
        }) {}
    }

    private fun discard() {
        val files = draft?.files.orEmpty()
        leave({
            discardDraft(form)
            release(files)
        }) {
            host.goBack()
        }
    }

    private fun save() {
        val present = draft ?: return
        val zone = host.platform.clock.read().zone
        val entry =
            NewEntry(
                incident = incident.toULong(),
                happened = present.happened(zone),
                body = kind.body(present.fields),
                files = present.files,
                amends = null,
            )
        fields.values.forEach { it.show(null) }
        whenPart?.showProblem(null)
        leave({
            append(entry)
            discardDraft(form)
        }) {
            host.go(Route.Log)
            host.notice(text(R.string.note_saved))
        }
    }

    /** Ends the form; when the core refuses, what was typed stays. */
    private fun leave(work: CoreGateway.Core.() -> Unit, done: () -> Unit) {
        finished = true
        page.removeCallbacks(keepNow)
        ask(
            work,
            refused = { error ->
                finished = false
                refuse(error)
            },
        ) {
            done()
        }
    }

    private fun refuse(error: AppError) {
        if (error !is AppError.Field) {
            tell(error)
            return
        }
        val words = error.problem.inWords(host)
        val field = fields[error.field]
        when {
            error.field == EntryField.HAPPENED -> whenPart?.showProblem(words)
            field == null -> host.notice(words)
            else -> {
                field.show(words)
                field.focus()
            }
        }
    }

    private companion object {
        const val PICK = 1
        const val KEEP_AFTER_MS = 400L
    }
}
