package org.candado.app.ui

import kotlin.math.max
import kotlin.math.min
import kotlin.math.pow
import org.candado.app.R
import org.candado.app.TestApplication
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Contrast of every pair of colour roles that meets on a screen, by WCAG 2.1. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35])
class ColourContrastTest {
    private val pairs =
        listOf(
            R.color.role_ink to R.color.role_background,
            R.color.role_ink to R.color.role_surface,
            R.color.role_ink2 to R.color.role_background,
            R.color.role_ink2 to R.color.role_surface,
            R.color.role_primary to R.color.role_background,
            R.color.role_primary to R.color.role_surface,
            R.color.role_primary to R.color.role_tint,
            R.color.role_on_primary to R.color.role_primary,
            R.color.role_risk to R.color.role_background,
            R.color.role_risk to R.color.role_surface,
            R.color.role_due to R.color.role_background,
            R.color.role_due to R.color.role_surface,
            R.color.role_background to R.color.role_ink,
            R.color.role_on_ink to R.color.role_ink,
            R.color.role_ok to R.color.role_ok_ground,
            R.color.role_due to R.color.role_due_ground,
            R.color.role_risk to R.color.role_risk_ground,
            R.color.role_unknown to R.color.role_unknown_ground,
            R.color.role_ink to R.color.role_ok_ground,
            R.color.role_ink to R.color.role_due_ground,
            R.color.role_ink to R.color.role_risk_ground,
            R.color.role_ink to R.color.role_unknown_ground,
            R.color.role_ink2 to R.color.role_ok_ground,
            R.color.role_ink2 to R.color.role_due_ground,
            R.color.role_ink2 to R.color.role_risk_ground,
            R.color.role_ink2 to R.color.role_unknown_ground,
        )

    @Test
    @Config(qualifiers = "notnight")
    fun textCanBeReadByDay() = check()

    @Test
    @Config(qualifiers = "night")
    fun textCanBeReadByNight() = check()

    @Test
    fun blackOnWhiteIsTwentyOneToOne() {
        assertTrue(contrast(0xFF000000.toInt(), 0xFFFFFFFF.toInt()) in 20.99..21.01)
    }

    private fun check() {
        val context = RuntimeEnvironment.getApplication()
        val poor =
            pairs.mapNotNull { (text, ground) ->
                val ratio = contrast(context.getColor(text), context.getColor(ground))
                val names = "${context.resources.getResourceEntryName(text)} on ${context.resources.getResourceEntryName(ground)}"
                if (ratio < LEAST) "$names is %.2f".format(ratio) else null
            }
        assertTrue(poor.joinToString(), poor.isEmpty())
    }

    private fun contrast(one: Int, other: Int): Double {
        val (a, b) = luminance(one) to luminance(other)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private fun luminance(colour: Int): Double {
        fun part(shift: Int): Double {
            val value = (colour shr shift and 0xFF) / 255.0
            return if (value <= 0.03928) value / 12.92 else ((value + 0.055) / 1.055).pow(2.4)
        }
        return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    private companion object {
        const val LEAST = 4.5
    }
}
