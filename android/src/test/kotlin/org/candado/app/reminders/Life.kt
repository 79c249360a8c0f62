package org.candado.app.reminders

import android.app.Application
import android.content.Context
import android.content.Intent
import java.io.Closeable
import java.io.File
import java.nio.file.Files
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.util.concurrent.Executor
import kotlin.random.Random
import org.candado.app.CandadoApplication
import org.candado.app.DAY_MS
import org.candado.app.FakeAlarms
import org.candado.app.FakeClock
import org.candado.app.FakeProbes
import org.candado.app.FakeSettingsScreens
import org.candado.app.platform.AndroidLanguages
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.Notifications
import org.candado.app.platform.Platform
import org.candado.core.Answer
import org.candado.core.ClockNotification
import org.candado.core.DayOfWeek
import org.candado.core.FlagSignal
import org.candado.core.Plan
import org.candado.core.ReachFacts
import org.candado.core.ReminderNotification
import org.candado.core.ReminderSettings
import org.candado.core.Rhythm
import org.candado.core.StandbyBucket
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter

/** What happens in a life. */
sealed interface Step {
    /** Time goes by; alarms come so many minutes late, and find the process alive or not. */
    data class Wait(val hours: Int, val lateMinutes: Int, val processDied: Boolean) : Step

    /** The phone is off, then starts. */
    data class Off(val hours: Int) : Step

    /** The phone's own settings end the app; nothing of it runs until it is opened. */
    data object ForceStop : Step

    data object Open : Step

    data object Update : Step

    data class Travel(val zone: String) : Step

    data class SetClock(val hours: Int) : Step

    data class Allow(val notifications: Boolean) : Step

    data class Answered(val item: String, val answer: Answer) : Step

    /** On the item's page: to a day that the person picks. */
    data class Postpone(val item: String, val days: Int) : Step

    data class Switch(val item: String, val on: Boolean) : Step

    data class Choose(val settings: ReminderSettings) : Step

    data object Incident : Step

    /** What the phone measures goes wrong or well; the checkup sees it. */
    data class ScreenLock(val on: Boolean) : Step

    /** On the notification that hangs, if one does. */
    data object Later : Step

    data object Done : Step

    data object Dismiss : Step

    data object StartClock : Step
}

/** What a property says when it does not hold. */
class Broken(message: String) : Exception(message)

private val ITEMS = listOf("two_step", "linked_devices", "voicemail_pin", "recovery_email")

private const val HOUR_MS = 3_600_000L

/** The life of a seed. */
fun lifeOf(seed: Int): List<Step> {
    val random = Random(seed)
    return List(random.nextInt(1, 14)) {
        when (random.nextInt(28)) {
            in 0..7 -> Step.Wait(random.nextInt(1, 24 * 20), random.nextInt(60), random.nextBoolean())
            8 -> Step.Off(random.nextInt(1, 24 * 10))
            9 -> Step.ForceStop
            10 -> Step.Open
            11 -> Step.Travel(listOf("America/Mexico_City", "America/Tijuana", "Asia/Kolkata", "Pacific/Kiritimati", "Mars/Olympus").random(random))
            12 -> Step.SetClock(listOf(-365 * 24, -49, -3, 1, 30, 24 * 40, 3_650 * 24).random(random))
            13 -> Step.Allow(random.nextBoolean())
            14, 15, 16 -> Step.Answered(ITEMS.random(random), listOf(Answer.YES, Answer.NO).random(random))
            17, 18 -> Step.Postpone(ITEMS.random(random), random.nextInt(1, 40))
            19 -> Step.Switch(ITEMS.random(random), random.nextBoolean())
            20 -> Step.Choose(settings(random))
            21 -> Step.Incident
            22 -> Step.ScreenLock(random.nextBoolean())
            23 -> Step.Later
            24 -> Step.Done
            25 -> Step.Dismiss
            26 -> Step.Update
            else -> Step.StartClock
        }
    }
}

private fun settings(random: Random) =
    ReminderSettings(
        enabled = true,
        rhythm = Rhythm.entries.random(random),
        weekdays = DayOfWeek.entries.shuffled(random).take(random.nextInt(1, 8)),
        hour = random.nextInt(24).toUInt(),
        quietFromHour = random.nextInt(24).toUInt(),
        quietUntilHour = random.nextInt(24).toUInt(),
    )

/**
 * A person, a phone and the app on it: its application, receivers and daily job as Android calls them, over the real
 * core. Its folder lies in memory and goes with it.
 */
