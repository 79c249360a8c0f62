package org.candado.app.evidence

import org.candado.app.R
import org.candado.core.EntryBody
import org.candado.core.NewEntry
import org.candado.core.TheftKind

/** What may have happened, in the person's words, and the kind of case it opens. */
enum class Theft(val kind: TheftKind, val label: Int, val line: Int?, val title: Int) {
    Takeover(TheftKind.TAKEOVER, R.string.theft_takeover, R.string.theft_takeover_line, R.string.incident_title_takeover),
    GhostLink(TheftKind.GHOST_LINK, R.string.theft_ghost, R.string.theft_ghost_line, R.string.incident_title_ghost),
    CodeGiven(TheftKind.TAKEOVER, R.string.theft_code, R.string.theft_code_line, R.string.incident_title_code),
    LostPhone(TheftKind.LOST_PHONE, R.string.theft_lost, R.string.theft_lost_line, R.string.incident_title_lost),
    MoneySent(TheftKind.MONEY_SENT, R.string.theft_money, null, R.string.incident_title_money),
    Extortion(TheftKind.EXTORTION, R.string.theft_extortion, null, R.string.incident_title_extortion),
    Other(TheftKind.OTHER, R.string.theft_other, null, R.string.incident_title_other);

    /** The entry that opens a case of this kind. */
    fun opening(title: String): NewEntry =
        NewEntry(
            incident = null,
            happened = null,
            body = EntryBody.IncidentOpened(kind, title),
            files = emptyList(),
            amends = null,
        )
}
