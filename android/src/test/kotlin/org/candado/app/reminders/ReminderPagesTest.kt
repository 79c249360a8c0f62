package org.candado.app.reminders

import android.app.NotificationManager
import org.candado.app.DAY_MS
import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.TestApplication
import org.candado.app.platform.AndroidNotifications
import org.candado.app.ui.Route
import org.candado.core.Answer
import org.candado.core.DayOfWeek
import org.candado.core.Rhythm
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
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowAlertDialog
import org.robolectric.shadows.ShadowLooper

/** What reminders look like inside the app. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ReminderPagesTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    /** The phone brings the person here from the notification: the item is well, and it is due all the same. */
    @Test
    fun thePageThatANotificationOpensHasAMessageToJudgeAndADayForLater() {
        app.core { answer("two_step", Answer.YES) }
        val well = Hand.at(Route.Item("two_step"))
        assertFalse(well.reads("Un mensaje para juzgar"))
        app.clock.nowMs += 3 * DAY_MS + DAY_MS / 8
        assertEquals(Verdict.OK, app.core { itemPage("two_step") }.item.verdict)
        val due = Hand.at(Route.Item("two_step"))
        assertTrue(due.reads("Un mensaje para juzgar"))
        due.look("reminders", "item-due")
        due.tap("Recordármelo otro día")
        val days = shadowOf(ShadowAlertDialog.getLatestAlertDialog())
        assertEquals("Miércoles 18 de marzo", days.items.first().toString())
        days.clickOnItem(2)
        ShadowLooper.idleMainLooper()
        val promised = app.core { reminders() }.upcoming.single { it.itemId == "two_step" }
        assertTrue(promised.promised)
        assertEquals("viernes 20 de marzo", promised.day)
    }

    @Test
    fun homeSaysSinceWhenSomethingIsDue() {
        app.core { checkup() }
        app.clock.nowMs += DAY_MS + DAY_MS / 8
        assertTrue(Hand.at(Route.Home).reads("pendientes para hoy"))
        app.clock.nowMs += 21 * DAY_MS
        val home = Hand.at(Route.Home)
        assertTrue(home.reads("pendientes, el primero desde el domingo 15 de marzo"))
        home.look("reminders", "home-overdue")
        val reminders = Hand.at(Route.Reminders)
        assertTrue(reminders.reads("Atrasados"))
        assertTrue(reminders.reads("Atrasado"))
        reminders.look("reminders", "reminders-overdue")
    }

    @Test
    @Config(qualifiers = "en-rUS-w320dp-h640dp-night-xhdpi")
    fun homeOffersToAllowNotificationsInTheDarkToo() {
        app.core { checkup() }
        Hand.at(Route.Item("two_step")).tap("Remind me on")
        checkNotNull(ShadowAlertDialog.getLatestAlertDialog()).dismiss()
        app.notifications.lets = false
        val home = Hand.at(Route.Home)
        assertTrue(home.reads("Reminders will not reach you"))
        home.look("reminders", "home-not-reached-en")
    }

    /** While the first tap still waits for the core, a second one is made: both hold. */
    @Test
    fun twoQuickChoicesAreBothStored() {
        val choices = Hand.at(Route.ReminderChoices)
        app.holdCore()
        choices.tap("Con calma")
        choices.tapExactly("lunes")
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        val chosen = app.core { reminderSettings() }
        assertEquals(Rhythm.CALM, chosen.rhythm)
        assertEquals(DayOfWeek.entries - DayOfWeek.MONDAY, chosen.weekdays)
    }

    @Test
    fun anHourInsideTheQuietOnesSaysWhenItRings() {
        assertFalse(Hand.at(Route.ReminderChoices).reads("horas de silencio"))
        app.core { chooseReminders(reminderSettings().copy(hour = 23u)) }
        val choices = Hand.at(Route.ReminderChoices)
        assertTrue(choices.reads("Está en tus horas de silencio: suena a las 8:00"))
        choices.look("reminders", "choices-quiet-hour")
    }

    @Test
    fun whatIsWellCanBeSwitchedOffAndIsSeenToBeOff() {
        app.core { checkup() }
        val choices = Hand.at(Route.ReminderChoices)
        choices.tap("Bloqueo de pantalla")
        assertFalse(app.core { reminderSwitches() }.single { it.itemId == "screen_lock" }.on)
    }

    /** Nobody can tell since when: no day is made up, and nothing is called late. */
    @Test
    fun afterTheDateWentBackWhatIsDueBearsNoDay() {
        app.core { checkup() }
        app.core { answer("two_step", Answer.YES) }
        app.clock.set(app.clock.nowMs - 100 * DAY_MS)
        val page = Hand.at(Route.Reminders)
        assertTrue(page.reads("La fecha del teléfono cambió y no se sabe cuánto pasó"))
        assertFalse(page.reads("Atrasado"))
        page.look("reminders", "reminders-date-went-back")
    }

    @Test
    fun aLastDaySaysThatItIsNearAndThenThatItHasGoneBy() {
        app.core { startClock("account_deletion", app.clock.nowMs) }
        app.clock.nowMs += 27 * DAY_MS
        assertEquals("Un plazo se acaba pronto", app.core { reminders() }.clockNotification?.title)
        val near = Hand.at(Route.Reminders)
        assertTrue(near.reads("Faltan 3 días"))
        near.look("reminders", "clock-last-day-near")
        app.clock.nowMs += 4 * DAY_MS
        val gone = Hand.at(Route.Reminders)
        assertTrue(gone.reads("Los 30 días se acabaron"))
        assertFalse(gone.reads("si quieres conservar"))
        gone.look("reminders", "clock-last-day-gone")
        gone.tap("Ya no lo espero")
        gone.tap("Deshacer")
        assertTrue(gone.reads("Los 30 días se acabaron"))
    }

    /** What the person presses on the real notification leads where it says. */
    @Test
    fun openOnTheNotificationOfOneThingLeadsToIt() {
        app.core { checkup() }
        val others = app.core { reminders() }.upcoming.map { it.itemId }.filter { it != "two_step" }
        others.forEach { app.core { switchReminder(it, false) } }
        app.clock.nowMs += DAY_MS + DAY_MS / 8
        AndroidNotifications(app) { app }.show(checkNotNull(app.core { reminders() }.notification))
        val shown = shadowOf(app.getSystemService(NotificationManager::class.java)).allNotifications.single()
        val open = shown.actions.single { it.title == "Abrir" }
        val there = Robolectric.buildActivity(MainActivity::class.java, shadowOf(open.actionIntent).savedIntent).setup().get()
        ShadowLooper.idleMainLooper()
        assertEquals(Route.Item("two_step"), there.route)
    }
}
