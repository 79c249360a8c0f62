package org.candado.preview.phone

import android.app.Activity
import android.graphics.Bitmap
import org.candado.preview.host.Link
import java.io.ByteArrayOutputStream
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicLong

/**
 * Turns the screen into pictures: quick ones while something moves, one with shadows when it rests.
 * A picture equal to the last one is not sent.
 */
internal class Frames(private val time: Time) {
    private var canvas: Bitmap? = null
    private var shown: Bitmap? = null
    private var stale = true
    private var stillDue = false
    private var request = 0L
    private var equalInARow = 0
    private var drawnNanos = System.nanoTime()
    private var changedNanos = System.nanoTime()

    /** Counts the quick pictures; a still of an older one comes too late. */
    private val moving = AtomicLong()
    private val encoder = Executors.newSingleThreadExecutor { Thread(it, "preview-still").apply { isDaemon = true } }

    /** How long to wait for the next request: short while something is moving. */
    val pauseMillis: Long
        get() = if (System.nanoTime() - changedNanos < ACTIVE_NANOS) ACTIVE_PAUSE_MILLIS else RESTING_PAUSE_MILLIS

    /** Something ran on the main thread, so the screen may have changed. */
    fun touched() {
        stale = true
    }

    /** A request was carried out; pictures drawn from here on know of it. */
    fun requested(number: Long) {
        request = number
        stale = true
        equalInARow = 0
        changedNanos = System.nanoTime()
    }

    /** Draws if needed; says whether there is a new picture. */
    fun publish(activity: Activity?): Boolean {
        if (activity == null) return false
        val nanos = System.nanoTime()
        // Drawing itself can ask for another drawing, for ever; the less it changes, the less often it gets one.
        val patience = PATIENCE_NANOS shl minOf(equalInARow, LONGEST_PATIENCE)
        if (stale && nanos - drawnNanos >= patience) {
            stale = false
            drawnNanos = nanos
            return drawMoving(activity)
        }
        if (stillDue && nanos - changedNanos > STILL_AFTER_NANOS) {
            stillDue = false
            keepStill(activity)
        }
        return false
    }

    /** The picture with shadows is drawn here and encoded elsewhere, so that the next tap need not wait for it. */
    private fun keepStill(activity: Activity) {
        val picture = still(activity)
        val (of, forRequest) = moving.get() to request
        encoder.execute {
            val bytes = encoded(picture, Bitmap.CompressFormat.PNG, LOSSLESS)
            picture.recycle()
            synchronized(moving) { if (moving.get() == of) Link.showFrame(forRequest, "image/png", bytes) }
        }
    }

    /** The screen as it is now, shadows included, as PNG. */
    fun picture(activity: Activity): ByteArray {
        val picture = still(activity)
        return encoded(picture, Bitmap.CompressFormat.PNG, LOSSLESS).also { picture.recycle() }
    }

    private fun still(activity: Activity): Bitmap {
        val picture = fresh(activity)
        Screen.drawWithShadows(Screen.windows(activity), picture)
        StatusBar.draw(activity, time, picture)
        return picture
    }

    private fun drawMoving(activity: Activity): Boolean {
        val picture = blank(activity)
        Screen.draw(Screen.windows(activity), picture)
        StatusBar.draw(activity, time, picture)
        if (shown?.sameAs(picture) == true) {
            equalInARow += 1
            return false
        }
        equalInARow = 0
        changedNanos = System.nanoTime()
        stillDue = true
        canvas = shown
        shown = picture
        val bytes = encoded(picture, Bitmap.CompressFormat.JPEG, MOVING_QUALITY)
        synchronized(moving) {
            moving.incrementAndGet()
            Link.showFrame(request, "image/jpeg", bytes)
        }
        return true
    }

    /** A picture to draw on, of the screen's size: the one before the last, or a new one after a rotation. */
    private fun blank(activity: Activity): Bitmap {
        val metrics = activity.resources.displayMetrics
        return canvas?.takeIf { it.width == metrics.widthPixels && it.height == metrics.heightPixels }
            ?: fresh(activity).also { canvas = it }
    }

    private fun fresh(activity: Activity): Bitmap {
        val metrics = activity.resources.displayMetrics
        return Bitmap.createBitmap(metrics.widthPixels, metrics.heightPixels, Bitmap.Config.ARGB_8888)
    }

    private fun encoded(picture: Bitmap, format: Bitmap.CompressFormat, quality: Int): ByteArray {
        val out = ByteArrayOutputStream(FIRST_BYTES)
        picture.compress(format, quality, out)
        return out.toByteArray()
    }

    private companion object {
        const val ACTIVE_PAUSE_MILLIS = 8L
        const val RESTING_PAUSE_MILLIS = 40L
        const val MOVING_QUALITY = 85
        const val LOSSLESS = 100
        const val FIRST_BYTES = 128 * 1024
        const val LONGEST_PATIENCE = 6
        val ACTIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(800)
        val STILL_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(350)
        val PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4)
    }
}
