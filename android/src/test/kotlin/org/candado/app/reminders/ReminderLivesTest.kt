package org.candado.app.reminders

import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentSkipListSet
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import org.candado.app.TestApplication
import org.junit.Assert.fail
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/**
 * The whole app below its screens, and the real core, through simulated lives, each drawn from a seed: see [Life]. The
 * engine alone lives through as many in `tests/tests/reminders_simulator.rs`. A seed that fails is printed with its
 * smallest failing life; `CANDADO_SEED=n` lives that one alone. `./dev test --long` asks for 100,000 lives.
 */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX")
class ReminderLivesTest {
    private val android = RuntimeEnvironment.getApplication()

    private fun broken(steps: List<Step>): String? =
        Life(android).use { life ->
            try {
                steps.forEach(life::live)
                life.nothingIsLost()
                null
            } catch (broken: AssertionError) {
                broken.message
            }
        }

    /** Leaves steps out, one after the other, as long as it still breaks. */
    private fun smallest(steps: List<Step>): List<Step> {
        val smaller = steps.indices.map { steps.filterIndexed { index, _ -> index != it } }.firstOrNull { broken(it) != null }
        return if (smaller == null) steps else smallest(smaller)
    }

    private fun seeds(): IntRange {
        val one = System.getenv("CANDADO_SEED") ?: return 0 until System.getProperty("candado.lives", "100").toInt()
        val seed = checkNotNull(one.toIntOrNull()) { "CANDADO_SEED is a number, not $one" }
        return seed..seed
    }

    /** The lowest of the seeds whose life breaks, as far as they were lived when the first one did. */
    private fun firstBroken(seeds: IntRange): Int? {
        val next = AtomicInteger(seeds.first)
        val broken = ConcurrentSkipListSet<Int>()
        val begun = System.nanoTime()
        val processors = Runtime.getRuntime().availableProcessors()
        val threads = Executors.newFixedThreadPool(processors)
        val live = Callable {
            while (broken.isEmpty()) {
                val seed = next.getAndIncrement()
                if (seed > seeds.last) break
                if (broken(lifeOf(seed)) != null) broken.add(seed)
                val lived = seed - seeds.first + 1
                // What the core holds of a life is only given back with its Java objects.
                if (lived % LIVES_BETWEEN_CLEANINGS == 0) System.gc()
                if (lived % LIVES_BETWEEN_LINES == 0 || seed == seeds.last) {
                    val seconds = (System.nanoTime() - begun) / 1_000_000_000
                    println("$lived of ${seeds.count()} lives after $seconds s")
                }
            }
        }
        try {
            threads.invokeAll(List(processors) { live }).forEach { it.get() }
        } finally {
            threads.shutdownNow()
        }
        return broken.firstOrNull()
    }

    @Test
    fun inEveryLifeNothingIsLostRingsTwiceOrRingsAtNight() {
        val seed = firstBroken(seeds()) ?: return
        val life = smallest(lifeOf(seed))
        fail("seed $seed: ${broken(life)}\nthe smallest life in which it happens:\n${life.joinToString("\n")}")
    }

    private companion object {
        const val LIVES_BETWEEN_CLEANINGS = 250

        /** So that a long run is seen to go on. */
        const val LIVES_BETWEEN_LINES = 5_000
    }
}
