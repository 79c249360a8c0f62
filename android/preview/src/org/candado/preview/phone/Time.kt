package org.candado.preview.phone

import org.candado.core.ClockReading
import org.candado.preview.host.Reason
import org.candado.preview.host.Refusal
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneId
import java.util.concurrent.TimeUnit

/** The phone's clock: this computer's, plus what the page added. */
internal class Time(private val facts: Facts) {
    private val bootNanos = System.nanoTime()

    /** Simulated waiting since the boot, which the phone's uptime counts too. */
    @Volatile
    private var waitedMs = 0L

    /** Read by the app's core thread while the page may be moving the clock. */
    @Volatile
    private var aheadMs = facts.clockAheadMs

    /** Wall clock in milliseconds since the epoch. */
    val nowMs: Long get() = System.currentTimeMillis() + aheadMs

    /** Civil time where the phone is. */
    val local: LocalDateTime get() = LocalDateTime.ofInstant(Instant.ofEpochMilli(nowMs), ZoneId.of(facts.zone))

    /** All clocks at once, as the app asks for them. */
    fun read() = ClockReading(
        nowMs = nowMs,
        zone = facts.zone,
        automatic = facts.automaticTime,
        bootCount = facts.boots.toLong(),
        uptimeMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - bootNanos) + waitedMs,
    )

    /** Lets time pass until [instantMs]; earlier instants change nothing. */
    fun passUntil(instantMs: Long) {
        val millis = instantMs - nowMs
        if (millis <= 0) return
        waitedMs += millis
        moveAhead(millis)
    }

    /** Sets the clock by hand, forwards or back, as a person would in the settings. */
    fun set(local: LocalDateTime) {
        requireShown(local)
        moveAhead(local.atZone(ZoneId.of(facts.zone)).toInstant().toEpochMilli() - nowMs)
    }

    private fun moveAhead(millis: Long) {
        aheadMs += millis
        facts.clockAheadMs = aheadMs
    }

    companion object {
        /** The years that the phone's clock can show. */
        val YEARS = 2000..2100

        /** Refuses a clock that is set where nobody lives. */
        fun requireShown(local: LocalDateTime) {
            if (local.year !in YEARS) throw Refusal(Reason.NO_DATE)
        }
    }
}
