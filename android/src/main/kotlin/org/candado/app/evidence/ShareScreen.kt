package org.candado.app.evidence

import android.text.format.Formatter
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.messages.MessageScreen
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.chips
import org.candado.app.ui.topBar
import org.candado.core.Attachment
import org.candado.core.Case

/** What another app shared lies in the store already; here the person says in which case and as what it is noted. */
class ShareScreen(host: MainActivity) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.share_title), Leave.close { host.goBack() }))

    private class Shown(
        val shared: NoteDraft,
        val refused: List<Pair<String, String>>,
        val cases: List<Case>,
        val latest: Long?,
    )

    /** The case to note in; `null` opens a new one. */
    private var chosen: Long? = null
    private var chose = false

    override fun load(): Unit =
        askForPage({
            val shared = sharedDraft()
            val cases = cases()
            Shown(shared, refused(), cases, cases.lastOrNull()?.seq?.toLong())
        }, ::show)

    private fun show(shown: Shown) {
        if (!chose) chosen = shown.latest
        if (!shown.shared.waits) {
            fill(
                refused(shown.refused),
                design.empty(
                    R.drawable.ic_file,
                    text(R.string.share_nothing_title),
                    text(R.string.share_nothing),
                    design.secondary(text(R.string.share_to_log)) { host.go(Route.Log) },
                )
            )
            return
        }
        fill(
            listOfNotNull(refused(shown.refused), design.lead(text(R.string.share_lead)), shared(shown.shared), look(shown.shared.latestWords)) +
                caseChooser(shown) +
                (if (chosen == null) newCase(shown) else kinds(shown)) +
                design.textButton(text(R.string.share_discard)) { discard(shown.shared) }
        )
    }

    private fun refused(files: List<Pair<String, String>>): View? =
        if (files.isEmpty()) null
        else
            design.column(
                design.refusedFiles(files),
                design.textButton(text(R.string.understood)) { ask({ forgetRefused() }) { load() } },
            )

    private fun shared(shared: NoteDraft): View {
        val words = shared.fields[TEXT].orEmpty()
        val rows =
            shared.files.map { file ->
                design.row(file.name, Formatter.formatShortFileSize(host, file.bytes.toLong()), icon = R.drawable.ic_file)
            }
        val said = if (words.isEmpty()) emptyList() else listOf(design.row(text(R.string.share_text), words.take(LONGEST)))
        return design.list(rows + said)
    }

    /** Shared words may be a deceit to look at before anything is noted. */
    private fun look(words: String): View? =
        if (words.isBlank()) null
        else
            design.secondary(text(R.string.message_from_share)) {
                askOnce({ saveDraft(MessageScreen.DRAFT, words) }) { host.go(Route.Message) }
            }

    private fun discard(shared: NoteDraft) =
        askOnce({
            forgetShared()
            release(shared.files)
        }) {
            host.goBack()
        }

    private fun caseChooser(shown: Shown): List<View> {
        if (shown.cases.isEmpty()) return emptyList()
        val options = shown.cases.map { it.seq.toLong() to host.caseName(it.title) } + (NEW to text(R.string.log_other_incident))
        return listOf(
            design.section(text(R.string.share_case)),
            design.chips(options, chosen ?: NEW) {
                chose = true
                chosen = it.takeIf { it != NEW }
                show(shown)
            },
        )
    }

    private fun newCase(shown: Shown): List<View> =
        listOf(
            design.section(text(R.string.incident_kind)),
            design.list(
                Theft.entries.map { theft ->
                    design.row(text(theft.label)) {
                        askOnce({ openIncident(theft.opening(text(theft.title))) }) { seq ->
                            // The looks that follow a case begin.
                            host.candado.reminders.rearm()
                            chose = true
                            chosen = seq
                            load()
                        }
                    }
                }
            ),
        )

    private fun kinds(shown: Shown): List<View> =
        listOf(
            design.section(text(R.string.kinds_title)),
            design.list(
                shown.shared.files.filter { it.mediaType in CHAT_TYPES }.map { file ->
                    design.row(text(R.string.chat_from_share), file.name) { takeChat(file, shown.shared) }
                } +
                NoteKind.entries.map { kind -> design.row(text(kind.label), text(kind.line)) { note(kind, shown.shared) } }
            ),
        )

    /** Hands one file on as a chat; what else was shared stays here. */
    private fun takeChat(file: Attachment, shared: NoteDraft) {
        val chat = Route.Chat(chosen ?: return)
        val rest = shared.copy(files = shared.files - file)
        askOnce({
            saveDraft(chat.path, NoteDraft(files = listOf(file)).write())
            keepShared(rest)
        }) {
            host.goInstead(chat)
        }
    }

    private fun note(kind: NoteKind, shared: NoteDraft) {
        val incident = chosen ?: return
        val form = Route.NoteForm(incident, kind)
        askOnce({ moveInto(form.path, kind, shared) }) { host.goInstead(form) }
    }

    private fun CoreGateway.Core.moveInto(form: String, kind: NoteKind, shared: NoteDraft) {
        val begun = formDraft(form)?.let(NoteDraft::read) ?: NoteDraft()
        val place = kind.story
        val words = listOf(begun.fields[place], shared.fields[TEXT]).filterNot { it.isNullOrBlank() }.joinToString("\n")
        val fields = if (words.isEmpty()) begun.fields else begun.fields + (place to words)
        val files = (begun.files + shared.files).distinctBy { it.sha256 }
        saveDraft(form, begun.copy(fields = fields, files = files).write())
        forgetShared()
    }

    private companion object {
        val CHAT_TYPES = setOf("text/plain", "application/zip")
        const val NEW = -1L
        const val LONGEST = 200
    }
}
