package org.candado.app.evidence

import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import java.io.FileNotFoundException
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.VerificationOutcome
import org.candado.core.VerificationReport

/**
 * Checks a bundle, the person's own or somebody else's, as any stranger could: what it holds against its signature and,
 * where one is written in, against a code from paper. Nothing of it is kept.
 */
class BundleCheckScreen(host: MainActivity) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.bundle_check_title), Leave.back { host.goBack() }))
    private var code = ""
    private var checked: VerificationReport? = null
    private var checking = false

    /** What was picked: a screen that is made anew judges it again. */
    private var picked: Uri? = null

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        code = state.getString(CODE).orEmpty()
        picked = state.getString(PICKED)?.let(Uri::parse)
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putString(CODE, code)
        state.putString(PICKED, picked?.toString())
    }

    override fun load() {
        val bundle = picked
        when {
            checking -> Unit
            bundle != null && checked == null -> check(bundle)
            else -> show()
        }
    }

    private fun show() {
        val report = checked
        fill(
            listOf(design.lead(text(R.string.bundle_check_line))) +
                Field(design, text(R.string.bundle_check_code), Keyboard.Code, code).onChange { code = it } +
                design.primary(
                    text(if (report == null) R.string.bundle_check_choose else R.string.bundle_check_again),
                    ::choose,
                ) +
                report?.let(::verdict).orEmpty()
        )
    }

    private fun verdict(report: VerificationReport) =
        when (report.outcome) {
            VerificationOutcome.VERIFIED ->
                design.verification(report, R.string.bundle_ok, R.string.bundle_ok_line, R.string.bundle_code)
            VerificationOutcome.FAILED ->
                design.verification(report, R.string.verify_failed, R.string.bundle_failed_line, R.string.bundle_code)
            VerificationOutcome.CANNOT_JUDGE -> {
                val line = if (report.findings.isEmpty()) R.string.bundle_no_code else R.string.bundle_no_bundle
                design.verification(report, R.string.verify_cannot, line, R.string.bundle_code)
            }
        }

    private fun choose() {
        val intent = Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("*/*")
        try {
            @Suppress("DEPRECATION") // Its successor is an AndroidX class.
            host.startActivityForResult(intent, PICK)
        } catch (_: ActivityNotFoundException) {
            host.notice(text(R.string.attach_no_picker))
        }
    }

    override fun onResult(request: Int, data: Intent?) {
        val bundle = data?.data ?: return
        if (request == PICK) check(bundle)
    }

    private fun check(bundle: Uri) {
        picked = bundle
        checking = true
        fill(design.progress(text(R.string.bundle_checking)))
        val resolver = host.contentResolver
        val anchor = code.trim().ifEmpty { null }
        ask(
            {
                if (!bundle.isForeignContent()) throw SecurityException("not a content URI of another app")
                val file = resolver.openFileDescriptor(bundle, "r") ?: throw FileNotFoundException()
                file.use { verifyBundle(it, anchor) }
            },
            refused = { error ->
                checking = false
                picked = null
                checked = null
                show()
                tell(error)
            },
        ) { report ->
            checking = false
            checked = report
            show()
        }
    }

    private companion object {
        const val PICK = 1
        const val CODE = "code"
        const val PICKED = "picked"
    }
}
