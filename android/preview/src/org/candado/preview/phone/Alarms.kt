package org.candado.preview.phone

import android.app.AlarmManager
import android.app.Application
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager.ScheduledAlarm

/**
 * Rings the app's alarms by the phone's own clock, which Robolectric does not know. Only wall-clock
 * alarms are rung; the app sets no others. They ring on the minute: a real phone may be an hour late.
 */
internal class Alarms(application: Application, private val time: Time) {
    private val system = checkNotNull(application.getSystemService(AlarmManager::class.java))
    private val manager = shadowOf(system)

    /** When the next alarm rings, in milliseconds since the epoch; null when none is set. */
    val nextMs: Long? get() = next()?.triggerAtMs

    /** Rings the next alarm if its time has come; says whether it did. */
    fun ringIfDue(): Boolean {
        val alarm = next()?.takeIf { it.triggerAtMs <= time.nowMs } ?: return false
        manager.fireAlarm(alarm)
        return true
    }

    /** Takes every alarm away. */
    @Suppress("DEPRECATION") // Robolectric offers nothing newer.
    fun forget() = manager.scheduledAlarms.mapNotNull { it.operation }.forEach(system::cancel)

    private fun next(): ScheduledAlarm? =
        manager.scheduledAlarms.filter { it.getType() in WALL_CLOCK }.minByOrNull { it.triggerAtMs }

    private companion object {
        val WALL_CLOCK = setOf(AlarmManager.RTC, AlarmManager.RTC_WAKEUP)
    }
}
