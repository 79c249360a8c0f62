package org.candado.app.ui

import android.util.TypedValue
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import kotlin.math.min
import org.candado.app.R

/** The four places, always in the same order. */
class BottomBar(private val design: Design, private val go: (Route.Tab) -> Unit) : LinearLayout(design.context) {
    init {
        id = R.id.bottom_bar
        background = context.getDrawable(R.drawable.bottom_bar)
        Route.tabs.forEach { addView(tab(it), LayoutParams(0, MATCH_PARENT, 1f)) }
    }

    /** Shows which place one is at. */
    fun select(route: Route) {
        Route.tabs.forEachIndexed { index, tab -> getChildAt(index).isSelected = tab == route }
    }

    private fun tab(route: Route.Tab): View {
        val (icon, word) = look(route)
        val pill = design.icon(icon, R.color.role_ink2)
        pill.imageTintList = context.getColorStateList(R.color.tab)
        pill.background = context.getDrawable(R.drawable.tab_pill)
        pill.scaleType = ImageView.ScaleType.CENTER
        val label: TextView = design.text(R.style.Text_Label, context.getText(word))
        label.setTextColor(context.getColorStateList(R.color.tab_label))
        label.textAlignment = TEXT_ALIGNMENT_CENTER
        // Four words share the width of the phone; beyond 1.3 the tooltip on a long press is what grows.
        val scale = min(resources.configuration.fontScale, LARGE_FONT)
        label.setTextSize(TypedValue.COMPLEX_UNIT_DIP, LABEL_DP * scale)
        return LinearLayout(context).apply {
            orientation = VERTICAL
            gravity = Gravity.CENTER
            minimumHeight = design.size(R.dimen.bottom_bar_height)
            background = context.getDrawable(R.drawable.row)
            isFocusable = true
            tooltipText = context.getText(word)
            addView(pill, design.size(R.dimen.bottom_bar_pill_width), design.size(R.dimen.bottom_bar_pill_height))
            addView(label, LayoutParams(MATCH_PARENT, WRAP_CONTENT).also { it.topMargin = design.space(1) })
            setOnClickListener { go(route) }
        }
    }

    private fun look(route: Route.Tab): Pair<Int, Int> =
        when (route) {
            Route.Home -> R.drawable.ic_home to R.string.tab_home
            Route.Checkup -> R.drawable.ic_checkup to R.string.tab_checkup
            Route.Log -> R.drawable.ic_log to R.string.tab_log
            Route.Reminders -> R.drawable.ic_bell to R.string.tab_reminders
        }

    private companion object {
        const val LABEL_DP = 12f
    }
}