class Life(private val phone: Application) : Closeable {
    private val clock = FakeClock()
    private val probes = FakeProbes(clock)
    private val alarms = FakeAlarms()
    private val shade = Shade()
    private val folder: File = Files.createTempDirectory(File("/dev/shm").takeIf { it.isDirectory }?.toPath() ?: File("/tmp").toPath(), "candado-life").toFile()
    private val app = App()
    private val job = RearmJob().also { attach(it, app) }
    private var jobMs = clock.nowMs + DAY_MS
    private var stopped = false
    private val daysRung = mutableSetOf<LocalDate>()
    private var clockStarted = false

    /** When a notification last named the item since it was last settled. */
    private val heardMs = mutableMapOf<String, Long>()

    /** The days on which notifications named the item. */
    private val heardOn = mutableMapOf<String, MutableSet<LocalDate>>()

    private inner class App : CandadoApplication() {
        init {
            attachBaseContext(phone)
        }

        override fun getApplicationContext(): Context = this

        override fun makePlatform() =
            Platform(clock, probes, alarms, shade, FakeSettingsScreens(), AndroidLanguages(phone))

        override fun loadCore() = Unit

        override fun dataFolder() = folder

        override fun backgroundExecutor() = Executor { it.run() }

        override fun deliveryExecutor() = Executor { it.run() }
    }

    private inner class Shade : Notifications {
        var allowed = true
        var hanging: ReminderNotification? = null

        override fun show(notification: ReminderNotification): Boolean {
            if (!allowed) return false
            hold(!isQuiet()) { "rang in quiet hours" }
            hold(daysRung.add(today())) { "rang twice on ${today()}" }
            val due = plan().due
            hold(due.isNotEmpty() && due.map { it.itemId } == notification.itemIds) { "rang for ${notification.itemIds}, due are $due" }
            for (item in notification.itemIds) {
                heardMs[item] = clock.nowMs
                heardOn.getOrPut(item, ::mutableSetOf).add(today())
            }
            hanging = notification
            return true
        }

        override fun clear() {
            hanging = null
        }

        override fun bringUpToDate(notification: ReminderNotification?) {
            if (hanging != null) hanging = notification
        }

        override fun makeChannels() = Unit

        override fun showClocks(notification: ClockNotification): Boolean {
            if (!allowed) return false
            hold(!isQuiet()) { "a clock rang in quiet hours" }
            hold(clockStarted) { "a clock rang twice" }
            clockStarted = false
            return true
        }

        override fun clearClocks() = Unit

        override fun showTest() = allowed

        override fun facts(): ReachFacts {
            val on = FlagSignal.Value(true)
            return ReachFacts(FlagSignal.Value(allowed), on, on, FlagSignal.Absent, FlagSignal.Absent, StandbyBucket.UNKNOWN)
        }
    }

    init {
        app.onCreate()
        ask { checkup() }
    }

    override fun close() {
        folder.deleteRecursively()
    }

    private fun hold(condition: Boolean, message: () -> String) {
        if (!condition) throw Broken(message())
    }

    private fun <T> ask(work: CoreGateway.Core.() -> T): T {
        var answer: Result<T>? = null
        app.core.ask(work, refused = { answer = Result.failure(Broken("the core refused: $it")) }) { answer = Result.success(it) }
        return checkNotNull(answer).getOrThrow()
    }

    private fun plan(): Plan = ask { reminders() }

    private fun zone(): ZoneId = runCatching { ZoneId.of(clock.zone) }.getOrDefault(ZoneId.of("America/Mexico_City"))

    private fun wall() = Instant.ofEpochMilli(clock.nowMs).atZone(zone())

    private fun today(): LocalDate = wall().toLocalDate()

    private fun isQuiet(): Boolean {
        val settings = ask { reminderSettings() }
        val (from, until) = settings.quietFromHour.toInt() to settings.quietUntilHour.toInt()
        val hour = wall().hour
        return if (from <= until) hour in from until until else hour >= from || hour < until
    }

    /** What Android sends the app, unless it was stopped by force. */
    private fun broadcast(action: String) {
        if (!stopped) RearmReceiver().onReceive(app, Intent(action))
    }

