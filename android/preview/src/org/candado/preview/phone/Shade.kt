package org.candado.preview.phone

import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.service.notification.StatusBarNotification
import org.candado.preview.host.Refusal
import org.json.JSONArray
import org.json.JSONObject
import org.robolectric.Shadows.shadowOf

/** The notification shade. */
internal class Shade(application: Application) {
    private val manager = checkNotNull(application.getSystemService(NotificationManager::class.java))

    /** What hangs in it, for the page. */
    fun list(): JSONArray = JSONArray(
        active().map { shown ->
            val extras = shown.notification.extras
            JSONObject()
                .put("key", shown.key)
                .put("title", extras.getCharSequence(Notification.EXTRA_TITLE)?.toString().orEmpty())
                .put("text", extras.getCharSequence(Notification.EXTRA_TEXT)?.toString().orEmpty())
                .put("actions", JSONArray(shown.notification.actions.orEmpty().map { it.title.toString() }))
        },
    )

    /** Taps a notification, or the action with this index on it. */
    fun tap(key: String, action: Int?) {
        val shown = active().firstOrNull { it.key == key } ?: throw Refusal(404, "there is no such notification")
        val notification = shown.notification
        if (action != null) {
            val chosen = notification.actions?.getOrNull(action) ?: throw Refusal(404, "there is no such action")
            chosen.actionIntent.send()
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

    private fun active(): List<StatusBarNotification> = shadowOf(manager).activeNotifications.toList()
}
