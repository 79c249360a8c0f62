package org.candado.preview.phone

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.graphics.Typeface
import android.view.WindowInsets
import android.view.WindowInsetsController
import java.time.format.DateTimeFormatter

/** The hour above and the gesture bar below, which on a phone the system draws over the app. */
internal object StatusBar {
    private val HOUR = DateTimeFormatter.ofPattern("H:mm")

    /** Draws both in the tint that the app asked for; a wrong flag of the app shows, as it would on a phone. */
    fun draw(activity: Activity, time: Time, bitmap: Bitmap) {
        val insets = activity.window.decorView.rootWindowInsets ?: return
        val appearance = activity.window.insetsController?.systemBarsAppearance ?: 0
        val density = activity.resources.displayMetrics.density
        val canvas = Canvas(bitmap)
        val paint = Paint(Paint.ANTI_ALIAS_FLAG)
        val height = insets.getInsets(WindowInsets.Type.statusBars()).top.toFloat()
        if (height > 0) {
            paint.color = ink(appearance and WindowInsetsController.APPEARANCE_LIGHT_STATUS_BARS != 0)
            paint.typeface = Typeface.create(Typeface.DEFAULT, Typeface.BOLD)
            paint.textSize = TEXT_DP * density
            canvas.drawText(time.local.format(HOUR), SIDE_DP * density, height * BASELINE, paint)
            battery(canvas, paint, bitmap.width - SIDE_DP * density, height / 2, density)
        }
        val bottom = insets.getInsets(WindowInsets.Type.navigationBars()).bottom
        if (bottom > 0) {
            paint.color = ink(appearance and WindowInsetsController.APPEARANCE_LIGHT_NAVIGATION_BARS != 0)
            val half = PILL_DP * density / 2
            val centre = bitmap.width / 2f
            val y = bitmap.height - bottom / 2f
            canvas.drawRoundRect(centre - half, y - density, centre + half, y + density, density, density, paint)
        }
    }

    private fun battery(canvas: Canvas, paint: Paint, right: Float, middle: Float, density: Float) {
        val (width, half) = BATTERY_DP * density to BATTERY_DP * density / 4
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = density
        canvas.drawRoundRect(right - width, middle - half, right, middle + half, 2 * density, 2 * density, paint)
        paint.style = Paint.Style.FILL
        val gap = 2 * density
        canvas.drawRect(right - width + gap, middle - half + gap, right - width / 3, middle + half - gap, paint)
    }

    private fun ink(dark: Boolean) = if (dark) Color.argb(200, 20, 28, 26) else Color.argb(230, 255, 255, 255)

    private const val TEXT_DP = 13
    private const val SIDE_DP = 20
    private const val BASELINE = 0.72f
    private const val PILL_DP = 108
    private const val BATTERY_DP = 18
}
