package org.candado.app

import android.app.Activity
import android.content.Intent
import android.graphics.Rect
import android.net.Uri
import android.view.MotionEvent
import android.view.View
import java.io.File
import java.util.concurrent.TimeUnit
import org.candado.app.evidence.NoteKind
import org.candado.app.ui.Route
import org.candado.core.DeviceKind
import org.candado.core.DeviceStatus
import org.candado.core.EntryBody
import org.candado.core.FlagSignal
import org.candado.core.Messenger
import org.candado.core.MessengerSignal
import org.candado.core.NewDevice
import org.candado.core.ScreenTarget
import org.candado.core.SignOut
import org.candado.core.Situation
import org.candado.core.Verdict
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

/** The jobs a person comes for, tapped from the home screen, within the taps that the design allows. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class WayThroughTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    private fun open(route: Route = Route.Home): ActivityController<MainActivity> =
        Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, route)).setup().also {
            ShadowLooper.idleMainLooper()
        }

    @Test
    fun theFirstCheckupIsDoneInTwelveTapsWithoutTyping() {
        val hand = Hand(open().get())
        hand.tap("Empezar")
        val questions = app.core { checkup() }.questions
        for (id in questions.take(11)) {
            hand.tap(app.core { itemPage(id) }.answers.first().label)
        }
        assertTrue("${hand.taps} taps", hand.taps <= 12)
        assertTrue(hand.reads("Por hoy es suficiente"))
        hand.tap("Ver la revisión")
        hand.tap("Contestar ${questions.size - 11} pregunta")
        for (id in questions.drop(11)) {
            hand.tap(app.core { itemPage(id) }.answers.first().label)
        }
        assertTrue(hand.reads("Ya contestaste todo"))
        assertEquals(0u, app.core { checkup() }.dueCount)
    }

    @Test
    fun theFirstCheckupOfARealPhoneStopsAtTwelveTapsAndTheRestStaysDue() {
        app.probes.change = { asManyAre() }
        val hand = Hand(open().get())
        hand.tap("Empezar")
        val (asked, left) = app.core { checkup() }.questions.let { it.take(11) to it.drop(11) }
        assertTrue("$left", left.isNotEmpty())
        for (id in asked) {
            hand.tap(app.core { itemPage(id) }.answers.first().label)
        }
        assertTrue(hand.reads("Por hoy es suficiente"))
        assertTrue("${hand.taps} taps", hand.taps <= 12)
        val checkup = app.core { checkup() }
        assertEquals(left, checkup.questions)
        hand.tap("Ver la revisión")
        for (id in left) {
            assertTrue(hand.reads(checkup.items.single { it.id == id }.title))
        }
        assertTrue(hand.reads("Contestar ${left.size} pregunta"))
    }

    @Test
    fun onePageReadsThePhoneOnceAndACheckupCrossesToTheCoreFewerThanThreeTimes() {
        fun cost(route: Route): Pair<Int, Int> {
            val (reads, crossings) = app.probes.reads to app.clock.reads
            open(route)
            return app.probes.reads - reads to app.clock.reads - crossings
        }
        // The app's own start rings what is due.
        open(Route.Settings)
        val (reads, crossings) = cost(Route.Checkup)
        val (_, ofStart) = cost(Route.Settings)
        // What a checkup finds may move the next reminder, which is looked at once afterwards.
        val before = app.clock.reads
        app.reminders.rearm()
        ShadowLooper.idleMainLooper()
        val ofReminders = app.clock.reads - before
        val ofCheckup = crossings - ofStart - ofReminders
        assertEquals(1, reads)
        assertTrue("$ofCheckup crossings", ofCheckup in 1..2)
        assertEquals(1, cost(Route.Questions).first)
    }

    @Test
    fun whatChangedStandsOnTheHomeScreenAndLeadsToTheCheckup() {
        app.core { checkup() }
        app.clock.nowMs += DAY_MS
        app.probes.change = { copy(screenLock = FlagSignal.Value(false)) }
        val activity = open().get()
        val hand = Hand(activity)
        assertTrue(hand.reads("Desde ayer") || hand.reads("bloqueo de pantalla apagado"))
        hand.tap("en tu revisión")
        assertEquals(Route.Checkup, activity.route)
    }

    @Test
    fun aMessengerThatIsNotThereWearsItsOwnBadgeAndNotAGreenOne() {
        app.probes.change = { copy(messengers = messengers.map { it.copy(signal = MessengerSignal.NotInstalled) }) }
        val hand = Hand(open(Route.Item("update_whatsapp")).get())
        assertTrue(hand.reads("No aplica"))
        assertFalse(hand.reads("Bien"))
    }

    @Test
    fun aLimitIsMovedFromTheSettingsAndTheCheckupFollows() {
        val activity = open(Route.Settings).get()
        val hand = Hand(activity)
        hand.tap("Límites de la revisión")
        assertEquals(Route.Limits, activity.route)
        hand.tap("Mensajeros: toca revisarlos")
        val dialog = ShadowAlertDialog.getLatestAlertDialog()
        val choices = dialog.listView
        assertEquals("7 días", choices.adapter.getItem(0))
        choices.performItemClick(choices.getChildAt(0), 0, 0)
        ShadowLooper.idleMainLooper()
        assertTrue(hand.reads("7 días"))
        assertEquals(Verdict.DUE, app.core { checkup() }.items.single { it.id == "update_whatsapp" }.verdict)
    }

    @Test
    fun theCheckupIsSavedAsAPageToPrint() {
        val activity = open(Route.Checkup).get()
        Hand(activity).tap("Guardar para imprimir")
        val asked = checkNotNull(shadowOf(activity).nextStartedActivityForResult)
        assertEquals("application/pdf", asked.intent.type)
        val file = File.createTempFile("checkup", ".pdf")
        shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(Uri.fromFile(file)))
        ShadowLooper.idleMainLooper()
        assertTrue(Hand(activity).reads("Revisión guardada"))
        assertEquals("%PDF", file.readText(Charsets.ISO_8859_1).take(4))
    }

    @Test
    fun aSoldLaptopIsMarkedAndItsSessionClosedInFiveTaps() {
        val id = app.core { addDevice(NewDevice(DeviceKind.COMPUTER, "Laptop", DeviceStatus.IN_USE, listOf(Messenger.WHATS_APP), null)) }
        val hand = Hand(open().get())
        hand.tap("Mis dispositivos")
        hand.tap("Laptop")
        hand.tap("Lo vendí")
        hand.tap("Ya cerré la sesión")
        val device = app.core { devices() }.single { it.device.id == id }.device
        assertEquals(DeviceStatus.SOLD, device.status)
        assertTrue(device.sessions.single().signOut is SignOut.Done)
        assertTrue(hand.taps <= 5)
    }

    @Test
    fun aClosedSessionCanBeTakenBackFromTheNotice() {
        val id = app.core { addDevice(NewDevice(DeviceKind.COMPUTER, "Laptop", DeviceStatus.SOLD, listOf(Messenger.WHATS_APP), null)) }
        val hand = Hand(open(Route.Device(id)).get())
        hand.tap("Ya cerré la sesión")
        hand.tap("Deshacer")
        assertTrue(app.core { devices() }.single().device.sessions.single().signOut is SignOut.Pending)
    }

    @Test
    fun aNoticeCoversNothingThatCanBeTapped() {
        val id = app.core { addDevice(NewDevice(DeviceKind.COMPUTER, "Laptop", DeviceStatus.SOLD, listOf(Messenger.WHATS_APP), null)) }
        val activity = open(Route.Device(id)).get()
        Hand(activity).tap("Ya cerré la sesión")
        val page = Rect().also { activity.findViewById<View>(R.id.screen).getGlobalVisibleRect(it) }
        val undo = ArrayList<View>()
        activity.window.decorView.findViewsWithText(undo, "Deshacer", View.FIND_VIEWS_WITH_TEXT)
        val notice = undo.map { view -> Rect().also { view.getGlobalVisibleRect(it) } }.maxBy { it.bottom }
        assertTrue("the page ends at ${page.bottom}, the notice begins at ${notice.top}", page.bottom <= notice.top)
    }

    @Test
    fun aNoticeGoesWhenThePersonGoesOn() {
        val activity = open(Route.Log).get()
        activity.notice("Nota guardada")
        assertTrue(Hand(activity).reads("Nota guardada"))
        activity.go(Route.Settings)
        assertFalse(Hand(activity).reads("Nota guardada"))
    }

    @Test
    fun thePageDoesNotMoveUnderAFingerWhenANoticeEnds() {
        val activity = open(Route.Log).get()
        activity.notice("Nota guardada")
        touch(activity, MotionEvent.ACTION_DOWN)
        ShadowLooper.idleMainLooper(10, TimeUnit.SECONDS)
        assertTrue(Hand(activity).reads("Nota guardada"))
        touch(activity, MotionEvent.ACTION_UP)
        ShadowLooper.idleMainLooper()
        assertFalse(Hand(activity).reads("Nota guardada"))
    }

    private fun touch(activity: MainActivity, action: Int) {
        val event = MotionEvent.obtain(0, 0, action, 1f, 1f, 0)
        activity.dispatchTouchEvent(event)
        event.recycle()
    }

    @Test
    fun anItemOpensTheRightSettingsScreenAndSaysSoWhenThereIsNone() {
        val hand = Hand(open(Route.Item("screen_lock")).get())
        val label = app.core { itemPage("screen_lock") }.targetLabel
        hand.tap(label)
        assertEquals(listOf<Any>(ScreenTarget.SetScreenLock), app.screens.opened)
        app.screens.there = false
        hand.tap(label)
        assertTrue(hand.reads("Este teléfono no tiene esa pantalla"))
    }

    @Test
    fun aLinkedDeviceThatNobodyKnowsLeadsStraightToWhatToDo() {
        val controller = open(Route.Item("linked_devices"))
        Hand(controller.get()).tap("Vi uno que no conozco")
        assertEquals(Route.Play(Situation.GHOST_LINK), controller.get().route)
        controller.get().goBack()
        assertTrue(Hand(controller.get()).reads("Qué hacer ahora"))
    }

    @Test
    fun laterIsAPromiseWithADate() {
        val hand = Hand(open(Route.Item("linked_devices")).get())
        // 14 March 2026 is itself a Saturday.
        hand.tap("Recordármelo el sábado 21")
        val promised = app.core { reminders() }.upcoming.single { it.itemId == "linked_devices" }
        assertTrue(promised.promised)
        assertTrue(promised.day, promised.day.contains("21"))
        assertTrue((app.alarms.atMs ?: 0) > START_MS)
    }

    @Test
    fun backLeadsTheWayOneCame() {
        val controller = open()
        val hand = Hand(controller.get())
        hand.tap("Revisión del teléfono")
        hand.tap("Bloqueo de pantalla")
        controller.get().goBack()
        assertEquals(Route.Checkup, controller.get().route)
        controller.get().goBack()
        assertEquals(Route.Home, controller.get().route)
        assertFalse(controller.get().isFinishing)
        controller.get().goBack()
        assertTrue(controller.get().isFinishing)
    }

    @Test
    fun turningThePhoneKeepsThePlaceAndWhatWasTyped() {
        val controller = open(Route.NewDevice)
        Hand(controller.get()).type("Nombre", "Laptop de Sofi")
        controller.recreate()
        ShadowLooper.idleMainLooper()
        assertEquals(Route.NewDevice, controller.get().route)
        assertEquals("Laptop de Sofi", Hand(controller.get()).typed("Nombre"))
    }

    @Test
    fun aDraftSurvivesBeingLeftAndSaysThatItIsKept() {
        val seed = Seed(app)
        seed.log()
        val form = Route.NoteForm(seed.incident, NoteKind.Transfer)
        val controller = open(form)
        val hand = Hand(controller.get())
        hand.type("Cantidad", "4,500.00")
        ShadowLooper.idleMainLooper(1, TimeUnit.SECONDS)
        assertTrue(hand.reads("Borrador guardado"))
        controller.pause().stop().destroy()
        val again = Hand(open(form).get())
        assertEquals("4,500.00", again.typed("Cantidad"))
        assertTrue(again.reads("Borrador guardado"))
    }

    @Test
    fun aWrongClabeIsToldBesideTheFieldAndWhatWasTypedStays() {
        val seed = Seed(app)
        seed.log()
        val hand = Hand(open(Route.NoteForm(seed.incident, NoteKind.Transfer)).get())
        hand.type("Cantidad", "4,500.00")
        hand.type("CLABE", "032180000118359718")
        val before = app.core { timeline() }.size
        hand.tap("Guardar")
        assertTrue(hand.reads("El último dígito no coincide"))
        assertEquals("032180000118359718", hand.typed("CLABE"))
        assertEquals(before, app.core { timeline() }.size)
        hand.type("CLABE", "032180000118359719")
        assertFalse(hand.reads("El último dígito no coincide"))
        hand.tap("Guardar")
        assertEquals(before + 1, app.core { timeline() }.size)
        assertEquals(null, app.core { draft(Route.NoteForm(seed.incident, NoteKind.Transfer).path) })
    }

    @Test
    fun aCorrectionStandsBesideTheOriginal() {
        val seed = Seed(app)
        seed.log()
        val hand = Hand(open(Route.Entry(seed.transfer)).get())
        hand.tap("Corregir")
        assertEquals("4500.00", hand.typed("Cantidad"))
        hand.type("Cantidad", "4,000")
        hand.tap("Guardar")
        assertTrue(hand.reads("Corregida: Transferencia de $4,000.00"))
        assertTrue(hand.reads("Transferencia de $4,500.00"))
    }

    @Test
    fun anUnknownTimeIsToldAsUnknown() {
        val seed = Seed(app)
        seed.log()
        val hand = Hand(open(Route.NoteForm(seed.incident, NoteKind.Note)).get())
        hand.type("¿Qué pasó?", "No me acuerdo cuándo.")
        hand.tap("No sé")
        hand.tap("Guardar")
        val note = app.core { timeline() }.single { (it.body as? EntryBody.Note)?.text == "No me acuerdo cuándo." }
        assertEquals(null, note.happened)
    }
}
