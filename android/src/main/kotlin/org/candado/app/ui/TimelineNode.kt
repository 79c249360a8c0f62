package org.candado.app.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.widget.LinearLayout
import org.candado.app.R

/** One entry of a timeline: a dot, the line to the next one, and the entry's lines. */
class TimelineNode(context: Context, private val last: Boolean, density: Float) : LinearLayout(context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)
    private val axis = 9 * density
    private val dotTop = 14 * density + 7 * density
    private val radius = 6 * density
    private val thickness = 2 * density

    init {
        orientation = VERTICAL
        setWillNotDraw(false)
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
