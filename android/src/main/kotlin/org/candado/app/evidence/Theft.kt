package org.candado.app.evidence

import android.content.Context
import org.candado.app.R
import org.candado.core.EntryBody
import org.candado.core.NewEntry
import org.candado.core.TheftKind

/** What may have happened, in the person's words, and the kind of case it opens. */
enum class Theft(val kind: TheftKind, val label: Int, val title: Int) {
    Takeover(TheftKind.TAKEOVER, R.string.theft_takeover, R.string.incident_title_takeover),
    GhostLink(TheftKind.GHOST_LINK, R.string.theft_ghost, R.string.incident_title_ghost),
    CodeGiven(TheftKind.TAKEOVER, R.string.theft_code, R.string.incident_title_code),
    LostPhone(TheftKind.LOST_PHONE, R.string.theft_lost, R.string.incident_title_lost),
    MoneySent(TheftKind.MONEY_SENT, R.string.theft_money, R.string.incident_title_money),
    Extortion(TheftKind.EXTORTION, R.string.theft_extortion, R.string.incident_title_extortion),
    Other(TheftKind.OTHER, R.string.theft_other, R.string.incident_title_other);

    /** The entry that opens a case of this kind, or says anew what the case [renamed] is. */
    fun opening(title: String, renamed: Long? = null): NewEntry =
        NewEntry(
            incident = renamed?.toULong(),
            happened = null,
            body = EntryBody.IncidentOpened(kind, title),
            files = emptyList(),
            amends = renamed?.toULong(),
        )
}

/** What a case is called; where its opening cannot be read nobody knows. */
fun Context.caseName(title: String): String = title.ifEmpty { getString(R.string.case_unreadable) }
