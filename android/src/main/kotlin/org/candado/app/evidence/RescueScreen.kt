package org.candado.app.evidence

import android.content.Intent
import android.os.Bundle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.Rescued
import org.candado.core.Verdict

/** The log is damaged: says what that means, saves what can be read, and only then offers to begin a new one. */
class RescueScreen(host: MainActivity) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.rescue_title), Leave.back { host.goBack() }))
    private var saved = false

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        saved = state.getBoolean(SAVED)
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putBoolean(SAVED, saved)
    }

    /** Asks whether the log is damaged at all: the way here may be older than its mending. */
    override fun load(): Unit = ask({ timeline() }, refused = ::refused) { sound() }

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

    private fun show() =
        fill(
            design.verdictCard(
                Verdict.AT_RISK,
                design.bareBadge(Verdict.AT_RISK),
                design.headline(text(R.string.damaged_log_title)),
                design.below(1, design.second(text(R.string.rescue_line))),
            ),
            design.plainCard(design.second(text(R.string.rescue_what))),
            design.primary(text(R.string.rescue_save), ::create),
            if (saved) design.lead(text(R.string.rescue_new_line)) else null,
            if (saved) design.secondary(text(R.string.rescue_new), ::beginAnew) else null,
        )

    private fun create() = createDocument(SAVE, "application/zip", text(R.string.rescue_file))

    override fun onResult(request: Int, data: Intent?) {
        val uri = data?.data ?: return
        fill(design.progress(text(R.string.rescue_saving)))
        val resolver = host.contentResolver
        ask(
            {
                val file = resolver.openFileDescriptor(uri, "rwt") ?: throw java.io.FileNotFoundException()
                file.use { rescue(it) }
            },
            refused = { error ->
                show()
                host.notice(design.errorText(error))
            },
            done = ::written,
        )
    }

    private fun written(found: Rescued) {
        saved = true
        show()
        val notes = found.entries.toInt()
        host.notice(host.resources.getQuantityString(R.plurals.rescue_saved, notes, notes))
    }

    private fun beginAnew() = ask({ beginNewLog() }) { host.go(Route.Log) }

    private companion object {
        const val SAVE = 1
        const val SAVED = "saved"
    }
}
