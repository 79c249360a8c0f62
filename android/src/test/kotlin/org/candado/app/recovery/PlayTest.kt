package org.candado.app.recovery

import android.app.AlertDialog
import android.content.ClipboardManager
import android.content.DialogInterface
import android.content.Intent
import org.candado.app.DAY_MS
import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.evidence.NoteKind
import org.candado.app.ui.Route
import org.candado.core.EntryBody
import org.candado.core.Sim
import org.candado.core.Situation
import org.candado.core.StepState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowAlertDialog
import org.robolectric.shadows.ShadowLooper

/** What a frightened person does: two taps to the play, then one step after the other. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class PlayTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    private fun open(route: Route = Route.Home): ActivityController<MainActivity> =
        Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, route)).setup().also {
            ShadowLooper.idleMainLooper()
        }

    private fun choose(which: Int) {
        val dialog = ShadowAlertDialog.getLatestAlertDialog() as AlertDialog
        shadowOf(dialog).clickOnItem(which)
        ShadowLooper.idleMainLooper()
    }

    private fun answer(button: Int) {
        (ShadowAlertDialog.getLatestAlertDialog() as AlertDialog).getButton(button).performClick()
        ShadowLooper.idleMainLooper()
    }

    private fun entries() = app.core { timeline() }

    @Test
    fun everyAnswerIsTwoTapsFromHomeAndShowsItsFirstStep() = everyAnswer()

    @Test
    @Config(qualifiers = "en-w360dp-h760dp-xhdpi")
    fun everyAnswerIsTwoTapsFromHomeInEnglishToo() = everyAnswer()

    private fun everyAnswer() {
        for (answer in app.core { triage() }.answers) {
            val controller = open()
            val hand = Hand(controller.get())
            hand.tap(app.getString(R.string.home_stolen))
            hand.tap(answer.label)
            assertEquals(2, hand.taps)
            assertEquals(Route.Play(answer.situation), controller.get().route)
            val first = app.core { play(answer.situation, null) }.steps.first()
            assertTrue(answer.label, hand.reads(first.title))
        }
        assertTrue("looking writes nothing", entries().isEmpty())
    }

    @Test
    fun theFirstStepDoneOpensTheCaseAndStandsInTheLog() {
        val hand = Hand(open().get())
        hand.tap("Me robaron la cuenta")
        hand.tap("Me sacó de WhatsApp")
        hand.tap("Hecho")
        val (opening, step) = entries()
        assertTrue(opening.body is EntryBody.IncidentOpened)
        assertTrue((step.body as EntryBody.StepTaken).text.contains("Volví a registrar mi número"))
        assertTrue(hand.reads("¿Te pide un PIN que no pusiste?"))
        hand.tap("Deshacer")
        assertTrue(entries().single { it.body is EntryBody.StepTaken }.retracted)
        assertTrue(hand.reads("Registra tu número otra vez"))
    }

    @Test
    fun aPlayLeftMidwayIsOneTapAwayAgain() {
        val first = Hand(open(Route.Play(Situation.LOGGED_OUT)).get())
        first.tap("Hecho")
        val again = open()
        val hand = Hand(again.get())
        hand.tap("Me robaron la cuenta")
        assertTrue(hand.reads("1 de 8 pasos"))
        hand.tap("Me sacaron de mi cuenta")
        assertTrue(again.get().route is Route.Play)
        assertTrue(hand.reads("¿Te pide un PIN que no pusiste?"))
    }

    @Test
    fun whatCouldNotBeDoneSaysWhatHelpsAndLaterIsAReminderOfThatDay() {
        val controller = open(Route.Play(Situation.LOGGED_OUT))
        val hand = Hand(controller.get())
        hand.tap("No pude")
        assertTrue(hand.reads("revisa que la línea tenga señal"))
        hand.tap("Después")
        choose(3)
        val incident = (controller.get().route as Route.Play).incident
        val step = app.core { play(Situation.LOGGED_OUT, incident) }.steps.first()
        assertEquals(StepState.Later("2026-03-21"), step.state)
        val reminder = app.core { reminders() }.upcoming.single { it.itemId == "play/logged_out/$incident/reregister" }
        assertTrue(reminder.promised)
        app.clock.nowMs += 8 * DAY_MS
        val due = Hand(open(Route.Reminders).get())
        due.tap("Registra tu número otra vez")
        assertTrue(due.reads("Era para el 21 de marzo"))
    }

    @Test
    fun theUnknownPinStartsItsSevenDays() {
        val hand = Hand(open(Route.Play(Situation.LOGGED_OUT, null, "unknown_pin")).get())
        hand.tap("Me pide un PIN que no puse")
        assertTrue(hand.reads("Faltan 7 días"))
        assertTrue(hand.reads("El plazo ya corre"))
        assertTrue((app.alarms.atMs ?: 0) > 0)
    }

    @Test
    fun whoHoldsTheSimIsNeverOfferedToDeactivateAndWhoDoesNotIs() {
        val controller = open(Route.Play(Situation.LOST_PHONE))
        val hand = Hand(controller.get())
        assertFalse(hand.reads("pide desactivar"))
        hand.tap("Sí, la tengo")
        assertFalse(hand.reads("pide desactivar"))
        hand.tap("La SIM de ese número")
        choose(1)
        assertTrue(hand.reads("pide desactivar la cuenta"))
        assertEquals(Sim.GONE, app.core { play(Situation.LOST_PHONE, (controller.get().route as Route.Play).incident) }.facts.sim)
    }

    @Test
    fun anotherAnswerMayBelongToTheSameCase() {
        Seed(app).log()
        val controller = open(Route.Play(Situation.MONEY_SENT))
        val hand = Hand(controller.get())
        hand.tap("Hecho")
        answer(DialogInterface.BUTTON_POSITIVE)
        assertEquals(0L, (controller.get().route as Route.Play).incident)
        assertEquals(1, entries().count { it.body is EntryBody.IncidentOpened })
    }

    @Test
    fun theOneWhoHelpsIsInTheLog() {
        val controller = open(Route.Play(Situation.GHOST_LINK))
        val hand = Hand(controller.get())
        hand.tap("Quién anota")
        hand.type("Tu nombre", "Ana, su hermana")
        hand.tap("Guardar")
        hand.tap("Hecho")
        val said = entries().joinToString { it.title + it.detail }
        assertTrue(said, said.contains("Desde aquí anota Ana, su hermana, que ayuda"))
        assertTrue(said, said.contains("Lo anotó Ana, su hermana, que ayuda."))
    }

    @Test
    fun aReportAndAComplaintAreTrackedApartWithTheirNumbers() {
        val controller = open(Route.Play(Situation.MONEY_SENT, null, "police_report"))
        val hand = Hand(controller.get())
        hand.tap("Anotarlo")
        assertEquals("Policía Cibernética, SSC CDMX", hand.typed("¿Con quién?"))
        hand.type("Folio", "2026-0187")
        hand.tap("Guardar")
        val play = open(Route.Play(Situation.MONEY_SENT, 0))
        val again = Hand(play.get())
        assertTrue(again.reads("Policía Cibernética, SSC CDMX · 2026-0187"))
        assertTrue(again.reads("Falta. Al tenerlo, anota su número"))
    }

    @Test
    fun aReadyTextIsCopiedAsItWasChangedAndTheNumberIsAskedNotGuessed() {
        val hand = Hand(open(Route.Text(Situation.LOST_PHONE, null, "carrier_script")).get())
        assertTrue(hand.typed("El texto").contains("[tu número con +52]"))
        hand.type("El número de la cuenta", "55 1234 5678")
        assertFalse(hand.typed("El texto").contains("+525512345678"))
        hand.tap("Usar +525512345678")
        assertTrue(hand.typed("El texto").contains("línea +525512345678"))
        hand.type("El número de la cuenta", "mi número")
        assertTrue(hand.reads("Solo números"))
        hand.type("El texto", "Hola, cambié esto.")
        hand.tap("Copiar")
        val clipboard = app.getSystemService(ClipboardManager::class.java)
        assertEquals("Hola, cambié esto.", clipboard.primaryClip?.getItemAt(0)?.text)
        hand.tap("Compartir")
        val chooser = shadowOf(hand.activity).nextStartedActivity
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
    }

    @Test
    fun aSendersNumberWithoutCountryCodeSaysHowItIsNoted() {
        Seed(app).log()
        val hand = Hand(open(Route.NoteForm(0, NoteKind.Contact)).get())
        hand.type("Número", "55 1234 5678")
        assertTrue(hand.reads("Se anota como +525512345678"))
        hand.type("Número", "+1 305 555 0123")
        assertFalse(hand.reads("Se anota como"))
    }

    @Test
    fun thePoliceAreDialledNotCalledAndEveryContactCanBe() {
        val hand = Hand(open(Route.Stolen).get())
        hand.tap("Llamar a la Policía Cibernética")
        assertEquals(listOf<Any>("5552425100"), app.screens.opened)
        app.screens.there = false
        hand.tap("Llamar a la Policía Cibernética")
        assertTrue(hand.reads("El número es 55 5242 5100"))
        app.screens.there = true
        hand.tap("A quién llamar")
        assertTrue(hand.reads("La Policía Cibernética no pide códigos"))
        hand.tap("Marcar 089")
        assertEquals("089", app.screens.opened.last())
    }

    @Test
    fun aDamagedLogKeepsNobodyFromTheFirstStep() {
        app.folder.resolve("evidence.db").writeText("not a database at all")
        val hand = Hand(open(Route.Stolen).get())
        hand.tap("Me sacó de WhatsApp")
        assertTrue(hand.reads("Registra tu número otra vez"))
        hand.tap("Hecho")
        assertTrue(hand.reads("No se pueden leer los datos"))
    }

    @Test
    fun theLauncherShortcutLeadsToWhatHappened() {
        val shortcuts = app.resources.getXml(R.xml.shortcuts)
        var route: String? = null
        while (shortcuts.next() != org.xmlpull.v1.XmlPullParser.END_DOCUMENT) {
            if (shortcuts.name == "extra" && route == null) route = shortcuts.getAttributeValue(ANDROID, "value")
        }
        assertEquals(Route.Stolen, Route.parse(checkNotNull(route)))
    }

    private companion object {
        const val ANDROID = "http://schemas.android.com/apk/res/android"
    }
}
