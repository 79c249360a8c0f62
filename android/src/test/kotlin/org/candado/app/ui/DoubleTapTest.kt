package org.candado.app.ui

import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.messages.MessageScreen
import org.candado.app.recovery.NewCase
import org.candado.core.Answer
import org.candado.core.DeviceKind
import org.candado.core.DeviceStatus
import org.candado.core.Messenger
import org.candado.core.NewDevice
import org.candado.core.Situation
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper

/** A frightened thumb taps twice: what it asks for is written once, whichever moment the second tap meets. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class DoubleTapTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    /** The second tap comes when the core has done so many things of those that the first one asked for. */
    private fun twice(hand: Hand, words: String, between: Int = 0) {
        app.holdCore()
        hand.tap(words)
        repeat(between) { app.workOnce() }
        hand.tap(words)
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
    }

    private fun route(hand: Hand) = (hand.activity as MainActivity).route

    private fun assertAnsweredOnce(item: String) {
        assertTrue(app.core { itemPage(item) }.canUndo)
        app.core { undoAnswer(item) }
        assertFalse("$item was answered twice", app.core { itemPage(item) }.canUndo)
    }

    @Test
    fun aDeviceIsNotedOnce() {
        val hand = Hand.at(Route.NewDevice)
        hand.type("Nombre", "Laptop")
        twice(hand, "Guardar")
        assertEquals(listOf("Laptop"), app.core { devices() }.map { it.device.name })
    }

    @Test
    fun anItemIsAnsweredOnce() {
        for (between in 0..1) {
            twice(Hand.at(Route.Item("two_step")), "Todavía no", between)
            assertAnsweredOnce("two_step")
        }
    }

    @Test
    fun oneAnswerIsTakenBackAndNotTheOneBefore() {
        for (between in 0..1) {
            repeat(2) { app.core { answer("two_step", Answer.NO) } }
            twice(Hand.at(Route.Item("two_step")), app.getString(R.string.item_take_back), between)
            assertAnsweredOnce("two_step")
        }
    }

    @Test
    fun aQuestionIsAnsweredOnceAndTheNextOneIsNotPassedOver() {
        for (between in 0..1) {
            val hand = Hand.at(Route.Questions)
            assertTrue(hand.reads("¿Tienes tu cuenta en otros equipos?"))
            twice(hand, "Solo uso este teléfono", between)
            assertTrue(hand.reads("¿Le diste a alguien un código o contraseña?"))
            assertAnsweredOnce("devices_signed_out")
        }
    }

    @Test
    fun aMessageIsNotedOnce() {
        Seed(app).log()
        app.core { saveDraft(MessageScreen.DRAFT, "Mándame el código que te llegó") }
        val before = app.core { timeline() }.size
        twice(Hand.at(Route.Message), "Guardar en la bitácora")
        assertEquals(before + 1, app.core { timeline() }.size)
    }

    private fun opensOneCase(between: Int) {
        twice(Hand.at(Route.Play(Situation.LOGGED_OUT, about = NewCase(Messenger.WHATS_APP))), "Hecho", between)
        assertEquals(1, app.core { cases() }.size)
    }

    @Test
    fun aPlayOpensOneCase() = opensOneCase(between = 0)

    @Test
    fun aPlayOpensOneCaseWhenTheSecondTapComesWhileItIsOpened() = opensOneCase(between = 1)

    @Test
    fun aPlayOpensOneCaseWhenTheSecondTapComesWhileTheStepIsNoted() = opensOneCase(between = 2)

    @Test
    fun aLostPhoneOpensItsPlayOnce() {
        val id = app.core { addDevice(NewDevice(DeviceKind.PHONE, "Moto G", DeviceStatus.IN_USE, listOf(Messenger.WHATS_APP), null)) }
        val hand = Hand.at(Route.Device(id))
        twice(hand, "Lo perdí")
        assertEquals(Route.Play(Situation.LOST_PHONE), route(hand))
        (hand.activity as MainActivity).goBack()
        assertEquals(Route.Device(id), route(hand))
    }
}
