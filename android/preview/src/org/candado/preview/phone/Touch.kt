package org.candado.preview.phone

import android.app.Activity
import android.os.SystemClock
import android.view.InputDevice
import android.view.KeyCharacterMap
import android.view.KeyEvent
import android.view.MotionEvent
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.TextView
import android.window.WindowOnBackInvokedDispatcher
import org.candado.preview.host.Reason
import org.candado.preview.host.Refusal

/** Finger and keyboard. */
internal class Touch {
    private var target: ShownWindow? = null
    private var downMs = 0L

    /** A finger goes down, moves, comes up (`down`, `move`, `up`) or is called off (`cancel`), in pixels of the screen. */
    fun pointer(activity: Activity, phase: String, x: Float, y: Float) {
        val action = ACTIONS[phase] ?: throw Refusal(Reason.CANNOT)
        val nowMs = SystemClock.uptimeMillis()
        if (action == MotionEvent.ACTION_DOWN) {
            downMs = nowMs
            target = windowAt(activity, x, y)
        }
        val window = target ?: return
        val event = MotionEvent.obtain(downMs, nowMs, action, x - window.left, y - window.top, 0)
        event.source = InputDevice.SOURCE_TOUCHSCREEN
        if (window.root.isAttachedToWindow) window.root.dispatchTouchEvent(event)
        event.recycle()
        if (action == MotionEvent.ACTION_UP || action == MotionEvent.ACTION_CANCEL) target = null
    }

    /** The topmost window that takes the touch; outside a modal one the touch goes to it and no further. */
    private fun windowAt(activity: Activity, x: Float, y: Float): ShownWindow? =
        Screen.windows(activity).lastOrNull { it.touchable && (it.modal || it.holds(x, y)) }

    /** Text typed or pasted, through the field's own input connection. */
    fun text(activity: Activity, text: String) {
        val field = focus(activity) ?: return
        val connection = field.onCreateInputConnection(EditorInfo()) ?: return
        connection.commitText(text, 1)
    }

    /** A key that is not text, named as browsers name it. */
    fun key(activity: Activity, name: String) {
        val root = Screen.windows(activity).last { it.modal }.root
        val field = focus(activity) as? TextView
        if (name == "Enter" && field != null && field.onCheckIsTextEditor()) {
            val several = field.inputType and EditorInfo.TYPE_TEXT_FLAG_MULTI_LINE != 0
            if (several) return text(activity, "\n")
            val action = field.imeOptions and EditorInfo.IME_MASK_ACTION
            return field.onEditorAction(if (action == EditorInfo.IME_ACTION_UNSPECIFIED) EditorInfo.IME_ACTION_DONE else action)
        }
        val code = KEYS[name] ?: throw Refusal(Reason.CANNOT)
        for (action in listOf(KeyEvent.ACTION_DOWN, KeyEvent.ACTION_UP)) {
            val nowMs = SystemClock.uptimeMillis()
            root.dispatchKeyEvent(KeyEvent(nowMs, nowMs, action, code, 0, 0, KeyCharacterMap.VIRTUAL_KEYBOARD, 0))
        }
    }

    /** Selects everything in the focused field, so that the next text replaces it. */
    fun selectAll(activity: Activity) {
        (focus(activity) as? TextView)?.onTextContextMenuItem(android.R.id.selectAll)
    }

    /** Back: the callback that the app or a dialog registered, as Android 13 and later do it, else the key. */
    fun back(activity: Activity) {
        val top = Screen.windows(activity).lastOrNull { it.modal || it.params.flags and FOCUSABLE_POPUP == 0 } ?: return
        val dispatcher = top.root.viewRootImpl?.onBackInvokedDispatcher
        val callback = dispatcher?.topCallback
        if (WindowOnBackInvokedDispatcher.isOnBackInvokedCallbackEnabled(activity) && callback != null) {
            callback.onBackInvoked()
        } else {
            for (action in listOf(KeyEvent.ACTION_DOWN, KeyEvent.ACTION_UP)) {
                top.root.dispatchKeyEvent(KeyEvent(action, KeyEvent.KEYCODE_BACK))
            }
        }
    }

    /** Whether a text field has the focus, so that keys of the computer belong to it. */
    fun editing(activity: Activity): Boolean = focus(activity)?.onCheckIsTextEditor() == true

    private fun focus(activity: Activity): View? =
        Screen.windows(activity).lastOrNull { it.modal }?.root?.findFocus()

    private companion object {
        const val FOCUSABLE_POPUP = android.view.WindowManager.LayoutParams.FLAG_NOT_FOCUSABLE
        val ACTIONS = mapOf(
            "down" to MotionEvent.ACTION_DOWN,
            "move" to MotionEvent.ACTION_MOVE,
            "up" to MotionEvent.ACTION_UP,
            "cancel" to MotionEvent.ACTION_CANCEL,
        )
        val KEYS = mapOf(
            "Backspace" to KeyEvent.KEYCODE_DEL,
            "Delete" to KeyEvent.KEYCODE_FORWARD_DEL,
            "ArrowLeft" to KeyEvent.KEYCODE_DPAD_LEFT,
            "ArrowRight" to KeyEvent.KEYCODE_DPAD_RIGHT,
            "ArrowUp" to KeyEvent.KEYCODE_DPAD_UP,
            "ArrowDown" to KeyEvent.KEYCODE_DPAD_DOWN,
            "Home" to KeyEvent.KEYCODE_MOVE_HOME,
            "End" to KeyEvent.KEYCODE_MOVE_END,
            "Enter" to KeyEvent.KEYCODE_ENTER,
            "Tab" to KeyEvent.KEYCODE_TAB,
        )
    }
}
