package org.candado.app.evidence

import android.content.Intent
import android.os.Bundle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.platform.LongWork
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.choiceList
import org.candado.app.ui.running
import org.candado.app.ui.topBar
import org.candado.core.Attachment
import org.candado.core.ChatPage
import org.candado.core.ChatProblem
import org.candado.core.ChatSummary
import org.candado.core.DateOrder
import org.candado.core.DateQuestion
import org.candado.core.EntryBody
import org.candado.core.Verdict

/**
 * Takes an exported chat into a case: the file first, then, where the file does not say it, how its dates are written,
 * then its messages to pick from. The file waits in a draft, so that a phone that ends the app loses nothing.
 */
class ChatScreen(host: MainActivity, private val incident: Long) : Screen(host) {
    override val private = true
    private val form = Route.Chat(incident).path
    private var file: Attachment? = null
    private var work: LongWork? = null
    private var summary: ChatSummary? = null
    private val picked = sortedSetOf<Long>()
    private var search = ""

    /** How the dates are written, as the person said; a screen that is made anew does not ask again. */
    private var order: DateOrder? = null
    private var ready = false
    private val waiting = mutableListOf<Intent>()
    private val noting = errand(::notNoted, ::noted)
    private val noteButton = design.primary("", ::note)
    private val messages =
        ChatMessages(host, design, picked, { work, done -> ask(work, done = done) }, ::countPicked) { search = it }

