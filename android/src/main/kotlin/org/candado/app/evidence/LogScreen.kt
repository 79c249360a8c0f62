package org.candado.app.evidence

import android.os.Bundle
import android.view.View
import java.time.LocalDate
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.chips
import org.candado.app.ui.inWords
import org.candado.app.ui.topBar
import org.candado.core.AnchorState
import org.candado.core.Case
import org.candado.core.EntryBody
import org.candado.core.LogSummary
import org.candado.core.TimelineEntry
import org.candado.core.TimelineOrder

/** The log of one case: what happened, in the order in which it happened. */
class LogScreen(host: MainActivity) : Screen(host) {
    override val private = true
    private var incident: Long? = null
    private var order = TimelineOrder.HAPPENED
    private var search = ""
    private var finding = false
    private var rows = ROWS
    private var several = false
    private val notesPart = design.column()
    private val searchNow = Runnable { find() }
    private val searchField by lazy {
        Field(design, text(R.string.log_search), Keyboard.Words, search).onChange { words ->
            search = words
            page.removeCallbacks(searchNow)
            page.postDelayed(searchNow, SEARCH_AFTER_MS)
        }
    }
    private val note = design.secondary(text(R.string.log_note)) { incident?.let { host.go(Route.NoteKinds(it)) } }
    private val handOver =
        design.primary(text(R.string.log_hand_over)) {
            host.go(incident?.takeIf { several }?.let(Route::HandOverCase) ?: Route.HandOver)
        }
    private val buttons = design.buttonPair(note, handOver)

    override val page = Page(design, design.topBar(text(R.string.log_title)), footer = listOf(buttons))

