package org.candado.app.evidence

import org.candado.app.R
import org.candado.app.ui.Keyboard
import org.candado.app.ui.label
import org.candado.core.Channel
import org.candado.core.EntryBody
import org.candado.core.EntryField
import org.candado.core.Messenger
import org.candado.core.Payer

/** One part of a form; [name] is its key in the draft. */
sealed interface FormPart {
    val name: String

    /** Something typed; [refusedAs] is what the core calls it when it refuses the value. */
    data class Typed(
        override val name: String,
        val refusedAs: EntryField,
        val label: Int,
        val keyboard: Keyboard,
        val hint: Int? = null,
    ) : FormPart

    /** One of a few; the first one is chosen until the person chooses. */
    data class Choice(override val name: String, val label: Int?, val options: List<Pair<String, Int>>) : FormPart
}

/** The words for a kind of note. */
val NoteKind.label: Int
    get() =
        when (this) {
            NoteKind.Contact -> R.string.kind_contact
            NoteKind.CodeShared -> R.string.kind_code
            NoteKind.Transfer -> R.string.kind_transfer
            NoteKind.Recovered -> R.string.kind_recovered
            NoteKind.ReportFiled -> R.string.kind_filed
            NoteKind.ComplaintFiled -> R.string.kind_complaint
            NoteKind.StepTaken -> R.string.kind_step
            NoteKind.Note -> R.string.kind_note
        }

/** A second line for it. */
val NoteKind.line: Int
    get() =
        when (this) {
            NoteKind.Contact -> R.string.kind_contact_line
            NoteKind.CodeShared -> R.string.kind_code_line
            NoteKind.Transfer -> R.string.kind_transfer_line
            NoteKind.Recovered -> R.string.kind_recovered_line
            NoteKind.ReportFiled -> R.string.kind_filed_line
            NoteKind.ComplaintFiled -> R.string.kind_complaint_line
            NoteKind.StepTaken -> R.string.kind_step_line
            NoteKind.Note -> R.string.kind_note_line
        }

/** What a form of this kind asks. */
val NoteKind.parts: List<FormPart>
    get() =
        when (this) {
            NoteKind.Contact ->
                listOf(
                    FormPart.Choice("channel", R.string.field_channel, CHANNELS),
                    FormPart.Typed(
                        "sender", EntryField.SENDER, R.string.field_sender, Keyboard.Words, R.string.field_sender_hint,
                    ),
                    FormPart.Typed("said", EntryField.SAID, R.string.field_said, Keyboard.Story),
                    FormPart.Typed("link", EntryField.LINK, R.string.field_link, Keyboard.Link),
                )
            NoteKind.CodeShared -> listOf(MESSENGER, text(R.string.field_code_how))
            NoteKind.Transfer ->
                listOf(
                    FormPart.Choice("payer", null, PAYERS),
                    FormPart.Typed("amount", EntryField.AMOUNT, R.string.field_amount, Keyboard.Money),
                    FormPart.Typed(
                        "tracking", EntryField.TRACKING_KEY, R.string.field_tracking, Keyboard.Code,
                        R.string.field_tracking_hint,
                    ),
                    FormPart.Typed("clabe", EntryField.CLABE, R.string.field_clabe, Keyboard.Digits),
                    FormPart.Typed("bank", EntryField.BANK, R.string.field_bank, Keyboard.Names),
                    FormPart.Typed("folio", EntryField.BANK_FOLIO, R.string.field_bank_folio, Keyboard.Code),
                    text(R.string.field_more),
                )
            NoteKind.Recovered -> listOf(MESSENGER, text(R.string.field_recovered_how))
            NoteKind.ReportFiled ->
                listOf(
                    FormPart.Typed(
                        "authority", EntryField.AUTHORITY, R.string.field_authority, Keyboard.Names,
                        R.string.field_authority_hint,
                    ),
                    FormPart.Typed("folio", EntryField.FOLIO, R.string.field_folio, Keyboard.Code),
                    text(R.string.field_more),
                )
            NoteKind.ComplaintFiled ->
                listOf(
                    FormPart.Typed(
                        "authority", EntryField.AUTHORITY, R.string.field_office, Keyboard.Names,
                        R.string.field_office_hint,
                    ),
                    FormPart.Typed("carpeta", EntryField.FOLIO, R.string.field_carpeta, Keyboard.Code),
                    FormPart.Typed("agent", EntryField.AGENT, R.string.field_agent, Keyboard.Names),
                    text(R.string.field_more),
                )
            NoteKind.StepTaken -> listOf(text(R.string.field_step))
            NoteKind.Note -> listOf(text(R.string.field_text))
        }

/** The entry's content from what was typed. An amount that cannot be read becomes 0, which the core refuses. */
fun NoteKind.body(fields: Map<String, String>): EntryBody {
    fun typed(name: String) = fields[name].orEmpty().trim()
    return when (this) {
        NoteKind.Contact ->
            EntryBody.ContactAttempt(chosen(fields, "channel"), typed("sender"), typed("link"), typed("said"))
        NoteKind.CodeShared -> EntryBody.CodeShared(chosen(fields, "messenger"), typed(TEXT))
        NoteKind.Recovered -> EntryBody.AccountRecovered(chosen(fields, "messenger"), typed(TEXT))
        NoteKind.Transfer ->
            EntryBody.Transfer(
                payer = chosen(fields, "payer"),
                amountCentavos = Amount.centavos(typed("amount")) ?: 0,
                trackingKey = typed("tracking"),
                clabe = typed("clabe").filterNot { it == ' ' },
                bank = typed("bank"),
                bankFolio = typed("folio"),
                text = typed(TEXT),
            )
        NoteKind.ReportFiled -> EntryBody.ReportFiled(typed("authority"), typed("folio"), typed(TEXT))
        NoteKind.ComplaintFiled ->
            EntryBody.ComplaintFiled(typed("authority"), typed("carpeta"), typed("agent"), typed(TEXT))
        NoteKind.StepTaken -> EntryBody.StepTaken(typed(TEXT))
        NoteKind.Note -> EntryBody.Note(typed(TEXT))
    }
}

private inline fun <reified E : Enum<E>> chosen(fields: Map<String, String>, name: String): E =
    enumValues<E>().firstOrNull { it.name == fields[name] } ?: enumValues<E>().first()

/** The key of the free text that every kind but contact has. */
const val TEXT = "text"

private fun text(label: Int) = FormPart.Typed(TEXT, EntryField.TEXT, label, Keyboard.Story)

private val CHANNELS =
    listOf(
        Channel.CALL.name to R.string.channel_call,
        Channel.SMS.name to R.string.channel_sms,
        Channel.MESSAGE.name to R.string.channel_message,
        Channel.EMAIL.name to R.string.channel_email,
        Channel.IN_PERSON.name to R.string.channel_person,
        Channel.OTHER.name to R.string.channel_other,
    )

private val PAYERS = listOf(Payer.ME.name to R.string.payer_me, Payer.CONTACT.name to R.string.payer_contact)

private val MESSENGER =
    FormPart.Choice("messenger", R.string.field_messenger, Messenger.entries.map { it.name to it.label })
