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
import java.time.temporal.ChronoUnit
import kotlin.random.Random
import org.candado.app.DAY_MS
import org.candado.app.FakeNotifications
import org.candado.app.FakePhone
import org.candado.app.TestApplication
import org.candado.app.evidence.Theft
import org.candado.bindings.Care
import org.candado.core.Answer
import org.candado.core.ClockNotification
import org.candado.core.DayOfWeek
import org.candado.core.FlagSignal
import org.candado.core.Plan
import org.candado.core.Reminder
import org.candado.core.ReminderNotification
import org.candado.core.ReminderSettings
import org.candado.core.Rhythm
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

    /** The step of a case that waits a day. */
    data class StartClock(val incident: ULong) : Step

    /** The maker's battery saver keeps something from the app, or no longer does. */
    data class SaveBattery(val swallowed: Swallowed) : Step

    /** Whether the person has the app in front of them. */
    val isInTheApp
        get() =
            when (this) {
                is Wait,
                is Off,
                is Travel,
                is SetClock,
                is Allow,
                is SaveBattery,
                ForceStop,
                Dismiss,
                Update -> false
                else -> true
            }
}

/** What does not come to the app. */
enum class Swallowed {
    NOTHING,

    /** Then the daily job has to set the alarm again. */
    ALARM,

    /** Then the alarm alone has to do. */
    JOB,
}

private val ITEMS = listOf("two_step", "linked_devices", "voicemail_pin", "recovery_email")

private const val HOUR_MS = 3_600_000L

/** So late alarms may come; where no more hours of a day than these are not quiet, such an alarm may miss them every day. */
private const val LATE_HOURS = 4

/** Days after which something due rings again while undone, as in `content/reminders.toml`; the last one repeats. */
private val RING_AGAIN_AFTER_DAYS = listOf(1, 3, 7, 14, 28)

/** Days between two rings of what was noted under a date that has gone back. */
private const val DOUBTFUL_RING_EVERY_DAYS = 7

/** The life of a seed. In most the alarm has to do alone: with the daily job beside it, one that was lost would not be missed. */
fun lifeOf(seed: Int): List<Step> {
    val random = Random(seed)
    val first = Step.SaveBattery(if (random.nextInt(4) > 0) Swallowed.JOB else Swallowed.NOTHING)
    return listOf(first) + List(random.nextInt(1, 14)) { stepOf(random) }
}

