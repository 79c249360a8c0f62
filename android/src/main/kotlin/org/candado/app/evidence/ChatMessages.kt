package org.candado.app.evidence

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Design
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.core.ChatMessage
import org.candado.core.ChatPage
import org.candado.core.MessageKind

/** The messages of the open chat: a field to search in them, some of them at a time, and which are picked. */
class ChatMessages(
    private val host: MainActivity,
    private val design: Design,
    private val picked: MutableSet<Long>,
    private val ask: (CoreGateway.Core.() -> ChatPage, (ChatPage) -> Unit) -> Unit,
    private val count: () -> Unit,
    private val searched: (String) -> Unit,
) {
    private var search = ""
    private val found = design.column()
    private val searchNow = Runnable { load(search, ::show) }

    val view: View = found

    /** The field to search in. */
    val field: Field by lazy {
        Field(design, host.getText(R.string.chat_search), Keyboard.Words, search).onChange { words ->
            search = words
            searched(words)
            found.removeCallbacks(searchNow)
            found.postDelayed(searchNow, SEARCH_AFTER_MS)
        }
    }

    /** Asks for the last messages in which these words stand. */
    fun load(words: String, done: (ChatPage) -> Unit) {
        search = words
        ask({ chatPage(words, null, AT_A_TIME) }, done)
    }

    /** Shows them, day by day, with the ways to earlier and later ones. */
    fun show(page: ChatPage) {
        val after = page.found.toLong() - page.before.toLong() - page.messages.size
        val parts = mutableListOf<View>()
        if (page.found == 0uL) parts.add(design.lead(host.getText(R.string.chat_nothing_found)))
        if (page.before > 0u) {
            val from = (page.before.toLong() - AT_A_TIME).coerceAtLeast(0)
            parts.add(design.textButton(host.getString(R.string.chat_earlier, page.before.toLong())) { turn(from) })
        }
        page.messages.groupBy { it.day }.forEach { (day, messages) ->
            parts.add(design.section(day))
            parts.add(design.list(messages.map(::row)))
        }
        if (after > 0) {
            val from = page.before.toLong() + page.messages.size
            parts.add(design.textButton(host.getString(R.string.chat_later, after)) { turn(from) })
        }
        found.removeAllViews()
        parts.forEach { found.addView(it) }
    }

    private fun turn(from: Long) = ask({ chatPage(search, from, AT_A_TIME) }, ::show)

    private fun row(message: ChatMessage): View {
        val number = message.number.toLong()
        val who = message.sender.ifEmpty { host.getString(R.string.chat_system) }
        val line = host.getString(R.string.day_and_title, message.time, who)
        val said =
            when {
                message.kind == MessageKind.MEDIA_OMITTED -> host.getString(R.string.chat_omitted)
                message.text.length > LONGEST -> message.text.take(LONGEST) + "…"
                else -> message.text
            }
        if (message.noted) return design.row(said, host.getString(R.string.chat_noted_already, line))
        return design.switchRow(said, line, number in picked) { on ->
            if (on) picked.add(number) else picked.remove(number)
            count()
        }
    }

    private companion object {
        const val AT_A_TIME = 40L
        const val LONGEST = 400
        const val SEARCH_AFTER_MS = 300L
    }
}
