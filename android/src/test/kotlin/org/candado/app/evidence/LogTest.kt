package org.candado.app.evidence

import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.IntentSender
import android.os.Looper
import java.time.Duration
import java.util.concurrent.TimeUnit
import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.START_MS
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.ZONE_AHEAD
import org.candado.app.reminders.KEPT_AT_MOST_MS
import org.candado.app.ui.Route
import org.candado.core.AnchorWay
import org.candado.core.EntryBody
import org.candado.core.NewEntry
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowBroadcastPendingResult
import org.robolectric.shadows.ShadowLooper

/** Searching and ordering the log, and the code that leaves the phone. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class LogTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication
    private val seed = Seed(app).apply { log() }

    private fun open(route: Route): MainActivity {
        val activity = Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, route)).setup().get()
        ShadowLooper.idleMainLooper()
        return activity
    }

    private fun note() =
        app.core { append(NewEntry(seed.incident.toULong(), null, EntryBody.Note("Otra cosa"), emptyList(), null)) }

    @Test
    fun aNoteIsFoundWithoutItsAccentsAndTheRestComesBackWhenTheSearchEnds() {
        val hand = Hand(open(Route.Log))
        hand.tap("Buscar u ordenar")
        hand.type("Buscar en la bitácora", "paqueteria CODIGO")
        ShadowLooper.idleMainLooper(1, TimeUnit.SECONDS)
        assertTrue(hand.reads("Llamada de"))
        assertFalse(hand.reads("Transferencia de"))
        hand.type("Buscar en la bitácora", "nada de esto")
        ShadowLooper.idleMainLooper(1, TimeUnit.SECONDS)
        assertTrue(hand.reads("Ninguna nota dice eso"))
        hand.tap("Quitar búsqueda")
        assertTrue(hand.reads("Transferencia de"))
        assertFalse(hand.reads("Ninguna nota dice eso"))
    }

    @Test
    fun aCorrectionIsFoundTogetherWithWhatItCorrects() {
        val hand = Hand(open(Route.Log))
        hand.tap("Buscar u ordenar")
        hand.type("Buscar en la bitácora", "4,000")
        ShadowLooper.idleMainLooper(1, TimeUnit.SECONDS)
        assertTrue(hand.reads("Transferencia de"))
        assertTrue(hand.reads("Fueron $4,000.00"))
        assertFalse(hand.reads("Llamada de"))
    }

    @Test
    fun aLongLogShowsAHundredNotesAtATime() {
        repeat(230) { number ->
            app.core { append(NewEntry(seed.incident.toULong(), null, EntryBody.Note("nota $number."), emptyList(), null)) }
        }
        val hand = Hand(open(Route.Log))
        assertTrue(hand.reads("nota 90."))
        assertFalse(hand.reads("nota 100."))
        hand.tap("Ver 100 más (faltan 134)")
        assertTrue(hand.reads("nota 190."))
        hand.tap("Ver 34 más (faltan 34)")
        assertTrue(hand.reads("nota 229."))
        assertFalse(hand.reads("faltan"))
    }

    @Test
    fun theOrderOfNotingSaysWhenEachWasNoted() {
        val hand = Hand(open(Route.Log))
        hand.tap("Buscar u ordenar")
        hand.tap("Como se anotó")
        assertTrue(hand.reads("Anotado 9:41 · ocurrió sábado 14 de marzo, 2:10, aproximado"))
        hand.tap("Como ocurrió")
        assertFalse(hand.reads("Anotado 9:41 · ocurrió"))
    }

    @Test
    fun aCodeThatWasCopiedIsRememberedAndWhatCameAfterIsCounted() {
        val hand = Hand(open(Route.Log))
        assertTrue(hand.reads("Aún no lo has copiado ni mandado"))
        hand.tap("Código de la bitácora")
        val code = app.core { head() }.code
        hand.tap("Ya lo copié a mano")
        assertTrue(hand.reads("Lo copiaste a mano el 14"))
        assertTrue(hand.reads(code))
        assertTrue(hand.reads("no hay notas nuevas"))
        note()
        note()
        val later = Hand(open(Route.HeadCode))
        assertTrue(later.reads("Desde entonces hay 2 notas nuevas"))
        assertTrue(later.reads("sigue igual"))
        assertTrue(Hand(open(Route.Log)).reads("2 notas desde el último"))
    }

    @Test
    fun aCodeIsRememberedAsSentOnceAnAppWasChosenForItAndNotBefore() {
        val activity = open(Route.HeadCode)
        Hand(activity).tap("Mandarlo a alguien de confianza")
        val chooser = shadowOf(activity).nextStartedActivity
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
        @Suppress("DEPRECATION") val sent = chooser.getParcelableExtra<Intent>(Intent.EXTRA_INTENT)
        val code = app.core { head() }.code
        assertTrue(checkNotNull(sent).getStringExtra(Intent.EXTRA_TEXT).orEmpty().contains(code))
        assertEquals("the sheet may be closed", null, app.core { anchorState() }.last)
        chosen(chooser)
        val state = app.core { anchorState() }
        assertEquals(AnchorWay.SENT, state.last?.way)
        assertEquals(state.head.code, state.last?.code)
    }

    /** The sheet says that an app was chosen. */
    private fun chosen(chooser: Intent) {
        @Suppress("DEPRECATION")
        val chosen = chooser.getParcelableExtra<IntentSender>(Intent.EXTRA_CHOSEN_COMPONENT_INTENT_SENDER)
        checkNotNull(chosen).sendIntent(app, 0, null, null, null)
        ShadowLooper.idleMainLooper()
    }

    @Test
    fun aCodeThatWasSentIsKeptAsTheOneItIsWhenTheLogGrewMeanwhile() {
        val activity = open(Route.HeadCode)
        Hand(activity).tap("Mandarlo a alguien de confianza")
        val sent = app.core { head() }.code
        note()
        chosen(shadowOf(activity).nextStartedActivity)
        val state = app.core { anchorState() }
        assertEquals(sent to 1uL, state.last?.code to state.added)
    }

    /** A long bundle keeps the core's one thread: the phone would take an app that keeps its broadcast for hung. */
    @Test
    fun thatACodeWasSentIsHeardInTimeAndKeptWhenTheCoreGetsToIt() {
        val receiver = SentReceiver()
        app.registerReceiver(receiver, IntentFilter("sent"), Context.RECEIVER_NOT_EXPORTED)
        val told = shadowOf(SentReceiver.tellOf(app, app.core { head() }.code)).savedIntent
        app.holdCore()
        app.sendBroadcast(Intent("sent").putExtras(checkNotNull(told.extras)))
        val main = shadowOf(Looper.getMainLooper())
        main.idle()
        val kept = Shadow.extract<ShadowBroadcastPendingResult>(shadowOf(receiver).originalPendingResult).future
        main.idleFor(Duration.ofMillis(KEPT_AT_MOST_MS - 1))
        assertFalse(kept.isDone)
        main.idleFor(Duration.ofMillis(1))
        assertTrue(kept.isDone)
        app.letCoreGo()
        assertEquals(AnchorWay.SENT, app.core { anchorState() }.last?.way)
    }

    /** Half past eleven at night here, by the core's zone data; the phone believes that it is an hour later. */
    @Test
    fun theDaysAreThoseOfTheCoreOnAPhoneThatBelievesItIsLater() {
        app.clock.zone = ZONE_AHEAD
        app.clock.nowMs = START_MS + 14 * 3_600_000L - 660_000L
        val seq = app.core { append(Theft.Extortion.opening("De noche")) }
        app.core { anchor(head().code, AnchorWay.COPIED) }
        assertTrue(Hand(open(Route.Log)).reads("Caso abierto el 14 mar"))
        assertTrue(Hand(open(Route.Entry(seq))).reads("el 14 mar"))
        assertTrue(Hand(open(Route.HeadCode)).reads("Lo copiaste a mano el 14 mar"))
    }
}
