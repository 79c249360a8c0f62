package org.candado.app.reminders

import android.content.Intent
import org.candado.app.DAY_MS
import org.candado.app.START_MS
import org.candado.app.TestApplication
import org.candado.core.Answer
import org.candado.core.Reminder
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Each known way in which other apps' reminders got lost, with the project whose users found it. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX")
class LostRemindersTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    /** Ten in the morning of the day after the first opening. */
    private val due = START_MS + DAY_MS + HOUR_MS / 3

    init {
        app.core { checkup() }
        app.reminders.rearm()
    }

    private fun broadcast(action: String) = RearmReceiver().onReceive(app, Intent(action))

    private fun alarm() = AlarmReceiver().onReceive(app, Intent())

    private fun due(item: String): Reminder? = app.core { reminders().due.firstOrNull { it.itemId == item } }

    /** What Android does to an app whose process it ends by force: alarm and notification are gone. */
    private fun forceStop() {
        app.alarms.atMs = null
        app.notifications.shown.clear()
    }

    @Test
    fun theAlarmStandsFromTheFirstOpeningOn() = assertTrue((app.alarms.atMs ?: 0) in START_MS..due)

    /** Android forgets alarms when the phone restarts. */
    @Test
    fun aRestartBeforeTheDaySetsTheAlarmAgain() {
        val before = app.alarms.atMs
        forceStop()
        broadcast(Intent.ACTION_BOOT_COMPLETED)
        assertEquals(before, app.alarms.atMs)
    }

    /** The phone was off at the hour. */
    @Test
    fun aRestartAfterTheHourShowsWhatWasMissed() {
        forceStop()
        app.clock.nowMs = due + 4 * HOUR_MS
        broadcast(Intent.ACTION_BOOT_COMPLETED)
        assertEquals(1, app.notifications.shown.size)
    }

    /** Tasks.org #234, #205: a forced stop cancels every alarm; nothing rings until the app is opened, which sets it again. */
    @Test
    fun afterAForcedStopOpeningTheAppSetsTheAlarmAgain() {
        forceStop()
        app.onCreate()
        assertNotNull(app.alarms.atMs)
    }

    /** An update of the app drops its alarms on some phones. */
    @Test
    fun anUpdateOfTheAppSetsTheAlarmAgain() {
        forceStop()
        broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
        assertNotNull(app.alarms.atMs)
    }

    /** uhabits #525: after a journey the alarm stayed at the old zone's instant. */
    @Test
    fun aJourneyMovesTheAlarmToTheHourOfTheNewZone() {
        val inMexico = checkNotNull(app.alarms.atMs)
        app.clock.zone = "America/Tijuana"
        broadcast(Intent.ACTION_TIMEZONE_CHANGED)
        assertEquals(inMexico + HOUR_MS, app.alarms.atMs)
    }

    /** A clock set forward past the hour: the old alarm would never ring. */
    @Test
    fun aClockSetForwardRingsAtOnceAndCountsNoDelay() {
        app.clock.nowMs = due + HOUR_MS
        broadcast(Intent.ACTION_TIME_CHANGED)
        assertEquals(1, app.notifications.shown.size)
        val last = app.core { reach(app.notifications.facts()) }.lines.last()
        assertFalse(last.line, last.line.contains(Regex("\\d+ h o más")))
    }

    /** uhabits #160, Tasks.org #1221: a maker's battery saver swallowed the alarm. */
    @Test
    fun theDailyJobShowsWhatASwallowedAlarmDidNot() {
        app.clock.nowMs = due + 5 * HOUR_MS
        app.reminders.ring(woken = true)
        assertEquals(1, app.notifications.shown.size)
        val last = app.core { reach(app.notifications.facts()) }.lines.last()
        assertTrue(last.line, last.line.contains(Regex("\\d h o más")))
    }

    /** uhabits #2290: what was swiped away was gone. Dismissing is not doing. */
    @Test
    fun whatIsSwipedAwayStaysDueAndRingsAgainOnAnotherDay() {
        app.clock.nowMs = due
        alarm()
        app.notifications.clear()
        assertNotNull(due("two_step"))
        assertTrue((app.alarms.atMs ?: 0) > due)
        app.clock.nowMs = checkNotNull(app.alarms.atMs)
        alarm()
        assertEquals(2, app.notifications.shown.size)
    }

    /** The app was open at the hour, so nothing was shown: the notification comes once the person has left. */
    @Test
    fun openingTheAppAtTheHourDoesNotSwallowTheNotification() {
        app.clock.nowMs = due
        app.reminders.rearm()
        val soon = checkNotNull(app.alarms.atMs)
        assertTrue(soon - due <= HOUR_MS)
        app.clock.nowMs = soon
        alarm()
        assertEquals(1, app.notifications.shown.size)
    }

    /** Blocked notifications are not shown, do not count as shown, and do not wake the phone again and again. */
    @Test
    fun blockedNotificationsWaitWithoutWakingThePhoneInALoop() {
        app.notifications.lets = false
        app.clock.nowMs = due
        alarm()
        assertTrue((app.alarms.atMs ?: 0) - due > 12 * HOUR_MS)
        app.notifications.lets = true
        app.reminders.ring(woken = true)
        assertEquals(1, app.notifications.shown.size)
    }

    /** uhabits PR #355: a snooze was lost when something else was edited. */
    @Test
    fun aPromiseSurvivesEveryOtherChoice() {
        app.clock.nowMs = due
        app.core { postpone("two_step", "2026-03-21") }
        app.core { chooseReminders(reminderSettings().copy(hour = 19u)) }
        app.core { switchReminder("two_step", false) }
        app.core { switchReminder("two_step", true) }
        broadcast(Intent.ACTION_BOOT_COMPLETED)
        assertNull(due("two_step"))
        val kept = app.core { reminders().upcoming.single { it.itemId == "two_step" } }
        assertTrue(kept.promised && kept.reason == "Dijiste que el sábado")
    }

    @Test
    fun laterOnTheNotificationIsAPromiseForEveryThingItShowed() {
        app.clock.nowMs = due
        alarm()
        val shown = app.notifications.shown.single()
        AlarmReceiver().onReceive(app, AlarmReceiver.later(app, shown.itemIds, shown.later.date))
        val plan = app.core { reminders() }
        assertTrue(plan.due.isEmpty())
        assertEquals(shown.itemIds.toSet(), plan.upcoming.filter { it.promised }.map { it.itemId }.toSet())
        app.clock.nowMs = checkNotNull(app.alarms.atMs)
        alarm()
        assertEquals("sábado 21", shown.later.words)
        assertEquals(2, app.notifications.shown.size)
    }

    @Test
    fun laterOnANotificationThatHungThereForWeeksIsTheSaturdayAfterTheTap() {
        app.clock.nowMs = due
        alarm()
        val shown = app.notifications.shown.single()
        app.clock.nowMs = due + 20 * DAY_MS
        AlarmReceiver().onReceive(app, AlarmReceiver.later(app, shown.itemIds, shown.later.date))
        val plan = app.core { reminders() }
        assertTrue(plan.due.isEmpty() && plan.upcoming.all { it.day == "sábado 11 de abril" })
    }

    @Test
    fun doneOnTheNotificationAnswersTheOneThingItShowed() {
        val others = app.core { checkup().items }.map { it.id }.filter { it != "two_step" }
        others.forEach { item -> app.core { attempt { switchReminder(item, false) } } }
        app.clock.nowMs = due
        alarm()
        val shown = app.notifications.shown.single()
        assertTrue(shown.canBeDone)
        AlarmReceiver().onReceive(app, AlarmReceiver.done(app, shown.itemIds.single()))
        assertNull(due("two_step"))
        val next = app.core { reminders().upcoming.single { it.itemId == "two_step" } }
        assertTrue(next.reason, next.reason.startsWith("3 días después de que lo hiciste"))
    }

    /** Tasks.org #2031: repeats piled up while nobody looked. */
    @Test
    fun tenYearsAwayAreOneNotification() {
        app.clock.nowMs = due + 3_650 * DAY_MS
        broadcast(Intent.ACTION_BOOT_COMPLETED)
        repeat(5) { alarm() }
        assertEquals(1, app.notifications.shown.size)
    }

    /** Signal #9648: nagging without an off switch. */
    @Test
    fun switchedOffNothingRingsAndWhatIsDueStaysVisible() {
        app.core { chooseReminders(reminderSettings().copy(enabled = false)) }
        app.clock.nowMs = due
        alarm()
        assertTrue(app.notifications.shown.isEmpty())
        assertNull(app.alarms.atMs)
        assertNotNull(due("two_step"))
    }

    /** A recovery clock rings once, also beside the reminder of the day and after a restart. */
    @Test
    fun aRecoveryClockRingsOnceWhateverElseRings() {
        app.core { startClock("young_session", START_MS) }
        app.clock.nowMs = due
        alarm()
        broadcast(Intent.ACTION_BOOT_COMPLETED)
        alarm()
        assertEquals(1, app.notifications.shownClocks.size)
        assertEquals(1, app.notifications.shown.size)
    }

    /** Setting the alarm again and again changes nothing. */
    @Test
    fun rearmingIsIdempotent() {
        app.core { answer("two_step", Answer.YES) }
        app.reminders.rearm()
        val once = app.alarms.atMs
        repeat(5) { app.reminders.rearm() }
        assertEquals(once, app.alarms.atMs)
    }

    private companion object {
        const val HOUR_MS = 3_600_000L
    }
}
