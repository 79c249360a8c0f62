package org.candado.app.platform

import android.app.ActivityManager
import android.app.NotificationManager
import android.app.usage.UsageStatsManager
import android.content.Context
import android.os.Build
import android.os.PowerManager
import org.candado.core.FlagSignal
import org.candado.core.ReachFacts
import org.candado.core.StandbyBucket

/** Reads what decides whether reminders arrive. Every signal is a value, absent on this phone, or failed to read. */
internal fun reachFacts(
    context: Context,
    manager: NotificationManager,
    remindersChannel: String,
    clocksChannel: String,
): ReachFacts =
    ReachFacts(
        notifications = flag { manager.areNotificationsEnabled() },
        remindersChannel = flag { manager.isOn(remindersChannel) },
        clocksChannel = flag { manager.isOn(clocksChannel) },
        backgroundRestricted =
            flag {
                if (Build.VERSION.SDK_INT < 28) null
                else context.getSystemService(ActivityManager::class.java)?.isBackgroundRestricted
            },
        batteryOptimised =
            flag {
                context.getSystemService(PowerManager::class.java)?.let { !it.isIgnoringBatteryOptimizations(context.packageName) }
            },
        standby = standby(context),
        apiLevel = Build.VERSION.SDK_INT.toUInt(),
    )

/** Null until the channel was made. */
private fun NotificationManager.isOn(channel: String): Boolean? =
    getNotificationChannel(channel)?.let { it.importance != NotificationManager.IMPORTANCE_NONE }

private fun flag(read: () -> Boolean?): FlagSignal =
    probe(FlagSignal.Failed) { read()?.let { FlagSignal.Value(it) } ?: FlagSignal.Absent }

private fun standby(context: Context): StandbyBucket {
    if (Build.VERSION.SDK_INT < 28) return StandbyBucket.UNKNOWN
    val bucket = probe(null) { context.getSystemService(UsageStatsManager::class.java)?.appStandbyBucket }
    return when {
        bucket == null -> StandbyBucket.UNKNOWN
        bucket <= UsageStatsManager.STANDBY_BUCKET_FREQUENT -> StandbyBucket.FREE
        bucket <= UsageStatsManager.STANDBY_BUCKET_RARE -> StandbyBucket.RARE
        else -> StandbyBucket.RESTRICTED
    }
}
