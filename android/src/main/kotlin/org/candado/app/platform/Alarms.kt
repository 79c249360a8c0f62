package org.candado.app.platform

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import org.candado.app.reminders.AlarmReceiver

/** The one next alarm. The core decides when; this only sets it. */
interface Alarms {
    /**
     * Rings at `atMs` (milliseconds since the epoch) or later: from Android 12 on within an hour unless the phone saves
     * battery on the app, before that as it sees fit. Replaces the alarm set before.
     */
    fun set(atMs: Long)

    /** Nothing is planned. */
    fun clear()
}

/** Inexact alarms that also fire while the phone dozes: a checkup needs the right day, not the minute. */
class AndroidAlarms(private val context: Context) : Alarms {
    private val manager: AlarmManager? get() = context.getSystemService(AlarmManager::class.java)

    override fun set(atMs: Long) {
        manager?.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, atMs, intent())
    }

    override fun clear() {
        manager?.cancel(intent())
    }

    private fun intent(): PendingIntent =
        PendingIntent.getBroadcast(
            context,
            0,
            Intent(context, AlarmReceiver::class.java),
            PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE,
        )
}
