package org.candado.app.reminders

import java.nio.file.Files
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.util.concurrent.Executor
import kotlin.random.Random
import org.candado.app.DAY_MS
import org.candado.app.FakeAlarms
import org.candado.app.FakeClock
import org.candado.app.FakeProbes
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.Notifications
import org.candado.core.Answer
import org.candado.core.ClockNotification
import org.candado.core.FlagSignal
import org.candado.core.Language
import org.candado.core.ReachFacts
import org.candado.core.ReminderNotification
import org.candado.core.StandbyBucket
import org.junit.Assert.fail
import org.junit.Test

/**
 * The Kotlin shell and the real core through simulated lives, each drawn from a seed: time, restarts, forced stops,
 * journeys, clocks set by hand, permission, taps. The engine alone lives through many more in
 * `tests/tests/reminders_simulator.rs`. A seed that fails is printed with its smallest failing life.
 */
class ReminderLivesTest {
    private sealed interface Step {
        data class Wait(val hours: Int, val lateMinutes: Int) : Step
        data class Off(val hours: Int) : Step
        data object ForceStop : Step
        data object Open : Step
        data class Travel(val zone: String) : Step
        data class SetClock(val hours: Int) : Step
        data class Allow(val notifications: Boolean) : Step
        data class Answered(val item: String, val answer: Answer) : Step
        data object Later : Step
        data object Done : Step
        data object StartClock : Step
    }

    private class Broken(message: String) : Exception(message)

    private class Life {
        val clock = FakeClock()
        val alarms = FakeAlarms()
        val shade = Shade()
        private val now = Executor { it.run() }
        private val core =
            CoreGateway({}, Files.createTempDirectory("candado-life").toFile(), now, now, clock, FakeProbes(clock)) { Language.SPANISH }
        private val keeper = ReminderKeeper(core, alarms, shade)
        private var jobMs = clock.nowMs + DAY_MS
        private var stopped = false
        private val daysRung = mutableSetOf<LocalDate>()
        private var clockStarted = false

        inner class Shade : Notifications {
            var allowed = true
            var hanging: ReminderNotification? = null

            override fun show(notification: ReminderNotification): Boolean {
                if (!allowed) return false
                hold(!isQuiet()) { "rang in quiet hours" }
                hold(daysRung.add(today())) { "rang twice on ${today()}" }
                hanging = notification
                return true
            }

            override fun clear() {
                hanging = null
            }

            override fun showClocks(notification: ClockNotification): Boolean {
                if (!allowed) return false
                hold(!isQuiet()) { "a clock rang in quiet hours" }
                hold(clockStarted) { "a clock rang twice" }
                clockStarted = false
                return true
            }

            override fun clearClocks() = Unit

            override fun showTest() = allowed

            override fun facts() =
                ReachFacts(
                    FlagSignal.Value(allowed), FlagSignal.Absent, FlagSignal.Absent, FlagSignal.Absent, FlagSignal.Absent,
                    StandbyBucket.UNKNOWN,
                )
        }

        init {
            ask { checkup() }
            keeper.rearm()
        }

        fun hold(condition: Boolean, message: () -> String) {
            if (!condition) throw Broken(message())
        }

        private fun <T> ask(work: CoreGateway.Core.() -> T): T {
            var answer: T? = null
            core.ask(work, refused = { throw Broken("the core refused: $it") }) { answer = it }
            return checkNotNull(answer)
        }

        private fun wall() = Instant.ofEpochMilli(clock.nowMs).atZone(ZoneId.of(clock.zone))

        private fun today(): LocalDate = wall().toLocalDate()

        private fun isQuiet() = wall().hour >= 22 || wall().hour < 8