private fun stepOf(random: Random): Step =
    when (random.nextInt(29)) {
        in 0..7 -> Step.Wait(random.nextInt(1, 24 * 20), random.nextInt(LATE_HOURS * 60 + 1), processDied = random.nextInt(3) == 0)
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
        27 -> Step.SaveBattery(Swallowed.entries.random(random))
        else -> Step.StartClock(random.nextInt(1, 3).toULong())
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
 * core. Whenever Android would begin a new process, one begins, and knows what the store kept. The app's folder lies in
 * memory and goes with the life.
 */
class Life(private val android: Application) : Closeable {
    private val phone = FakePhone(Shade(), ::folderInMemory)
    private val clock = phone.clock
    private val alarms = phone.alarms
    private val shade = phone.notifications
    private var app = Process()
    private var stopped = false
    private var jobMs = clock.nowMs + DAY_MS
    private var swallowed = Swallowed.NOTHING

    /** What the person chose, as far as it says when something may ring. */
    private var settings: ReminderSettings
    private val daysRung = mutableSetOf<LocalDate>()

    /** How late alarms came last. */
    private var lateMs = 0L

    /** Numbers of the clocks that have not rung. */
    private val clocksWaiting = mutableSetOf<Long>()

    /** The day on which a notification last named the item since it was last settled. */
    private val shownOn = mutableMapOf<String, LocalDate>()

    /** The instant, unless the clock was set back before it since. */
    private val heardMs = mutableMapOf<String, Long>()

    /** The days on which notifications named the item. */
    private val heardOn = mutableMapOf<String, MutableSet<LocalDate>>()

    private inner class Process : TestApplication(phone) {
        init {
            attachBaseContext(android)
        }

        override fun getApplicationContext(): Context = this
    }

    private inner class Shade : FakeNotifications() {
        override fun show(notification: ReminderNotification) = super.show(notification).also { if (it) hear(notification) }

        override fun showClocks(notification: ClockNotification) = super.showClocks(notification).also { if (it) hear(notification) }
    }

    init {
        File(phone.folder, "state.db").writeBytes(EMPTY_STATE)
        app.onCreate()
        app.core { checkup() }
        settings = app.core { reminderSettings() }
    }

    override fun close() {
        phone.folder.deleteRecursively()
    }

    private fun hear(notification: ReminderNotification) {
        hold(!isQuiet()) { "rang in quiet hours" }
        hold(daysRung.add(today())) { "rang twice on ${today()}" }
        val due = plan().due
        hold(due.isNotEmpty() && due.map { it.itemId } == notification.itemIds) { "rang for ${notification.itemIds}, due are $due" }
        hold(due.any(::mayRing)) { "rang on ${today()} for what was heard: $due, $shownOn" }
        for (item in notification.itemIds) {
            shownOn[item] = today()
            heardMs[item] = clock.nowMs
            heardOn.getOrPut(item, ::mutableSetOf).add(today())
        }
    }

    /** Whether it was not heard since it is due, or has waited for its next distance since it was. */
    private fun mayRing(due: Reminder): Boolean {
        val heardOn = shownOn[due.itemId]?.takeIf { it <= today().plusDays(1) } ?: return true
        // No day is told of what was noted under a date that has gone back.
        if (due.day.isEmpty()) return heardOn.plusDays(DOUBTFUL_RING_EVERY_DAYS.toLong()) <= today()
        val dueOn = Instant.ofEpochMilli(due.dueAtMs).atZone(zone()).toLocalDate()
        return heardOn < dueOn || distancesPassed(dueOn, today()) > distancesPassed(dueOn, heardOn)
    }

    private fun distancesPassed(dueOn: LocalDate, on: LocalDate): Int {
        val days = ChronoUnit.DAYS.between(dueOn, on).toInt()
        return RING_AGAIN_AFTER_DAYS.count { it <= days } + maxOf(days / RING_AGAIN_AFTER_DAYS.last() - 1, 0)
    }

    private fun hear(notification: ClockNotification) {
        hold(!isQuiet()) { "a clock rang in quiet hours" }
        for (number in notification.numbers) hold(clocksWaiting.remove(number)) { "clock $number rang twice" }
    }

    private fun hold(condition: Boolean, message: () -> String) {
        if (!condition) throw AssertionError(message())
    }

    private fun plan(): Plan = app.core { reminders() }

    private fun zone(): ZoneId = runCatching { ZoneId.of(clock.zone) }.getOrDefault(ZoneId.of("America/Mexico_City"))

    private fun wall() = Instant.ofEpochMilli(clock.nowMs).atZone(zone())

    private fun today(): LocalDate = wall().toLocalDate()

    private fun isQuiet(): Boolean {
        val (from, until) = settings.quietFromHour.toInt() to settings.quietUntilHour.toInt()
        val hour = wall().hour
        return if (from <= until) hour in from until until else hour >= from || hour < until
    }

    /** Android begins a process of the app. */
    private fun begin() {
        app = Process()
        app.onCreate()
    }

    /** What Android sends the app, unless it was stopped by force. */
    private fun broadcast(action: String) {
        if (stopped) return
        RearmReceiver().onReceive(app, Intent(action))
        holdAlarmIsAhead()
    }

    /** Once the app has set it; one whose time has passed may still be on its way. */
    private fun holdAlarmIsAhead() = hold((alarms.atMs ?: Long.MAX_VALUE) > clock.nowMs) { "the alarm is not ahead" }

    /** One of the things that may happen; what must hold is held to on the way. */
    fun live(step: Step) {
        if (step.isInTheApp) comeBack()
        when (step) {
            is Step.Wait -> wait(step.hours * HOUR_MS, step.lateMinutes * 60_000L, step.processDied)
            is Step.Off -> {
                alarms.atMs = null
                shade.hanging = null
                clock.nowMs += step.hours * HOUR_MS
                clock.restart()
                jobMs = maxOf(jobMs, clock.nowMs)
                if (!stopped) begin()
                broadcast(Intent.ACTION_BOOT_COMPLETED)
            }
            Step.ForceStop -> {
                alarms.atMs = null
                shade.hanging = null
                stopped = true
            }
            Step.Open -> Unit
            Step.Update -> {
                if (!stopped) begin()
                broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
            }
            is Step.Travel -> {
                clock.zone = step.zone
                broadcast(Intent.ACTION_TIMEZONE_CHANGED)
            }
            is Step.SetClock -> {
                val before = today()
                clock.set(clock.nowMs + step.hours * HOUR_MS)
                jobMs = clock.nowMs + DAY_MS
                if (today() != before) daysRung.clear()
                // What was heard under a clock that was ahead is not heard in the days that come.
                heardMs.values.removeIf { it > clock.nowMs }
                broadcast(Intent.ACTION_TIME_CHANGED)
            }
            is Step.Allow -> shade.lets = step.notifications
            is Step.Answered -> {
                app.core { answer(step.item, step.answer) }
                settle(step.item)
            }
            is Step.Postpone -> {
                val date = today().plusDays(step.days.toLong()).toString()
                app.core { postpone(step.item, date) }
                settle(step.item)
            }
            is Step.Switch -> app.core { switchReminder(step.item, step.on) }
            is Step.Choose -> {
                app.core { chooseReminders(step.settings) }
                settings = step.settings
            }
            Step.Incident -> app.core { openIncident(Theft.Takeover.opening("Robo de cuenta")) }
            is Step.ScreenLock -> {
                phone.probes.change = { copy(screenLock = FlagSignal.Value(step.on)) }
                app.core { checkup() }
            }
            Step.Later -> shade.hanging?.let(::later)
            Step.Done -> shade.hanging?.takeIf { it.canBeDone }?.let(::done)
            Step.Dismiss -> shade.hanging = null
            is Step.StartClock -> {
                app.core { startClock("young_session", clock.nowMs, step.incident) }
                clocksWaiting.add(plan().clocks.single { it.incident == step.incident }.number)
            }
            is Step.SaveBattery -> swallowed = step.swallowed
        }
        if (step.isInTheApp) open()
    }

    private fun done(shown: ReminderNotification) {
        AlarmReceiver().onReceive(app, AlarmReceiver.done(app, shown.itemIds))
        shown.itemIds.forEach(::settle)
    }

    /** What was heard of it before says nothing of what comes. */
    private fun settle(item: String) {
        shownOn.remove(item)
        heardMs.remove(item)
    }

    private fun later(shown: ReminderNotification) {
        val settledBefore = plan().upcoming.filter { it.itemId in shown.itemIds }
        AlarmReceiver().onReceive(app, AlarmReceiver.later(app, shown.itemIds, shown.later.date))
        val plan = plan()
        val due = plan.due.map { it.itemId }
        hold(due.none(shown.itemIds::contains)) { "due in spite of the promise: $due" }
        hold(plan.upcoming.containsAll(settledBefore)) { "later moved what was settled: $settledBefore" }
        shown.itemIds.forEach(::settle)
    }

    /** The person opens the app, or comes back to it. */
    private fun open() {
        comeBack()
        app.reminders.rearm()
        val once = alarms.atMs
        app.reminders.rearm()
        hold(once == alarms.atMs) { "re-armed twice, the alarm moved" }
        holdAlarmIsAhead()
    }

    private fun comeBack() {
        if (stopped) begin()
        stopped = false
    }

    private fun wait(ms: Long, lateMs: Long, processDied: Boolean) {
        this.lateMs = lateMs
        val end = clock.nowMs + ms
        while (!stopped) {
            val alarm = alarms.atMs?.let { maxOf(it, clock.nowMs) + lateMs }
            val wakes = minOf(alarm ?: Long.MAX_VALUE, jobMs)
            if (wakes > end) break
            clock.nowMs = maxOf(wakes, clock.nowMs)
            if (alarm != null && alarm <= clock.nowMs) {
                alarms.atMs = null
                wake(swallowed == Swallowed.ALARM, processDied) { AlarmReceiver().onReceive(app, Intent()) }
            }
            if (jobMs <= clock.nowMs) {
                jobMs = clock.nowMs + DAY_MS
                wake(swallowed == Swallowed.JOB, processDied) { RearmJob().also { attach(it, app) }.onStartJob(jobParameters()) }
            }
        }
        clock.nowMs = end
    }

    private fun wake(isSwallowed: Boolean, processDied: Boolean, call: () -> Unit) {
        if (isSwallowed) return
        if (processDied) begin()
        call()
    }

    private fun awakeHours(): Int = 24 - Math.floorMod(settings.quietUntilHour.toInt() - settings.quietFromHour.toInt(), 24)

    /**
     * From here on everything is allowed: a promise rings on its day, when alarms come on time; and whatever is due is heard,
     * and the clock, also when every alarm comes as late as the last.
     */
    fun nothingIsLost() {
        shade.lets = true
        if (swallowed == Swallowed.ALARM) swallowed = Swallowed.NOTHING
        app.core { switchReminder(ITEMS.first(), true) }
        val promised = today().plusDays(9)
        app.core { postpone(ITEMS.first(), promised.toString()) }
        heardOn.clear()
        open()
        val late = if (awakeHours() > LATE_HOURS) lateMs else 0
        wait(11 * DAY_MS, 0, processDied = false)
        val kept = heardOn[ITEMS.first()].orEmpty()
        hold(promised in kept) { "promised for $promised, heard on $kept" }
        val since = clock.nowMs
        wait(40 * DAY_MS, late, processDied = false)
        for (due in plan().due.filter { it.dueAtMs < clock.nowMs - 30 * DAY_MS || it.dueAtMs < since }) {
            val last = heardMs[due.itemId]
            hold(last != null && last >= minOf(due.dueAtMs, since)) { "due and never heard: $due, last $last" }
        }
        hold(clocksWaiting.isEmpty()) { "clocks that never rang: $clocksWaiting" }
    }
}

/** A store in which nothing happened yet: making its tables takes as long as living many days. */
private val EMPTY_STATE: ByteArray by lazy {
    val folder = folderInMemory()
    Care.open(folder.path).close()
    File(folder, "state.db").readBytes().also { folder.deleteRecursively() }
}

/** A folder that needs no disk, where the computer has such a place; what is durable is tested elsewhere. */
private fun folderInMemory(): File =
    Files.createTempDirectory((File("/dev/shm").takeIf { it.isDirectory } ?: File("/tmp")).toPath(), "candado-life").toFile()

/** Gives a service the context it lives in, as the phone does. */
private fun attach(service: RearmJob, context: Context) =
    ReflectionHelpers.callInstanceMethod<Unit>(
        android.content.ContextWrapper::class.java,
        service,
        "attachBaseContext",
        ClassParameter.from(Context::class.java, context),
    )
