package org.candado.app.ui

import android.view.View
import org.candado.app.R

/**
 * How far long work is, in [words] that are asked for again as long as this stands on the page, and a way to [stop] it. The
 * views stay the same meanwhile: a button that is made anew under a finger hears nothing.
 */
fun Design.running(words: () -> CharSequence, stop: (() -> Unit)? = null): View {
    val line = body(words())
    line.addOnAttachStateChangeListener(
        object : View.OnAttachStateChangeListener, Runnable {
            override fun onViewAttachedToWindow(view: View) = run()

            override fun onViewDetachedFromWindow(view: View) {
                view.removeCallbacks(this)
            }

            override fun run() {
                val now = words()
                if (line.text.toString() != now.toString()) line.text = now
                line.postDelayed(this, LOOK_EVERY_MS)
            }
        }
    )
    return stack(progress(line), stop?.let { below(2, textButton(context.getText(R.string.cancel), it)) })
}

private const val LOOK_EVERY_MS = 100L
