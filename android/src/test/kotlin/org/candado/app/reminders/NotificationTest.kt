package org.candado.app.reminders

import android.app.Notification
import android.app.NotificationManager
import org.candado.app.DAY_MS
import org.candado.app.MainActivity
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.platform.AndroidNotifications
import org.candado.app.ui.Route
import org.candado.core.ClockNotification
import org.candado.core.FlagSignal
import org.candado.core.LaterDay
import org.candado.core.ReminderNotification
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX")
class NotificationTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication
    private val manager = checkNotNull(app.getSystemService(NotificationManager::class.java))
    private val notifications = AndroidNotifications(app) { app }
    private val due =
        ReminderNotification(
            "Toca una revisión",
            "Dos minutos",
            listOf("two_step", "linked_devices"),
            canBeDone = false,
            LaterDay("2026-03-21", "sábado 21"),
            picture = 0u,
        )

    private fun actions(notification: ReminderNotification): List<Notification.Action> {
        assertTrue(notifications.show(notification))
        return shadowOf(manager).allNotifications.single().actions.toList()
    }

    @Test
    fun severalDueThingsCanBePostponedOrOpenedButNotDoneWithOneTap() =
        assertEquals(listOf("El sábado 21", "Abrir", "Me robaron la cuenta"), actions(due).map { it.title.toString() })

    @Test
    fun oneThingThatThePersonAnswersCanAlsoBeDone() {
        val one = due.copy(itemIds = listOf("two_step"), canBeDone = true)
        assertEquals(listOf("Hecho", "El sábado 21", "Me robaron la cuenta"), actions(one).map { it.title.toString() })
    }

    @Test
    fun thePictureTakesTurns() {
        val pictures = (0u..3u).map { turn ->
            notifications.show(due.copy(picture = turn))
            shadowOf(manager).allNotifications.single().getLargeIcon().resId
        }
        assertEquals(4, pictures.toSet().size)
    }

    @Test
    fun aRecoveryClockHasAChannelAndALookOfItsOwnAndALockScreenThatTellsNothing() {
        assertTrue(notifications.show(due))
        val step = "play/logged_out/3/unknown_pin"
        assertTrue(notifications.showClocks(ClockNotification("Se cumplió un plazo", "Registra tu número", listOf(1), step)))
        val (clock, reminder) = shadowOf(manager).allNotifications.partition { it.channelId == AndroidNotifications.CLOCKS_CHANNEL }
        assertNotEquals(reminder.single().smallIcon.resId, clock.single().smallIcon.resId)
        assertNotEquals(reminder.single().color, clock.single().color)
        assertEquals(Notification.VISIBILITY_PRIVATE, clock.single().visibility)
        val locked = clock.single().publicVersion.extras.getCharSequence(Notification.EXTRA_TEXT).toString()
        assertFalse(locked, locked.contains("número"))
        val opens = shadowOf(clock.single().contentIntent).savedIntent
        assertEquals(step, opens.extras?.keySet()?.firstNotNullOf { opens.getStringExtra(it) })
    }

    @Test
    fun theWayToHelpLeadsToWhatHappened() {
        val help = actions(due).last().actionIntent
        val intent = shadowOf(help).savedIntent
        assertTrue(intent.filterEquals(MainActivity.intentFor(app, Route.Stolen)))
        assertEquals("stolen", intent.extras?.keySet()?.firstNotNullOf { intent.getStringExtra(it) })
    }

    @Test
    fun nothingThePersonWroteIsInTheNotification() {
        Seed(app).all()
        val item = app.core { checkup().items.last().id }
        app.core { postpone(item, "2026-03-15") }
        app.clock.nowMs += 3 * DAY_MS + DAY_MS / 4
        val notification = checkNotNull(app.core { reminders().notification })
        assertTrue(notifications.show(notification))
        val extras = shadowOf(manager).allNotifications.single().extras
        val words =
            listOf(Notification.EXTRA_TITLE, Notification.EXTRA_TEXT, Notification.EXTRA_BIG_TEXT)
                .joinToString(" ") { extras.getCharSequence(it).toString() }
        listOf("Laptop HP", "Moto G", "prima", "5678", "Fraude por").forEach { assertFalse(words, words.contains(it)) }
    }

    @Test
    fun blockedNotificationsAndASwitchedOffChannelAreNoticed() {
        shadowOf(manager).setNotificationsEnabled(false)
        assertFalse(notifications.show(due))
        assertEquals(FlagSignal.Value(false), notifications.facts().notifications)
        assertEquals(FlagSignal.Value(true), notifications.facts().remindersChannel)
        shadowOf(manager).setNotificationsEnabled(true)
        assertTrue(notifications.show(due))
        manager.getNotificationChannel(AndroidNotifications.CHANNEL).importance = NotificationManager.IMPORTANCE_NONE
        assertEquals(FlagSignal.Value(false), notifications.facts().remindersChannel)
        assertFalse(notifications.show(due))
    }
}
