package org.candado.app.platform

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.graphics.drawable.Icon
import android.os.Build
import android.os.Bundle
import android.widget.RemoteViews
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.reminders.AlarmReceiver
import org.candado.app.ui.Route
import org.candado.core.ClockNotification
import org.candado.core.ReachFacts
import org.candado.core.ReminderNotification
import org.candado.core.ReminderPicture

/** The one reminder notification, and apart from it the one of recovery clocks. */
interface Notifications {
    /** Shows what is due; replaces the notification before. Says whether the phone let it through. */
    fun show(notification: ReminderNotification): Boolean

    /** Takes the notification away. */
    fun clear()

    /** If a notification hangs that says anything else than this, changes it without a sound; null takes it away. */
    fun bringUpToDate(notification: ReminderNotification?)

    /** Makes the channels, so that the phone's settings know them before the first notification. */
    fun makeChannels()

    /** Shows recovery clocks that ring; replaces theirs from before. Says whether the phone let it through. */
    fun showClocks(notification: ClockNotification): Boolean

    /** Takes that one away if it names none of [numbers], the clocks that have something to say. */
    fun keepClocks(numbers: List<Long>)

    /** Shows how a reminder looks. Says whether the phone let it through. */
    fun showTest(): Boolean

    /** What decides whether reminders reach the person, as far as the phone tells. */
    fun facts(): ReachFacts
}

/** The phone's notification shade. Carries only the core's fixed words, nothing that the person wrote. */
class AndroidNotifications(private val context: Context, private val words: () -> Context) : Notifications {
    private val manager: NotificationManager
        get() = checkNotNull(context.getSystemService(NotificationManager::class.java))

    override fun show(notification: ReminderNotification): Boolean = show(ID) { build(notification).build() }

    override fun bringUpToDate(notification: ReminderNotification?) {
        val hanging = manager.activeNotifications.firstOrNull { it.id == ID }?.notification ?: return
        val items = hanging.extras.getStringArray(EXTRA_ITEMS).orEmpty().toList()
        val later = hanging.extras.getString(EXTRA_LATER)
        when {
            notification == null -> clear()
            // A Saturday that has come is no day to put off to: the action has to name the one that it means.
            notification.itemIds != items || notification.later.date != later ->
                show(ID) { build(notification).setOnlyAlertOnce(true).build() }
        }
    }

    override fun showTest(): Boolean {
        val words = words()
        val intent = PendingIntent.getActivity(context, TEST_ID, MainActivity.intentFor(context, Route.Reminders), FLAGS)
        return show(TEST_ID) {
            begun(words.getString(R.string.reminders_test_title), words.getString(R.string.reminders_test_body), intent)
                .build()
        }
    }

    override fun makeChannels() {
        val words = words()
        makeChannel(
            CHANNEL,
            words.getString(R.string.channel_name),
            words.getString(R.string.channel_description),
            NotificationManager.IMPORTANCE_DEFAULT,
        )
        makeChannel(
            CLOCKS_CHANNEL,
            words.getString(R.string.channel_clocks_name),
            words.getString(R.string.channel_clocks_description),
            NotificationManager.IMPORTANCE_HIGH,
        )
    }

    private fun show(id: Int, notification: () -> Notification): Boolean {
        makeChannels()
        if (isOff(CHANNEL)) return false
        manager.notify(id, notification())
        return true
    }

    override fun clear() = manager.cancel(ID)

    override fun showClocks(notification: ClockNotification): Boolean {
        makeChannels()
        if (isOff(CLOCKS_CHANNEL)) return false
        manager.notify(CLOCKS_ID, build(notification))
        return true
    }

    override fun keepClocks(numbers: List<Long>) {
        val hanging = manager.activeNotifications.firstOrNull { it.id == CLOCKS_ID }?.notification ?: return
        val named = hanging.extras.getLongArray(EXTRA_CLOCKS) ?: LongArray(0)
        if (named.none(numbers::contains)) manager.cancel(CLOCKS_ID)
    }

    private fun isOff(id: String): Boolean =
        !manager.areNotificationsEnabled() ||
            manager.getNotificationChannel(id)?.importance == NotificationManager.IMPORTANCE_NONE

    override fun facts(): ReachFacts = reachFacts(context, manager, CHANNEL, CLOCKS_CHANNEL)

