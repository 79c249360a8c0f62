package org.candado.preview.host

import org.candado.preview.phone.PhoneSession
import org.junit.runner.JUnitCore

/**
 * Runs the phone again and again: each boot is one run of [PhoneSession], so everything Android
 * remembers outside the app's folder starts afresh, as on a real phone.
 */
internal object Boots {
    private const val CRASHES_IN_A_ROW = 3
    private const val QUICK_MILLIS = 30_000L

    /** Runs until the process is asked to stop. */
    fun run(onReady: Runnable) {
        Link.onReady = onReady
        var crashes = 0
        while (!Link.stopping) {
            Link.switchOn()
            val started = System.nanoTime()
            val result = JUnitCore().run(PhoneSession::class.java)
            val failure = result.failures.firstOrNull()
            Link.crashed = failure != null
            if (failure == null) continue
            System.err.println("preview: the app or the simulation stopped:\n${failure.trace}")
            val quick = (System.nanoTime() - started) / 1_000_000 < QUICK_MILLIS
            crashes = if (quick) crashes + 1 else 1
            if (crashes >= CRASHES_IN_A_ROW) {
                throw Trouble(5, "the phone stopped $crashes times in a row; the reason is above")
            }
        }
    }
}
