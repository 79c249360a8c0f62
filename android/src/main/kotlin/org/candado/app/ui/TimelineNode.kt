package org.candado.app.ui

import android.graphics.Canvas
import android.graphics.Paint
import android.widget.LinearLayout
import org.candado.app.R

/** One entry of a timeline: a dot, the line to the next one, and the entry's lines. */
class TimelineNode(design: Design, private val last: Boolean, open: () -> Unit) : LinearLayout(design.context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)
    private val density = design.context.resources.displayMetrics.density
    private val axis = 9 * density
    private val dotTop = 14 * density + 7 * density
    private val radius = 6 * density
    private val thickness = 2 * density

    init {
        orientation = VERTICAL
        setWillNotDraw(false)
        setPaddingRelative(design.space(7), design.space(2), design.space(2), design.space(3))
        minimumHeight = design.size(R.dimen.touch_target)
        background = design.drawable(R.drawable.row)
        isFocusable = true
        setOnClickListener { open() }
    }

    override fun onDraw(canvas: Canvas) {
        super.onDraw(canvas)
        val x = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - axis else axis
        if (!last) {
            paint.color = context.getColor(R.color.role_line)
            canvas.drawRect(x - thickness / 2, dotTop + radius, x + thickness / 2, height.toFloat(), paint)
        }
        paint.color = context.getColor(R.color.role_primary)
        canvas.drawCircle(x, dotTop, radius, paint)
    }
}
