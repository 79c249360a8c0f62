package org.candado.app.reminders

import android.Manifest
import android.app.AlarmManager
import android.app.PendingIntent
import android.app.job.JobScheduler
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.os.Bundle
import android.os.Looper
import java.io.File
import java.time.Duration
import org.candado.app.DAY_MS
import org.candado.app.TestApplication
import org.candado.app.evidence.Theft
import org.candado.app.platform.AndroidAlarms
import org.candado.core.EntryBody
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowBroadcastPendingResult

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35])
class RearmTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    private fun promiseSomething() {
        val item = app.core { checkup().items.last().id }
        app.core { postpone(item, "2026-03-21") }
    }

    @Test
    fun everyBroadcastThatLosesOrMovesAnAlarmSetsItAgain() {
        promiseSomething()
        for (action in RearmReceiver.ACTIONS) {
            app.alarms.atMs = null
            RearmReceiver().onReceive(app, Intent(action))
            assertNotNull(action, app.alarms.atMs)
        }
    }

    @Test
    fun aChangeOfZoneIsNotedInALogWithEntriesAndNoLogIsBegunForIt() {
        val zone = Intent(Intent.ACTION_TIMEZONE_CHANGED)
        app.clock.zone = "America/Tijuana"
        RearmReceiver().onReceive(app, zone)
        assertFalse(File(app.folder, "evidence.db").exists())
        app.core { append(Theft.Takeover.opening("Robo")) }
        app.clock.zone = "America/Mexico_City"
        // Told of 12 or 24 hours by the broadcast of the clock: nothing moved.
        RearmReceiver().onReceive(
            app,
            Intent(Intent.ACTION_TIME_CHANGED).putExtra("android.intent.extra.TIME_PREF_24_HOUR_FORMAT", 1),
        )
        assertEquals(1uL, app.core { summary() }.entries)
        RearmReceiver().onReceive(app, zone)
        val noted = app.core { entry(1) }?.entry?.body
        assertEquals(EntryBody.ClockChange("America/Tijuana", "America/Mexico_City", 0), noted)
        RearmReceiver().onReceive(app, zone)
        assertEquals(2uL, app.core { summary() }.entries)
    }

    /** A long bundle keeps the core's one thread: the phone would take an app that keeps its broadcast for hung. */
    @Test
    fun aBroadcastIsGivenBackInTimeAndItsWorkGoesOn() {
        promiseSomething()
        app.clock.nowMs += 10 * DAY_MS + DAY_MS / 4
        val alarm = AlarmReceiver()
        val rearm = RearmReceiver()
        app.registerReceiver(alarm, IntentFilter("alarm"), Context.RECEIVER_NOT_EXPORTED)
        app.registerReceiver(rearm, IntentFilter(Intent.ACTION_TIME_CHANGED), Context.RECEIVER_NOT_EXPORTED)
        app.holdCore()
        app.sendBroadcast(Intent("alarm"))
        app.sendBroadcast(Intent(Intent.ACTION_TIME_CHANGED))
        val main = shadowOf(Looper.getMainLooper())
        main.idle()
        val kept = listOf(alarm, rearm).map { Shadow.extract<ShadowBroadcastPendingResult>(shadowOf(it).originalPendingResult).future }
        main.idleFor(Duration.ofMillis(KEPT_AT_MOST_MS - 1))
        assertTrue(kept.none { it.isDone })
        main.idleFor(Duration.ofMillis(1))
        assertTrue(kept.all { it.isDone })
        assertTrue(app.notifications.shown.isEmpty())
        app.letCoreGo()
        main.idle()
        assertEquals(1, app.notifications.shown.size)
        // Where nothing holds it, the broadcast is given back at once, and not once more later.
        app.sendBroadcast(Intent("alarm"))
        main.idle()
        assertTrue(Shadow.extract<ShadowBroadcastPendingResult>(shadowOf(alarm).originalPendingResult).future.isDone)
        main.idleFor(Duration.ofMillis(2 * KEPT_AT_MOST_MS))
    }

    /** Asked together, each would say that nothing was shown today. */
    @Test
    fun whatWakesTheAppTwiceWhileTheCoreIsBusyShowsOneNotification() {
        promiseSomething()
        app.clock.nowMs += 10 * DAY_MS + DAY_MS / 4
        app.holdCore()
        AlarmReceiver().onReceive(app, Intent())
        RearmReceiver().onReceive(app, Intent(Intent.ACTION_MY_PACKAGE_REPLACED))
        app.letCoreGo()
        assertEquals(1, app.notifications.shown.size)
        assertTrue((app.alarms.atMs ?: 0) > app.clock.nowMs)
    }

    @Test
    fun anotherBroadcastChangesNothing() {
        promiseSomething()
        app.alarms.sets = 0
        RearmReceiver().onReceive(app, Intent("org.example.OTHER"))
        assertEquals(0, app.alarms.sets)
    }

    @Test
    fun theAlarmShowsOneNotificationADayAndPlansTheNext() {
        promiseSomething()
        app.clock.nowMs += 10 * DAY_MS + DAY_MS / 4
        AlarmReceiver().onReceive(app, Intent())
        assertEquals(1, app.notifications.shown.size)
        AlarmReceiver().onReceive(app, Intent())
        assertEquals(1, app.notifications.shown.size)
        assertTrue((app.alarms.atMs ?: 0) > app.clock.nowMs)
    }

    @Test
    fun aNotificationThePhoneHoldsBackDoesNotCountAsShown() {
        promiseSomething()
        app.clock.nowMs += 10 * DAY_MS + DAY_MS / 4
        app.notifications.lets = false
        AlarmReceiver().onReceive(app, Intent())
        app.notifications.lets = true
        AlarmReceiver().onReceive(app, Intent())
        assertEquals(1, app.notifications.shown.size)
    }

    @Test
    fun aPersistedDailyJobStandsBehindTheAlarm() {
        val scheduler = checkNotNull(app.getSystemService(JobScheduler::class.java))
        val job = scheduler.allPendingJobs.single()
        assertTrue(job.isPersisted && job.isPeriodic)
        assertEquals(DAY_MS, job.intervalMillis)
    }

    @Test
    fun thePhonesAlarmIsInexactAndReplacedNotAdded() {
        val alarms = AndroidAlarms(app)
        alarms.set(1_000)
        alarms.set(2_000)
        val manager = shadowOf(app.getSystemService(AlarmManager::class.java))
        val alarm = manager.scheduledAlarms.single()
        assertEquals(2_000, alarm.triggerAtMs)
        assertTrue(alarm.isAllowWhileIdle)
        // What the phone itself chooses; an exact alarm has a window of no length.
        assertEquals(HEURISTIC_WINDOW, alarm.windowLengthMs)
        alarms.clear()
        assertFalse(manager.scheduledAlarms.any())
    }

    /** The difference that the test above rests on. */
    @Test
    fun anExactAlarmWouldBeTold() {
        val system = checkNotNull(app.getSystemService(AlarmManager::class.java))
        val intent = PendingIntent.getBroadcast(app, 0, Intent(app, AlarmReceiver::class.java), PendingIntent.FLAG_IMMUTABLE)
        system.setExactAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, 1_000, intent)
        assertNotEquals(HEURISTIC_WINDOW, shadowOf(system).scheduledAlarms.single().windowLengthMs)
    }

    @Test
    fun theAppAsksForNoExactAlarms() {
        val manager = app.packageManager
        val asked = manager.getPackageInfo(app.packageName, PackageManager.GET_PERMISSIONS).requestedPermissions.orEmpty().toList()
        assertTrue(asked.contains(Manifest.permission.RECEIVE_BOOT_COMPLETED))
        assertFalse(asked.any { it.contains("EXACT_ALARM") })
    }

    @Test
    fun theDailyJobIsPlannedAgainAfterAForcedStop() {
        val scheduler = checkNotNull(app.getSystemService(JobScheduler::class.java))
        scheduler.cancelAll()
        app.onCreate()
        assertEquals(1, scheduler.allPendingJobs.size)
    }

    @Test
    fun theDailyJobLooksAndSaysWhenItIsFinished() {
        promiseSomething()
        app.clock.nowMs += 10 * DAY_MS + DAY_MS / 4
        assertTrue(runDailyJob().isJobFinished)
        assertEquals(1, app.notifications.shown.size)
        assertTrue((app.alarms.atMs ?: 0) > app.clock.nowMs)
    }

    /** What comes without its extras, from wherever, answers and postpones nothing. */
    @Test
    fun anActionThatLostItsItemsChangesNothing() {
        promiseSomething()
        val before = app.core { reminders() }
        val done = AlarmReceiver.done(app, listOf("two_step")).also { it.replaceExtras(Bundle()) }
        val later = AlarmReceiver.later(app, listOf("two_step"), "2026-03-21").also { it.replaceExtras(Bundle()) }
        listOf(done, later).forEach { AlarmReceiver().onReceive(app, it) }
        assertEquals(before, app.core { reminders() })
    }

    private companion object {
        /** `AlarmManager.WINDOW_HEURISTIC`, which the platform hides. */
        const val HEURISTIC_WINDOW = -1L
    }
}
