package org.candado.app

import java.io.File
import java.nio.file.Files
import org.candado.bindings.ApiException
import org.candado.bindings.ChatFile
import org.candado.bindings.Evidence
import org.candado.bindings.Progress
import org.candado.bindings.examineMessage
import org.candado.core.AnchorWay
import org.candado.core.ClockReading
import org.candado.core.DateOrder
import org.candado.core.EntryBody
import org.candado.core.Language
import org.candado.core.MessageVerdict
import org.candado.core.NewEntry
import org.candado.core.TheftKind
import org.candado.core.TimelineOrder
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** The exported functions about chats and messages, and about the code that leaves, through the real library. */
class MessagesBindingTest {
    private val folder: File = Files.createTempDirectory("candado-messages").toFile()
    private val evidence by lazy { Evidence.open(folder.path) }
    private val clock = ClockReading(START_MS, "America/Mexico_City", true, 7, 60_000)

    private fun open() =
        evidence.append(
            NewEntry(null, null, EntryBody.IncidentOpened(TheftKind.TAKEOVER, "Robo de cuenta"), emptyList(), null),
            clock,
        )

    @Test
    fun aDoubtfulDateIsAskedAndAPickedMessageIsNotedAndFound() {
        val incident = open()
        val file = File(folder, "chat.txt").apply { writeText("3/4/26, 10:00 - Ana: ¿Me pasas el código?\n") }
        val export = file.lend { evidence.attach(it, "Chat de WhatsApp con Ana.txt", null, ULong.MAX_VALUE, Progress()) }
        val chat = ChatFile.open(evidence, incident, export, Progress())
        assertTrue(chat.summary(clock, Language.SPANISH).question != null)
        chat.chooseOrder(DateOrder.DAY_MONTH_YEAR)
        assertNull(chat.summary(clock, Language.SPANISH).question)
        val message = chat.page("codigo", null, 10uL, clock, Language.SPANISH).messages.single()
        val written = chat.cite(evidence, listOf(message.number), emptyList(), ULong.MAX_VALUE, clock)
        assertEquals(1uL, written)
        assertEquals(1, evidence.timelineView(TimelineOrder.HAPPENED, "codigo", clock, Language.SPANISH).size)
    }

    @Test
    fun aMessageIsJudgedAndNoted() {
        val message = "Te envié por error un código de 6 dígitos por SMS, ¿me lo puedes pasar? Es urgente"
        assertEquals(MessageVerdict.DANGER, examineMessage(message, Language.SPANISH).verdict)
        val seq = evidence.noteMessage(open(), message, Language.SPANISH, clock)
        assertTrue(evidence.entry(seq, clock, Language.SPANISH)?.entry?.body is EntryBody.ContactAttempt)
    }

    @Test
    fun theCodeThatLeftIsRemembered() {
        open()
        val code = evidence.head().code
        evidence.anchor(code, AnchorWay.COPIED, clock)
        val state = evidence.anchorState()
        assertEquals(code, state.last?.code)
        assertThrows(ApiException.NotFound::class.java) { evidence.anchor("9$code", AnchorWay.SENT, clock) }
        assertEquals(0uL, state.added)
        assertTrue(state.unchanged)
    }
}
