package org.candado.app.ui

import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.LinearLayout
import android.widget.TextView
import org.candado.app.MainActivity
import org.candado.app.R

/** The bar over a page: perhaps a way back, the title as a heading, perhaps one thing to do. */
fun Design.topBar(title: CharSequence, leave: Leave? = null, action: View? = null): View {
    val style = if (leave == null) R.style.Text_Title else R.style.Text_BarTitle
    return topBar(text(style, title), leave, action)
}

/** The same, around a title that is already a view. */
fun Design.topBar(heading: TextView, leave: Leave?, action: View? = null): View {
    if (android.os.Build.VERSION.SDK_INT >= 28) heading.isAccessibilityHeading = true
    return LinearLayout(context).apply {
        gravity = Gravity.CENTER_VERTICAL
        setPadding(space(if (leave == null) 5 else 1), space(2), space(if (action == null) 5 else 2), space(1))
        leave?.let { addView(iconButton(it.icon, context.getText(it.label), it.press), WRAP_CONTENT, WRAP_CONTENT) }
        addView(
            SplitLayout(context, space(2), heading, action).apply { minimumHeight = size(R.dimen.touch_target) },
            LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f).also { if (leave != null) it.marginStart = space(1) },
        )
    }
}

/** A top bar with a way back whose title is known only once the core has answered. */
class TitleBar(host: MainActivity) {
    private val words = host.design.text(R.style.Text_BarTitle, "")
    val view: View = host.design.topBar(words, Leave.back { host.goBack() })

    fun title(title: CharSequence) {
        words.text = title
    }
}

/** How one leaves a page: back to where one came from, or away from something begun. */
class Leave private constructor(val icon: Int, val label: Int, val press: () -> Unit) {
    companion object {
        fun back(press: () -> Unit) = Leave(R.drawable.ic_back, R.string.back, press)

        fun close(press: () -> Unit) = Leave(R.drawable.ic_close, R.string.close, press)
    }
}
