package org.candado.app.messages

import android.content.ClipData
import android.content.ClipboardManager
import android.net.Uri
import java.io.File
import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.OtherAppsProvider
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.evidence.NoteDraft
import org.candado.app.evidence.TEXT
import org.candado.app.evidence.Theft
import org.candado.app.evidence.keepShared
import org.candado.app.evidence.sharedDraft
import org.candado.app.evidence.waits
import org.candado.app.ui.Route
import org.candado.bindings.ApiException
import org.candado.bindings.examineMessage
import org.candado.core.EntryBody
import org.candado.core.Language
import org.candado.core.MessageVerdict
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper

/** A message looked at, from the home screen and from the share target, and noted. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class MessageTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication
    private val deceit = "Tu cuenta fue bloqueada. Entra a https://bbva-mx.top y envía el código que te llegó"

    @Test
    fun theBindingNamesTheTellsAndRefusesNothingAndTooMuch() {
        val seen = examineMessage(deceit, Language.SPANISH)
        assertEquals(MessageVerdict.DANGER, seen.verdict)
        assertTrue(seen.tells.map { it.id }.containsAll(listOf("asks_code", "lookalike", "account")))
        assertEquals("bbva-mx[.]top", seen.links.single().host)
        assertEquals(0uL, assertThrows(ApiException.InvalidMessage::class.java) { examineMessage(" ", Language.ENGLISH) }.limitBytes)
        val endless = "a".repeat(1_048_577)
        assertEquals(1_048_576uL, assertThrows(ApiException.InvalidMessage::class.java) { examineMessage(endless, Language.ENGLISH) }.limitBytes)
    }

    @Test
    fun aMessageTypedFromHomeGetsItsVerdictWithItsLinkBroken() {
        val hand = Hand.at(Route.Home)
        hand.tap("Revisar un mensaje")
        hand.type("El mensaje", deceit)
        hand.tap("Revisar")
        assertTrue(hand.reads("Peligro"))
        assertTrue(hand.reads("Pide un código"))
        assertTrue(hand.reads("hxxps://bbva-mx[.]top"))
        assertFalse(hand.reads("https://bbva-mx.top"))
    }

    @Test
    fun anOrdinaryMessageIsNeverCalledWell() {
        val hand = Hand.at(Route.Message)
        hand.type("El mensaje", "Nos vemos el domingo en casa de la abuela")
        hand.tap("Revisar")
        assertTrue(hand.reads("Sin señales conocidas"))
        assertFalse(hand.reads("Bien"))
    }

    @Test
    fun nothingToLookAtIsToldBesideTheField() {
        val hand = Hand.at(Route.Message)
        hand.tap("Revisar")
        assertTrue(hand.reads("Pega o escribe el mensaje primero"))
    }

    private fun copy(clip: ClipData) = app.getSystemService(ClipboardManager::class.java).setPrimaryClip(clip)

    /** To make text of a file another app would have to be asked, on the main thread, and could take its time. */
    @Test
    fun copiedTextIsLookedAtAndACopiedFileIsNotOpened() {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.gallery")
        OtherAppsProvider.file = File.createTempFile("other", ".txt").apply { writeText(deceit) }
        OtherAppsProvider.vanished = null
        OtherAppsProvider.type = "text/plain"
        val hand = Hand.at(Route.Message)
        copy(ClipData.newRawUri("", Uri.parse("content://org.example.gallery/1")))
        hand.tap("Pegar")
        assertTrue(hand.reads("No hay texto copiado"))
        assertFalse(hand.reads("Peligro"))
        OtherAppsProvider.type = null
        copy(ClipData.newPlainText("", deceit))
        hand.tap("Pegar")
        assertTrue(hand.reads("Peligro"))
    }

    private fun notes() = app.core { timeline() }.mapNotNull { it.body as? EntryBody.ContactAttempt }

    @Test
    fun oneTapNotesTheMessageInTheOpenCaseWithWhatWasFound() {
        Seed(app).log()
        app.core { saveDraft(MessageScreen.DRAFT, deceit) }
        app.core { keepShared(NoteDraft(fields = mapOf(TEXT to deceit))) }
        val hand = Hand.at(Route.Message)
        hand.tap("Guardar en la bitácora")
        val said = notes().single { it.said.startsWith(deceit) }.said
        assertTrue(said, said.contains("\n\nRevisado con Candado: Peligro. El enlace imita a BBVA; Pide un código"))
        assertEquals(null, app.core { draft(MessageScreen.DRAFT) })
        assertFalse("it does not wait twice", app.core { sharedDraft() }.waits)
        hand.tap("Ver la nota")
        assertTrue(hand.reads("Pide un código"))
        assertTrue(hand.reads("Retirar"))
    }

    /** Nobody closes a case: the one opened last need not be the one that the message belongs to. */
    @Test
    fun withSeveralCasesThePersonSaysInWhichItIsNoted() {
        Seed(app).log()
        app.core { append(Theft.Takeover.opening("Lo de mi hermano")) }
        app.core { saveDraft(MessageScreen.DRAFT, deceit) }
        val hand = Hand.at(Route.Message)
        hand.tap("Guardar en la bitácora")
        assertEquals(Route.Share, (hand.activity as MainActivity).route)
        assertTrue(hand.reads("Fraude por WhatsApp") && hand.reads("Lo de mi hermano"))
        assertEquals(0, notes().count { deceit in it.said })
    }

    @Test
    fun aSecondTapWhileTheFirstIsBeingNotedNotesNothingMore() {
        Seed(app).log()
        app.core { saveDraft(MessageScreen.DRAFT, deceit) }
        val hand = Hand.at(Route.Message)
        app.holdCore()
        repeat(2) { hand.tap("Guardar en la bitácora") }
        app.letCoreGo()
        assertEquals(1, notes().count { it.said.startsWith(deceit) })
    }

    @Test
    fun aPhoneThatIsTurnedWhileAMessageIsNotedSaysThatItWasAndAsksForAnotherOne() {
        Seed(app).log()
        app.core { saveDraft(MessageScreen.DRAFT, deceit) }
        val intent = MainActivity.intentFor(app, Route.Message)
        val controller = Robolectric.buildActivity(MainActivity::class.java, intent).setup()
        ShadowLooper.idleMainLooper()
        app.holdCore()
        Hand(controller.get()).tap("Guardar en la bitácora")
        controller.recreate()
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        val turned = Hand(controller.get())
        assertTrue(turned.reads("Nota guardada"))
        assertEquals("", turned.typed("El mensaje"))
        assertEquals(null, app.core { draft(MessageScreen.DRAFT) })
        assertEquals(1, notes().count { it.said.startsWith(deceit) })
    }

    @Test
    fun aMessageTooLongForANoteIsKeptWholeAsAFile() {
        Seed(app).log()
        val endless = "Hola. ".repeat(10_000) + deceit
        app.core { saveDraft(MessageScreen.DRAFT, endless) }
        Hand.at(Route.Message).tap("Guardar en la bitácora")
        val entry = app.core { timeline() }.single { entry -> entry.files.any { it.name == "mensaje.txt" } }
        assertEquals(endless, File(app.core { attachmentPath(entry.files.single().sha256) }).readText())
    }

    @Test
    fun hasteAloneIsNamedWithoutAlarm() {
        val hand = Hand.at(Route.Message)
        hand.type("El mensaje", "Me urge que me devuelvas el taladro")
        hand.tap("Revisar")
        assertTrue(hand.reads("Sin señales conocidas"))
        assertTrue(hand.reads("Te apura"))
        assertTrue(hand.reads("no bastan para desconfiar"))
    }

    @Test
    fun withoutACaseItWaitsWhereOneIsOpened() {
        app.core { saveDraft(MessageScreen.DRAFT, deceit) }
        Hand.at(Route.Message).tap("Guardar en la bitácora")
        assertEquals(deceit, app.core { sharedDraft() }.fields[TEXT])
    }

    @Test
    fun whatWasSharedIsLookedAtBeforeItIsNoted() {
        app.core { keepShared(NoteDraft(fields = mapOf(TEXT to deceit))) }
        val hand = Hand.at(Route.Share)
        hand.tap("Revisar si es un engaño")
        assertTrue(hand.reads("Peligro"))
    }
}