    override val page =
        Page(
            design,
            design.topBar(text(R.string.chat_title), Leave.close { host.goBack() }),
            footer = listOf(noteButton),
            alwaysInReach = true,
        )

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        state.getLongArray(PICKED)?.forEach(picked::add)
        search = state.getString(SEARCH).orEmpty()
        order = state.getString(ORDER)?.let(DateOrder::valueOf)
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putLongArray(PICKED, picked.toLongArray())
        state.putString(SEARCH, search)
        state.putString(ORDER, order?.name)
    }

    override fun close() {
        work?.cancel()
        super.close()
    }

    override fun load() {
        if (ready) return
        page.showFooter(false)
        if (noting.busy) showWaiting() else if (!noting.settle()) loadChat()
    }

    private fun loadChat() =
        askForPage({ draft(form)?.let(NoteDraft::read)?.files?.firstOrNull() }) { kept ->
            ready = true
            file = kept
            val data = waiting.removeFirstOrNull()
            when {
                data != null -> copy(data)
                kept != null -> read(kept)
                else -> showHow()
            }
        }

    private fun showHow(): Unit =
        fill(
            design.empty(
                R.drawable.ic_file,
                text(R.string.chat_how_title),
                text(R.string.chat_how),
                design.primary(text(R.string.chat_choose), ::choose),
            )
        )

    private fun choose() {
        if (!host.pickFiles(pictures = false, PICK)) host.notice(text(R.string.attach_no_picker))
    }

    override fun onResult(request: Int, data: Intent?) {
        if (request != PICK || data == null) return
        // The phone may have ended the app while the picker was open: then the draft is read first.
        if (ready) copy(data) else waiting.add(data)
    }

    private fun copy(data: Intent) {
        val progress = CopyProgress()
        page.showFooter(false)
        fill(design.running({ progress.inWords(host) }, progress::stop))
        picked.clear()
        order = null
        val sources = data.sharedFiles().take(1)
        ask({ copyInto(form, host.contentResolver, sources, progress, instead = true) }, refused = ::refuse) { copied ->
            val problem = copied.refused.firstOrNull()?.error
            if (problem != null) refuse(problem) else (copied.files.firstOrNull() ?: file)?.let(::read) ?: showHow()
        }
    }

    private fun read(chat: Attachment) {
        file = chat
        val reading = LongWork()
        work = reading
        fill(design.running({ text(R.string.chat_reading, reading.percent()) }, reading::cancel))
        ask({ openChat(incident, chat, reading) }, refused = ::refuse) { read ->
            work = null
            show(read)
        }
    }

    private fun refuse(error: AppError) {
        work = null
        summary = null
        if (error == AppError.Chat(ChatProblem.CANCELLED)) {
            forget()
            return
        }
        if (error is AppError.Chat) {
            // The same file would be refused again.
            fill(
                design.verdictCard(
                    Verdict.UNKNOWN,
                    design.strong(text(R.string.error_title)),
                    design.below(1, design.second(design.errorText(error))),
                    design.below(3, design.secondary(text(R.string.chat_choose_other), ::choose)),
                )
            )
        } else {
            fill(design.errorCard(error) { file?.let(::read) ?: showHow() })
        }
    }

    /** What was stopped leaves nothing behind. */
    private fun forget() {
        val files = listOfNotNull(file)
        askOnce({
            discardDraft(form)
            release(files)
        }) {
            host.goBack()
        }
    }

    private fun show(read: ChatSummary) {
        summary = read
        val question = read.question
        val said = order
        when {
            question == null -> messages.load(search) { list(read, it) }
            said != null -> answer(said)
            else -> ask(question, read)
        }
    }

    private fun answer(chosen: DateOrder) {
        order = chosen
        askOnce({ answerDates(chosen) }, done = ::show)
    }

    private fun ask(question: DateQuestion, read: ChatSummary) {
        page.showFooter(false)
        val options =
            listOf(DateOrder.DAY_MONTH_YEAR to question.dayFirst, DateOrder.MONTH_DAY_YEAR to question.monthFirst)
                .filter { (_, words) -> words.isNotEmpty() }
        fill(
            design.headline(text(R.string.chat_question)),
            design.card(
                design.second(text(R.string.chat_question_line, question.line.toLong())),
                design.below(1, design.mono(question.written)),
            ),
            design.choiceList(options, null, ::answer),
            design.lead(text(R.string.chat_question_why, read.name)),
        )
    }

    private fun list(read: ChatSummary, shown: ChatPage) {
        countPicked()
        val count = read.messages.toInt()
        val said = host.resources.getQuantityString(R.plurals.chat_messages, count, count)
        val days =
            if (read.firstDay == read.lastDay) read.firstDay
            else text(R.string.chat_days, read.firstDay, read.lastDay)
        fill(
            listOfNotNull(
                design.list(design.row(read.name, text(R.string.day_and_title, said, days), icon = R.drawable.ic_file)),
                if (read.warning.isEmpty()) null
                else design.plainCard(design.body(read.warning), design.below(1, design.second(read.warningSource))),
                leftOut(read)?.let(design::lead),
                design.lead(text(R.string.chat_pick)),
                messages.field,
                messages.view,
            )
        )
        messages.show(shown)
    }

    private fun leftOut(read: ChatSummary): String? {
        val count = read.leftOut.toInt()
        return if (count == 0) null else host.resources.getQuantityString(R.plurals.chat_left_out, count, count)
    }

    private fun countPicked() {
        val count = picked.size
        noteButton.text = host.resources.getQuantityString(R.plurals.chat_note, count, count)
        page.showFooter(count > 0)
    }

    private fun note() {
        val numbers = picked.toList()
        noting.start({ Noted(noteAll(numbers).toInt(), moreShared = sharedDraft().waits) })
    }

    private class Noted(val messages: Int, val moreShared: Boolean)

    private fun noted(noted: Noted) {
        // What was shared together with the chat still waits to be noted.
        if (noted.moreShared) host.goInstead(Route.Share) else host.go(Route.Log)
        host.notice(host.resources.getQuantityString(R.plurals.chat_noted, noted.messages, noted.messages))
    }

    private fun notNoted(error: AppError) {
        if (!ready) loadChat()
        tell(error)
    }

    private fun CoreGateway.Core.noteAll(numbers: List<Long>): Long {
        val written = citeMessages(numbers, keptFiles(SHARED_DRAFT))
        // The entries are written; a draft that stays shows them as noted.
        attempt {
            dropNoted()
            discardDraft(form)
        }
        return written
    }

    /** What was shared beside the chat and is now in a message waits no longer. */
    private fun CoreGateway.Core.dropNoted() {
        val shared = sharedDraft()
        val cited = timeline().filter { it.body is EntryBody.MessageCited }
        val noted = cited.flatMap { it.files }.map { it.sha256 }.toSet()
        keepShared(shared.copy(files = shared.files.filterNot { it.sha256 in noted }))
    }

    private companion object {
        const val PICK = 1
        const val PICKED = "picked"
        const val SEARCH = "search"
        const val ORDER = "order"
    }
}
