package org.candado.app.reminders

import org.candado.app.TestApplication
import org.junit.Assert.fail
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/**
 * The whole app below its screens, and the real core, through simulated lives, each drawn from a seed: see [Life]. The
 * engine alone lives through many more in `tests/tests/reminders_simulator.rs`. A seed that fails is printed with its
 * smallest failing life; `CANDADO_SEED=n` lives that one alone. `./dev test --long` asks for more lives.
 */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX")
class ReminderLivesTest {
    private fun broken(steps: List<Step>): String? =
        Life(RuntimeEnvironment.getApplication()).use { life ->
            try {
                steps.forEach(life::live)
                life.nothingIsLost()
                null
            } catch (broken: Broken) {
                broken.message
            }
        }

    /** Leaves steps out, one after the other, as long as it still breaks. */
    private fun smallest(steps: List<Step>): List<Step> {
        val smaller = steps.indices.map { steps.filterIndexed { index, _ -> index != it } }.firstOrNull { broken(it) != null }
        return if (smaller == null) steps else smallest(smaller)
    }

    private fun seeds(): Iterable<Int> {
        val one = System.getenv("CANDADO_SEED") ?: return 0 until System.getProperty("candado.lives", "40").toInt()
        return listOf(checkNotNull(one.toIntOrNull()) { "CANDADO_SEED is a number, not $one" })
    }

    @Test
    fun inEveryLifeNothingIsLostRingsTwiceOrRingsAtNight() {
        val begun = System.nanoTime()
        var lives = 0
        for (seed in seeds()) {
            val steps = lifeOf(seed)
            lives += 1
            // What the core holds of a life is only given back with its Java objects.
            if (lives % LIVES_BETWEEN_CLEANINGS == 0) System.gc()
            if (broken(steps) == null) continue
            val life = smallest(steps)
            fail("seed $seed: ${broken(life)}\nthe smallest life in which it happens:\n${life.joinToString("\n")}")
        }
        println("$lives lives, ${(System.nanoTime() - begun) / 1_000_000 / lives} ms each")
    }

    private companion object {
        const val LIVES_BETWEEN_CLEANINGS = 100
    }
}
