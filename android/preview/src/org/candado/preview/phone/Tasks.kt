package org.candado.preview.phone

import android.app.Activity
import android.app.Application
import android.content.Intent
import android.content.pm.ActivityInfo
import android.content.pm.PackageManager
import android.os.Bundle
import android.os.Looper
import org.candado.preview.host.Reason
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

        /** What came back for it while something else was in front. */
        var owed: Result? = null
    }

    private class Result(val requestCode: Int, val code: Int, val data: Intent?)

    private class Waiting(val task: Task?, val requestCode: Int)

    private val stack = ArrayDeque<Task>()
    private var waiting: Waiting? = null

    /** The activity in front; null when the app is closed. */
    val top: Activity? get() = stack.lastOrNull()?.activity

    /** Opens the app from its icon, unless it is open. */
    fun launch() {
        if (stack.isNotEmpty()) return
        val intent = application.packageManager.getLaunchIntentForPackage(application.packageName)
            ?: throw Refusal(Reason.NO_SCREEN)
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
        val task = stack.lastOrNull()
        waiting = Waiting(task, requestCode)
        task?.controller?.pause()?.stop()
    }

    /** Back from outside the app, with a result for whoever left; another activity may be in front by now. */
    fun returnWith(resultCode: Int, data: Intent?) {
        val (task, requestCode) = (waiting ?: throw Refusal(Reason.NOT_ASKED)).run { task to requestCode }
        waiting = null
        if (task == null || task !in stack) return
        if (requestCode >= 0) task.owed = Result(requestCode, resultCode, data)
        if (task === stack.last()) comeForward(task)
    }

    /** An activity that was covered is in front again and gets what came back for it. */
    // Deprecated for a call that wants the asking intent; an activity asked for by a notification has none.
    @Suppress("DEPRECATION")
    private fun comeForward(task: Task) {
        task.controller.restart()
        task.owed?.run { shadowOf(task.activity).callOnActivityResult(requestCode, code, data) }
        task.owed = null
        if (!task.activity.isFinishing) task.controller.resume().topActivityResumed(true)
    }

    /** Opens an activity of the app, as another app or the notification shade would. */
    fun start(intent: Intent, requestCode: Int) {
        val info = resolve(intent) ?: throw Refusal(Reason.NO_SCREEN)
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
        // One that waits for something outside the app has left the screen already.
        val before = stack.lastOrNull()?.takeIf { it !== waiting?.task }
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
        if (!front || next == null || next === waiting?.task) return
        if (task.requestCode >= 0) next.owed = Result(task.requestCode, resultCode, data)
        comeForward(next)
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
        waiting = null
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
