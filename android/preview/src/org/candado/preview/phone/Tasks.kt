package org.candado.preview.phone

import android.app.Activity
import android.app.Application
import android.content.Intent
import android.content.pm.ActivityInfo
import android.content.pm.PackageManager
import android.os.Bundle
import android.os.Looper
import org.candado.preview.host.Refusal
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController

/**
 * The app's activities, one on top of the other. Robolectric only notes that an activity was asked
 * for; starting, pausing, finishing and handing results back is done here. It proves nothing about
 * Android's real tasks and recents.
 */
internal class Tasks(private val application: Application) {
    private class Task(var controller: ActivityController<out Activity>, val requestCode: Int) {
        val activity: Activity get() = controller.get()
    }

    private val stack = ArrayDeque<Task>()
    private var waitingForOutside: Int? = null

    /** The activity in front; null when the app is closed. */
    val top: Activity? get() = stack.lastOrNull()?.activity

    /** Opens the app from its icon, unless it is open. */
    fun launch() {
        if (stack.isNotEmpty()) return
        val intent = application.packageManager.getLaunchIntentForPackage(application.packageName)
            ?: throw Refusal(500, "the app has no icon to start it from")
        start(intent, NO_RESULT)
    }

    /**
     * Carries out what the app asked for since the last call; whatever leads out of the app goes to
     * [outside] with its request code. Says whether anything happened.
     */
    fun settle(outside: (Intent, Int) -> Unit): Boolean {
        var happened = false
        while (true) {
            val finished = stack.indexOfLast { it.activity.isFinishing }
            val asked = shadowOf(application).nextStartedActivityFromAnyone()
            when {
                asked != null -> {
                    val (intent, requestCode) = asked
                    if (isOurs(intent)) start(intent, requestCode) else outside(intent, requestCode)
                }
                finished >= 0 -> close(finished)
                else -> return happened
            }
            happened = true
        }
    }

    private fun org.robolectric.shadows.ShadowApplication.nextStartedActivityFromAnyone(): Pair<Intent, Int>? {
        val activity = top ?: return nextStartedActivity?.let { it to NO_RESULT }
        return shadowOf(activity).nextStartedActivityForResult?.let { it.intent to it.requestCode }
    }

    /** The front activity waits while something outside the app is shown for it. */
    fun leaveFor(requestCode: Int) {
        waitingForOutside = requestCode
        stack.lastOrNull()?.controller?.pause()?.stop()
    }

    /** Back from outside the app, with a result. */
    fun returnWith(resultCode: Int, data: Intent?) {
        val requestCode = waitingForOutside ?: throw Refusal(409, "nothing is waiting for that")
        waitingForOutside = null
        val task = stack.lastOrNull() ?: return
        task.controller.restart()
        if (requestCode >= 0) handBack(task, requestCode, resultCode, data)
        if (!task.activity.isFinishing) task.controller.resume()
    }

    // Deprecated for a call that wants the asking intent; an activity asked for by a notification has none.
    @Suppress("DEPRECATION")
    private fun handBack(task: Task, requestCode: Int, resultCode: Int, data: Intent?) =
        shadowOf(task.activity).callOnActivityResult(requestCode, resultCode, data)

    /** Opens an activity of the app, as another app or the notification shade would. */
    fun start(intent: Intent, requestCode: Int) {
        val info = resolve(intent) ?: throw Refusal(500, "the app has no screen for that")
        val current = stack.lastOrNull()
        val same = current != null && current.activity.javaClass.name == info.name && requestCode < 0
        val reuse = info.launchMode != ActivityInfo.LAUNCH_MULTIPLE || intent.flags and Intent.FLAG_ACTIVITY_SINGLE_TOP != 0
        if (intent.flags and Intent.FLAG_ACTIVITY_CLEAR_TOP != 0 && stack.any { it.activity.javaClass.name == info.name }) {
            while (stack.last().activity.javaClass.name != info.name) close(stack.lastIndex)
        } else if (!same || !reuse) {
            return push(info, intent, requestCode)
        }
        stack.last().controller.pause().newIntent(intent).resume()
    }

    @Suppress("UNCHECKED_CAST")
    private fun push(info: ActivityInfo, intent: Intent, requestCode: Int) {
        val before = stack.lastOrNull()
        before?.controller?.pause()
        val type = Class.forName(info.name) as Class<Activity>
        val explicit = Intent(intent).setClassName(info.packageName, info.name)
        val controller = Robolectric.buildActivity(type, explicit)
        stack.addLast(Task(controller, requestCode))
        controller.create()
        if (controller.get().isFinishing) return
        controller.start().postCreate(null)
        show(controller)
        before?.controller?.stop()
    }

    private fun show(controller: ActivityController<out Activity>) {
        controller.resume().visible().topActivityResumed(true)
        // The window is attached in its first frame and can have the focus only then.
        shadowOf(Looper.getMainLooper()).apply {
            idleFor(Hardware.FRAME)
            idle()
        }
        controller.windowFocusChanged(true)
    }

    private fun close(index: Int) {
        val task = stack.removeAt(index)
        val front = index == stack.size
        val shadow = shadowOf(task.activity)
        val (resultCode, data) = shadow.resultCode to shadow.resultIntent
        if (front) task.controller.pause()
        task.controller.stop().destroy()
        val next = stack.lastOrNull()
        if (!front || next == null) return
        next.controller.restart()
        if (task.requestCode >= 0) handBack(next, task.requestCode, resultCode, data)
        next.controller.resume().topActivityResumed(true)
    }

    /** Language, theme, size or rotation changed: every activity is made anew from what it saved, as Android does it. */
    fun configurationChanged() = stack.forEach { task ->
        val saved = Bundle()
        task.controller.pause().saveInstanceState(saved).stop().destroy()
        val again = Robolectric.buildActivity(task.activity.javaClass, task.activity.intent)
        again.create(saved).start().restoreInstanceState(saved).postCreate(saved)
        task.controller = again
        show(again)
        if (task !== stack.last()) again.pause().stop()
    }

    /** Closes everything, as switching the phone off does. */
    fun closeAll() {
        while (stack.isNotEmpty()) stack.removeLast().controller.pause().stop().destroy()
        // What was asked for and not yet started goes with it.
        shadowOf(application).clearNextStartedActivities()
    }

    private fun isOurs(intent: Intent) = resolve(intent) != null

    private fun resolve(intent: Intent): ActivityInfo? = application.packageManager
        .queryIntentActivities(intent, PackageManager.ResolveInfoFlags.of(0))
        .firstOrNull { it.activityInfo.packageName == application.packageName }
        ?.activityInfo

    companion object {
        /** The request code of an activity that nobody waits for. */
        const val NO_RESULT = -1
    }
}
