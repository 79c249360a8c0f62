package org.candado.app.ui

import android.content.Context
import android.view.ViewGroup
import kotlin.math.max
import kotlin.math.min

/** Children one after the other, onto the next line where they do not fit. */
class WrapLayout(context: Context, private val gap: Int) : ViewGroup(context) {
    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        for (index in 0 until childCount) {
            getChildAt(index)
                .measure(
                    MeasureSpec.makeMeasureSpec(width, MeasureSpec.AT_MOST),
                    MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED),
                )
        }
        setMeasuredDimension(width, arrange(width, place = false))
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        arrange(right - left, place = true)
    }

    private fun arrange(width: Int, place: Boolean): Int {
        val mirrored = layoutDirection == LAYOUT_DIRECTION_RTL
        var x = 0
        var y = 0
        var line = 0
        for (index in 0 until childCount) {
            val child = getChildAt(index)
            val childWidth = min(child.measuredWidth, width)
            if (x > 0 && x + childWidth > width) {
                x = 0
                y += line
                line = 0
            }
            if (place) {
                val start = if (mirrored) width - x - childWidth else x
                child.layout(start, y, start + childWidth, y + child.measuredHeight)
            }
            x += childWidth + gap
            line = max(line, child.measuredHeight)
        }
        return y + line
    }
}