    private class Shown(
        val log: LogSummary,
        val cases: List<Case>,
        val found: List<TimelineEntry>,
        val code: AnchorState,
        val exported: LocalDate?,
        val opened: Map<Long, LocalDate>,
    )

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        incident = state.getLong(INCIDENT, -1).takeIf { it >= 0 }
        order = TimelineOrder.entries[state.getInt(ORDER, order.ordinal)]
        search = state.getString(SEARCH).orEmpty()
        finding = state.getBoolean(FINDING)
        rows = state.getInt(ROWS_SHOWN, ROWS)
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        incident?.let { state.putLong(INCIDENT, it) }
        state.putInt(ORDER, order.ordinal)
        state.putString(SEARCH, search)
        state.putBoolean(FINDING, finding)
        state.putInt(ROWS_SHOWN, rows)
    }

    override fun close() {
        page.removeCallbacks(searchNow)
        super.close()
    }

    override fun load(): Unit =
        askForPage(
            {
                val (log, cases) = summary() to cases()
                val opened = cases.filter { it.openedAtMs != 0L }.associate { it.seq.toLong() to dayOf(it.openedAtMs) }
                Shown(log, cases, timelineView(order, search), anchorState(), log.lastExportMs?.let(::dayOf), opened)
            },
            ::show,
        )

    /** Looks again for what is typed, in the order that is chosen; only the notes change. */
    private fun find() {
        rows = ROWS
        ask({ timelineView(order, search) }) { found -> incident?.let { showNotes(found, it) } }
    }

    private fun show(shown: Shown) {
        val latest = shown.log.latestIncident?.toLong()
        page.showFooter(latest != null)
        if (latest == null) {
            fill(nothing())
            return
        }
        val cases = shown.cases
        several = cases.size > 1
        val present = incident?.takeIf { wanted -> cases.any { it.seq.toLong() == wanted } } ?: latest
        incident = present
        showNotes(shown.found, present)
        fill(
            listOfNotNull(caseChooser(cases, present, shown), caseHeader(shown, present), summaryCard(shown)) +
                finder(shown) +
                notesPart +
                design.textButton(text(R.string.log_other_incident)) { host.go(Route.NewIncident) }
        )
    }

    private fun showNotes(found: List<TimelineEntry>, present: Long) {
        notesPart.removeAllViews()
        val notes = found.filter { it.incident?.toLong() == present || it.ofTheLog }
        timeline(notes, found).forEach { notesPart.addView(it) }
    }

    /** The ways to search and to order, out of the way until they are wanted. */
    private fun finder(shown: Shown): List<View> {
        val toggle =
            design.textButton(text(if (finding) R.string.log_find_hide else R.string.log_find)) {
                finding = !finding
                if (finding) {
                    show(shown)
                } else {
                    search = ""
                    searchField.clear()
                    order = TimelineOrder.HAPPENED
                    load()
                }
            }
        if (!finding) return listOf(toggle)
        val orders =
            listOf(
                TimelineOrder.HAPPENED to text(R.string.log_by_happened),
                TimelineOrder.NOTED to text(R.string.log_by_noted),
            )
        val chips =
            design.chips(orders, order) {
                order = it
                find()
            }
        return listOf(toggle, searchField, chips)
    }

    private fun nothing(): View =
        design.empty(
            R.drawable.ic_log,
            text(R.string.log_empty_title),
            text(R.string.log_empty),
            design.primary(text(R.string.log_open_incident)) { host.go(Route.NewIncident) },
        )

    private fun caseChooser(cases: List<Case>, present: Long, shown: Shown): View? {
        if (cases.size < 2) return null
        return design.chips(cases.map { it.seq.toLong() to host.caseName(it.title) }, present) {
            incident = it
            rows = ROWS
            show(shown)
        }
    }

    /** What the case is called and about; it leads to the entry that opens it, where both can be corrected. */
    private fun caseHeader(shown: Shown, present: Long): View? {
        val case = shown.cases.firstOrNull { it.seq.toLong() == present } ?: return null
        val opened = shown.opened[present]?.let { text(R.string.case_opened, inWords(it)) }
        return design.list(design.row(host.caseName(case.title), opened) { host.go(Route.Entry(present)) })
    }

    private fun inWords(day: LocalDate): String = day.inWords(host, "d MMM yyyy")

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
            shown.exported?.let { text(R.string.log_exported, inWords(it)) }
                ?: text(R.string.log_never_exported)
        return design.list(
            design.row(counts, copied, design.action(text(R.string.log_verify))) { host.go(Route.Verify) },
            design.row(text(R.string.log_code), codeLine(shown.code)) { host.go(Route.HeadCode) },
            design.row(text(R.string.bundle_check_title), text(R.string.bundle_check_row)) { host.go(Route.BundleCheck) },
        )
    }

    private fun codeLine(code: AnchorState): String {
        val added = code.added.toInt()
        return when {
            code.last == null -> text(R.string.log_code_never)
            !code.unchanged -> text(R.string.log_code_changed)
            added == 0 -> text(R.string.log_code_current)
            else -> host.resources.getQuantityString(R.plurals.log_code_since, added, added)
        }
    }

    private fun timeline(notes: List<TimelineEntry>, all: List<TimelineEntry>): List<View> {
        val found = notes.filter { it.amends == null }
        val nothingNoted = search.isBlank() && found.none { it.body !is EntryBody.CheckupSnapshot && !it.ofTheLog }
        val lead =
            when {
                nothingNoted -> R.string.log_first_note
                found.isEmpty() -> R.string.log_nothing_found
                else -> null
            }
        return listOfNotNull(lead?.let { design.lead(text(it)) }) + nodes(found, all)
    }

    private fun nodes(found: List<TimelineEntry>, all: List<TimelineEntry>): List<View> {
        // A picked chat may be thousands of notes, and each is a view.
        val shown = found.take(rows)
        val left = found.size - shown.size
        val more =
            if (left == 0) emptyList()
            else
                listOf(
                    design.textButton(text(R.string.log_more, minOf(left, ROWS), left)) {
                        rows += ROWS
                        showNotes(all, checkNotNull(incident))
                    }
                )
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
        } + more
    }

    private companion object {
        const val INCIDENT = "incident"
        const val ORDER = "order"
        const val SEARCH = "search"
        const val FINDING = "finding"
        const val SEARCH_AFTER_MS = 300L
        const val ROWS_SHOWN = "rows"

        /** Notes that are shown at a time. */
        const val ROWS = 100
    }
}

/** Whether the app wrote the entry about the log as a whole, so that it belongs to every case. */
private val TimelineEntry.ofTheLog: Boolean
    get() = incident == null && body !is EntryBody.IncidentOpened