    private fun build(notification: ReminderNotification): Notification.Builder {
        val words = words()
        val items = notification.itemIds
        val route = items.singleOrNull()?.let { Route.ofReminder(it, notification.step) } ?: Route.Reminders
        val open = PendingIntent.getActivity(context, 0, MainActivity.intentFor(context, route), FLAGS)
        val builder =
            begun(notification.title, notification.body, open)
                .setLargeIcon(picture(notification.picture))
                .addExtras(
                    Bundle().apply {
                        putStringArray(EXTRA_ITEMS, items.toTypedArray())
                        putString(EXTRA_LATER, notification.later.date)
                    }
                )
        val canBeDone = notification.canBeDone && Build.VERSION.SDK_INT >= 31
        if (canBeDone) builder.addAction(done(words, items))
        val later = words.getString(R.string.notification_later, notification.later.words)
        builder
            .addAction(action(later, AlarmReceiver.later(context, items, notification.later.date)).build())
            .addAction(Notification.Action.Builder(null, words.getString(R.string.notification_open), open).build())
        // A phone draws three actions: where "done" is one of them, the way to help is a line of the notification.
        return if (canBeDone) builder.setHelp(words, notification) else builder.addAction(stolen(words))
    }

    private fun Notification.Builder.setHelp(words: Context, notification: ReminderNotification): Notification.Builder {
        val views = RemoteViews(context.packageName, R.layout.notification_with_help)
        views.setTextViewText(R.id.notification_title, notification.title)
        views.setTextViewText(R.id.notification_body, notification.body)
        views.setTextViewText(R.id.notification_stolen, words.getString(R.string.home_stolen))
        views.setOnClickPendingIntent(R.id.notification_stolen, openStolen())
        return setStyle(Notification.DecoratedCustomViewStyle()).setCustomBigContentView(views)
    }

    /** An answer: whoever picks up a locked phone may not give it, and before API 31 a phone could not keep them from it. */
    private fun done(words: Context, items: List<String>): Notification.Action =
        action(words.getString(R.string.notification_done), AlarmReceiver.done(context, items))
            .setAuthenticationRequired(true)
            .build()

    private fun begun(title: String, body: String, open: PendingIntent): Notification.Builder =
        Notification.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.ic_notification)
            .setColor(context.getColor(R.color.launcher_ground))
            .setContentTitle(title)
            .setContentText(body)
            .setStyle(Notification.BigTextStyle().bigText(body))
            .setCategory(Notification.CATEGORY_REMINDER)
            .setVisibility(Notification.VISIBILITY_PUBLIC)
            .setShowWhen(false)
            .setAutoCancel(true)
            .setContentIntent(open)

    private fun action(label: String, intent: Intent): Notification.Action.Builder {
        val pressed = PendingIntent.getBroadcast(context, ID, intent, FLAGS)
        return Notification.Action.Builder(null, label, pressed)
    }

    /** From any notification it is one tap to what to do after a theft. */
    private fun stolen(words: Context): Notification.Action =
        Notification.Action.Builder(null, words.getString(R.string.home_stolen), openStolen()).build()

    private fun openStolen(): PendingIntent =
        PendingIntent.getActivity(context, STOLEN, MainActivity.intentFor(context, Route.Stolen), FLAGS)

    private fun picture(picture: ReminderPicture): Icon {
        val drawable =
            when (picture) {
                ReminderPicture.BELL -> R.drawable.ic_bell
                ReminderPicture.CHECKUP -> R.drawable.ic_checkup
                ReminderPicture.PHONE -> R.drawable.ic_phone
                ReminderPicture.TICK -> R.drawable.ic_check
            }
        return Icon.createWithResource(context, drawable).setTint(context.getColor(R.color.launcher_ground))
    }

    /** Looks unlike a reminder: what comes often and looks alike is soon not seen. */
    private fun build(notification: ClockNotification): Notification {
        val open = MainActivity.intentFor(context, Route.ofClock(notification.step))
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
            .addExtras(Bundle().apply { putLongArray(EXTRA_CLOCKS, notification.numbers.toLongArray()) })
            .addAction(stolen(words()))
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
        private const val TEST_ID = 4
        private const val STOLEN = 5
        private const val EXTRA_ITEMS = "org.candado.app.ITEMS"
        private const val EXTRA_LATER = "org.candado.app.LATER_DAY"
        private const val EXTRA_CLOCKS = "org.candado.app.CLOCKS"
        private const val FLAGS = PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE
    }
}
