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
import org.candado.app.ui.label
import org.candado.core.CaseFact
import org.candado.core.CaseFacts
import org.candado.core.DeviceKind
import org.candado.core.DeviceStatus
import org.candado.core.EntryBody
import org.candado.core.Messenger
import org.candado.core.MessengerReading
import org.candado.core.MessengerSignal
import org.candado.core.NewDevice
import org.candado.core.NewEntry
import org.candado.core.Payer
import org.candado.core.Place
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
        for (messenger in Messenger.entries) {
            installed(messenger)
            for (answer in app.core { triage() }.answers) {
                val controller = open()
                val hand = Hand(controller.get())
                hand.tap(app.getString(R.string.home_stolen))
                hand.tap(answer.label)
                assertEquals(2, hand.taps)
                assertLeads(controller.get(), messenger, answer.situation)
            }
        }
        assertTrue("looking writes nothing", entries().isEmpty())
    }

    @Test
    fun everyMessengerIsTwoTapsFromTheQuestionWhicheverThePhoneHas() {
        for (messenger in Messenger.entries) {
            for (situation in Situation.entries) {
                val controller = open(Route.Stolen)
                val hand = Hand(controller.get())
                val name = app.getString(messenger.label)
                hand.tapExactly(name)
                hand.tap(app.core { triage(messenger) }.answers.single { it.situation == situation }.label)
                assertEquals(2, hand.taps)
                assertLeads(controller.get(), messenger, situation)
            }
        }
        assertTrue("looking writes nothing", entries().isEmpty())
    }

    private fun assertLeads(activity: MainActivity, messenger: Messenger, situation: Situation) {
        val about = NewCase(messenger)
        assertEquals(Route.Play(situation, about = about), activity.route)
        val page = app.core { play(situation, null, about) }
        assertEquals(messenger, page.facts.messenger)
        assertTrue("$messenger $situation", Hand(activity).reads(page.steps.first().title))
    }

    /** Puts these messengers, and no other, on the phone. */
    private fun installed(vararg messengers: Messenger) {
        app.probes.change = {
            val present = this.messengers.first { it.signal is MessengerSignal.Installed }.signal
            copy(messengers = Messenger.entries.map { MessengerReading(it, if (it in messengers) present else MessengerSignal.NotInstalled) })
        }
    }

    @Test
    fun aStepTappedTwiceOpensOneCaseAndIsNotedOnce() {
        val hand = Hand(open(Route.Play(Situation.LOGGED_OUT, about = NewCase(Messenger.WHATS_APP))).get())
        app.holdCore()
        repeat(2) { hand.tap("Hecho") }
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        assertEquals(1, app.core { cases() }.size)
        assertEquals(1, entries().count { it.body is EntryBody.StepTaken })
    }

    @Test
    fun aTelegramVictimWhoHasWhatsAppGetsTelegramsStepsAndTexts() {
        val controller = open(Route.Stolen)
        val hand = Hand(controller.get())
        hand.tap("Telegram")
        hand.tap("Me sacó de Telegram")
        hand.tap("Hecho")
        val incident = (controller.get().route as Route.Play).incident
        assertEquals(Messenger.TELEGRAM, app.core { play(Situation.LOGGED_OUT, incident) }.facts.messenger)
        assertTrue(entries().any { it.body.let { body -> body is EntryBody.StepTaken && "Telegram" in body.text } })
        val texts = app.core { readyTexts(Situation.LOGGED_OUT, null, NewCase(Messenger.TELEGRAM)) }
        assertTrue(texts.single { it.id == "contacts_warning" }.body.contains("Telegram"))
        val again = Hand(open(Route.Stolen).get())
        again.tap("Me sacó de WhatsApp")
        assertEquals(Route.Play(Situation.LOGGED_OUT, about = NewCase(Messenger.WHATS_APP)), (again.activity as MainActivity).route)
    }

    @Test
    fun whoHelpsSaysWhoTheyAreAndWhichAppAndIsInEveryNote() {
        val controller = open(Route.Stolen)
        val hand = Hand(controller.get())
        hand.tap("Ayudo a alguien")
        assertFalse("the helper's phone says nothing about the app", hand.reads("Me sacó de"))
        hand.tap("Telegram")
        hand.tap("Me sacó de Telegram")
        assertTrue(hand.reads("Escribe quién eres: la bitácora"))
        hand.type("Tu nombre", "Ana, su hermana")
        hand.tap("Me sacó de Telegram")
        val place = controller.get().route as Route.Play
        assertEquals(NewCase(Messenger.TELEGRAM, helping = true), place.about)
        assertFalse(hand.reads("Abrir Telegram"))
        assertTrue(hand.reads("en los pasos, “tú” es la persona afectada"))
        assertTrue("looking writes nothing", entries().isEmpty())
        hand.tap("Hecho")
        val incident = checkNotNull((controller.get().route as Route.Play).incident)
        val form = Hand(open(Route.NoteForm(incident, NoteKind.Transfer)).get())
        form.type("Cantidad en pesos", "4500")
        form.tap("Guardar")
        val noted = entries()
        assertTrue(noted.toString(), noted.any { it.body is EntryBody.Transfer })
        assertTrue(noted.toString(), noted.all { it.notedBy == "Ana, su hermana" })
        assertTrue(Hand(open(Route.Log).get()).reads("Lo anotó Ana, su hermana, que ayuda."))
    }

    /** "Do you have it with you?" would be about the phone of who helps, and lead to the wrong play. */
    @Test
    fun whoHelpsIsAskedWhereTheOtherPersonIsAndWhoHasTheirSim() {
        app.core { beginHelping("Ana, su hermana") }
        val controller = open(Route.Play(Situation.LOST_PHONE, about = NewCase(Messenger.WHATS_APP, helping = true)))
        val hand = Hand(controller.get())
        assertTrue(hand.reads("¿La persona afectada tiene consigo el chip (SIM) de ese número?"))
        assertFalse(hand.reads("¿Tienes contigo el chip"))
        hand.tap("Sí, lo tiene")
        val held = NewCase(Messenger.WHATS_APP, helping = true, sim = Sim.HELD)
        assertEquals(held, (controller.get().route as Route.Play).about)
        assertFalse(hand.reads("pide desactivar"))
        hand.tap("Dónde está")
        choose(Place.ELSEWHERE.ordinal)
        assertTrue(hand.reads("Reporta a la policía de tu estado"))
        val police = Hand(open(Route.Play(Situation.LOST_PHONE, null, "police_report", NewCase(Messenger.WHATS_APP, helping = true))).get())
        police.tap("Está en otro estado")
        assertTrue(police.reads("Reporta a la policía de tu estado"))
    }

    @Test
    fun outsideMexicoCityTheStepsAndTheContactsNameOnlyTheFederalLines() {
        val controller = open(Route.Play(Situation.MONEY_SENT, null, "police_report"))
        val hand = Hand(controller.get())
        assertTrue(hand.reads("Copiar policia.cibernetica@ssc.cdmx.gob.mx"))
        assertTrue(hand.reads("24 horas · Al contestar, pide o marca la extensión 5086."))
        hand.tap("Estoy en otro estado")
        val place = controller.get().route as Route.Play
        assertEquals(Route.Play(Situation.MONEY_SENT, about = NewCase(Messenger.WHATS_APP, place = Place.ELSEWHERE)), place)
        val elsewhere = Hand(open(place.copy(step = "police_elsewhere")).get())
        assertTrue(elsewhere.reads("Reporta a la policía de tu estado"))
        assertTrue(elsewhere.reads("Emergencias: 911"))
        assertFalse(elsewhere.reads("55 5242 5100"))
        elsewhere.tap("Anotarlo")
        assertEquals("", elsewhere.typed("¿Con quién?"))
        val contacts = Hand(open(Route.Contacts).get())
        assertTrue(contacts.reads("Marcar 55 5242 5100"))
        contacts.tap("Otro estado")
        assertFalse(contacts.reads("Marcar 55 5242 5100"))
        assertTrue(contacts.reads("de otros estados no tenemos números comprobados"))
        assertTrue(contacts.reads("Horario no comprobado"))
        assertTrue(contacts.reads("Otra compañía telefónica"))
    }

    @Test
    fun aClockInAPlayIsStoppedThereAndCanBeTakenUpAgain() {
        val hand = Hand(open(Route.Play(Situation.LOGGED_OUT, null, "unknown_pin")).get())
        hand.tap("Me pide un PIN que no puse")
        hand.tap("Ya no lo espero")
        assertFalse(hand.reads("Faltan 7 días"))
        assertTrue(hand.reads("Me pide un PIN que no puse"))
        hand.tap("Deshacer")
        assertTrue(hand.reads("Faltan 7 días"))
    }

    @Test
    fun theHomeRowAndTheAlarmOfAClockLeadToTheStepToDo() {
        val controller = open(Route.Play(Situation.LOGGED_OUT, null, "unknown_pin"))
        Hand(controller.get()).tap("Me pide un PIN que no puse")
        val incident = (controller.get().route as Route.Play).incident
        val step = Route.Play(Situation.LOGGED_OUT, incident, "unknown_pin")
        val home = open()
        Hand(home.get()).tap("Entrar sin el PIN que no conoces")
        assertEquals(step, home.get().route)
        app.clock.nowMs += 7 * DAY_MS
        val rings = checkNotNull(app.core { reminders() }.clockNotification)
        assertEquals(step, Route.ofClock(rings.step))
    }

    @Test
    fun aThreatIsNotedInItsOwnForm() {
        val controller = open(Route.Play(Situation.EXTORTION, null, "threat_noted"))
        Hand(controller.get()).tap("Anotarlo")
        assertEquals(NoteKind.Threat, (controller.get().route as Route.NoteForm).kind)
    }

    @Test
    fun anEditedMailOpenedAgainHasTheNumberInItsSubject() {
        val incident = app.core { beginPlay(Situation.LOST_PHONE, null) }
        app.core { changeCase(incident, CaseFact.Sim(Sim.GONE)) }
        val mail = Route.Text(Situation.LOST_PHONE, incident, "support_email")
        val first = open(mail)
        val hand = Hand(first.get())
        hand.type("El texto", "Lost/Stolen: Please deactivate my account. Mi línea es [tu número con +52].")
        first.pause().stop().saveInstanceState(android.os.Bundle()).destroy()
        val again = Hand(open(mail).get())
        again.type("El número de la cuenta", "+52 55 1234 5678")
        assertTrue(again.typed("El texto").endsWith("Mi línea es +525512345678."))
        again.type("El texto", "Sin número.")
        assertTrue(again.reads("Please deactivate my account +525512345678"))
        again.tap("Compartir")
        val chooser = shadowOf(again.activity).nextStartedActivity
        @Suppress("DEPRECATION") val sent = checkNotNull(chooser.getParcelableExtra<Intent>(Intent.EXTRA_INTENT))
        assertEquals("Lost/Stolen: Please deactivate my account +525512345678", sent.getStringExtra(Intent.EXTRA_SUBJECT))
        val script = Hand(open(Route.Text(Situation.LOST_PHONE, incident, "carrier_script")).get())
        assertEquals("asked once", "+525512345678", script.typed("El número de la cuenta"))
        assertTrue(script.typed("El texto").contains("línea +525512345678"))
    }

    @Test
    fun whoComesBackToATextBeforeItIsThereSeesItAllTheSame() {
        app.holdCore()
        val controller = open(Route.Text(Situation.LOST_PHONE, null, "carrier_script"))
        controller.pause().stop().restart().resume()
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        assertTrue(Hand(controller.get()).typed("El texto").contains("[tu número con +52]"))
    }

    @Test
    fun anEditedScriptSaysThatTheLogHasANewerTransferAndIsFilledAgain() {
        val incident = app.core { beginPlay(Situation.MONEY_SENT, null) }
        val place = Route.Text(Situation.MONEY_SENT, incident, "bank_script")
        val first = open(place)
        Hand(first.get()).type("El texto", "Mi guion.")
        first.pause().stop().saveInstanceState(android.os.Bundle()).destroy()
        assertFalse(Hand(open(place).get()).reads("La bitácora tiene datos más nuevos"))
        app.core {
            val transfer = EntryBody.Transfer(Payer.ME, 450_000, "", "", "", "", "", "")
            append(NewEntry(incident.toULong(), null, transfer, emptyList(), null))
        }
        val again = Hand(open(place).get())
        assertEquals("Mi guion.", again.typed("El texto"))
        assertTrue(again.reads("La bitácora tiene datos más nuevos"))
        again.tap("Volver a llenarlo desde la bitácora")
        assertTrue(again.typed("El texto").contains("$4,500.00"))
        assertFalse(again.reads("La bitácora tiene datos más nuevos"))
    }

    @Test
    fun theFirstStepDoneOpensTheCaseAndStandsInTheLog() {
        val hand = Hand(open().get())
        hand.tap("Me robaron la cuenta")
        hand.tap("Me sacó de WhatsApp")
        hand.tap("Hecho")
        val (opening, checkup, step) = entries()
        assertTrue(opening.body is EntryBody.IncidentOpened)
        assertTrue(checkup.body is EntryBody.CheckupSnapshot)
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
        val reminder = app.core { reminders() }.upcoming.single { it.itemId == "step/$incident/reregister" }
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
        hand.tap("Sí, lo tengo")
        assertFalse(hand.reads("pide desactivar"))
        hand.tap("El chip (SIM) de ese número")
        choose(1)
        assertTrue(hand.reads("pide desactivar la cuenta"))
        val about = checkNotNull((controller.get().route as Route.Play).about)
        assertEquals(Sim.GONE, about.sim)
        assertTrue(app.core { readyTexts(Situation.LOST_PHONE, null, about) }.any { it.id == "support_email" })
        assertTrue("an answer alone opens no case", entries().isEmpty())
        hand.tap("Hecho")
        val incident = (controller.get().route as Route.Play).incident
        assertEquals(Sim.GONE, app.core { play(Situation.LOST_PHONE, incident) }.facts.sim)
    }

    @Test
    fun anAnswerThatBelongsToAKnownCaseChangesNothingElseOfIt() {
        val incident = app.core { beginPlay(Situation.LOGGED_OUT, null, NewCase(Messenger.TELEGRAM, place = Place.ELSEWHERE)) }
        app.core { changeCase(incident, CaseFact.Helper("Ana")) }
        val controller = open(Route.Stolen)
        val hand = Hand(controller.get())
        hand.tapExactly("WhatsApp")
        hand.tap("Perdí o me robaron el teléfono")
        hand.tap("No lo tengo")
        hand.tap("Hecho")
        answer(DialogInterface.BUTTON_POSITIVE)
        assertEquals(incident, (controller.get().route as Route.Play).incident)
        val known = CaseFacts(Messenger.TELEGRAM, Sim.GONE, Place.ELSEWHERE, "Ana")
        assertEquals(known, app.core { play(Situation.LOST_PHONE, incident) }.facts)
        hand.tap("Dónde está")
        choose(Place.MEXICO_CITY.ordinal)
        assertEquals(known.copy(place = Place.MEXICO_CITY), app.core { play(Situation.LOST_PHONE, incident) }.facts)
        assertFalse(entries().any { it.body.let { body -> body is EntryBody.Note && "la persona afectada." in body.text && "Ana" !in body.text } })
    }

    @Test
    fun aStepDoneByItsNoteIsTakenBackWithThatNote() {
        val incident = app.core { beginPlay(Situation.MONEY_SENT, null) }
        val note = app.core {
            append(NewEntry(incident.toULong(), null, EntryBody.ReportFiled("Policía", "1", ""), emptyList(), null))
        }
        val controller = open(Route.Play(Situation.MONEY_SENT, incident, "police_report"))
        val hand = Hand(controller.get())
        hand.tap("Retirar: no está hecho")
        assertEquals(Route.Amend(note, retract = true), controller.get().route)
        hand.tap("Guardar")
        assertTrue(controller.get().route is Route.Play)
        assertFalse(hand.reads("Retirar: no está hecho"))
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
        assertFalse(hand.reads("Abrir WhatsApp"))
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
