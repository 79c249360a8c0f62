package org.candado.app.evidence

import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.writeDocument
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.chips
import org.candado.app.ui.running
import org.candado.app.ui.topBar
import org.candado.core.Case
import org.candado.core.EntryBody
import org.candado.core.Head
import org.candado.core.Language
import org.candado.core.Narrator
import org.candado.core.PaperSize
import org.candado.core.ReportOptions
import org.candado.core.TimelineEntry

/**
 * Hands the log over: what goes in and what stays, then one button, then the code to copy by hand, then what all this
 * does not prove. Who tells is kept in this screen's state only, never in the store.
 */
class HandOverScreen(host: MainActivity, private val wanted: Long? = null) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.handover_title), Leave.back { host.goBack() }))

    private class Shown(
        val notes: List<TimelineEntry>,
        val head: Head?,
        val cases: List<Case>,
        val outside: Set<Long>,
    )

    private var shown: Shown? = null

    /** What the person switched: whether an entry goes along. The others go or stay with their case. */
    private val switched = mutableMapOf<Long, Boolean>()
    private val details = mutableMapOf<String, String>()
    private var choosing = false
    private var describing = false
    /** The one case that is handed over; `null` for all of them. */
    private var case: Long? = null
    private var caseChosen = false
    private var language = Language.SPANISH
    private var paper = PaperSize.LETTER
    private var arranging = false
    private val work = host.candado.handOver
    private val ended: () -> Unit = ::settle
    private var reportNext = false
    private val waiting = mutableListOf<Pair<Int, Uri>>()

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        state.getLongArray(ALONG)?.forEach { switched[it] = true }
        state.getLongArray(WITHHELD)?.forEach { switched[it] = false }
        DETAILS.forEach { (name, _) -> state.getString(name)?.let { details[name] = it } }
        choosing = state.getBoolean(CHOOSING)
        describing = state.getBoolean(DESCRIBING)
        reportNext = state.getBoolean(REPORT_NEXT)
        caseChosen = state.getBoolean(CASE_CHOSEN)
        case = state.getLong(CASE, -1).takeIf { it >= 0 }
        arranging = state.getBoolean(ARRANGING)
        language = Language.entries[state.getInt(LANGUAGE, language.ordinal)]
        paper = PaperSize.entries[state.getInt(PAPER, paper.ordinal)]
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putLongArray(ALONG, switchedTo(true).toLongArray())
        state.putLongArray(WITHHELD, switchedTo(false).toLongArray())
        details.forEach { (name, value) -> state.putString(name, value) }
        state.putBoolean(CHOOSING, choosing)
        state.putBoolean(DESCRIBING, describing)
        state.putBoolean(REPORT_NEXT, reportNext)
        state.putBoolean(CASE_CHOSEN, caseChosen)
        state.putLong(CASE, case ?: -1)
        state.putBoolean(ARRANGING, arranging)
        state.putInt(LANGUAGE, language.ordinal)
        state.putInt(PAPER, paper.ordinal)
    }

    override fun close() {
        work.forget(ended)
        super.close()
    }

    override fun load() {
        work.listen(ended)
        // What the page shows waits until all is written; how far that is, and a way to stop it, do not.
        if (shown == null && work.busy) fill(saving())
        val chosen = case
        val first = !caseChosen
        askForPage({
            val notes = timeline().filter { it.body !is EntryBody.Export }
            val cases = cases()
            // One case is handed over unless the person says more: what an officer gets is about one. Also where there is
            // no other yet, because one may be opened before all is written.
            val one = if (first) wanted ?: cases.lastOrNull()?.seq?.toLong() else chosen
            val outside = one?.let { outside(listOf(it)) }.orEmpty().toSet()
            Shown(notes, if (summary().lastExportMs == null) null else head(), cases, outside) to one
        }) { (fresh, one) ->
            shown = fresh
            if (!caseChosen && one != null) take(one)
            show()
            settle()
            val saves = waiting.toList()
            waiting.clear()
            saves.forEach { (request, uri) -> write(request, uri) }
        }
    }

    private fun take(one: Long?) {
        caseChosen = true
        case = one
        switched.clear()
    }

    private fun goes(note: TimelineEntry, present: Shown): Boolean {
        val seq = note.seq.toLong()
        return switched[seq] ?: (seq !in present.outside)
    }

    private fun switchedTo(along: Boolean) = switched.filterValues { it == along }.keys.sorted()

    private fun show() {
        val present = shown ?: return
        if (present.notes.isEmpty()) {
            fill(
                design.empty(
                    R.drawable.ic_share,
                    text(R.string.handover_nothing_title),
                    text(R.string.handover_nothing),
                    design.primary(text(R.string.log_open_incident)) { host.goInstead(Route.NewIncident) },
                )
            )
            return
        }
        val content =
            listOf(
                caseChooser(present),
                whatGoesIn(present),
                if (choosing) chooser(present) else null,
                if (describing) describer() else null,
                if (arranging) arranger() else null,
            )
        val save =
            if (work.busy) listOf(saving())
            else
                listOf(
                    design.primary(text(R.string.handover_save)) { create(BUNDLE) },
                    design.textButton(text(R.string.handover_only_report)) { create(REPORT) },
                )
        fill(content.filterNotNull() + save + code(present.head) + proves())
    }

    private fun saving(): View {
        fun words(percent: Int) =
            if (percent == 0) text(R.string.handover_saving) else text(R.string.handover_percent, percent)
        // A report alone is soon written, and nothing stops it half-way.
        return design.running({ words(work.percent()) }, work::cancel.takeIf { work.request == BUNDLE })
    }

    private fun whatGoesIn(present: Shown): View {
        val going = present.notes.count { goes(it, present) }
        val staying = present.notes.size - going
        val line =
            if (staying == 0) text(R.string.handover_all)
            else host.resources.getQuantityString(R.plurals.handover_withheld, staying, staying)
        val filled = details.values.any { it.isNotBlank() }
        return design.list(
            design.row(
                host.resources.getQuantityString(R.plurals.handover_notes, going, going),
                line,
                design.action(text(if (choosing) R.string.handover_hide else R.string.change)),
            ) {
                choosing = !choosing
                show()
            },
            design.row(
                text(R.string.handover_you),
                text(if (filled) R.string.handover_you_filled else R.string.handover_you_line),
                design.action(text(if (describing) R.string.handover_hide else R.string.change)),
            ) {
                describing = !describing
                show()
            },
            design.row(
                text(R.string.handover_report),
                text(R.string.day_and_title, text(LANGUAGES.getValue(language)), text(PAPERS.getValue(paper))),
                design.action(text(if (arranging) R.string.handover_hide else R.string.change)),
            ) {
                arranging = !arranging
                show()
            },
        )
    }

    private fun caseChooser(present: Shown): View? {
        if (present.cases.size < 2) return null
        val options = present.cases.map { it.seq.toLong() to host.caseName(it.title) } + (ALL to text(R.string.handover_whole))
        return design.stack(
            design.section(text(R.string.handover_case)),
            design.below(
                1,
                design.chips(options, case ?: ALL) { chosen ->
                    take(chosen.takeIf { it != ALL })
                    load()
                },
            ),
        )
    }

    /** How the report is made. Whoever receives it here reads Spanish, whatever language the phone is in. */
    private fun arranger(): View =
        design.column(
            design.chips(LANGUAGES.map { (value, label) -> value to text(label) }, language) {
                language = it
                show()
            },
            design.chips(PAPERS.map { (value, label) -> value to text(label) }, paper) {
                paper = it
                show()
            },
        )

    private fun chooser(present: Shown): View =
        design.column(
            design.lead(text(R.string.handover_choose)),
            design.list(
                present.notes.map { note ->
                    design.switchRow(note.title, host.moment(note), goes(note, present)) { on ->
                        switched[note.seq.toLong()] = on
                    }
                }
            ),
        )

    private fun describer(): View =
        design.column(
            *DETAILS
                .map { (name, label) ->
                    Field(design, text(label), KEYBOARDS[name] ?: Keyboard.Names, details[name].orEmpty()).onChange {
                        details[name] = it
                    }
                }
                .toTypedArray()
        )

    private fun code(head: Head?): List<View> {
        val title = design.strong(text(R.string.handover_code))
        if (head == null) {
            return listOf(design.card(title, design.below(1, design.second(text(R.string.handover_code_after)))))
        }
        val scale = host.resources.configuration.fontScale
        return listOf(
            design.card(
                title,
                design.below(1, design.second(text(R.string.handover_code_line))),
                design.below(2, design.code(headCode(head.code, scale))),
            ),
            design.secondary(text(R.string.handover_send)) { host.sendHeadCode(head.code) },
        )
    }

    private fun proves(): View = design.plainCard(design.second(text(R.string.handover_proves)))

    private fun create(request: Int) {
        val bundle = request == BUNDLE
        reportNext = bundle
        if (bundle) createDocument(request, "application/zip", text(R.string.handover_bundle_file))
        else createDocument(request, "application/pdf", text(R.string.handover_report_file))
    }

    override fun onResult(request: Int, data: Intent?) {
        val uri = data?.data ?: return
        if (shown == null) waiting.add(request to uri) else write(request, uri)
    }

    private fun write(request: Int, uri: Uri) {
        val resolver = host.contentResolver
        val options = options()
        work.start(request) { running ->
            resolver.writeDocument(uri) {
                if (request == BUNDLE) writeBundle(options, it, running) else writeReport(options, it)
            }
        }
        show()
    }

    /** Takes up what was written, by this screen or by the one that the phone put away when it was turned. */
    private fun settle() {
        if (shown == null) return
        when (val ended = work.takeEnd()) {
            null -> Unit
            is CoreGateway.Outcome.Done -> written(ended.value)
            is CoreGateway.Outcome.Refused -> refuse(ended.error)
        }
    }

    private fun refuse(error: AppError) {
        reportNext = false
        show()
        tell(error)
    }

    private fun written(request: Int) {
        load()
        if (request == BUNDLE && reportNext) {
            // The report lies in the bundle too; on its own it can be printed.
            create(REPORT)
            reportNext = false
            host.notice(text(R.string.handover_saved))
        } else {
            host.notice(text(R.string.handover_report_saved))
        }
    }

    private fun options(): ReportOptions {
        fun detail(name: String) = details[name].orEmpty().trim()
        return ReportOptions(
            language = language,
            paper = paper,
            narrator =
                Narrator(
                    name = detail("name"),
                    telephone = detail("telephone"),
                    email = detail("email"),
                    address = detail("address"),
                    identification = detail("identification"),
                    phoneModel = detail("model"),
                    imei = detail("imei"),
                    carrier = detail("carrier"),
                ),
            cases = listOfNotNull(case?.toULong()),
            along = switchedTo(true).map { it.toULong() },
            withheld = switchedTo(false).map { it.toULong() },
        )
    }

    private companion object {
        const val BUNDLE = 2
        const val REPORT = 3
        const val ALONG = "along"
        const val WITHHELD = "withheld"
        const val CHOOSING = "choosing"
        const val DESCRIBING = "describing"
        const val REPORT_NEXT = "report-next"
        const val CASE = "case"
        const val CASE_CHOSEN = "case-chosen"
        const val ARRANGING = "arranging"
        const val LANGUAGE = "language"
        const val PAPER = "paper"
        const val ALL = -1L
        val LANGUAGES =
            mapOf(Language.SPANISH to R.string.language_spanish, Language.ENGLISH to R.string.language_english)
        val PAPERS = mapOf(PaperSize.LETTER to R.string.paper_letter, PaperSize.A4 to R.string.paper_a4)
        val DETAILS =
            listOf(
                "name" to R.string.handover_name,
                "telephone" to R.string.handover_telephone,
                "email" to R.string.handover_email,
                "address" to R.string.handover_address,
                "identification" to R.string.handover_identification,
                "model" to R.string.handover_model,
                "imei" to R.string.handover_imei,
                "carrier" to R.string.handover_carrier,
            )
        val KEYBOARDS =
            mapOf("telephone" to Keyboard.Telephone, "email" to Keyboard.Email, "imei" to Keyboard.Digits)
    }
}
