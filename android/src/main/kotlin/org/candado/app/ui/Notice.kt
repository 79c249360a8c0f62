package org.candado.app.ui

import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.LinearLayout
import org.candado.app.R

/**
 * A sentence at the lower edge that says what just happened, perhaps with a way to take it back. It has room of its own
 * at the end of [room], a column: the page above gives way, so that no button is covered while it is shown.
 */
class Notice(private val design: Design, private val room: LinearLayout) {
    private var shown: View? = null
    private var ofThisPlace = false
    private var fingerDown = false
    private var timeIsUp = false
    private val hide = Runnable { if (fingerDown) timeIsUp = true else dismiss() }

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
        val place = LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT)
        val margin = design.space(3)
        place.setMargins(margin, 0, margin, margin)
        room.addView(bar, place)
        shown = bar
        ofThisPlace = action == null
        room.postDelayed(hide, if (action == null) SHORT_MS else LONG_MS)
    }

    /** The person goes on to another place: what only said something has been read, what can be taken back stays. */
    fun placeLeft() {
        if (ofThisPlace) dismiss()
    }

    /** The page gets the notice's room back only when no finger is on it, or a button would move away under the finger. */
    fun touched(down: Boolean) {
        fingerDown = down
        if (!down && timeIsUp) room.post(::dismiss)
    }

    private fun dismiss() {
        timeIsUp = false
        room.removeCallbacks(hide)
        shown?.let(room::removeView)
        shown = null
    }

    private companion object {
        const val SHORT_MS = 4_000L
        const val LONG_MS = 8_000L
    }
}