        fun live(step: Step) {
            when (step) {
                is Step.Wait -> wait(step.hours * HOUR_MS, step.lateMinutes * 60_000L)
                is Step.Off -> {
                    alarms.atMs = null
                    clock.nowMs += step.hours * HOUR_MS
                    jobMs = maxOf(jobMs, clock.nowMs)
                    if (!stopped) keeper.ring(woken = true)
                }
                Step.ForceStop -> {
                    alarms.atMs = null
                    shade.hanging = null
                    stopped = true
                }
                Step.Open -> open()
                is Step.Travel -> {
                    clock.zone = step.zone
                    if (!stopped) keeper.ring(woken = false)
                }
                is Step.SetClock -> {
                    clock.nowMs += step.hours * HOUR_MS
                    jobMs = clock.nowMs + DAY_MS
                    daysRung.clear()
                    if (!stopped) keeper.ring(woken = false)
                }
                is Step.Allow -> shade.allowed = step.notifications
                is Step.Answered -> {
                    ask { answer(step.item, step.answer) }
                    open()
                }
                Step.Later ->
                    shade.hanging?.let { shown ->
                        keeper.later(shown.itemIds, shown.later.date) {}
                        val due = ask { reminders() }.due.map { it.itemId }
                        hold(due.none(shown.itemIds::contains)) { "due in spite of the promise: $due" }
                    }
                Step.Done -> shade.hanging?.takeIf { it.canBeDone }?.let { keeper.done(it.itemIds.single()) {} }
                Step.StartClock -> {
                    ask { startClock("young_session", clock.nowMs) }
                    clockStarted = true
                    open()
                }
            }
            hold((alarms.atMs ?: Long.MAX_VALUE) > clock.nowMs || step is Step.Wait) { "the alarm is not ahead" }
        }

        private fun open() {
            stopped = false
            keeper.rearm()
            val once = alarms.atMs
            keeper.rearm()
            hold(once == alarms.atMs) { "re-armed twice, the alarm moved" }
        }

        private fun wait(ms: Long, lateMs: Long) {
            val end = clock.nowMs + ms
            while (!stopped) {
                val alarm = alarms.atMs?.let { maxOf(it, clock.nowMs) + lateMs }
                val wakes = minOf(alarm ?: Long.MAX_VALUE, jobMs)
                if (wakes > end) break
                clock.nowMs = maxOf(wakes, clock.nowMs)
                if (jobMs <= clock.nowMs) jobMs = clock.nowMs + DAY_MS
                if (alarm != null && alarm <= clock.nowMs) alarms.atMs = null
                keeper.ring(woken = true)
            }
            clock.nowMs = end
        }

        /** From here on everything is allowed: whatever is due must be heard, and the clock. */
        fun nothingIsLost() {
            shade.allowed = true
            val before = daysRung.size
            open()
            wait(40 * DAY_MS, 0)
            val due = ask { reminders() }.due
            hold(due.isEmpty() || daysRung.size > before) { "due and never heard: ${due.map { it.itemId }}" }
            hold(!clockStarted) { "the clock never rang" }
        }
    }

    private fun steps(seed: Int): List<Step> {
        val random = Random(seed)
        val items = listOf("two_step", "linked_devices", "voicemail_pin", "play_protect")
        return List(random.nextInt(1, 14)) {
            when (random.nextInt(20)) {
                in 0..7 -> Step.Wait(random.nextInt(1, 24 * 20), random.nextInt(60))
                8 -> Step.Off(random.nextInt(1, 24 * 10))
                9 -> Step.ForceStop
                10 -> Step.Open
                11 -> Step.Travel(listOf("America/Mexico_City", "America/Tijuana", "Asia/Kolkata", "Pacific/Kiritimati").random(random))
                12 -> Step.SetClock(listOf(-365 * 24, -49, -3, 1, 30, 24 * 40, 3_650 * 24).random(random))
                13 -> Step.Allow(random.nextBoolean())
                14, 15 -> Step.Answered(items.random(random), listOf(Answer.YES, Answer.NO).random(random))
                16, 17 -> Step.Later
                18 -> Step.Done
                else -> Step.StartClock
            }
        }
    }

    private fun broken(steps: List<Step>): String? =
        try {
            Life().run {
                steps.forEach(::live)
                nothingIsLost()
            }
            null
        } catch (broken: Broken) {
            broken.message
        }

    /** Leaves steps out, one after the other, as long as it still breaks. */
    private fun smallest(steps: List<Step>): List<Step> {
        val smaller = steps.indices.map { steps.filterIndexed { index, _ -> index != it } }.firstOrNull { broken(it) != null }
        return if (smaller == null) steps else smallest(smaller)
    }

    @Test
    fun inEveryLifeNothingIsLostRingsTwiceOrRingsAtNight() {
        for (seed in 0 until LIVES) {
            val steps = steps(seed)
            if (broken(steps) == null) continue
            val life = smallest(steps)
            fail("seed $seed: ${broken(life)}\nthe smallest life in which it happens:\n${life.joinToString("\n")}")
        }
    }

    private companion object {
        const val LIVES = 60
        const val HOUR_MS = 3_600_000L
    }
}
