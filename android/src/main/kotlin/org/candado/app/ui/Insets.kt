package org.candado.app.ui

import android.app.Activity
import android.graphics.Rect
import android.os.Build
import android.view.View
import android.view.Window
import android.view.WindowInsets
import android.widget.FrameLayout

/** What the system bars, a cut-out and the keyboard cover, in pixels from each edge. */
data class Covered(val bars: Rect, val keyboard: Int)

/** Sets the content of a window that has no page: a margin around [view], clear of what the phone covers. */
fun Activity.showAlone(view: View, margin: Int) {
    window.drawToTheEdges()
    view.setPadding(margin, margin, margin, margin)
    val frame = FrameLayout(this)
    frame.addView(view)
    frame.setOnApplyWindowInsetsListener { _, insets ->
        val bars = insets.covered().bars
        view.setPadding(bars.left + margin, bars.top + margin, bars.right + margin, bars.bottom + margin)
        insets
    }
    setContentView(frame)
}

/** Lets the content reach the edges of the screen on every API level; from 35 on the phone insists. */
fun Window.drawToTheEdges() {
    if (Build.VERSION.SDK_INT >= 30) {
        @Suppress("DEPRECATION") // Needed from 30 to 34; from 35 on it is always so.
        setDecorFitsSystemWindows(false)
    } else {
        @Suppress("DEPRECATION")
        decorView.systemUiVisibility =
            decorView.systemUiVisibility or
                View.SYSTEM_UI_FLAG_LAYOUT_STABLE or
                View.SYSTEM_UI_FLAG_LAYOUT_FULLSCREEN or
                View.SYSTEM_UI_FLAG_LAYOUT_HIDE_NAVIGATION
    }
}

/** Reads what is covered from the insets of any API level. */
fun WindowInsets.covered(): Covered {
    if (Build.VERSION.SDK_INT >= 30) {
        val bars = getInsets(WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout())
        return Covered(
            Rect(bars.left, bars.top, bars.right, bars.bottom),
            getInsets(WindowInsets.Type.ime()).bottom,
        )
    }
    @Suppress("DEPRECATION")
    val bars = Rect(systemWindowInsetLeft, systemWindowInsetTop, systemWindowInsetRight, stableInsetBottom)
    @Suppress("DEPRECATION")
    val keyboard = if (systemWindowInsetBottom > stableInsetBottom) systemWindowInsetBottom else 0
    return Covered(bars, keyboard)
}
