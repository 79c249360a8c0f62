package org.candado.app.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.view.View
import org.candado.app.R

/** How many points stand how, as one bar; the words beside it say the same. */
class HealthBar(context: Context, private val parts: List<Part>) : View(context) {
    /** A number of points in the colour of their verdict. */
    class Part(val count: Int, val colour: Int)

    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)
    private val outline = Path()
    private val gap = resources.getDimension(R.dimen.hairline) * 2

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) =
        setMeasuredDimension(
            getDefaultSize(0, widthMeasureSpec),
            resources.getDimensionPixelSize(R.dimen.health_bar),
        )

    override fun onSizeChanged(width: Int, height: Int, oldWidth: Int, oldHeight: Int) {
        outline.reset()
        outline.addRoundRect(
            0f, 0f, width.toFloat(), height.toFloat(), height / 2f, height / 2f, Path.Direction.CW,
        )
    }

    override fun onDraw(canvas: Canvas) {
        canvas.clipPath(outline)
        paint.color = context.getColor(R.color.role_line)
        canvas.drawRect(0f, 0f, width.toFloat(), height.toFloat(), paint)
        val shown = parts.filter { it.count > 0 }
        val total = shown.sumOf { it.count }
        if (total == 0) return
        val room = width - gap * (shown.size - 1)
        var x = 0f
        for (part in shown) {
            val length = room * part.count / total
            paint.color = part.colour
            canvas.drawRect(x, 0f, x + length, height.toFloat(), paint)
            x += length + gap
        }
    }
}
