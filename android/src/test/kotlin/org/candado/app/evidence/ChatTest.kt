package org.candado.app.evidence

import android.os.ParcelFileDescriptor
import java.io.File
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.platform.LongWork
import org.candado.app.ui.Route
import org.candado.core.EntryBody
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper

/** An exported chat from the share sheet to entries, as a person taps it. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class ChatTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication
    private val seed = Seed(app).apply { log() }

    private fun begin(route: Route): ActivityController<MainActivity> {
        val controller = Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, route)).setup()
        ShadowLooper.idleMainLooper()
        return controller
    }

    private fun open(route: Route): MainActivity = begin(route).get()

    private fun cited() = app.core { timeline() }.mapNotNull { it.body as? EntryBody.MessageCited }

    @Test
    fun whatIsPickedIsNotedWithItsLineAndTheDraftIsGone() {
        seed.chat(seed.incident, more = 0)
        val hand = Hand(open(Route.Chat(seed.incident)))
        assertTrue(hand.reads("4 mensajes"))
        hand.tap("¿Me pasas el código")
        hand.tap("Es urgente")
        hand.tap("Anotar 2 mensajes")
        assertEquals(listOf(2uL, 3uL), cited().map { it.line })
        assertTrue(hand.reads("2 mensajes anotados"))
        assertNull(app.core { draft(Route.Chat(seed.incident).path) })
    }

    @Test
    fun aPhoneThatIsTurnedWhileMessagesAreNotedSaysThatTheyWere() {
        seed.chat(seed.incident, more = 0)
        val controller = begin(Route.Chat(seed.incident))
        Hand(controller.get()).tap("Es urgente")
        app.holdCore()
        Hand(controller.get()).tap("Anotar 1 mensaje")
        controller.recreate()
        ShadowLooper.idleMainLooper()
        val turned = Hand(controller.get())
        assertTrue("no chat is asked for anew", turned.reads("Un momento"))
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        assertTrue(turned.reads("1 mensaje anotado"))
        assertEquals(Route.Log, controller.get().route)
        assertEquals(1, cited().size)
    }

    @Test
    fun aMessageThatIsNotedIsShownAsSuchAndCannotBePickedAgain() {
        seed.chat(seed.incident, more = 0)
        Hand(open(Route.Chat(seed.incident))).run {
            tap("Es urgente")
            tap("Anotar 1 mensaje")
        }
        seed.chat(seed.incident, more = 0)
        val hand = Hand(open(Route.Chat(seed.incident)))
        assertTrue(hand.reads("Ya está anotado"))
        assertEquals(1, cited().size)
    }

    @Test
    fun aFileWithANameThatPointsOutOfTheZipIsLeftOutAndTold() {
        val zip = File.createTempFile("chat", ".zip")
        ZipOutputStream(zip.outputStream()).use { out ->
            for ((name, text) in listOf("_chat.txt" to Seed.CHAT, "../evidence.db" to "x", "Foto 10:05.jpg" to "y")) {
                out.putNextEntry(ZipEntry(name))
                out.write(text.toByteArray())
            }
        }
        val kept =
            ParcelFileDescriptor.open(zip, ParcelFileDescriptor.MODE_READ_ONLY).use { open ->
                app.core { attach(open, "chat.zip", null, LongWork()) }
            }
        app.core { saveDraft(Route.Chat(seed.incident).path, NoteDraft(files = listOf(kept)).write()) }
        val hand = Hand(open(Route.Chat(seed.incident)))
        assertTrue(hand.reads("4 mensajes"))
        assertTrue(hand.reads("1 archivo del ZIP lleva un nombre que apunta fuera de él"))
        hand.look("chat", "left-out")
    }

    @Test
    fun wordsAreFoundWithoutAccentsAndPicksStayWhileSearching() {
        seed.chat(seed.incident)
        val activity = open(Route.Chat(seed.incident))
        val hand = Hand(activity)
        assertFalse("the last messages come first", hand.reads("Es urgente"))
        hand.type("Buscar en el chat", "CODIGO")
        ShadowLooper.idleMainLooper(1, java.util.concurrent.TimeUnit.SECONDS)
        hand.tap("¿Me pasas el código")
        hand.type("Buscar en el chat", "nadie dijo esto")
        ShadowLooper.idleMainLooper(1, java.util.concurrent.TimeUnit.SECONDS)
        assertTrue(hand.reads("Ningún mensaje dice eso"))
        hand.tap("Anotar 1 mensaje")
        assertEquals(listOf(2uL), cited().map { it.line })
    }

    @Test
    fun withALargeFontOnANarrowPhoneThePickedCanStillBeNoted() {
        RuntimeEnvironment.setQualifiers("es-rMX-w320dp-h640dp-xhdpi")
        RuntimeEnvironment.setFontScale(2f)
        seed.chat(seed.incident, more = 0)
        val hand = Hand(open(Route.Chat(seed.incident)))
        hand.tap("Es urgente")
        hand.tap("Anotar 1 mensaje")
        assertEquals(1, cited().size)
    }

    @Test
    fun earlierMessagesAreATapAway() {
        seed.chat(seed.incident)
        val hand = Hand(open(Route.Chat(seed.incident)))
        hand.tap("Anteriores (24)")
        assertTrue(hand.reads("Es urgente"))
        hand.tap("Siguientes (24)")
        assertTrue(hand.reads("¿ya te contestaron? 60"))
    }

    @Test
    fun aDoubtfulDateIsAskedOnceBeforeAnythingIsShown() {
        seed.chat(seed.incident, Seed.DOUBTFUL_CHAT, more = 0)
        val controller = begin(Route.Chat(seed.incident))
        val hand = Hand(controller.get())
        assertTrue(hand.reads("¿De qué día es este mensaje?"))
        assertFalse(hand.reads("¿sigues ahí?"))
        hand.tap("3 de abril")
        assertTrue(hand.reads("¿sigues ahí?"))
        controller.recreate()
        ShadowLooper.idleMainLooper()
        assertTrue("turning the phone asks nothing again", Hand(controller.get()).reads("¿sigues ahí?"))
    }

    @Test
    fun aFileThatIsNoChatIsNamedAndAnotherCanBeChosen() {
        seed.chat(seed.incident, "una lista de compras", more = 0)
        val hand = Hand(open(Route.Chat(seed.incident)))
        assertTrue(hand.reads("no es un chat exportado"))
        assertTrue(hand.reads("Elegir otro archivo"))
        assertNotNull("nothing is lost", app.core { draft(Route.Chat(seed.incident).path) })
    }

    @Test
    fun aReadingThatIsStoppedNotesNothingAndSaysHowFarItIs() {
        seed.chat(seed.incident)
        val file = checkNotNull(app.core { draft(Route.Chat(seed.incident).path) }).let(NoteDraft::read).files.single()
        val before = app.core { summary() }.entries
        val stopped = LongWork().apply { cancel() }
        var refused: Any? = null
        app.core.ask({ openChat(seed.incident, file, stopped) }, refused = { refused = it }) { refused = null }
        assertNotNull(refused)
        assertEquals(before, app.core { summary() }.entries)
        val whole = LongWork()
        assertEquals(0, whole.percent())
        app.core { openChat(seed.incident, file, whole) }
        assertTrue(whole.percent() in 50..100)
    }

    @Test
    fun aPictureThatWasSharedBesideABareChatGoesWithTheMessageThatNamesIt() {
        val named = seed.picture()
        seed.chat(seed.incident, "14/3/26, 2:10 - Prima: ${named.name} (archivo adjunto)\n14/3/26, 2:11 - Prima: mira\n", more = 0)
        val shared = NoteDraft(files = listOf(named, named.copy(sha256 = "ab".repeat(32), name = "otra.png")))
        app.core { keepShared(shared) }
        val hand = Hand(open(Route.Chat(seed.incident)))
        hand.tap(named.name)
        hand.tap("Anotar 1 mensaje")
        val cited = app.core { timeline() }.single { it.body is EntryBody.MessageCited }
        assertEquals(listOf(named.name), cited.files.map { it.name })
        assertEquals(listOf("otra.png"), app.core { sharedDraft() }.files.map { it.name })
    }

    @Test
    fun whatWasSharedTogetherWithAChatIsNotLost() {
        seed.chat(seed.incident, more = 0)
        val chat = checkNotNull(app.core { draft(Route.Chat(seed.incident).path) }).let(NoteDraft::read).files.single()
        app.core { discardDraft(Route.Chat(seed.incident).path) }
        val shared = NoteDraft(files = listOf(seed.picture(), chat))
        app.core { keepShared(shared) }
        val hand = Hand(open(Route.Share))
        hand.tap("Elegir mensajes de un chat")
        hand.tap("Es urgente")
        hand.tap("Anotar 1 mensaje")
        assertTrue("the screenshot waits", hand.reads("captura-banco.png"))
        assertFalse(hand.reads("Elegir mensajes de un chat"))
        assertEquals(1, cited().size)
    }
}
