package org.candado.app.platform

import android.app.ActivityManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.os.Build
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.reminders.AlarmReceiver
import org.candado.app.ui.Route
import org.candado.core.ClockNotification
import org.candado.core.ReminderNotification

/** Whether reminders can reach the person, as far as the phone tells. */
data class Reach(
    /** The person or the phone has switched this app's notifications off. */
    val blocked: Boolean,
    /** Only the reminders channel is switched off. */
    val channelOff: Boolean,
    /** The person has restricted the app in the background: alarms may not ring. */
    val restricted: Boolean,
)

/** The one reminder notification, and apart from it the one of recovery clocks. */
interface Notifications {
    /** Shows what is due; replaces the notification before. Says whether the phone let it through. */
    fun show(notification: ReminderNotification): Boolean

    /** Takes the notification away. */
    fun clear()

    /** Shows recovery clocks that ring; replaces theirs from before. Says whether the phone let it through. */
    fun showClocks(notification: ClockNotification): Boolean

    /** Takes that one away. */
    fun clearClocks()

    /** Whether reminders can reach the person. */
    fun reach(): Reach
}

/** The phone's notification shade. Carries only the core's fixed words, nothing that the person wrote. */
class AndroidNotifications(private val context: Context, private val words: () -> Context) : Notifications {
    private val manager: NotificationManager
        get() = checkNotNull(context.getSystemService(NotificationManager::class.java))

    override fun show(notification: ReminderNotification): Boolean {
        val words = words()
        makeChannel(
            CHANNEL,
            words.getString(R.string.channel_name),
            words.getString(R.string.channel_description),
            NotificationManager.IMPORTANCE_DEFAULT,
        )
        if (isOff(CHANNEL)) return false
        manager.notify(ID, build(notification))
        return true
    }

    override fun clear() = manager.cancel(ID)

    override fun showClocks(notification: ClockNotification): Boolean {
        val words = words()
        makeChannel(
            CLOCKS_CHANNEL,
            words.getString(R.string.channel_clocks_name),
            words.getString(R.string.channel_clocks_description),
            NotificationManager.IMPORTANCE_HIGH,
        )
        if (isOff(CLOCKS_CHANNEL)) return false
        manager.notify(CLOCKS_ID, build(notification))
        return true
    }

    override fun clearClocks() = manager.cancel(CLOCKS_ID)

    private fun isOff(id: String): Boolean =
        !manager.areNotificationsEnabled() ||
            manager.getNotificationChannel(id)?.importance == NotificationManager.IMPORTANCE_NONE

    override fun reach(): Reach {
        val channel = manager.getNotificationChannel(CHANNEL)
        val activities = context.getSystemService(ActivityManager::class.java)
        return Reach(
            blocked = !manager.areNotificationsEnabled(),
            channelOff = channel != null && channel.importance == NotificationManager.IMPORTANCE_NONE,
            restricted = Build.VERSION.SDK_INT >= 28 && activities?.isBackgroundRestricted == true,
        )
    }

    private fun build(notification: ReminderNotification): Notification {
        val words = words()
        val route = notification.itemId?.let { Route.Item(it) } ?: Route.Reminders
        val open = MainActivity.intentFor(context, route)
        val openIntent = PendingIntent.getActivity(context, 0, open, FLAGS)
        val later =
            PendingIntent.getBroadcast(
                context,
                LATER,
                Intent(context, AlarmReceiver::class.java).setAction(AlarmReceiver.ACTION_LATER),
                FLAGS,
            )
        return Notification.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.ic_notification)
            .setColor(context.getColor(R.color.launcher_ground))
            .setContentTitle(notification.title)
            .setContentText(notification.body)
            .setStyle(Notification.BigTextStyle().bigText(notification.body))
            .setCategory(Notification.CATEGORY_REMINDER)
            .setVisibility(Notification.VISIBILITY_PUBLIC)
            .setShowWhen(false)
            .setAutoCancel(true)
            .setContentIntent(openIntent)
            .addAction(Notification.Action.Builder(null, words.getString(R.string.notification_open), openIntent).build())
            .addAction(Notification.Action.Builder(null, words.getString(R.string.notification_later), later).build())
            .build()
    }

    /** Looks unlike a reminder: what comes often and looks alike is soon not seen. */
    private fun build(notification: ClockNotification): Notification {
        val open = MainActivity.intentFor(context, Route.Reminders)
        val openIntent = PendingIntent.getActivity(context, CLOCKS_ID, open, FLAGS)
        fun begun(body: String) =
            Notification.Builder(context, CLOCKS_CHANNEL)
                .setSmallIcon(R.drawable.ic_clock)
                .setColor(context.getColor(R.color.role_due))
                .setContentTitle(notification.title)
                .setContentText(body)
                .setStyle(Notification.BigTextStyle().bigText(body))
                .setCategory(Notification.CATEGORY_ALARM)
                .setShowWhen(true)
                .setAutoCancel(true)
                .setContentIntent(openIntent)
        return begun(notification.body)
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setPublicVersion(begun(words().getString(R.string.notification_clocks_private)).build())
            .build()
    }

    private fun makeChannel(id: String, name: String, description: String, importance: Int) {
        val channel = NotificationChannel(id, name, importance)
        channel.description = description
        manager.createNotificationChannel(channel)
    }

    companion object {
        /** The channel's id, as the phone's settings know it. */
        const val CHANNEL = "reminders"

        /** The channel of recovery clocks. */
        const val CLOCKS_CHANNEL = "recovery-clocks"
        private const val ID = 1
        private const val CLOCKS_ID = 3
        private const val LATER = 2
        private const val FLAGS = PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE
    }
}
