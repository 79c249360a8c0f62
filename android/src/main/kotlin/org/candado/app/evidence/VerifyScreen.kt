package org.candado.app.evidence

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.platform.LongWork
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.running
import org.candado.app.ui.topBar
import org.candado.core.VerificationOutcome
import org.candado.core.VerificationReport

/** Verifies the log as it lies on the phone, now, and says meanwhile how far it is. */
class VerifyScreen(host: MainActivity) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.verify_title), Leave.back { host.goBack() }))
    private var work: LongWork? = null

    override fun load() {
        if (work != null) return
        val running = LongWork()
        work = running
        fill(design.running({ words(running.percent()) }, running::cancel))
        ask({ verify(running) }, refused = ::refuse) { report ->
            work = null
            show(report)
        }
    }

    override fun close() {
        work?.cancel()
        super.close()
    }

    private fun words(percent: Int) =
        if (percent == 0) text(R.string.verify_running) else text(R.string.verify_percent, percent)

    private fun refuse(error: AppError) {
        work = null
        if (error == AppError.Plain.Cancelled) host.goBack() else fill(whatToDo(error))
    }

    private fun show(report: VerificationReport) {
        val (title, line) =
            when (report.outcome) {
                VerificationOutcome.VERIFIED -> R.string.verify_ok to R.string.verify_ok_line
                VerificationOutcome.FAILED -> R.string.verify_failed to R.string.verify_failed_line
                VerificationOutcome.CANNOT_JUDGE -> R.string.verify_cannot to R.string.verify_cannot_line
            }
        fill(design.verification(report, title, line, R.string.verify_code))
    }
}
