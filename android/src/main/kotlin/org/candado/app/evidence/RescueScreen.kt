package org.candado.app.evidence

import android.content.Intent
import android.os.Bundle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.platform.writeDocument
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.EntryBody
import org.candado.core.Rescued
import org.candado.core.Verdict

/** The log cannot be opened: says what that means, saves what can be read, and only then offers to begin a new one. */
class RescueScreen(host: MainActivity) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.rescue_title), Leave.back { host.goBack() }))
    private val saving = errand(::notWritten, ::written)
    private var saved = false

    /** Files that the copy does not have in whole. */
    private var incomplete = 0

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        saved = state.getBoolean(SAVED)
        incomplete = state.getInt(INCOMPLETE)
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putBoolean(SAVED, saved)
        state.putInt(INCOMPLETE, incomplete)
    }

    override fun load() {
        if (saving.busy) show() else if (!saving.settle()) look()
    }

    /** Reads every entry: whether the log is damaged at all, or only some of it. */
    private fun look(): Unit =
        ask({ timeline().count { it.body is EntryBody.Unreadable } }, refused = ::refused) { unreadable ->
            if (unreadable == 0) sound() else readableButFor(unreadable)
        }

    private fun refused(error: AppError) =
        if (error == AppError.Plain.DamagedData) show() else fill(design.errorCard(error) { load() })

    private fun sound() =
        fill(
            design.empty(
                R.drawable.ic_log,
                text(R.string.rescue_sound_title),
                text(R.string.rescue_sound),
                design.primary(text(R.string.share_to_log)) { host.go(Route.Log) },
            )
        )

    /** The log opens, and what cannot be read in it keeps nothing else back. */
    private fun readableButFor(unreadable: Int) =
        fill(
            design.verdictCard(
                Verdict.DUE,
                design.headline(host.resources.getQuantityString(R.plurals.rescue_some_title, unreadable, unreadable)),
                design.below(1, design.second(text(R.string.rescue_some))),
            ),
            design.primary(text(R.string.share_to_log)) { host.go(Route.Log) },
            design.secondary(text(R.string.log_hand_over)) { host.go(Route.HandOver) },
        )

    private fun show() {
        if (saving.busy) fill(design.progress(text(R.string.rescue_saving))) else showDamage()
    }

    private fun showDamage() =
        fill(
            design.verdictCard(
                Verdict.AT_RISK,
                design.bareBadge(Verdict.AT_RISK),
                design.headline(text(R.string.damaged_log_title)),
                design.below(1, design.second(text(R.string.rescue_line))),
            ),
            design.plainCard(design.second(text(R.string.rescue_what))),
            design.primary(text(R.string.rescue_save), ::create),
            if (incomplete == 0) null
            else design.lead(host.resources.getQuantityString(R.plurals.rescue_incomplete, incomplete, incomplete)),
            if (saved) design.lead(text(R.string.rescue_new_line)) else null,
            if (saved) design.secondary(text(R.string.rescue_new), ::beginAnew) else null,
        )

    private fun create() = createDocument(SAVE, "application/zip", text(R.string.rescue_file))

    override fun onResult(request: Int, data: Intent?) {
        val uri = data?.data ?: return
        val resolver = host.contentResolver
        saving.start({ resolver.writeDocument(uri) { rescue(it) } })
        show()
    }

    private fun notWritten(error: AppError) {
        show()
        host.notice(design.errorText(error))
    }

    private fun written(found: Rescued) {
        saved = true
        incomplete = found.incomplete.toInt()
        show()
        val notes = found.entries.toInt()
        host.notice(host.resources.getQuantityString(R.plurals.rescue_saved, notes, notes))
    }

    private fun beginAnew() = askOnce({ beginNewLog() }) { host.go(Route.Log) }

    private companion object {
        const val SAVE = 1
        const val SAVED = "saved"
        const val INCOMPLETE = "incomplete"
    }
}
