package org.candado.app.evidence

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.Fact
import org.candado.core.Finding
import org.candado.core.FindingKind
import org.candado.core.Verdict
import org.candado.core.VerificationOutcome
import org.candado.core.VerificationReport

/** Verifies the log as it lies on the phone, now. */
class VerifyScreen(host: MainActivity) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.verify_title), Leave.back { host.goBack() }))

    override fun load() {
        fill(design.progress(text(R.string.verify_running)))
        askForPage({ verify() }, ::show)
    }

    private fun show(report: VerificationReport) {
        val (verdict, title, line) =
            when (report.outcome) {
                VerificationOutcome.VERIFIED -> Triple(Verdict.OK, R.string.verify_ok, R.string.verify_ok_line)
                VerificationOutcome.FAILED -> Triple(Verdict.AT_RISK, R.string.verify_failed, R.string.verify_failed_line)
                VerificationOutcome.CANNOT_JUDGE ->
                    Triple(Verdict.UNKNOWN, R.string.verify_cannot, R.string.verify_cannot_line)
            }
        val entries = report.entries.toInt()
        val files = report.files.toInt()
        val counts =
            text(
                R.string.verify_counts,
                host.resources.getQuantityString(R.plurals.entries, entries, entries),
                host.resources.getQuantityString(R.plurals.files, files, files),
            )
        fill(
            listOf(
                design.verdictCard(
                    verdict,
                    design.bareBadge(verdict),
                    design.headline(text(title)),
                    design.below(1, design.second(text(line))),
                    design.below(1, design.second(counts)),
                )
            ) +
                findings(report.findings) +
                design.card(
                    design.strong(text(R.string.verify_code)),
                    design.below(2, design.code(headCode(report.headCode, host.resources.configuration.fontScale))),
                ) +
                facts(report.facts)
        )
    }

    private fun findings(findings: List<Finding>) =
        if (findings.isEmpty()) emptyList()
        else
            listOf(
                design.section(text(R.string.verify_findings)),
                design.list(findings.map { design.row(inWords(it), it.file, design.badge(Verdict.AT_RISK)) }),
            )

    private fun inWords(finding: Finding): String {
        val words = text(finding.kind.label)
        return finding.seq?.let { text(R.string.finding_at, words, it.toLong()) } ?: words
    }

    private fun facts(facts: List<Fact>) =
        if (facts.isEmpty()) emptyList()
        else
            listOf(
                design.section(text(R.string.verify_facts)),
                design.plainCard(design.column(*facts.map { design.second(inWords(it)) }.toTypedArray())),
            )

    private fun inWords(fact: Fact): String =
        when (fact) {
            is Fact.Withheld ->
                host.resources.getQuantityString(R.plurals.fact_withheld, fact.count.toInt(), fact.count.toInt())
            is Fact.ClockMoved -> text(R.string.fact_clock_moved, fact.seq.toLong())
            is Fact.BootChanged -> text(R.string.fact_boot_changed, fact.seq.toLong())
            is Fact.TimeNotAutomatic -> text(R.string.fact_time_not_automatic, fact.seq.toLong())
            Fact.NoAnchor -> text(R.string.fact_no_anchor)
        }
}

private val FindingKind.label: Int
    get() =
        when (this) {
            FindingKind.ENTRY_ALTERED -> R.string.finding_entry_altered
            FindingKind.ENTRY_MISSING -> R.string.finding_entry_missing
            FindingKind.ORDER_CHANGED -> R.string.finding_order_changed
            FindingKind.ROOT_MISMATCH -> R.string.finding_root_mismatch
            FindingKind.SIGNATURE_BAD -> R.string.finding_signature_bad
            FindingKind.KEY_CHANGED -> R.string.finding_key_changed
            FindingKind.NOT_AN_EXTENSION -> R.string.finding_not_extension
            FindingKind.TRUNCATED -> R.string.finding_truncated
            FindingKind.FILE_MISSING -> R.string.finding_file_missing
            FindingKind.FILE_ALTERED -> R.string.finding_file_altered
            FindingKind.FILE_UNLISTED -> R.string.finding_file_unlisted
            FindingKind.MALFORMED -> R.string.finding_malformed
        }
