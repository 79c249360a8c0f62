package org.candado.app.platform

import android.content.Context
import android.os.SystemClock
import android.provider.Settings
import java.util.TimeZone
import org.candado.core.ClockReading

/** The phone's clocks. Nothing else in the app reads a clock. */
interface PhoneClock {
    /** Wall clock, zone and what else tells whether the wall clock can be believed, read at once. */
    fun read(): ClockReading
}

/** The phone's own clocks. */
class AndroidPhoneClock(private val context: Context) : PhoneClock {
    override fun read(): ClockReading =
        ClockReading(
            nowMs = System.currentTimeMillis(),
            zone = TimeZone.getDefault().id,
            automatic = globalSetting(Settings.Global.AUTO_TIME)?.let { it == 1 },
            bootCount = globalSetting(Settings.Global.BOOT_COUNT)?.toLong(),
            uptimeMs = SystemClock.elapsedRealtime(),
        )

    private fun globalSetting(name: String): Int? =
        runCatching { Settings.Global.getInt(context.contentResolver, name) }.getOrNull()
}
