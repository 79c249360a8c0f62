package org.candado.app.messages

import android.content.ClipboardManager
import android.os.Bundle
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.evidence.keepShared
import org.candado.app.evidence.sharedDraft
import org.candado.app.evidence.sharing
import org.candado.app.evidence.without
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

    /** The message that is looked at; `null` while one is asked for. A long one is never put into a field again. */
    private var looked: String? = null
    private var begun = false
    private val noting = errand(::notNoted, ::noted)

    /** Takes up the draft once; what is on the screen is newer from then on. */
    override fun load() {
        if (begun) return
        if (noting.busy) showWaiting() else if (!noting.settle()) takeUpDraft()
    }

    private fun takeUpDraft() =
        askForPage({ draft(DRAFT).orEmpty() }) { kept ->
            begun = true
            if (kept.isBlank()) askForMessage("") else look(kept)
        }

    override fun keep(state: Bundle) {
        super.keep(state)
        // What is being noted is no draft any more, unless it is refused: then the one that is there stays.
        if (noting.busy) return
        (looked ?: field?.value)?.let { words -> ask({ saveDraft(DRAFT, words) }) {} }
    }

    private fun askForMessage(kept: String) {
        val input = Field(design, text(R.string.message_field), Keyboard.Story, kept)
        field = input
        looked = null
        fill(
            design.lead(text(R.string.message_lead)),
            input,
            design.secondary(text(R.string.message_paste), ::paste),
            design.primary(text(R.string.message_examine)) { look(input.value) },
        )
    }

    private fun paste() {
        val copied = host.getSystemService(ClipboardManager::class.java).primaryClip
        // Its text only: what another app would have to be asked for may be long in coming, and is a file and no message.
        val words = copied?.takeIf { it.itemCount > 0 }?.getItemAt(0)?.text?.toString().orEmpty()
        if (words.isBlank()) {
            host.notice(text(R.string.message_nothing_copied))
        } else {
            look(words)
        }
    }

    private fun look(words: String) = ask({ examine(words) }, refused = { refuse(it, words) }) { show(it, words) }

    private fun refuse(error: AppError, words: String) {
        if (error !is AppError.Message) {
            tell(error)
            return
        }
        if (field == null) askForMessage(words.take(SHOWN))
        field?.show(design.errorText(error))
        field?.focus()
    }

    private fun show(seen: Examination, words: String) {
        looked = words
        page.scrollToTop()
        fill(
            listOfNotNull(verdict(seen), noticed(seen)) +
                seen.tells.map(::tell) +
                links(seen.links) +
                listOf(
                    design.secondary(text(R.string.message_keep)) { noteDown(words) },
                    design.textButton(text(R.string.message_another)) { ask({ discardDraft(DRAFT) }) { askForMessage("") } },
                )
        )
    }

    /** Signs too light for an alarm are told as such. */
    private fun noticed(seen: Examination): View? =
        if (seen.verdict == MessageVerdict.NO_KNOWN_SIGN && seen.tells.isNotEmpty())
            design.lead(text(R.string.message_noticed))
        else null

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

    /** Into the one case at once; without one, or with several, to where the person says in which. */
    private fun noteDown(words: String) =
        noting.start({
            saveDraft(DRAFT, words)
            val case = cases().singleOrNull()
            if (case == null) keepShared(sharedDraft().sharing(words))
            Noted(case?.let { noteIn(it.seq.toLong(), words) })
        })

    /** The number of the entry; `null` when the message waits for a case to be said. */
    private class Noted(val seq: Long?)

    private fun CoreGateway.Core.noteIn(incident: Long, words: String): Long {
        val seq = noteMessage(incident, words)
        discardDraft(DRAFT)
        keepShared(sharedDraft().without(words))
        return seq
    }

    private fun notNoted(error: AppError) {
        if (!begun) takeUpDraft()
        tell(error)
    }

    /** The note is there; the notice leads to it, where it can be corrected or taken back. */
    private fun noted(noted: Noted) {
        val seq = noted.seq
        if (seq == null) {
            host.goInstead(Route.Share)
            return
        }
        begun = true
        askForMessage("")
        host.notice(text(R.string.note_saved), text(R.string.message_see_note)) { host.go(Route.Entry(seq)) }
    }

    companion object {
        /** The draft that holds the message. */
        const val DRAFT = "message"

        /** Of a message that is refused for its length, so much is put back into the field, in characters. */
        private const val SHOWN = 2_000
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
