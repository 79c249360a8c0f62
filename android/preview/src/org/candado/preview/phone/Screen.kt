package org.candado.preview.phone

import android.app.Activity
import android.content.Context
import android.content.ContextWrapper
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Rect
import android.view.Gravity
import android.view.View
import android.view.ViewGroup
import android.view.WindowManager
import android.view.WindowManagerGlobal
import android.widget.EdgeEffect
import android.widget.OverScroller
import android.widget.ScrollView
import org.robolectric.util.ReflectionHelpers

/** One window of the app, where the screen shows it. */
internal class ShownWindow(val root: View, val params: WindowManager.LayoutParams, val left: Int, val top: Int) {
    /** Whether it keeps touches from the windows behind it. */
    val modal: Boolean
        get() = params.flags and
            (WindowManager.LayoutParams.FLAG_NOT_TOUCH_MODAL or WindowManager.LayoutParams.FLAG_NOT_FOCUSABLE) == 0

    /** Whether it takes touches at all. */
    val touchable: Boolean
        get() = params.flags and WindowManager.LayoutParams.FLAG_NOT_TOUCHABLE == 0

    /** Whether the point, in pixels of the screen, lies on it. */
    fun holds(x: Float, y: Float): Boolean =
        x >= left && y >= top && x < left + root.width && y < top + root.height
}

/** What is on the screen: the windows of one activity, back to front. */
internal object Screen {
    /**
     * The windows of [activity], dialogs and popups among them. Robolectric lays a dialog out but
     * leaves it in the corner, so its place is worked out here from its gravity, as the window manager does.
     */
    fun windows(activity: Activity): List<ShownWindow> {
        val manager = WindowManagerGlobal.getInstance()
        val views = ReflectionHelpers.getField<List<View>>(manager, "mViews").toList()
        val params = ReflectionHelpers.getField<List<WindowManager.LayoutParams>>(manager, "mParams").toList()
        var parentShift = 0 to 0
        return views.zip(params)
            .filter { (view, _) -> view.visibility == View.VISIBLE && activityOf(contextOf(view)) === activity }
            // A dialog asked for while its activity is made is there first, and lies above all the same.
            .sortedBy { (_, param) -> param.type != WindowManager.LayoutParams.TYPE_BASE_APPLICATION }
            .map { (view, param) ->
                val believed = IntArray(2).also(view::getLocationOnScreen)
                if (param.type < WindowManager.LayoutParams.FIRST_SUB_WINDOW) {
                    val place = place(activity, view, param)
                    parentShift = place.left - believed[0] to place.top - believed[1]
                }
                ShownWindow(view, param, believed[0] + parentShift.first, believed[1] + parentShift.second)
            }
    }

    /** Whether a list still glides on or springs back: a finger would stop it and press nothing. */
    fun glides(activity: Activity): Boolean = windows(activity).any { glides(it.root) }

    private fun glides(view: View): Boolean {
        if (view is ScrollView) {
            if (!ReflectionHelpers.getField<OverScroller>(view, "mScroller").isFinished) return true
            if (EDGES.any { !ReflectionHelpers.getField<EdgeEffect>(view, it).isFinished }) return true
        }
        return view is ViewGroup && (0 until view.childCount).any { glides(view.getChildAt(it)) }
    }

    /** Draws the windows in software, which is fast and lacks only shadows. */
    fun draw(windows: List<ShownWindow>, bitmap: Bitmap) = compose(windows, bitmap) { window, canvas ->
        canvas.translate(window.left.toFloat(), window.top.toFloat())
        window.root.draw(canvas)
    }

    /** Draws the windows through the hardware renderer, shadows included, for a picture that stays. */
    fun drawWithShadows(windows: List<ShownWindow>, bitmap: Bitmap) = compose(windows, bitmap) { window, canvas ->
        if (window.root.width == 0 || window.root.height == 0) return@compose
        val picture = Bitmap.createBitmap(window.root.width, window.root.height, Bitmap.Config.ARGB_8888)
        window.root.inItsCorner {
            ReflectionHelpers.callStaticMethod<Any?>(
                Class.forName("org.robolectric.shadows.HardwareRenderingScreenshot"),
                "takeScreenshot",
                ReflectionHelpers.ClassParameter(View::class.java, window.root),
                ReflectionHelpers.ClassParameter(Bitmap::class.java, picture),
            )
        }
        canvas.drawBitmap(picture, window.left.toFloat(), window.top.toFloat(), null)
        picture.recycle()
    }

    /** The renderer draws a root where it lies in its window, and what then sticks out of a picture of its size is lost. */
    private inline fun View.inItsCorner(draw: () -> Unit) {
        val (x, y) = left to top
        offsetLeftAndRight(-x)
        offsetTopAndBottom(-y)
        draw()
        offsetLeftAndRight(x)
        offsetTopAndBottom(y)
    }

    private inline fun compose(windows: List<ShownWindow>, bitmap: Bitmap, paint: (ShownWindow, Canvas) -> Unit) {
        val canvas = Canvas(bitmap)
        canvas.drawColor(Color.BLACK)
        for (window in windows) {
            if (window.params.flags and WindowManager.LayoutParams.FLAG_DIM_BEHIND != 0) {
                canvas.drawColor(Color.argb((window.params.dimAmount * OPAQUE).toInt(), 0, 0, 0))
            }
            // Without it a check mark is drawn in the state it is leaving.
            window.root.jumpDrawablesToCurrentState()
            canvas.save()
            paint(window, canvas)
            canvas.restore()
        }
    }

    private fun place(activity: Activity, view: View, param: WindowManager.LayoutParams): Rect {
        val metrics = activity.resources.displayMetrics
        val screen = Rect(0, 0, metrics.widthPixels, metrics.heightPixels)
        if (param.type != WindowManager.LayoutParams.TYPE_BASE_APPLICATION) {
            val bars = activity.window.decorView.rootWindowInsets?.getInsets(android.view.WindowInsets.Type.systemBars())
            if (bars != null) screen.inset(bars)
        }
        val place = Rect()
        val gravity = if (param.gravity == 0) Gravity.TOP or Gravity.START else param.gravity
        Gravity.apply(gravity, view.width, view.height, screen, param.x, param.y, place)
        return place
    }

    /** A window's root has a context of its own; that of its content leads back to the activity. */
    private fun contextOf(root: View): Context = (root as? ViewGroup)?.getChildAt(0)?.context ?: root.context

    private tailrec fun activityOf(context: Context?): Activity? = when (context) {
        is Activity -> context
        is ContextWrapper -> activityOf(context.baseContext)
        else -> null
    }

    private val EDGES = listOf("mEdgeGlowTop", "mEdgeGlowBottom")
    private const val OPAQUE = 255
}
