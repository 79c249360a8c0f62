package org.candado.app.reminders

import android.app.Notification
import android.app.NotificationManager
import org.candado.app.DAY_MS
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.platform.AndroidNotifications
import org.candado.core.ReminderNotification
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
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
    private val due = ReminderNotification("Toca una revisión", "Dos minutos", null)

    @Test
    fun aNotificationCarriesOpenAndLaterAndNoDone() {
        assertTrue(notifications.show(due))
        val shown = shadowOf(manager).allNotifications.single()
        assertEquals(listOf("Abrir", "Después"), shown.actions.map { it.title.toString() })
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
        assertTrue(notifications.reach().blocked)
        shadowOf(manager).setNotificationsEnabled(true)
        assertTrue(notifications.show(due))
        manager.getNotificationChannel(AndroidNotifications.CHANNEL).importance = NotificationManager.IMPORTANCE_NONE
        assertTrue(notifications.reach().channelOff)
        assertFalse(notifications.show(due))
    }
}
