package org.candado.app.evidence

import java.math.BigDecimal
import org.candado.app.ui.Route
import org.candado.core.EntryBody
import org.candado.core.Happened
import org.candado.core.Precision
import org.candado.core.TimelineEntry

/** The entry `seq` as it stands after those that correct it as a whole. */
fun List<TimelineEntry>.standing(seq: Long): TimelineEntry? {
    val original = firstOrNull { it.seq.toLong() == seq } ?: return null
    val same = filter { it.seq == original.seq || it.amends == original.seq && it.body::class == original.body::class }
    return same.filterNot { it.superseded }.maxByOrNull { it.seq } ?: original
}

/** Where an entry is corrected: in its own form where it has one, in words otherwise. */
fun correctionOf(entry: TimelineEntry): Route {
    val seq = entry.seq.toLong()
    val incident = entry.incident?.toLong()
    val kind = entry.body.form()?.first
    return when {
        entry.body is EntryBody.IncidentOpened -> Route.RenameIncident(seq)
        kind != null && incident != null -> Route.NoteForm(incident, kind, seq)
        else -> Route.Amend(seq, retract = false)
    }
}

/** The form of an entry, filled in with what it says; `null` when it has no form. */
fun draftOf(entry: TimelineEntry): NoteDraft? =
    entry.body.form()?.let { (_, fields) ->
        NoteDraft(fields = fields, files = entry.files).toldAs(entry.happened)
    }

private fun NoteDraft.toldAs(happened: Happened?): NoteDraft {
    if (happened == null) return copy(known = WhenKnown.Unknown)
    val (day, time) = parts(happened.from)
    val until = happened.to?.let(::parts)
    return copy(
        known =
            when {
                until != null && happened.precision == Precision.DAY -> WhenKnown.Days
                until != null -> WhenKnown.Span
                happened.precision == Precision.DAY -> WhenKnown.Day
                happened.precision == Precision.HOUR -> WhenKnown.Hour
                happened.precision == Precision.ABOUT -> WhenKnown.About
                else -> WhenKnown.Exact
            },
        day = day,
        time = time,
        untilDay = until?.first.orEmpty(),
        untilTime = until?.second.orEmpty(),
    )
}

private fun parts(civil: String) = civil.substringBefore('T') to civil.substringAfter('T')

/** The kind of form in which such an entry is written, and what stands in its fields. */
private fun EntryBody.form(): Pair<NoteKind, Map<String, String>>? =
    when (this) {
        is EntryBody.ContactAttempt ->
            NoteKind.Contact to
                mapOf(
                    "channel" to channel.name,
                    "sender" to sender,
                    "user" to userName,
                    "email" to email,
                    "link" to link,
                    "said" to said,
                )
        is EntryBody.CodeShared -> NoteKind.CodeShared to mapOf("messenger" to messenger.name, TEXT to text)
        is EntryBody.AccountLost -> NoteKind.AccountLost to mapOf("messenger" to messenger.name, TEXT to text)
        is EntryBody.AccountRecovered -> NoteKind.Recovered to mapOf("messenger" to messenger.name, TEXT to text)
        is EntryBody.SuspiciousDevice ->
            NoteKind.SuspiciousDevice to
                mapOf("messenger" to messenger.name, "device" to device, "active" to lastActive, TEXT to text)
        is EntryBody.ContactDefrauded ->
            NoteKind.ContactDefrauded to
                mapOf("contact" to contact, "asked" to pesos(askedCentavos), "paid" to pesos(paidCentavos), TEXT to text)
        is EntryBody.Threat ->
            NoteKind.Threat to
                mapOf(
                    "channel" to channel.name,
                    "sender" to sender,
                    "claimed" to claimed,
                    "said" to said,
                    "asked" to pesos(askedCentavos),
                    "pay-to" to payTo,
                )
        is EntryBody.WitnessStatement ->
            NoteKind.Witness to mapOf("witness" to witness, "contact" to contact, TEXT to text)
        is EntryBody.Transfer ->
            NoteKind.Transfer to
                mapOf(
                    "payer" to payer.name,
                    "amount" to pesos(amountCentavos),
                    "tracking" to trackingKey,
                    "clabe" to clabe,
                    "card" to card,
                    "bank" to bank,
                    "folio" to bankFolio,
                    TEXT to text,
                )
        is EntryBody.ReportFiled ->
            NoteKind.ReportFiled to mapOf("authority" to authority, "folio" to folio, TEXT to text)
        is EntryBody.ComplaintFiled ->
            NoteKind.ComplaintFiled to
                mapOf("authority" to authority, "carpeta" to carpeta, "agent" to agent, TEXT to text)
        is EntryBody.StepTaken -> NoteKind.StepTaken to mapOf(TEXT to text)
        is EntryBody.Note -> NoteKind.Note to mapOf(TEXT to text)
        else -> null
    }

/** An amount as it is typed: "4500.00"; one that was not stated is empty. */
private fun pesos(centavos: Long): String = if (centavos == 0L) "" else BigDecimal.valueOf(centavos, 2).toPlainString()
