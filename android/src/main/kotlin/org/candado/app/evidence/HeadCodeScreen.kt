package org.candado.app.evidence

import android.content.Intent
import android.net.Uri
import android.view.View
import java.time.LocalDate
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.inWords
import org.candado.app.ui.topBar
import org.candado.core.AnchorState
import org.candado.core.AnchorWay
import org.candado.core.Verdict

/** The head code, to copy by hand or to send, and what changed since it last left the phone. */
class HeadCodeScreen(host: MainActivity) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.code_title), Leave.back { host.goBack() }))

    override fun load(): Unit = askForPage({ anchorState().let { it to it.last?.atMs?.let(::dayOf) } }) { (state, day) -> show(state, day) }

    private fun show(state: AnchorState, leftOn: LocalDate?) {
        val scale = host.resources.configuration.fontScale
        fill(
            listOfNotNull(
                design.card(
                    design.code(headCode(state.head.code, scale)),
                    design.below(2, design.second(text(R.string.code_what))),
                ),
                since(state, leftOn),
                design.spring(),
                design.primary(text(R.string.handover_send)) { host.sendHeadCode(state.head.code) },
                design.secondary(text(R.string.code_copied)) { copied(state.head.code) },
                design.plainCard(design.second(text(R.string.code_proves))),
            ) + stamps()
        )
    }

    /** For whoever wants a third party's word on the time; out of the way of everybody else. */
    private fun stamps(): List<View> =
        listOf(
            design.section(text(R.string.stamp_title)),
            design.lead(text(R.string.stamp_line)),
            design.secondary(text(R.string.stamp_share)) {
                askOnce({ digestToStamp() }) {
                    host.sendDigest(it)
                    load()
                }
            },
            design.secondary(text(R.string.stamp_add)) {
                if (!host.pickFiles(pictures = false, PICK)) host.notice(text(R.string.attach_no_picker))
            },
        )

    override fun onResult(request: Int, data: Intent?) {
        val stamp = data?.sharedFiles()?.firstOrNull() ?: return
        if (request != PICK) return
        askOnce({ takeStamp(stamp) }) { refused ->
            if (refused == null) host.notice(text(R.string.stamp_kept)) else tell(refused)
            load()
        }
    }

    /** Notes the stamp; a file that is none of this log's is let go again, and why comes back. */
    private fun CoreGateway.Core.takeStamp(stamp: Uri): AppError? {
        val copied = copyIn(host.contentResolver, listOf(stamp), CopyProgress()) {}
        val file = copied.files.firstOrNull() ?: return copied.refused.first().error
        val noted = attempt { noteTimeStamp(file) } as? CoreGateway.Outcome.Refused ?: return null
        release(listOf(file))
        return noted.error
    }

    private fun since(state: AnchorState, leftOn: LocalDate?): View {
        val last = state.last
        if (last == null || leftOn == null) return design.plainCard(design.body(text(R.string.code_never)))
        val added = state.added.toInt()
        val lines =
            arrayOf(
                design.body(left(last.way, leftOn)),
                design.below(1, design.mono(last.code)),
                design.below(
                    2,
                    design.body(
                        if (added == 0) text(R.string.code_nothing_since)
                        else host.resources.getQuantityString(R.plurals.code_since, added, added)
                    ),
                ),
                design.below(
                    1,
                    design.second(text(if (state.unchanged) R.string.code_unchanged else R.string.code_changed)),
                ),
            )
        return if (state.unchanged) design.card(*lines) else design.verdictCard(Verdict.AT_RISK, *lines)
    }

    private fun left(way: AnchorWay, day: LocalDate): String =
        text(
            when (way) {
                AnchorWay.COPIED -> R.string.code_left_copied
                AnchorWay.SENT -> R.string.code_left_sent
            },
            day.inWords(host, "d MMM yyyy"),
        )

    /** The code that was on the page while it was copied: the app may have noted something since. */
    private fun copied(code: String) =
        askOnce({ anchor(code, AnchorWay.COPIED) }) {
            host.notice(text(R.string.code_kept))
            load()
        }

    private companion object {
        const val PICK = 1
    }
}
