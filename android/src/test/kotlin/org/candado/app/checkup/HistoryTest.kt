package org.candado.app.checkup

import org.candado.app.DAY_MS
import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.TestApplication
import org.candado.app.installed
import org.candado.app.ui.Route
import org.candado.core.FlagSignal
import org.candado.core.Messenger
import org.candado.core.MessengerReading
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** What changed, on the checkup and in its history: what is gone is told and leads nowhere. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class HistoryTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    @Test
    fun aMessengerThatIsGoneIsToldAndHasNoPageToOpen() {
        val telegram = installed(app.clock)
        app.probes.change = {
            copy(messengers = messengers.filter { it.messenger != Messenger.TELEGRAM } + MessengerReading(Messenger.TELEGRAM, telegram))
        }
        app.core { checkup() }
        app.clock.nowMs += DAY_MS
        app.probes.change = { copy(screenLock = FlagSignal.Value(false)) }
        val gone = "Telegram al día, ya no aplica"
        for (place in listOf(Route.Checkup, Route.CheckupHistory)) {
            val hand = Hand.at(place)
            assertTrue(hand.reads(gone))
            assertThrows(IllegalStateException::class.java) { hand.tap(gone) }
            assertEquals(place, (hand.activity as MainActivity).route)
        }
        val hand = Hand.at(Route.CheckupHistory)
        hand.look("history", "gone")
        hand.tap("Bloqueo de pantalla, en riesgo")
        assertEquals(Route.Item("screen_lock"), (hand.activity as MainActivity).route)
    }
}
