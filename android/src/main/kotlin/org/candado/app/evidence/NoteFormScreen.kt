package org.candado.app.evidence

import android.content.Intent
import android.os.Bundle
import android.view.View
import java.time.LocalDate
import java.time.LocalDateTime
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Field
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.chips
import org.candado.app.ui.topBar
import org.candado.core.Attachment
import org.candado.core.EntryField
import org.candado.core.NewEntry
import org.candado.core.TelephoneReading

/** Writes one note, or one that corrects the note [amends] as a whole and begins with what that one says. */
class NoteFormScreen(
    host: MainActivity,
    private val incident: Long,
    private val kind: NoteKind,
    private val amends: Long? = null,
) : FormScreen(host) {
    override val form = Route.NoteForm(incident, kind, amends).path
    private val fields = mutableMapOf<EntryField, Field>()
    private var whenPart: WhenPart? = null
    private val files = FilesPart(host, design, ::pick, ::remove)
    private val waiting = mutableListOf<Intent>()
    private var copies = 0
    private var saveWhenCopied = false

    override val page =
        Page(
            design,
            design.topBar(
                text(if (amends == null) kind.label else R.string.amend_title),
                Leave.close { host.goBack() },
                design.textButton(text(R.string.save), ::save),
            ),
        )

    private class Begun(val draft: NoteDraft?, val kept: Boolean, val now: LocalDateTime, val tellsTime: Boolean)

    override fun loadForm() =
        askForPage({ begin() }) { begun ->
            if (begun.draft == null) {
                fill(design.errorCard(AppError.Plain.NotFound) { host.goBack() })
                return@askForPage
            }
            draft = begun.draft.startingAt(begun.now, begun.tellsTime)
            build(begun.now.toLocalDate())
            if (begun.kept) sayKept()
            waiting.forEach(::copy)
            waiting.clear()
        }

    private fun CoreGateway.Core.begin(): Begun {
        val kept = formDraft(form)?.let(NoteDraft::read)
        val tellsTime = thisMinute() != null
        if (kept != null || amends == null) return Begun(kept ?: NoteDraft(), kept != null, civilNow(), tellsTime)
        val original = timeline().standing(amends)?.let(::draftOf)
        // Its files are in the draft from the beginning, so that one of them can be taken out.
        original?.let { saveDraft(form, it.write()) }
        return Begun(original, kept = false, civilNow(), tellsTime)
    }

    private fun NoteDraft.startingAt(now: LocalDateTime, tellsTime: Boolean): NoteDraft {
        if (day.isNotEmpty()) return this
        val known = if (tellsTime) known else WhenKnown.Unknown
        return copy(known = known, day = now.toLocalDate().toString(), time = "%02d:%02d".format(now.hour, now.minute))
    }

    private fun build(today: LocalDate) {
        val present = draft ?: return
        val parts = kind.parts.map { part(it, present) }
        val times = WhenPart(host, design, present, today) { change -> update(change) }
        whenPart = times
        files.show(present.files)
        fill(
            listOfNotNull(amends?.let { design.lead(text(R.string.amend_whole, it)) }) +
                parts +
                listOf(
                    times.view,
                    files.view,
                    savedLine,
                    design.textButton(text(R.string.draft_discard)) { discard { host.goBack() } },
                )
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
                    if (part.refusedAs in TELEPHONES) tellNumber(field, typed)
                }
                if (part.refusedAs in TELEPHONES) tellNumber(field, value)
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
        val chips = design.chips(options, part.chosen(present.fields)) { value -> update { it.copy(fields = it.fields + (part.name to value)) } }
        return if (part.label == null) chips else design.stack(design.section(text(part.label)), design.below(1, chips))
    }

    private fun pick(pictures: Boolean) {
        if (!host.pickFiles(pictures, PICK)) host.notice(text(R.string.attach_no_picker))
    }

    override fun onResult(request: Int, data: Intent?) {
        if (request != PICK || data == null) return
        if (draft == null) waiting.add(data) else copy(data)
    }

    private fun copy(data: Intent) {
        val sources = data.sharedFiles()
        val progress = CopyProgress()
        copies += 1
        files.copying(progress)
        ask(
            { copyInto(form, host.contentResolver, sources, progress) to keptFiles(form) },
            refused = { error ->
                copied(refused = true)
                tell(error)
            },
        ) { (outcome, kept) ->
            showFiles(kept)
            files.refused(outcome.refused)
            copied(refused = outcome.refused.isNotEmpty() || progress.stopped)
        }
    }

    /** A note is not saved without a file that the person believes to be in it. */
    private fun copied(refused: Boolean) {
        copies -= 1
        if (refused) saveWhenCopied = false
        if (copies > 0) return
        files.copying(null)
        if (saveWhenCopied) {
            saveWhenCopied = false
            save()
        }
    }

    private fun remove(file: Attachment) = ask({ removeFile(form, file) }) { showFiles(it) }

    private fun showFiles(kept: List<Attachment>) {
        draft = draft?.copy(files = kept)
        files.show(kept)
        sayKept()
    }

    private fun save() {
        if (copies > 0) {
            saveWhenCopied = true
            files.sayThatSavingWaits()
            return
        }
        val zone = host.platform.clock.read().zone
        fields.values.forEach { it.show(null) }
        whenPart?.showProblem(null)
        saveEntry { typed -> entry(typed, zone) }
    }

    override fun saved() {
        host.go(Route.Log)
        host.notice(text(if (amends == null) R.string.note_saved else R.string.amend_saved))
    }

    private fun CoreGateway.Core.entry(typed: NoteDraft, zone: String) =
        NewEntry(
            incident = incident.toULong(),
            happened = typed.happened(zone),
            body = kind.body(typed.fields, ::readAmount),
            files = typed.files,
            amends = amends?.toULong(),
        )

    override fun refuse(error: AppError) {
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
        /** The fields in which the core keeps a telephone number with its country code. */
        val TELEPHONES = setOf(EntryField.SENDER, EntryField.DECEIVED, EntryField.CONTACT)
        const val PICK = 1
    }
}
