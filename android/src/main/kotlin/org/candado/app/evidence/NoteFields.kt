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
    data class Choice(override val name: String, val label: Int?, val options: List<Pair<String, Int>>) : FormPart {
        /** What is chosen in [fields]; the form shows it and the entry says it. */
        fun chosen(fields: Map<String, String>): String =
            fields[name].takeIf { typed -> options.any { it.first == typed } } ?: options.first().first
    }
}

/** The words for a kind of note. */
val NoteKind.label: Int
    get() =
        when (this) {
            NoteKind.Contact -> R.string.kind_contact
            NoteKind.CodeShared -> R.string.kind_code
            NoteKind.AccountLost -> R.string.kind_lost
            NoteKind.SuspiciousDevice -> R.string.kind_device
            NoteKind.Transfer -> R.string.kind_transfer
            NoteKind.ContactDefrauded -> R.string.kind_defrauded
            NoteKind.Threat -> R.string.kind_threat
            NoteKind.Recovered -> R.string.kind_recovered
            NoteKind.ReportFiled -> R.string.kind_filed
            NoteKind.ComplaintFiled -> R.string.kind_complaint
            NoteKind.StepTaken -> R.string.kind_step
            NoteKind.Witness -> R.string.kind_witness
            NoteKind.Note -> R.string.kind_note
        }

/** A second line for it. */
val NoteKind.line: Int
    get() =
        when (this) {
            NoteKind.Contact -> R.string.kind_contact_line
            NoteKind.CodeShared -> R.string.kind_code_line
            NoteKind.AccountLost -> R.string.kind_lost_line
            NoteKind.SuspiciousDevice -> R.string.kind_device_line
            NoteKind.Transfer -> R.string.kind_transfer_line
            NoteKind.ContactDefrauded -> R.string.kind_defrauded_line
            NoteKind.Threat -> R.string.kind_threat_line
            NoteKind.Recovered -> R.string.kind_recovered_line
            NoteKind.ReportFiled -> R.string.kind_filed_line
            NoteKind.ComplaintFiled -> R.string.kind_complaint_line
            NoteKind.StepTaken -> R.string.kind_step_line
            NoteKind.Witness -> R.string.kind_witness_line
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
                        "sender", EntryField.SENDER, R.string.field_number, Keyboard.Telephone,
                        R.string.field_number_hint,
                    ),
                    FormPart.Typed("user", EntryField.USER_NAME, R.string.field_user_name, Keyboard.Link),
                    FormPart.Typed("email", EntryField.EMAIL, R.string.field_email, Keyboard.Email),
                    FormPart.Typed("said", EntryField.SAID, R.string.field_said, Keyboard.Story),
                    FormPart.Typed("link", EntryField.LINK, R.string.field_link, Keyboard.Link),
                )
            NoteKind.CodeShared -> listOf(MESSENGER, text(R.string.field_code_how))
            NoteKind.AccountLost -> listOf(MESSENGER, text(R.string.field_lost_how))
            NoteKind.SuspiciousDevice ->
                listOf(
                    MESSENGER,
                    FormPart.Typed(
                        "device", EntryField.DEVICE, R.string.field_device, Keyboard.Words, R.string.field_device_hint,
                    ),
                    FormPart.Typed("active", EntryField.LAST_ACTIVE, R.string.field_last_active, Keyboard.Words),
                    text(R.string.field_more),
                )
            NoteKind.ContactDefrauded ->
                listOf(
                    FormPart.Typed("contact", EntryField.DECEIVED, R.string.field_deceived, Keyboard.Names),
                    FormPart.Typed("asked", EntryField.AMOUNT, R.string.field_asked, Keyboard.Money),
                    FormPart.Typed("paid", EntryField.PAID, R.string.field_paid, Keyboard.Money),
                    text(R.string.field_more),
                )
            NoteKind.Threat ->
                listOf(
                    FormPart.Choice("channel", R.string.field_channel, CHANNELS),
                    SENDER,
                    FormPart.Typed(
                        "claimed", EntryField.CLAIMED, R.string.field_claimed, Keyboard.Words, R.string.field_claimed_hint,
                    ),
                    FormPart.Typed("said", EntryField.SAID, R.string.field_threat_said, Keyboard.Story),
                    FormPart.Typed("asked", EntryField.AMOUNT, R.string.field_demanded, Keyboard.Money),
                    FormPart.Typed("pay-to", EntryField.PAY_TO, R.string.field_pay_to, Keyboard.Words),
                )
            NoteKind.Transfer ->
                listOf(
                    FormPart.Choice("payer", null, PAYERS),
                    FormPart.Typed("amount", EntryField.AMOUNT, R.string.field_amount, Keyboard.Money),
                    FormPart.Typed(
                        "tracking", EntryField.TRACKING_KEY, R.string.field_tracking, Keyboard.Code,
                        R.string.field_tracking_hint,
                    ),
                    FormPart.Typed("clabe", EntryField.CLABE, R.string.field_clabe, Keyboard.Digits),
                    FormPart.Typed("card", EntryField.CARD, R.string.field_card, Keyboard.Digits),
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
            NoteKind.Witness ->
                listOf(
                    FormPart.Typed("witness", EntryField.WITNESS, R.string.field_witness, Keyboard.Names),
                    FormPart.Typed("contact", EntryField.CONTACT, R.string.field_witness_contact, Keyboard.Words),
                    text(R.string.field_witness_text),
                )
            NoteKind.Note -> listOf(text(R.string.field_text))
        }

