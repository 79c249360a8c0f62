package org.candado.app.ui

import android.content.Context
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import kotlin.math.max

/**
 * Words on the left, a badge, chevron or button on the right. Where the words would be squeezed below half the width or
 * broken inside a word (narrow phone), or do not fit in a large font, the right part goes below instead.
 */
class SplitLayout(context: Context, private val gap: Int, private val main: View, private val trailing: View?) :
    ViewGroup(context) {
    private val largeFont = resources.configuration.fontScale > LARGE_FONT
    private var stacked = false

    init {
        addView(main)
        trailing?.let { addView(it) }
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        val inner = max(0, width - paddingLeft - paddingRight)
        val free = MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED)
        var height: Int
        if (trailing == null) {
            main.measure(exactly(inner), free)
            height = main.measuredHeight
        } else {
            trailing.measure(MeasureSpec.makeMeasureSpec(inner, MeasureSpec.AT_MOST), free)
            val left = inner - trailing.measuredWidth - gap
            main.measure(free, free)
            val fits = main.measuredWidth <= left
            val squeezed = largeFont || left < max(inner / 2, longestWord(main))
            stacked = !fits && trailing.measuredWidth > inner / 6 && squeezed
            main.measure(exactly(if (stacked) inner else max(0, left)), free)
            height =
                if (stacked) main.measuredHeight + gap / 2 + trailing.measuredHeight
                else max(main.measuredHeight, trailing.measuredHeight)
        }
        height = max(height + paddingTop + paddingBottom, suggestedMinimumHeight)
        setMeasuredDimension(width, resolveSize(height, heightMeasureSpec))
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        val inner = bottom - top - paddingTop - paddingBottom
        val mirrored = layoutDirection == LAYOUT_DIRECTION_RTL
        if (stacked && trailing != null) {
            val total = main.measuredHeight + gap / 2 + trailing.measuredHeight
            val start = paddingTop + (inner - total) / 2
            place(main, paddingLeft, start)
            val x = if (mirrored) right - left - paddingRight - trailing.measuredWidth else paddingLeft
            place(trailing, x, start + main.measuredHeight + gap / 2)
            return
        }
        val x = if (mirrored) right - left - paddingRight - main.measuredWidth else paddingLeft
        place(main, x, paddingTop + (inner - main.measuredHeight) / 2)
        trailing?.let {
            val end = if (mirrored) paddingLeft else right - left - paddingRight - it.measuredWidth
            place(it, end, paddingTop + (inner - it.measuredHeight) / 2)
        }
    }

    private fun place(view: View, x: Int, y: Int) =
        view.layout(x, y, x + view.measuredWidth, y + view.measuredHeight)

    private fun exactly(size: Int) = MeasureSpec.makeMeasureSpec(size, MeasureSpec.EXACTLY)

    private fun longestWord(view: View): Int =
        when (view) {
            is TextView ->
                view.text.split(' ', '\n').maxOf { view.paint.measureText(it) }.toInt() +
                    view.totalPaddingLeft + view.totalPaddingRight
            is ViewGroup -> (0 until view.childCount).maxOfOrNull { longestWord(view.getChildAt(it)) } ?: 0
            else -> 0
        }
}