    /** One of the things that may happen; what must hold is held to on the way. */
    fun live(step: Step) {
        when (step) {
            is Step.Wait -> wait(step.hours * HOUR_MS, step.lateMinutes * 60_000L, step.processDied)
            is Step.Off -> {
                alarms.atMs = null
                shade.hanging = null
                clock.nowMs += step.hours * HOUR_MS
                clock.restart()
                jobMs = maxOf(jobMs, clock.nowMs)
                if (!stopped) app.onCreate()
                broadcast(Intent.ACTION_BOOT_COMPLETED)
            }
            Step.ForceStop -> {
                alarms.atMs = null
                shade.hanging = null
                stopped = true
            }
            Step.Open -> Unit
            Step.Update -> {
                if (!stopped) app.onCreate()
                broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
            }
            is Step.Travel -> {
                clock.zone = step.zone
                broadcast(Intent.ACTION_TIMEZONE_CHANGED)
            }
            is Step.SetClock -> {
                clock.set(clock.nowMs + step.hours * HOUR_MS)
                jobMs = clock.nowMs + DAY_MS
                daysRung.clear()
                broadcast(Intent.ACTION_TIME_CHANGED)
            }
            is Step.Allow -> shade.allowed = step.notifications
            is Step.Answered -> {
                ask { answer(step.item, step.answer) }
                heardMs.remove(step.item)
            }
            is Step.Postpone -> {
                val date = today().plusDays(step.days.toLong()).toString()
                ask { postpone(step.item, date) }
                heardMs.remove(step.item)
            }
            is Step.Switch -> ask { switchReminder(step.item, step.on) }
            is Step.Choose -> ask { chooseReminders(step.settings) }
            Step.Incident -> ask { incident() }
            is Step.ScreenLock -> {
                probes.change = { copy(screenLock = FlagSignal.Value(step.on)) }
                ask { checkup() }
            }
            Step.Later -> shade.hanging?.let(::later)
            Step.Done -> shade.hanging?.takeIf { it.canBeDone }?.let { AlarmReceiver().onReceive(app, AlarmReceiver.done(app, it.itemIds)) }
            Step.Dismiss -> shade.hanging = null
            Step.StartClock -> {
                ask { startClock("young_session", clock.nowMs) }
                clockStarted = true
            }
        }
        val isInTheApp = step !is Step.Wait && step !is Step.Off && step !is Step.Travel && step !is Step.SetClock
        if (isInTheApp && step !is Step.Allow && step != Step.ForceStop && step != Step.Dismiss && step != Step.Update) open()
        hold((alarms.atMs ?: Long.MAX_VALUE) > clock.nowMs || step is Step.Wait) { "the alarm is not ahead" }
    }

    private fun later(shown: ReminderNotification) {
        val settledBefore = plan().upcoming.filter { it.itemId in shown.itemIds }
        AlarmReceiver().onReceive(app, AlarmReceiver.later(app, shown.itemIds, shown.later.date))
        val plan = plan()
        val due = plan.due.map { it.itemId }
        hold(due.none(shown.itemIds::contains)) { "due in spite of the promise: $due" }
        hold(plan.upcoming.containsAll(settledBefore)) { "later moved what was settled: $settledBefore" }
        shown.itemIds.forEach(heardMs::remove)
    }

    /** The person opens the app, or comes back to it. */
    private fun open() {
        if (stopped) app.onCreate()
        stopped = false
        app.reminders.rearm()
        val once = alarms.atMs
        app.reminders.rearm()
        hold(once == alarms.atMs) { "re-armed twice, the alarm moved" }
    }

    private fun wait(ms: Long, lateMs: Long, processDied: Boolean) {
        val end = clock.nowMs + ms
        while (!stopped) {
            val alarm = alarms.atMs?.let { maxOf(it, clock.nowMs) + lateMs }
            val wakes = minOf(alarm ?: Long.MAX_VALUE, jobMs)
            if (wakes > end) break
            clock.nowMs = maxOf(wakes, clock.nowMs)
            val isAlarm = alarm != null && alarm <= clock.nowMs
            if (isAlarm) alarms.atMs = null
            if (processDied) app.onCreate()
            if (isAlarm) AlarmReceiver().onReceive(app, Intent())
            if (jobMs <= clock.nowMs) {
                jobMs = clock.nowMs + DAY_MS
                job.onStartJob(jobParameters())
            }
        }
        clock.nowMs = end
    }

    /** From here on everything is allowed: a promise rings on its day, and whatever is due is heard, and the clock. */
    fun nothingIsLost() {
        shade.allowed = true
        ask { switchReminder(ITEMS.first(), true) }
        val promised = today().plusDays(9)
        ask { postpone(ITEMS.first(), promised.toString()) }
        heardOn.clear()
        open()
        val since = clock.nowMs
        wait(40 * DAY_MS, 0, processDied = false)
        val kept = heardOn[ITEMS.first()].orEmpty()
        hold(promised in kept) { "promised for $promised, heard on $kept" }
        for (due in plan().due.filter { it.dueAtMs < clock.nowMs - 21 * DAY_MS || it.dueAtMs < since }) {
            val heard = heardMs[due.itemId]
            hold(heard != null && heard >= minOf(due.dueAtMs, since)) { "due and never heard: $due, last $heard" }
        }
        hold(!clockStarted) { "the clock never rang" }
    }
}

/** Gives a service the context it lives in, as the phone does. */
private fun attach(service: RearmJob, context: Context) =
    ReflectionHelpers.callInstanceMethod<Unit>(
        android.content.ContextWrapper::class.java,
        service,
        "attachBaseContext",
        ClassParameter.from(Context::class.java, context),
    )