/** The key of the field that tells the story, where shared text goes. */
val NoteKind.story: String
    get() = if (this == NoteKind.Contact || this == NoteKind.Threat) "said" else TEXT

/**
 * The entry's content from what was typed; [amount] reads centavos. An amount that cannot be read becomes -1, which the
 * core refuses.
 */
fun NoteKind.body(fields: Map<String, String>, amount: (String) -> Long?): EntryBody {
    fun typed(name: String) = fields[name].orEmpty().trim()
    fun centavos(name: String) = typed(name).let { if (it.isEmpty()) 0L else amount(it) ?: -1L }
    return when (this) {
        NoteKind.Contact ->
            EntryBody.ContactAttempt(
                channel = chosen(fields, "channel"),
                sender = typed("sender"),
                userName = typed("user"),
                email = typed("email"),
                link = typed("link"),
                said = typed("said"),
            )
        NoteKind.CodeShared -> EntryBody.CodeShared(chosen(fields, "messenger"), typed(TEXT))
        NoteKind.AccountLost -> EntryBody.AccountLost(chosen(fields, "messenger"), typed(TEXT))
        NoteKind.SuspiciousDevice ->
            EntryBody.SuspiciousDevice(chosen(fields, "messenger"), typed("device"), typed("active"), typed(TEXT))
        NoteKind.ContactDefrauded ->
            EntryBody.ContactDefrauded(typed("contact"), centavos("asked"), centavos("paid"), typed(TEXT))
        NoteKind.Threat ->
            EntryBody.Threat(
                channel = chosen(fields, "channel"),
                sender = typed("sender"),
                claimed = typed("claimed"),
                said = typed("said"),
                askedCentavos = centavos("asked"),
                payTo = typed("pay-to"),
            )
        NoteKind.Witness -> EntryBody.WitnessStatement(typed("witness"), typed("contact"), typed(TEXT))
        NoteKind.Recovered -> EntryBody.AccountRecovered(chosen(fields, "messenger"), typed(TEXT))
        NoteKind.Transfer ->
            EntryBody.Transfer(
                payer = chosen(fields, "payer"),
                amountCentavos = centavos("amount"),
                trackingKey = typed("tracking"),
                clabe = typed("clabe").filterNot { it == ' ' },
                card = typed("card"),
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

private inline fun <reified E : Enum<E>> NoteKind.chosen(fields: Map<String, String>, name: String): E =
    enumValueOf(parts.filterIsInstance<FormPart.Choice>().first { it.name == name }.chosen(fields))

/** The key of the free text that most kinds have. */
const val TEXT = "text"

private fun text(label: Int) = FormPart.Typed(TEXT, EntryField.TEXT, label, Keyboard.Story)

private val CHANNELS =
    listOf(
        Channel.WHATS_APP.name to R.string.messenger_whatsapp,
        Channel.WHATS_APP_BUSINESS.name to R.string.messenger_whatsapp_business,
        Channel.TELEGRAM.name to R.string.messenger_telegram,
        Channel.SIGNAL.name to R.string.messenger_signal,
        Channel.SMS.name to R.string.channel_sms,
        Channel.CALL.name to R.string.channel_call,
        Channel.EMAIL.name to R.string.channel_email,
        Channel.IN_PERSON.name to R.string.channel_person,
        Channel.OTHER.name to R.string.channel_other,
    )

private val SENDER =
    FormPart.Typed("sender", EntryField.SENDER, R.string.field_sender, Keyboard.Words, R.string.field_sender_hint)

private val PAYERS = listOf(Payer.ME.name to R.string.payer_me, Payer.CONTACT.name to R.string.payer_contact)

private val MESSENGER =
    FormPart.Choice("messenger", R.string.field_messenger, Messenger.entries.map { it.name to it.label })
