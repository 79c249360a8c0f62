package org.candado.app.ui

import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.FrameLayout
import org.candado.app.R

/** A sentence over the lower edge that says what just happened, perhaps with a way to take it back. */
class Notice(private val design: Design, private val area: FrameLayout) {
    private var shown: View? = null
    private val hide = Runnable { dismiss() }

    fun show(words: CharSequence, action: CharSequence? = null, press: () -> Unit = {}) {
        dismiss()
        val button =
            action?.let {
                design.textButton(it) {
                    dismiss()
                    press()
                }.apply { setTextColor(design.colour(R.color.role_on_ink)) }
            }
        val sentence = design.text(R.style.Text_Second, words)
        sentence.setTextColor(design.colour(R.color.role_background))
        val bar =
            SplitLayout(design.context, design.space(2), sentence, button).apply {
                background = design.drawable(R.drawable.notice)
                setPadding(design.space(4), design.space(2), design.space(if (button == null) 4 else 1), design.space(2))
                minimumHeight = design.size(R.dimen.button_height)
                accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
            }
        val place = FrameLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT, Gravity.BOTTOM)
        val margin = design.space(3)
        place.setMargins(margin, margin, margin, margin)
        area.addView(bar, place)
        shown = bar
        area.postDelayed(hide, if (action == null) SHORT_MS else LONG_MS)
    }

    fun dismiss() {
        area.removeCallbacks(hide)
        shown?.let(area::removeView)
        shown = null
    }

    private companion object {
        const val SHORT_MS = 4_000L
        const val LONG_MS = 8_000L
    }
}
