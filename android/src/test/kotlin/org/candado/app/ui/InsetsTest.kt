package org.candado.app.ui

import android.graphics.Insets
import android.graphics.Rect
import android.os.Build
import android.view.View
import android.view.WindowInsets
import android.view.WindowManager
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.TestApplication
import org.candado.app.platform.AndroidLanguages
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter

/** What the app does in another way on older Androids: insets, the language, the recents screen. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [26, 30, 33, 35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class InsetsTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    private fun open(route: Route): MainActivity =
        Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, route)).setup().get().also {
            ShadowLooper.idleMainLooper()
        }

    /** Bars on three sides and perhaps a keyboard, told as this Android tells it. */
    private fun insets(keyboard: Int): WindowInsets {
        if (Build.VERSION.SDK_INT >= 30) {
            return WindowInsets.Builder()
                .setInsets(WindowInsets.Type.systemBars(), Insets.of(LEFT, TOP, 0, BOTTOM))
                .setInsets(WindowInsets.Type.ime(), Insets.of(0, 0, 0, keyboard))
                .build()
        }
        val whole = Rect(LEFT, TOP, 0, maxOf(BOTTOM, keyboard))
        return ReflectionHelpers.callConstructor(
            WindowInsets::class.java,
            ClassParameter.from(Rect::class.java, whole),
            ClassParameter.from(Rect::class.java, Rect()),
            ClassParameter.from(Rect::class.java, Rect(LEFT, TOP, 0, BOTTOM)),
            ClassParameter.from(Boolean::class.javaPrimitiveType, false),
            ClassParameter.from(Boolean::class.javaPrimitiveType, false),
        )
    }

    private fun room(activity: MainActivity): View = activity.findViewById<View>(R.id.screen).parent as View

    private fun padding(view: View) = Rect(view.paddingLeft, view.paddingTop, view.paddingRight, view.paddingBottom)

    private fun dispatch(activity: MainActivity, keyboard: Int = 0): Rect {
        (room(activity).parent as View).dispatchApplyWindowInsets(insets(keyboard))
        return padding(room(activity))
    }

    @Test
    fun insetsAreReadAlikeOnEveryAndroid() {
        assertEquals(Covered(Rect(LEFT, TOP, 0, BOTTOM), 0), insets(0).covered())
        assertEquals(Covered(Rect(LEFT, TOP, 0, BOTTOM), KEYBOARD), insets(KEYBOARD).covered())
    }

    @Test
    fun thePageStaysBetweenTheBarsAndAboveTheKeyboard() {
        val form = open(Route.NewDevice)
        assertEquals(Rect(LEFT, TOP, 0, BOTTOM), dispatch(form))
        assertEquals(Rect(LEFT, TOP, 0, KEYBOARD), dispatch(form, KEYBOARD))
    }

    @Test
    fun onATabTheBottomBarTakesTheLowerEdge() {
        assertEquals(Rect(LEFT, TOP, 0, 0), dispatch(open(Route.Home)))
    }

    @Test
    fun whatIsPrivateIsHiddenFromTheRecentsScreen() {
        if (Build.VERSION.SDK_INT >= 33) return
        val activity = open(Route.Home)
        fun secure() = activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0
        assertEquals(false, secure())
        activity.go(Route.Stolen)
        assertEquals(true, secure())
        activity.goBack()
        assertEquals(false, secure())
    }

    @Test
    fun theChosenLanguageIsKeptAndSpokenAndCanBeGivenBackToThePhone() {
        val languages = AndroidLanguages(app)
        assertNull(languages.chosen())
        languages.choose("en")
        assertEquals("en", languages.chosen())
        if (Build.VERSION.SDK_INT < 33) assertEquals("en", languages.wrap(app).getString(R.string.core_language))
        languages.choose(null)
        assertNull(languages.chosen())
        assertEquals("es", languages.wrap(app).getString(R.string.core_language).take(2))
    }

    private companion object {
        const val LEFT = 12
        const val TOP = 48
        const val BOTTOM = 96
        const val KEYBOARD = 600
    }
}
