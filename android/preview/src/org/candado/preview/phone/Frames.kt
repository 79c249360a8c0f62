package org.candado.preview.phone

import android.app.Activity
import android.graphics.Bitmap
import org.candado.preview.host.Link
import java.io.ByteArrayOutputStream
import java.nio.IntBuffer
import java.util.concurrent.TimeUnit

/**
 * Turns the screen into pictures: quick ones while something moves, one with shadows when it rests.
 * A picture equal to the last one is not sent.
 */
internal class Frames(private val time: Time) {
    private var bitmap: Bitmap? = null
    private var pixels = 0
    private var stale = true
    private var stillDue = false
    private var touchedNanos = System.nanoTime()
    private var changedNanos = System.nanoTime()
    private var request = 0L

    /** How long to wait for the next request: short while something may be moving. */
    val pauseMillis: Long
        get() = if (System.nanoTime() - touchedNanos < ACTIVE_NANOS) ACTIVE_PAUSE_MILLIS else RESTING_PAUSE_MILLIS

    /** Something ran on the main thread, so the screen may have changed. */
    fun touched() {
        stale = true
        touchedNanos = System.nanoTime()
    }

    /** A request was carried out; the next picture says so even if it looks the same. */
    fun requested(number: Long) {
        request = number
        touched()
    }

    /** Draws if needed; says whether the page should hear news. */
    fun publish(activity: Activity?): Boolean {
        if (activity == null) return stale.also { stale = false }
        if (stale) {
            stale = false
            if (draw(activity, shadows = false)) return true
        }
        val resting = System.nanoTime() - changedNanos > STILL_AFTER_NANOS
        if (stillDue && resting) {
            stillDue = false
            draw(activity, shadows = true)
            return true
        }
        return false
    }

    /** A picture for keeping, in PNG. */
    private fun draw(activity: Activity, shadows: Boolean): Boolean {
        val metrics = activity.resources.displayMetrics
        val canvas = bitmap?.takeIf { it.width == metrics.widthPixels && it.height == metrics.heightPixels }
            ?: Bitmap.createBitmap(metrics.widthPixels, metrics.heightPixels, Bitmap.Config.ARGB_8888).also { bitmap = it }
        val windows = Screen.windows(activity)
        if (shadows) Screen.drawWithShadows(windows, canvas) else Screen.draw(windows, canvas)
        StatusBar.draw(activity, time, canvas)
        if (!shadows) {
            val now = sum(canvas)
            if (now == pixels) return false
            pixels = now
            changedNanos = System.nanoTime()
            stillDue = true
        }
        val out = ByteArrayOutputStream(FIRST_BYTES)
        if (shadows) canvas.compress(Bitmap.CompressFormat.PNG, LOSSLESS, out)
        else canvas.compress(Bitmap.CompressFormat.JPEG, MOVING_QUALITY, out)
        Link.showFrame(request, if (shadows) "image/png" else "image/jpeg", out.toByteArray())
        return true
    }

    private fun sum(bitmap: Bitmap): Int {
        val buffer = IntBuffer.allocate(bitmap.width * bitmap.height)
        bitmap.copyPixelsToBuffer(buffer)
        return buffer.array().contentHashCode()
    }

    private companion object {
        const val ACTIVE_PAUSE_MILLIS = 10L
        const val RESTING_PAUSE_MILLIS = 40L
        const val MOVING_QUALITY = 85
        const val LOSSLESS = 100
        const val FIRST_BYTES = 128 * 1024
        val ACTIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(800)
        val STILL_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(350)
    }
}
