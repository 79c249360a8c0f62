package org.candado.app

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import org.candado.app.ui.Route
import org.junit.Assert.assertEquals
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.shadows.ShadowLooper

/** A hand that taps what it reads on the screen, and counts. */
class Hand(var activity: Activity) {
    var taps = 0
        private set

    /** Taps the first thing whose words contain [words]; fails when nothing on the screen does. */
    fun tap(words: String) {
        val target = shown().firstOrNull { it.isClickable && it.isEnabled && it !is EditText && label(it).contains(words) }
        checkNotNull(target) { "nothing to tap says \"$words\"; there is: ${labels()}" }.performClick()
        taps += 1
        ShadowLooper.idleMainLooper()
    }

    /** Taps what says these words and no others. */
    fun tapExactly(words: String) {
        val target = shown().firstOrNull { it.isClickable && it.isEnabled && label(it) == words }
        checkNotNull(target) { "nothing to tap says just \"$words\"; there is: ${labels()}" }.performClick()
        taps += 1
        ShadowLooper.idleMainLooper()
    }

    /** Types into the field whose label contains [label]. */
    fun type(label: String, text: String) {
        val caption =
            checkNotNull(shown().filterIsInstance<TextView>().firstOrNull { it.text.contains(label) && it.labelFor != View.NO_ID }) {
                "no field is called \"$label\"; there is: ${labels()}"
            }
        activity.findViewById<EditText>(caption.labelFor).setText(text)
        ShadowLooper.idleMainLooper()
    }

    fun typed(label: String): String {
        val caption = shown().filterIsInstance<TextView>().first { it.text.contains(label) && it.labelFor != View.NO_ID }
        return activity.findViewById<EditText>(caption.labelFor).text.toString()
    }

    /** Sees that everything on the screen has its place, and leaves a picture of it. */
    fun look(folder: String, name: String) {
        val root = activity.window.decorView
        assertEquals(emptyList<String>(), LayoutCheck(root).problems())
        picture(root, folder, name)
    }

    fun reads(words: String): Boolean = shown().filterIsInstance<TextView>().any { it.text.contains(words) }

    private fun labels() = shown().filter { it.isClickable }.map { label(it) }

    private fun shown(): List<View> {
        val views = mutableListOf<View>()
        fun walk(view: View) {
            if (view.visibility != View.VISIBLE) return
            views.add(view)
            if (view is ViewGroup) for (index in 0 until view.childCount) walk(view.getChildAt(index))
        }
        walk(activity.window.decorView)
        return views
    }

    private fun label(view: View): String =
        view.contentDescription?.toString()
            ?: (view as? TextView)?.text?.toString()
            ?: (view as? ViewGroup)?.let { group -> (0 until group.childCount).joinToString(" ") { label(group.getChildAt(it)) } }
            ?: ""

    companion object {
        /** A hand on a screen that was just opened. */
        fun at(route: Route): Hand {
            val intent = MainActivity.intentFor(RuntimeEnvironment.getApplication(), route)
            val activity = Robolectric.buildActivity(MainActivity::class.java, intent).setup().get()
            ShadowLooper.idleMainLooper()
            return Hand(activity)
        }
    }
}
