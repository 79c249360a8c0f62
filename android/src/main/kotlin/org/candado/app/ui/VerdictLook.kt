package org.candado.app.ui

import org.candado.app.R
import org.candado.core.Verdict

/** How a verdict looks: never by colour alone. */
enum class VerdictLook(
    val word: Int,
    val shape: Int,
    val ink: Int,
    val badge: Int,
    val card: Int,
) {
    Ok(R.string.verdict_ok, R.drawable.ic_verdict_ok, R.color.role_ok, R.drawable.badge_ok, R.drawable.card_ok),
    Due(R.string.verdict_due, R.drawable.ic_verdict_due, R.color.role_due, R.drawable.badge_due, R.drawable.card_due),
    Risk(R.string.verdict_risk, R.drawable.ic_verdict_risk, R.color.role_risk, R.drawable.badge_risk, R.drawable.card_risk),
    Unknown(
        R.string.verdict_unknown,
        R.drawable.ic_verdict_unknown,
        R.color.role_unknown,
        R.drawable.badge_unknown,
        R.drawable.card_unknown,
    ),
    NotApplicable(
        R.string.verdict_not_applicable,
        R.drawable.ic_verdict_not_applicable,
        R.color.role_ink2,
        R.drawable.badge_not_applicable,
        R.drawable.card_plain,
    );

    companion object {
        fun of(verdict: Verdict): VerdictLook =
            when (verdict) {
                Verdict.OK -> Ok
                Verdict.DUE -> Due
                Verdict.AT_RISK -> Risk
                Verdict.UNKNOWN -> Unknown
                Verdict.NOT_APPLICABLE -> NotApplicable
            }
    }
}
