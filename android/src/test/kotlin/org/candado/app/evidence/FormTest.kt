package org.candado.app.evidence

import android.app.Activity
import android.content.Intent
import android.net.Uri
import java.io.File
import java.util.concurrent.TimeUnit
import org.candado.app.Hand
import org.candado.app.LayoutCheck
import org.candado.app.MainActivity
import org.candado.app.OtherAppsProvider
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.ZONE_AHEAD
import org.candado.app.picture
import org.candado.app.ui.Route
import org.candado.core.EntryBody
import org.candado.core.Precision
import org.candado.core.TheftKind
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

/** What a form holds is an entry once, whole, or a draft: on a slow phone, turned, left, or tapped twice. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class FormTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication
    private val seed = Seed(app).apply { log() }
    private val note = Route.NoteForm(seed.incident, NoteKind.Note)

    private fun open(route: Route): ActivityController<MainActivity> =
        Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, route)).setup().also {
            ShadowLooper.idleMainLooper()
        }

    private fun hand(route: Route) = Hand(open(route).get())

    private fun size() = app.core { head() }.size

    private fun noted(text: String) = app.core { timeline() }.filter { (it.body as? EntryBody.Note)?.text == text }

    /** The picker's answer comes back; the copy waits for the core. */
    private fun pickPicture(hand: Hand, vanished: Boolean = false) {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.gallery")
        OtherAppsProvider.file = File.createTempFile("other", ".bin").apply { writeBytes(byteArrayOf(1, 2, 3)) }
        OtherAppsProvider.name = "captura.png"
        val uri = "content://org.example.gallery/1"
        OtherAppsProvider.vanished = uri.takeIf { vanished }
        hand.tap("Agregar captura")
        val asked = shadowOf(hand.activity).nextStartedActivityForResult.intent
        shadowOf(hand.activity).receiveResult(asked, Activity.RESULT_OK, Intent().setData(Uri.parse(uri)))
        ShadowLooper.idleMainLooper()
    }

    @Test
    fun aNoteWaitsForTheFileThatIsBeingCopiedAndIsSavedWithIt() {
        val hand = hand(note)
        hand.type("¿Qué pasó?", "Con captura")
        app.holdCore()
        pickPicture(hand)
        hand.tap("Guardar")
        assertTrue(hand.reads("La nota se guarda en cuanto termine"))
        picture(hand.activity.window.decorView, "forms", "save-waits-for-file")
        assertEquals(emptyList<String>(), LayoutCheck(hand.activity.window.decorView).problems())
        app.letCoreGo()
        assertEquals(listOf("captura.png"), noted("Con captura").single().files.map { it.name })
        assertTrue(hand.reads("Nota guardada"))
    }

    @Test
    fun aNoteIsNotSavedWithoutAFileThatCouldNotBeCopied() {
        val hand = hand(note)
        hand.type("¿Qué pasó?", "Con captura")
        app.holdCore()
        pickPicture(hand, vanished = true)
        hand.tap("Guardar")
        app.letCoreGo()
        assertTrue(hand.reads("captura.png"))
        assertEquals(0, noted("Con captura").size)
        hand.tap("Guardar")
        assertEquals(1, noted("Con captura").size)
    }

    @Test
    fun aFileThatIsCopiedWhileThePhoneIsTurnedIsInTheDraft() {
        val controller = open(note)
        val hand = Hand(controller.get())
        hand.type("¿Qué pasó?", "Con captura")
        app.holdCore()
        pickPicture(hand)
        controller.recreate()
        ShadowLooper.idleMainLooper(1, TimeUnit.SECONDS)
        val turned = Hand(controller.get())
        assertTrue("an empty page looks broken", turned.reads("Un momento"))
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        assertTrue(turned.reads("captura.png"))
        assertEquals("Con captura", turned.typed("¿Qué pasó?"))
        turned.tap("Guardar")
        assertEquals(1, noted("Con captura").single().files.size)
    }

    @Test
    fun aFileThatIsCopiedWhileTheFormIsLeftIsInTheDraft() {
        val controller = open(note)
        app.holdCore()
        pickPicture(Hand(controller.get()))
        controller.get().goBack()
        app.letCoreGo()
        assertTrue(hand(note).reads("captura.png"))
    }

    /** Otherwise the hour that it proposed then would still stand in it days later. */
    @Test
    fun aFormThatWasOnlyLookedAtLeavesNoDraft() {
        val controller = open(note)
        controller.get().goBack()
        ShadowLooper.idleMainLooper()
        assertNull(app.core { draft(note.path) })
    }

    /** The battery ran empty, the SIM is stolen, and no network says which day it is. */
    @Test
    fun aFormThatIsOpenedUnderAClockOf1970ProposesNoTimeAndIsSaved() {
        app.clock.set(0)
        val hand = hand(note)
        hand.type("¿Qué pasó?", "Sin fecha")
        picture(hand.activity.window.decorView, "forms", "clock-of-1970")
        hand.tap("Guardar")
        assertNull(noted("Sin fecha").single().happened)
    }

    @Test
    fun aButtonThatIsTouchedTwiceSavesOnce() {
        val forms =
            listOf<Pair<Route, (Hand) -> Unit>>(
                note to { it.type("¿Qué pasó?", "una vez") },
                Route.Amend(seed.transfer, retract = true) to { it.type("¿Por qué?", "Me equivoqué") },
                Route.Amend(seed.transfer, retract = false) to { it.type("¿Qué es lo correcto?", "Otra cosa") },
                Route.NewIncident to {},
            )
        for ((route, fill) in forms) {
            val hand = hand(route)
            fill(hand)
            val before = size()
            app.holdCore()
            val button = if (route == Route.NewIncident) "Abrir el caso" else "Guardar"
            hand.tap(button)
            hand.tap(button)
            app.letCoreGo()
            // A case that is opened notes the checkup with it.
            val entries = if (route == Route.NewIncident) 2u else 1u
            assertEquals(route.path, before + entries, size())
        }
    }

    private fun turnedWhileSaving(words: String): ActivityController<MainActivity> {
        val controller = open(note)
        val hand = Hand(controller.get())
        if (words.isNotEmpty()) hand.type("¿Qué pasó?", words)
        app.holdCore()
        hand.tap("Guardar")
        controller.recreate()
        ShadowLooper.idleMainLooper()
        return controller
    }

    @Test
    fun aPhoneThatIsTurnedWhileANoteIsSavedSaysThatItWas() {
        val controller = turnedWhileSaving("una vez")
        val turned = Hand(controller.get())
        assertTrue("nothing to be typed anew", turned.reads("Un momento") && !turned.reads("¿Qué pasó?"))
        turned.look("forms", "turned-while-saving")
        val armed = app.alarms.sets
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        assertEquals(Route.Log, controller.get().route)
        assertTrue(turned.reads("Nota guardada"))
        assertEquals(1, noted("una vez").size)
        assertTrue("a step put off may be done by it", app.alarms.sets > armed)
    }

    @Test
    fun aPhoneThatIsTurnedWhileANoteIsRefusedShowsItWithWhatIsWrong() {
        val controller = turnedWhileSaving("x".repeat(20_001))
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        val turned = Hand(controller.get())
        assertTrue(turned.reads("Es muy largo"))
        turned.type("¿Qué pasó?", "más corto")
        turned.tap("Guardar")
        assertEquals(1, noted("más corto").size)
    }

    @Test
    fun aCorrectionThatIsSavedWhileThePhoneIsTurnedLeadsBackToItsNote() {
        val controller = open(Route.Entry(seed.transfer))
        controller.get().go(Route.Amend(seed.transfer, retract = true))
        val hand = Hand(controller.get())
        hand.type("¿Por qué?", "Me equivoqué")
        app.holdCore()
        hand.tap("Guardar")
        controller.recreate()
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        assertEquals(Route.Entry(seed.transfer), controller.get().route)
        assertTrue(Hand(controller.get()).reads("Nota guardada"))
    }

    /** Who left it before the answer came finds an empty form there, for the next note. */
    @Test
    fun aFormThatWasLeftWhileItIsSavedIsOpenedAgainForTheNextNote() {
        val controller = open(note)
        Hand(controller.get()).type("¿Qué pasó?", "una vez")
        app.holdCore()
        Hand(controller.get()).tap("Guardar")
        controller.get().goBack()
        app.letCoreGo()
        controller.get().go(note)
        ShadowLooper.idleMainLooper()
        assertEquals(note, controller.get().route)
        assertEquals("", Hand(controller.get()).typed("¿Qué pasó?"))
        assertEquals(1, noted("una vez").size)
    }

    /** The zone data of an old phone has it an hour later here, as in the summers up to 2022. The core's decides. */
    @Test
    fun theTimeThatAFormProposesIsAcceptedOnAPhoneThatBelievesItIsLater() {
        app.clock.zone = ZONE_AHEAD
        val hand = hand(note)
        hand.type("¿Qué pasó?", "ahora")
        hand.tap("Guardar")
        assertEquals("2026-03-14T09:41", noted("ahora").single().happened?.from)
    }

    @Test
    fun aRefusedFormCanBeSavedAgain() {
        val hand = hand(note)
        hand.tap("Guardar")
        assertTrue(hand.reads("Escribe algo aquí"))
        hand.type("¿Qué pasó?", "ahora sí")
        hand.tap("Guardar")
        assertEquals(1, noted("ahora sí").size)
    }

    @Test
    fun whatIsTypedIntoACorrectionOrACaseIsThereAfterThePhoneTurnedOff() {
        val correction = Route.Amend(seed.transfer, retract = true)
        hand(correction).type("¿Por qué?", "Me equivoqué")
        hand(Route.NewIncident).run {
            tap("Me amenazan")
            type("Nombre del caso", "Lo de ayer")
        }
        ShadowLooper.idleMainLooper(1, TimeUnit.SECONDS)
        // No state of the activity is kept: all that a new one can know lies in the core.
        assertEquals("Me equivoqué", hand(correction).typed("¿Por qué?"))
        val case = hand(Route.NewIncident)
        assertEquals("Lo de ayer", case.typed("Nombre del caso"))
        case.tap("Abrir el caso")
        assertEquals(TheftKind.EXTORTION, app.core { cases() }.last().theft)
        assertFalse("a saved draft does not come back", hand(Route.NewIncident).typed("Nombre del caso") == "Lo de ayer")
    }

    @Test
    fun aCorrectionBeginsWithWhatTheNoteSaysAndCarriesItsFiles() {
        val hand = hand(Route.Entry(seed.transfer))
        hand.tap("Corregir")
        assertEquals("032180000118359719", hand.typed("CLABE"))
        assertTrue(hand.reads("captura-banco.png"))
        assertTrue(hand.reads("2:31"))
        hand.type("Cantidad", "4000")
        hand.tap("Guardar")
        val correction = app.core { timeline() }.single { it.amends?.toLong() == seed.transfer && it.body is EntryBody.Transfer }
        assertEquals(400_000L, (correction.body as EntryBody.Transfer).amountCentavos)
        assertEquals("captura-banco.png", correction.files.single().name)
        assertEquals("2026-03-14T02:31", correction.happened?.from)
        assertTrue(app.core { timeline() }.single { it.seq.toLong() == seed.transfer }.superseded)
        // The next correction goes on from this one.
        val again = hand(Route.Entry(seed.transfer))
        again.tap("Corregir")
        assertEquals("4000.00", again.typed("Cantidad"))
    }

    @Test
    fun everyKindOfNoteFillsItsOwnFormWithWhatItSays() {
        for (kind in NoteKind.entries) {
            val typed =
                kind.parts.filterIsInstance<FormPart.Typed>().associate { it.name to (VALUES[it.name] ?: "algo") } +
                    kind.parts.filterIsInstance<FormPart.Choice>().associate { it.name to it.options.last().first }
            val seq = app.core {
                val body = kind.body(typed, ::readAmount)
                append(org.candado.core.NewEntry(seed.incident.toULong(), null, body, emptyList(), null))
            }
            val entry = app.core { timeline() }.single { it.seq.toLong() == seq }
            val route = correctionOf(entry)
            assertEquals(Route.NoteForm(seed.incident, kind, seq), route)
            assertEquals(kind.name, typed, checkNotNull(draftOf(entry)).fields)
        }
    }

    @Test
    fun aCaseIsCorrectedFromItsHeaderInTheLog() {
        val hand = hand(Route.Log)
        hand.tap("Fraude por WhatsApp")
        assertEquals(Route.Entry(seed.incident), (hand.activity as MainActivity).route)
        assertFalse("notes hang on it", hand.reads("Retirar"))
        hand.tap("Corregir")
        assertEquals("Fraude por WhatsApp", hand.typed("Nombre del caso"))
        hand.tap("Me amenazan")
        hand.type("Nombre del caso", "Amenazas de marzo")
        hand.tap("Guardar")
        assertTrue(hand.reads("Amenazas de marzo"))
        val case = app.core { cases() }.single()
        assertEquals(seed.incident.toULong() to TheftKind.EXTORTION, case.seq to case.theft)
    }

    @Test
    fun aSpanIsNotedAndOneThatEndsBeforeItBeginsIsToldBesideTheTimes() {
        val span =
            NoteDraft(
                fields = mapOf(TEXT to "Entre las dos y las cuatro"),
                known = WhenKnown.Span,
                day = "2026-03-14",
                time = "04:00",
                untilDay = "2026-03-14",
                untilTime = "02:00",
            )
        app.core { saveDraft(note.path, span.write()) }
        val hand = hand(note)
        hand.tap("Guardar")
        assertTrue(hand.reads("El final está antes del principio"))
        picture(hand.activity.window.decorView, "forms", "span-refused")
        assertEquals(emptyList<String>(), LayoutCheck(hand.activity.window.decorView).problems())
        app.core { saveDraft(note.path, span.copy(time = "02:00", untilTime = "04:00").write()) }
        hand(note).tap("Guardar")
        val happened = noted("Entre las dos y las cuatro").single().happened
        assertEquals("2026-03-14T02:00" to "2026-03-14T04:00", happened?.from to happened?.to)
        assertTrue(hand(Route.Log).reads("2:00 a 4:00"))
    }

    @Test
    fun anHourAloneIsNotedAsAnHour() {
        val hand = hand(note)
        hand.type("¿Qué pasó?", "a las nueve y algo")
        hand.tap("La hora, sin minutos")
        hand.tap("Guardar")
        val happened = noted("a las nueve y algo").single().happened
        assertEquals("2026-03-14T09:00" to Precision.HOUR, happened?.from to happened?.precision)
    }

    @Test
    fun aContactIsNotedWithEveryWayInWhichSomebodyCanBeFound() {
        val hand = hand(Route.NoteForm(seed.incident, NoteKind.Contact))
        hand.tap("Telegram")
        hand.type("Número", "55 1234 9999")
        hand.type("Usuario o nombre", "@paq")
        hand.type("Correo de quien escribió", "paq@example.org")
        hand.tap("Guardar")
        val body =
            app.core { timeline() }.single { it.title == "Contacto por Telegram de +525512349999" }.body as EntryBody.ContactAttempt
        assertEquals(listOf("@paq", "paq@example.org"), listOf(body.userName, body.email))
    }

    private companion object {
        val VALUES =
            mapOf(
                "sender" to "+525512345678",
                "contact" to "+525512345678",
                "amount" to "4500.00",
                "asked" to "20.50",
                "paid" to "1.00",
                "tracking" to "ABC123",
                "clabe" to "032180000118359719",
                "card" to "0417",
            )
    }
}
