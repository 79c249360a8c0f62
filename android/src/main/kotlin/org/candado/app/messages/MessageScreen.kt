package org.candado.app.messages

import android.content.ClipboardManager
import android.os.Bundle
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.evidence.NoteDraft
import org.candado.app.evidence.NoteKind
import org.candado.app.evidence.TEXT
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.styled
import org.candado.app.ui.topBar
import org.candado.core.Channel
import org.candado.core.Examination
import org.candado.core.MessageLink
import org.candado.core.MessageVerdict
import org.candado.core.Tell
import org.candado.core.Verdict

/** A message pasted or shared: which known deceits it shows. Links in it are shown broken and never opened. */
class MessageScreen(host: MainActivity) : Screen(host) {
    override val private = true
    override val page = Page(design, design.topBar(text(R.string.message_title), Leave.close { host.goBack() }))

    private var field: Field? = null

    /** Takes up the draft once; what is on the screen is newer from then on. */
    override fun load() {
        if (field != null) return
        askForPage({ draft(DRAFT).orEmpty() }) { kept ->
            askForMessage(kept)
            if (kept.isNotBlank()) look()
        }
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        field?.value?.let { words -> ask({ saveDraft(DRAFT, words) }) {} }
    }

    private fun askForMessage(kept: String) {
        val input = Field(design, text(R.string.message_field), Keyboard.Story, kept)
        field = input
        fill(
            design.lead(text(R.string.message_lead)),
            input,
            design.secondary(text(R.string.message_paste), ::paste),
            design.primary(text(R.string.message_examine), ::look),
        )
    }

    private fun paste() {
        val copied = host.getSystemService(ClipboardManager::class.java).primaryClip
        val words = copied?.takeIf { it.itemCount > 0 }?.getItemAt(0)?.coerceToText(host)?.toString().orEmpty()
        if (words.isBlank()) {
            host.notice(text(R.string.message_nothing_copied))
        } else {
            askForMessage(words)
            look()
        }
    }

    private fun look() {
        val words = field?.value ?: return
        ask({ examine(words) }, refused = ::refuse) { show(it, words) }
    }

    private fun refuse(error: AppError) {
        if (error !is AppError.Message) {
            host.notice(design.errorText(error))
            return
        }
        field?.show(design.errorText(error))
        field?.focus()
    }

    private fun show(seen: Examination, words: String) {
        page.scrollToTop()
        fill(
            listOf(verdict(seen)) +
                seen.tells.map(::tell) +
                links(seen.links) +
                listOf(
                    design.secondary(text(R.string.message_keep)) { noteDown(words) },
                    design.textButton(text(R.string.message_another)) { ask({ discardDraft(DRAFT) }) { askForMessage("") } },
                )
        )
    }

    private fun verdict(seen: Examination): View {
        val look = seen.verdict.look
        return design.verdictCard(
            look,
            design.hug(design.badge(look, seen.word)),
            design.below(2, design.headline(seen.title)),
            design.below(1, design.body(seen.advice)),
        )
    }

    private fun tell(tell: Tell): View =
        design.card(
            design.strong(tell.title),
            design.below(1, design.body(text(R.string.message_quote, tell.quote))),
            design.below(2, design.second(styled(tell.why))),
            design.below(2, design.text(R.style.Text_Label, tell.sourceLine)),
        )

    private fun links(links: List<MessageLink>): List<View> =
        if (links.isEmpty()) emptyList()
        else
            listOf(
                design.section(text(R.string.message_links)),
                design.list(links.map { design.row(it.shown, leadsTo(it)) }),
                design.lead(text(R.string.message_links_line)),
            )

    private fun leadsTo(link: MessageLink): CharSequence? =
        link.host.takeIf { it.isNotEmpty() }?.let { text(R.string.message_leads_to, it) }

    private fun noteDown(words: String) =
        ask({ prefill(words) }) { form ->
            field = null
            host.goInstead(form)
        }

    /** Puts the message into the note of the open case, or with what was shared, where a case is opened for it. */
    private fun CoreGateway.Core.prefill(words: String): Route {
        val incident = summary().openIncident?.toLong()
        val form = incident?.let { Route.NoteForm(it, NoteKind.Contact) } ?: Route.Share
        val place = if (incident == null) TEXT else "said"
        val begun = draft(form.path)?.let(NoteDraft::read) ?: NoteDraft()
        val before = begun.fields[place].orEmpty()
        val said = if (words in before) before else listOf(before, words).filter { it.isNotBlank() }.joinToString("\n")
        val fields = mapOf("channel" to Channel.MESSAGE.name) + begun.fields + (place to said)
        saveDraft(form.path, begun.copy(fields = fields).write())
        discardDraft(DRAFT)
        return form
    }

    companion object {
        /** The draft that holds the message. */
        const val DRAFT = "message"
    }
}

/** How a verdict on a message looks. None of them looks like "well". */
private val MessageVerdict.look: Verdict
    get() =
        when (this) {
            MessageVerdict.DANGER -> Verdict.AT_RISK
            MessageVerdict.CAUTION -> Verdict.DUE
            MessageVerdict.NO_KNOWN_SIGN -> Verdict.UNKNOWN
        }
