package org.candado.app.evidence

import android.os.Bundle
import android.view.View
import java.time.Instant
import java.time.ZoneId
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.chips
import org.candado.app.ui.inWords
import org.candado.app.ui.topBar
import org.candado.core.ClockReading
import org.candado.core.EntryBody
import org.candado.core.LogSummary
import org.candado.core.TimelineEntry

/** The log of one case: what happened, in the order in which it happened. */
class LogScreen(host: MainActivity) : Screen(host) {
    override val private = true
    private var incident: Long? = null
    private val note = design.secondary(text(R.string.log_note)) { incident?.let { host.go(Route.NoteKinds(it)) } }
    private val handOver = design.primary(text(R.string.log_hand_over)) { host.go(Route.HandOver) }
    private val buttons = design.buttonPair(note, handOver)

    override val page = Page(design, design.topBar(text(R.string.log_title)), footer = listOf(buttons))

    private class Shown(val log: LogSummary, val entries: List<TimelineEntry>, val now: ClockReading)

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        incident = state.getLong(INCIDENT, -1).takeIf { it >= 0 }
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        incident?.let { state.putLong(INCIDENT, it) }
    }

    override fun load(): Unit = askForPage({ Shown(summary(), timeline(), now()) }, ::show)

    private fun show(shown: Shown) {
        val latest = shown.log.openIncident?.toLong()
        page.showFooter(latest != null)
        if (latest == null) {
            fill(nothing())
            return
        }
        val cases = shown.entries.filter { it.body is EntryBody.IncidentOpened }
        val present = incident?.takeIf { wanted -> cases.any { it.seq.toLong() == wanted } } ?: latest
        incident = present
        val notes = shown.entries.filter { it.incident?.toLong() == present }
        fill(
            listOfNotNull(caseChooser(cases, present, shown), summaryCard(shown)) +
                timeline(notes, shown.entries) +
                design.textButton(text(R.string.log_other_incident)) { host.go(Route.NewIncident) }
        )
    }

    private fun nothing(): View =
        design.empty(
            R.drawable.ic_log,
            text(R.string.log_empty_title),
            text(R.string.log_empty),
            design.primary(text(R.string.log_open_incident)) { host.go(Route.NewIncident) },
        )

    private fun caseChooser(cases: List<TimelineEntry>, present: Long, shown: Shown): View? {
        if (cases.size < 2) return null
        return design.chips(cases.map { it.seq.toLong() to it.caseTitle }, present) {
            incident = it
            show(shown)
        }
    }

    private fun summaryCard(shown: Shown): View {
        val notes = shown.log.entries.toInt()
        val files = shown.log.files.toInt()
        val counts =
            text(
                R.string.log_counts,
                host.resources.getQuantityString(R.plurals.entries, notes, notes),
                host.resources.getQuantityString(R.plurals.files, files, files),
            )
        val copied =
            shown.log.lastExportMs?.let { ms ->
                val zone = runCatching { ZoneId.of(shown.now.zone) }.getOrDefault(ZoneId.of("UTC"))
                val day = Instant.ofEpochMilli(ms).atZone(zone).toLocalDate()
                text(R.string.log_exported, day.inWords(host, "d MMM yyyy"))
            } ?: text(R.string.log_never_exported)
        return design.list(
            design.row(counts, copied, design.action(text(R.string.log_verify))) { host.go(Route.Verify) }
        )
    }

    private fun timeline(notes: List<TimelineEntry>, all: List<TimelineEntry>): List<View> {
        val shown = notes.filter { it.amends == null }
        if (shown.isEmpty()) return listOf(design.lead(text(R.string.log_first_note)))
        val amendments = all.filter { it.amends != null }.groupBy { it.amends }
        return shown.groupBy { it.day }.flatMap { (day, entries) ->
            listOf(
                design.section(day),
                design.stack(
                    *entries
                        .mapIndexed { index, entry ->
                            design.timelineEntry(
                                entry,
                                amendments[entry.seq].orEmpty(),
                                last = index == entries.lastIndex,
                            ) {
                                host.go(Route.Entry(entry.seq.toLong()))
                            }
                        }
                        .toTypedArray()
                ),
            )
        }
    }

    private companion object {
        const val INCIDENT = "incident"
    }
}

/** The name of a case from its opening entry. */
val TimelineEntry.caseTitle: String
    get() = (body as? EntryBody.IncidentOpened)?.title ?: title
