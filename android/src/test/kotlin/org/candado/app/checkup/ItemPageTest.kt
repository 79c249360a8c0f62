package org.candado.app.checkup

import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.TestApplication
import org.candado.app.installed
import org.candado.app.ui.Route
import org.candado.core.DeviceKind
import org.candado.core.DeviceStatus
import org.candado.core.ListSignal
import org.candado.core.ListedEntry
import org.candado.core.Messenger
import org.candado.core.MessengerReading
import org.candado.core.MessengerSignal
import org.candado.core.NewDevice
import org.candado.core.ScreenTarget
import org.candado.core.Situation
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper

/** The page of an item: steps per messenger, what is compared, what is listed, and where its buttons lead. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class ItemPageTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    private fun open(route: Route): ActivityController<MainActivity> =
        Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, route)).setup().also {
            ShadowLooper.idleMainLooper()
        }

    private fun install(vararg messengers: Messenger) {
        val there = installed(app.clock)
        app.probes.change = {
            copy(
                messengers =
                    Messenger.entries.map { MessengerReading(it, if (it in messengers) there else MessengerSignal.NotInstalled) }
            )
        }
    }

    @Test
    fun everyMessengerOnThePhoneHasItsStepsAndItsButtonAndTheFirstStandsOpen() {
        install(Messenger.WHATS_APP, Messenger.TELEGRAM, Messenger.SIGNAL)
        val hand = Hand(open(Route.Item("two_step")).get())
        assertTrue(hand.reads("Abrir WhatsApp"))
        assertFalse(hand.reads("Abrir Telegram"))
        hand.tap("Telegram")
        assertTrue(hand.reads("Privacidad y seguridad"))
        hand.tap("Abrir Telegram")
        hand.tap("Signal")
        assertTrue(hand.reads("Bloqueo de registro"))
        hand.tap("Abrir Signal")
        val opened = listOf(Messenger.TELEGRAM, Messenger.SIGNAL).map { ScreenTarget.OpenMessenger(it) }
        assertEquals(opened, app.screens.opened)
        hand.tap("WhatsApp")
        assertFalse("closed again", hand.reads("Abrir WhatsApp"))
    }

    @Test
    fun whoHasOnlySignalSeesSignalsStepsAtOnce() {
        install(Messenger.SIGNAL)
        val hand = Hand(open(Route.Item("linked_devices")).get())
        assertTrue(hand.reads("Abrir Signal"))
        assertFalse(hand.reads("WhatsApp"))
    }

    @Test
    fun linkedDevicesAreComparedWithThoseNotedAndAStrangeOneLeadsToItsPlay() {
        for (route in listOf(Route.Item("linked_devices"), Route.Questions)) {
            if (route == Route.Questions) {
                // So that linked devices are the first question.
                for (id in app.core { checkup().questions }.takeWhile { it != "linked_devices" }) {
                    app.core { answer(id, itemPage(id).answers.first().answer) }
                }
            }
            val empty = Hand(open(route).get())
            assertTrue(empty.reads("No has anotado ningún equipo"))
            app.core { addDevice(NewDevice(DeviceKind.COMPUTER, "Laptop HP", DeviceStatus.IN_USE, listOf(Messenger.WHATS_APP), null)) }
            val controller = open(route)
            val hand = Hand(controller.get())
            assertTrue(hand.reads("Compara con los que anotaste"))
            assertTrue(hand.reads("Laptop HP"))
            hand.tap("Vi uno que no conozco")
            assertEquals(Route.Play(Situation.GHOST_LINK), controller.get().route)
            app.core { undoAnswer("linked_devices") }
            app.core { devices().forEach { signOutDone(it.device.id, Messenger.WHATS_APP) } }
        }
    }

    @Test
    fun aNameThatThePhoneHidesIsNotPassedOffAsOne() {
        app.probes.change = {
            copy(notificationReaders = ListSignal.Value(listOf(ListedEntry("com.example.torch", "com.example.torch", null, null))))
        }
        val hand = Hand(open(Route.Item("notification_readers")).get())
        assertTrue(hand.reads("com.example.torch"))
        assertTrue(hand.reads("El teléfono no nos dice su nombre"))
    }

    @Test
    fun placesInsideTheAppAreOpenedThere() {
        val places =
            mapOf("suspicious_links" to Route.Message, "voicemail_pin" to Route.Contacts, "devices_signed_out" to Route.Devices)
        for ((item, place) in places) {
            val controller = open(Route.Item(item))
            Hand(controller.get()).tap(app.core { itemPage(item) }.targetLabel)
            assertEquals(place, controller.get().route)
        }
        assertTrue(app.screens.opened.isEmpty())
    }

    @Test
    fun everyPageSaysHowLongItTakes() {
        for (item in app.core { checkup() }.items) {
            assertTrue(item.id, Hand(open(Route.Item(item.id)).get()).reads("Toma cerca de ${item.minutes} minuto"))
        }
    }
}
