package org.candado.app.reminders

import android.content.Intent
import android.database.sqlite.SQLiteDatabase
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.time.OffsetDateTime
import java.util.concurrent.Executor
import org.candado.app.DAY_MS
import org.candado.app.START_MS
import org.candado.app.TestApplication
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
import org.candado.core.Answer
import org.candado.core.FlagSignal
import org.candado.core.Language
import org.candado.core.ReachAction
import org.candado.core.Reminder
import org.candado.core.StandbyBucket
import org.candado.core.Verdict
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
        app.clock.set(due + 9 * HOUR_MS)
        broadcast(Intent.ACTION_TIME_CHANGED)
        assertEquals(1, app.notifications.shown.size)
        assertEquals("Aún no ha sonado ninguna", lastAlarm())
    }

    /** uhabits #160, Tasks.org #1221: a maker's battery saver swallowed the alarm; the daily job starts the process. */
    @Test
    fun theDailyJobShowsWhatASwallowedAlarmDidNotAndTheCardSaysHowLateThatWas() {
        app.clock.nowMs = due + 5 * HOUR_MS
        app.onCreate()
        runDailyJob()
        assertEquals(1, app.notifications.shown.size)
        assertTrue(lastAlarm(), lastAlarm().startsWith("5 h o más después"))
    }

    /** The same, noticed by the person who opens the app. */
    @Test
    fun openingTheAppTellsThatAnAlarmWasSwallowed() {
        app.clock.nowMs = due + 5 * HOUR_MS
        app.onCreate()
        assertTrue(lastAlarm(), lastAlarm().startsWith("5 h o más después"))
    }

    /** The alarm starts the process, which sets the next alarm before this one is heard. */
    @Test
    fun anAlarmThatStartsTheProcessIsMeasuredToo() {
        val planned = checkNotNull(app.alarms.atMs)
        app.clock.nowMs = planned + 12 * MINUTE_MS
        app.onCreate()
        alarm()
        assertEquals(1, app.notifications.shown.size)
        assertTrue(lastAlarm(), lastAlarm().startsWith("12 min después"))
    }

    @Test
    fun aPhoneThatTellsNeitherItsZoneNorItsStartsIsRemindedAllTheSame() {
        app.clock.zone = "Mars/Olympus"
        app.clock.bootCount = null
        broadcast(Intent.ACTION_TIMEZONE_CHANGED)
        val planned = checkNotNull(app.alarms.atMs)
        app.clock.nowMs = planned + MINUTE_MS
        app.onCreate()
        alarm()
        assertEquals(1, app.notifications.shown.size)
        assertTrue(lastAlarm(), lastAlarm().startsWith("1 min después"))
    }

    /** medTimer #56 and #561, track-and-graph #139: a day is not 24 hours. */
    @Test
    fun whenTheWallChangesOverNightTheAlarmKeepsItsHourOfTheWall() {
        app.clock.zone = "America/Tijuana"
        app.clock.nowMs = instant("2026-10-30T12:00:00-07:00")
        val others = app.core { reminders() }.let { it.due + it.upcoming }.map { it.itemId }.filter { it != "two_step" }
        others.forEach { app.core { switchReminder(it, false) } }
        app.core { postpone("two_step", "2026-11-02") }
        broadcast(Intent.ACTION_TIMEZONE_CHANGED)
        assertEquals(instant("2026-11-02T10:00:00-08:00"), app.alarms.atMs)
    }

    /** A measured problem is found while the app is open: nothing else sets the alarm for it. */
    @Test
    fun aProblemThatTheCheckupFindsMovesTheAlarm() {
        val items = app.core { reminders() }.upcoming.map { it.itemId }
        items.forEach { app.core { switchReminder(it, false) } }
        app.reminders.rearm()
        assertNull(app.alarms.atMs)
        app.probes.change = { copy(screenLock = FlagSignal.Value(false)) }
        app.core { checkup() }
        assertTrue((app.alarms.atMs ?: 0) in app.clock.nowMs..app.clock.nowMs + 2 * DAY_MS)
    }

    /** A one-shot alarm that found a refusing store would be the last one ever. */
    @Test
    fun whereTheStoreRefusesTheAlarmIsSetForTomorrow() {
        val newer = copyOfData { it.version = 999 }
        val full = copyOfData {}
        // Linux gives "no space left" to whoever writes there.
        Files.createSymbolicLink(full.resolve("state.db-wal").toPath(), Path.of("/dev/full"))
        app.clock.nowMs = due + MINUTE_MS
        for (folder in listOf(newer, full)) {
            var refusal: AppError? = null
            gatewayOf(folder).ask({ reminders() }, refused = { refusal = it }) {}
            assertNotNull(refusal)
            for (call in listOf<ReminderKeeper.(() -> Unit) -> Unit>({ ring(byAlarm = true, it) }, { rearm(it) })) {
                app.alarms.atMs = null
                var finished = false
                ReminderKeeper(gatewayOf(folder), app.alarms, app.notifications).call { finished = true }
                assertTrue(finished)
                // Ten in the morning of the next day, in Mexico City.
                assertEquals(instant("2026-03-16T10:00:00-06:00"), app.alarms.atMs)
            }
        }
    }

    /** A full disk: nothing can be written, not that the alarm was heard, nor that the notification was shown. */
    @Test
    fun whereNothingCanBeWrittenWhatIsDueIsShownAllTheSame() {
        val path = app.folder.resolve("state.db").path
        SQLiteDatabase.openDatabase(path, null, SQLiteDatabase.OPEN_READWRITE or SQLiteDatabase.ENABLE_WRITE_AHEAD_LOGGING).use {
            it.execSQL("CREATE TRIGGER full BEFORE INSERT ON setting BEGIN SELECT RAISE(ABORT, 'full'); END")
        }
        var refusal: AppError? = null
        app.core.ask({ reminderShown() }, refused = { refusal = it }) {}
        assertNotNull(refusal)
        app.clock.nowMs = due + MINUTE_MS
        app.alarms.atMs = null
        alarm()
        assertEquals(1, app.notifications.shown.size)
        assertTrue((app.alarms.atMs ?: 0) > app.clock.nowMs)
    }

    private fun instant(text: String) = OffsetDateTime.parse(text).toInstant().toEpochMilli()

    private fun lastAlarm() = app.core { reach(app.notifications.facts()) }.lines.last().line

    /** The app's data in another folder, its write-ahead log folded in, changed. */
    private fun copyOfData(change: (SQLiteDatabase) -> Unit): File {
        val folder = Files.createTempDirectory("candado-copy").toFile()
        for (name in listOf("state.db", "state.db-wal")) app.folder.resolve(name).copyTo(folder.resolve(name))
        SQLiteDatabase.openDatabase(folder.resolve("state.db").path, null, SQLiteDatabase.OPEN_READWRITE).use { data ->
            data.rawQuery("PRAGMA wal_checkpoint(TRUNCATE)", null).use { it.moveToFirst() }
            change(data)
        }
        listOf("state.db-wal", "state.db-shm").forEach { folder.resolve(it).delete() }
        return folder
    }

    private fun gatewayOf(folder: File): CoreGateway {
        val now = Executor { it.run() }
        return CoreGateway({}, folder, now, now, app.clock, app.probes) { Language.SPANISH }
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
        runDailyJob()
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
        AlarmReceiver().onReceive(app, AlarmReceiver.done(app, shown.itemIds))
        assertNull(due("two_step"))
        val next = app.core { reminders().upcoming.single { it.itemId == "two_step" } }
        assertTrue(next.reason, next.reason.startsWith("3 días después de que lo hiciste"))
    }

    /** While it hung there one was done in the app: later is not said of that one, and the notification follows. */
    @Test
    fun whatWasDoneMeanwhileIsNotPostponedAndGoesFromTheNotificationThatHangs() {
        app.clock.nowMs = due
        alarm()
        val shown = app.notifications.shown.single()
        app.core { answer("two_step", Answer.YES) }
        app.reminders.rearm()
        assertEquals(shown.itemIds - "two_step", app.notifications.hanging?.itemIds)
        assertEquals(shown.picture, app.notifications.hanging?.picture)
        // The phone kept the old one and gives it back.
        AlarmReceiver().onReceive(app, AlarmReceiver.later(app, shown.itemIds, shown.later.date))
        val plan = app.core { reminders() }
        assertTrue(plan.due.isEmpty())
        assertFalse(plan.upcoming.single { it.itemId == "two_step" }.promised)
        assertEquals(shown.itemIds.size - 1, plan.upcoming.count { it.promised })
        assertNull(app.notifications.hanging)
    }

    /** Tasks.org #1490 and #1581: the repeats of the weeks in between came all at once. */
    @Test
    fun afterMonthsAwayOneAnswerSettlesAnItemAndItComesOnceMore() {
        app.clock.nowMs = due + 70 * DAY_MS
        broadcast(Intent.ACTION_BOOT_COMPLETED)
        assertEquals(1, app.notifications.shown.size)
        app.core { answer("two_step", Answer.YES) }
        val plan = app.core { reminders() }
        assertEquals(1, (plan.due + plan.upcoming).count { it.itemId == "two_step" })
        assertNull(plan.due.firstOrNull { it.itemId == "two_step" })
    }

    /** Signal PR #7515: the time that really passed counts, not the time that was planned. */
    @Test
    fun whatIsDoneMonthsLateComesBackAfterItsDistanceFromThatDay() {
        app.core { answer("two_step", Answer.YES) }
        app.clock.nowMs += 200 * DAY_MS
        app.core { answer("two_step", Answer.YES) }
        val next = app.core { reminders() }.upcoming.single { it.itemId == "two_step" }
        assertTrue(next.reason, next.reason.startsWith("7 días después de que lo hiciste el 30 de septiembre"))
    }

    /** Signal #9783: asked again and again for what is done each time. */
    @Test
    fun whatIsDoneEachTimeItRingsIsAskedForEverMoreSeldom() {
        val others = app.core { reminders() }.upcoming.map { it.itemId }.filter { it != "two_step" }
        others.forEach { app.core { switchReminder(it, false) } }
        val end = app.clock.nowMs + 365 * DAY_MS
        app.reminders.rearm()
        while (checkNotNull(app.alarms.atMs) < end) {
            app.clock.nowMs = checkNotNull(app.alarms.atMs)
            alarm()
            AlarmReceiver().onReceive(app, AlarmReceiver.done(app, checkNotNull(app.notifications.hanging).itemIds))
        }
        // After 1, 4, 11, 25, 53, 113, 203 and 293 days.
        assertEquals(8, app.notifications.shown.size)
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

    /** Stopping one by mistake and taking that back is no second start: it has rung. */
    @Test
    fun aClockThatIsTakenBackIntoSightDoesNotRingAgain() {
        app.core { startClock("young_session", START_MS) }
        app.clock.nowMs = due
        alarm()
        val number = app.core { reminders() }.clocks.single().number
        app.core { stopClock(number) }
        app.core { resumeClock(number) }
        app.reminders.rearm()
        alarm()
        assertEquals(1, app.notifications.shownClocks.size)
        assertEquals(listOf(number), app.notifications.keptClocks)
    }

    /** uhabits #1024: a reminder that is nothing but a notification is gone with it. What is due stands in the app all the same. */
    @Test
    fun whatIsDueStandsInTheAppWhereNoNotificationEverCame() {
        app.notifications.lets = false
        app.clock.nowMs = due + 3 * DAY_MS
        alarm()
        forceStop()
        app.onCreate()
        assertTrue(app.notifications.shown.isEmpty())
        val missed = app.core { reminders() }.missed.single { it.itemId == "two_step" }
        assertTrue(missed.overdue)
    }

    /** uhabits #200, Tasks.org #746: the phone's battery saver stops the app, and only its settings help. The card says so. */
    @Test
    fun whatThePhoneKeepsFromTheAppIsToldWithTheSettingThatHelps() {
        val facts = app.notifications.facts()
        val restricted = facts.copy(backgroundRestricted = FlagSignal.Value(true))
        val unmonitored = facts.copy(standby = StandbyBucket.RESTRICTED)
        for (held in listOf(restricted, unmonitored)) {
            val reach = app.core { reach(held) }
            assertEquals(Verdict.AT_RISK, reach.verdict)
            assertEquals(ReachAction.APP_SETTINGS, reach.lines.single { it.verdict == Verdict.AT_RISK }.action)
        }
    }

    /** EventFahrplan #612 and Tasks.org #766: half an hour late. It is shown, measured, and told as what an inexact alarm does. */
    @Test
    fun anAlarmHalfAnHourLateIsShownMeasuredAndToldAsUsual() {
        app.clock.nowMs = checkNotNull(app.alarms.atMs) + 30 * MINUTE_MS
        alarm()
        assertEquals(1, app.notifications.shown.size)
        val reach = app.core { reach(app.notifications.facts()) }
        assertEquals(Verdict.OK, reach.verdict)
        assertTrue(lastAlarm(), lastAlarm().startsWith("30 min después"))
    }

    /** dayGLANCE #1027: no zone receiver, and alarms that makers clear. The next look of the daily job sets it for the new zone. */
    @Test
    fun aZoneThatChangedUnheardAndAnAlarmThatWasClearedAreMendedByTheDailyJob() {
        val inMexico = checkNotNull(app.alarms.atMs)
        app.clock.zone = "America/Tijuana"
        app.alarms.atMs = null
        runDailyJob()
        assertEquals(inMexico + HOUR_MS, app.alarms.atMs)
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
        const val MINUTE_MS = 60_000L
        const val HOUR_MS = 3_600_000L
    }
}
