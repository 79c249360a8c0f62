package org.candado.app.evidence

import android.view.View
import org.candado.app.R
import org.candado.app.ui.Design
import org.candado.core.Fact
import org.candado.core.Finding
import org.candado.core.FindingKind
import org.candado.core.Verdict
import org.candado.core.VerificationOutcome
import org.candado.core.VerificationReport

/**
 * What a verifier says: the verdict with [title] and [line], what does not agree, the code under [codeTitle], and what is
 * worth knowing.
 */
fun Design.verification(report: VerificationReport, title: Int, line: Int, codeTitle: Int): List<View> {
    val verdict =
        when (report.outcome) {
            VerificationOutcome.VERIFIED -> Verdict.OK
            VerificationOutcome.FAILED -> Verdict.AT_RISK
            VerificationOutcome.CANNOT_JUDGE -> Verdict.UNKNOWN
        }
    val (entries, files) = report.entries.toInt() to report.files.toInt()
    val resources = context.resources
    val counts =
        context.getString(
            R.string.verify_counts,
            resources.getQuantityString(R.plurals.entries, entries, entries),
            resources.getQuantityString(R.plurals.files, files, files),
        )
    val head =
        verdictCard(
            verdict,
            bareBadge(verdict),
            headline(context.getText(title)),
            below(1, second(context.getText(line))),
            below(1, second(counts)),
        )
    val written = headCode(report.headCode, resources.configuration.fontScale)
    val codeCard = if (written.isEmpty()) null else card(strong(context.getText(codeTitle)), below(2, code(written)))
    return listOf(head) + findings(report.findings) + listOfNotNull(codeCard) + facts(report.facts)
}

private fun Design.findings(findings: List<Finding>): List<View> =
    if (findings.isEmpty()) emptyList()
    else
        listOf(
            section(context.getText(R.string.verify_findings)),
            list(findings.map { row(inWords(it), it.file, badge(Verdict.AT_RISK)) }),
        )

private fun Design.inWords(finding: Finding): String {
    val words = context.getString(finding.kind.label)
    return finding.seq?.let { context.getString(R.string.finding_at, words, it.toLong()) } ?: words
}

private fun Design.facts(facts: List<Fact>): List<View> =
    if (facts.isEmpty()) emptyList()
    else
        listOf(
            section(context.getText(R.string.verify_facts)),
            plainCard(column(*facts.map { second(inWords(it)) }.toTypedArray())),
        )

private fun Design.inWords(fact: Fact): String =
    when (fact) {
        is Fact.Withheld ->
            context.resources.getQuantityString(R.plurals.fact_withheld, fact.count.toInt(), fact.count.toInt())
        is Fact.ClockMoved -> context.getString(R.string.fact_clock_moved, fact.seq.toLong())
        is Fact.BootChanged -> context.getString(R.string.fact_boot_changed, fact.seq.toLong())
        is Fact.TimeNotAutomatic -> context.getString(R.string.fact_time_not_automatic, fact.seq.toLong())
        Fact.NoAnchor -> context.getString(R.string.fact_no_anchor)
        is Fact.AnchorReaches -> context.getString(R.string.fact_anchor_reaches, fact.size.toLong() - 1)
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
