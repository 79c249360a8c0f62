package org.candado.app.devices

import org.candado.app.DAY_MS
import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.TestApplication
import org.candado.app.ui.Route
import org.candado.core.DeviceKind
import org.candado.core.DevicePlace
import org.candado.core.DeviceStatus
import org.candado.core.LastUsed
import org.candado.core.Messenger
import org.candado.core.NewDevice
import org.candado.core.SignOut
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

/** The list of devices as a person keeps it: noted, changed, lost, signed out, put away. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class DevicesTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    private fun open(route: Route): ActivityController<MainActivity> =
        Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, route)).setup().also {
            ShadowLooper.idleMainLooper()
        }

    private fun device(kind: DeviceKind = DeviceKind.COMPUTER, status: DeviceStatus = DeviceStatus.IN_USE): Long =
        app.core { addDevice(NewDevice(kind, "Laptop", status, listOf(Messenger.WHATS_APP), null)) }

    private fun row(id: Long) = app.core { checkNotNull(device(id)) }

    @Test
    fun whenItWasLastUsedIsAskedAndToldWithTheDayItWasSaid() {
        val controller = open(Route.NewDevice)
        val hand = Hand(controller.get())
        hand.type("Nombre", "Laptop de la oficina")
        hand.tap("Este mes")
        hand.tap("Guardar")
        val row = app.core { devices() }.single()
        assertEquals(LastUsed.THIS_MONTH, row.device.lastUse?.lastUsed)
        app.clock.nowMs += 20 * DAY_MS
        assertTrue(Hand(open(Route.Device(row.device.id)).get()).reads("Último uso: menos de un mes antes del 14 de marzo"))
    }

    @Test
    fun aDeviceIsRenamedAndGetsAnotherAccountWithoutLosingWhatWasNoted() {
        val id = device()
        val controller = open(Route.Device(id))
        val hand = Hand(controller.get())
        hand.tap("Cambiar nombre, cuentas o uso")
        assertEquals("Laptop", hand.typed("Nombre"))
        hand.type("Nombre", "Laptop HP")
        hand.tap("Signal")
        hand.tap("Guardar")
        assertEquals(Route.Device(id), controller.get().route)
        val changed = row(id).device
        assertEquals("Laptop HP", changed.name)
        assertEquals(listOf(Messenger.WHATS_APP, Messenger.SIGNAL), changed.sessions.map { it.messenger })
        assertEquals(null, changed.lastUse)
    }

    @Test
    fun aPhoneThatIsTurnedWhileADeviceIsSavedSaysThatItWasAndNotesItOnce() {
        val controller = open(Route.NewDevice)
        Hand(controller.get()).type("Nombre", "Laptop de la oficina")
        app.holdCore()
        Hand(controller.get()).tap("Guardar")
        controller.recreate()
        ShadowLooper.idleMainLooper()
        // It still stands there, and nothing tells that it is being saved but the line at the top.
        Hand(controller.get()).tap("Guardar")
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        assertTrue(Hand(controller.get()).reads("Dispositivo agregado"))
        assertFalse(controller.get().route == Route.NewDevice)
        assertEquals(1, app.core { devices() }.size)
    }

    @Test
    fun turningThePhoneKeepsWhatWasChangedInTheForm() {
        val controller = open(Route.EditDevice(device()))
        Hand(controller.get()).type("Nombre", "Otra")
        controller.recreate()
        ShadowLooper.idleMainLooper()
        assertEquals("Otra", Hand(controller.get()).typed("Nombre"))
    }

    @Test
    fun anAccountOnADeviceInUseCanBeSignedOutWithItsGuide() {
        val id = device()
        val hand = Hand(open(Route.Device(id)).get())
        assertFalse(hand.reads("Ya cerré la sesión"))
        hand.tap("Sesión abierta, lo usas tú")
        assertTrue(hand.reads("De ahí concluimos"))
        hand.tap("Ya cerré la sesión")
        assertTrue(row(id).device.sessions.single().signOut is SignOut.Done)
        assertTrue(hand.reads("Cerraste la sesión de WhatsApp"))
    }

    @Test
    fun aClosedDeviceIsPutAwayToTheEndOfTheListAndComesBack() {
        val id = device()
        val hand = Hand(open(Route.Device(id)).get())
        assertFalse("nothing is put away with an account open", hand.reads("Archivar"))
        app.core { signOutDone(id, Messenger.WHATS_APP) }
        val closed = Hand(open(Route.Device(id)).get())
        closed.tap("Archivar")
        assertEquals(DevicePlace.ARCHIVED, row(id).place)
        val list = Hand(open(Route.Devices).get())
        assertTrue(list.reads("Archivados"))
        list.tap("Laptop")
        list.tap("Sacar del archivo")
        assertEquals(DevicePlace.CLOSED, row(id).place)
    }

    @Test
    fun aLostPhoneOpensItsPlayAndALostComputerTheOneThatSignsItOutFirst() {
        val plays = mapOf(DeviceKind.PHONE to Situation.LOST_PHONE, DeviceKind.COMPUTER to Situation.LOST_DEVICE)
        for ((kind, play) in plays + (DeviceKind.TABLET to Situation.LOST_DEVICE)) {
            for (mark in listOf("Lo perdí", "Me lo robaron")) {
                val place = Route.Device(device(kind))
                val controller = open(place)
                Hand(controller.get()).tap(mark)
                assertEquals(Route.Play(play), controller.get().route)
                controller.get().goBack()
                assertEquals(place, controller.get().route)
                assertTrue(Hand(controller.get()).reads("Ya cerré la sesión"))
            }
        }
        val sold = Route.Device(device())
        val controller = open(sold)
        Hand(controller.get()).tap("Lo vendí")
        assertEquals(sold, controller.get().route)
    }

    @Test
    fun onlyWhereSomethingIsLeftToCloseIsItSaidToBeAbove() {
        for ((messengers, left) in mapOf(listOf(Messenger.WHATS_APP) to true, emptyList<Messenger>() to false)) {
            val id = app.core { addDevice(NewDevice(DeviceKind.COMPUTER, "Laptop", DeviceStatus.IN_USE, messengers, null)) }
            val hand = Hand(open(Route.Device(id)).get())
            hand.tap("Lo vendí")
            assertTrue(hand.reads("Anotado"))
            assertEquals(left, hand.reads("Lo que falta cerrar está arriba"))
        }
    }

    @Test
    fun aDeviceNotedAsLostOpensItsPlayToo() {
        val controller = open(Route.LostDevice)
        val hand = Hand(controller.get())
        hand.tap("Es otro que no está en la lista")
        assertEquals(Route.NewLostDevice, controller.get().route)
        hand.type("Nombre", "Tablet de Sofi")
        hand.tap("Tablet")
        hand.tap("Guardar")
        assertEquals(Route.Play(Situation.LOST_DEVICE), controller.get().route)
        assertTrue(hand.reads("Cierra la sesión de ese equipo"))
        val row = app.core { devices() }.single()
        assertEquals(DeviceStatus.LOST, row.device.status)
        controller.get().goBack()
        assertEquals(Route.Device(row.device.id), controller.get().route)
    }

    @Test
    fun changingTheNameOfALostDeviceDoesNotOpenItsPlayAgain() {
        val id = device(status = DeviceStatus.LOST)
        val controller = open(Route.Device(id))
        val hand = Hand(controller.get())
        hand.tap("Cambiar nombre, cuentas o uso")
        hand.type("Nombre", "Laptop HP")
        hand.tap("Guardar")
        assertEquals(Route.Device(id), controller.get().route)
    }

    @Test
    fun aNameThatIsEmptyIsRefusedWhereItIsTyped() {
        val id = device()
        val controller = open(Route.EditDevice(id))
        val hand = Hand(controller.get())
        hand.type("Nombre", " ")
        hand.tap("Guardar")
        assertTrue(hand.reads("Ponle un nombre"))
        assertEquals("Laptop", row(id).device.name)
    }

    @Test
    fun aDeviceThatIsNotThereSaysSo() {
        for (route in listOf(Route.Device(99), Route.EditDevice(99))) {
            val controller = open(route)
            val hand = Hand(controller.get())
            assertTrue(hand.reads(app.getString(org.candado.app.R.string.error_title)))
        }
    }
}
