package org.candado.preview.phone

import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.service.notification.StatusBarNotification
import android.view.ViewGroup
import android.widget.FrameLayout
import android.widget.TextView
import org.candado.preview.host.Reason
import org.candado.preview.host.Refusal
import org.json.JSONArray
import org.json.JSONObject
import org.robolectric.Shadows.shadowOf

/** The notification shade. */
internal class Shade(private val application: Application) {
    private val manager = checkNotNull(application.getSystemService(NotificationManager::class.java))

    /** What hangs in it, for the page. */
    fun list(): JSONArray = JSONArray(
        active().map { shown ->
            val extras = shown.notification.extras
            JSONObject()
                .put("key", shown.key)
                .put("title", extras.getCharSequence(Notification.EXTRA_TITLE)?.toString().orEmpty())
                .put("text", extras.getCharSequence(Notification.EXTRA_TEXT)?.toString().orEmpty())
                .put("actions", JSONArray(shown.notification.actions.orEmpty().map { it.title.toString() } + lines(shown.notification).map { it.text }))
        },
    )

    /** Taps a notification, or the action with this index on it. */
    fun tap(key: String, action: Int?) {
        val shown = active().firstOrNull { it.key == key } ?: throw Refusal(Reason.NO_NOTIFICATION)
        val notification = shown.notification
        if (action != null) {
            val actions = notification.actions.orEmpty()
            val line = lines(notification).getOrNull(action - actions.size)
            when {
                action in actions.indices -> actions[action].actionIntent.send()
                line != null -> line.performClick()
                else -> throw Refusal(Reason.NO_NOTIFICATION)
            }
        } else {
            notification.contentIntent?.send()
            if (notification.flags and Notification.FLAG_AUTO_CANCEL != 0) manager.cancel(shown.tag, shown.id)
        }
    }

    /** Swipes a notification away. */
    fun dismiss(key: String) {
        val shown = active().firstOrNull { it.key == key } ?: return
        shown.notification.deleteIntent?.send()
        manager.cancel(shown.tag, shown.id)
    }

    /** Takes everything down. */
    fun clear() = manager.cancelAll()

    /** The lines of a notification of its own look that can be tapped, which stand beside its actions here. */
    private fun lines(notification: Notification): List<TextView> {
        @Suppress("DEPRECATION") val look = notification.bigContentView ?: return emptyList()
        val view = look.apply(application, FrameLayout(application)) as ViewGroup
        return (0 until view.childCount).map(view::getChildAt).filterIsInstance<TextView>().filter { it.hasOnClickListeners() }
    }

    private fun active(): List<StatusBarNotification> = shadowOf(manager).activeNotifications.toList()
}
