package org.candado.app.ui

import android.os.Build
import android.view.View
import android.view.ViewGroup
import android.widget.LinearLayout
import android.widget.ScrollView
import org.candado.app.R

/**
 * Top bar, a column that scrolls, and what stays in reach of the thumb below it. Where there is little height (a phone on
 * its side, a large font) the footer scrolls with the rest, unless it is [alwaysInReach].
 */
class Page(
    private val design: Design,
    private val topBar: View,
    private val footer: List<View> = emptyList(),
    alwaysInReach: Boolean = false,
) : LinearLayout(design.context) {
    private val pinned = alwaysInReach || !(design.largeFont || design.lowScreen)
    private val topBarStart = topBar.paddingLeft
    private val topBarEnd = topBar.paddingRight
    private var footerShown = true
    private val column = design.column()
    private val scroll = ScrollView(context)
    private var wantedScroll = 0
    private val busyLine = design.busyLine()

    /** Nothing was filled in yet. */
    var isUnfilled = true
        private set

    init {
        orientation = VERTICAL
        addView(topBar)
        addView(busyLine)
        scroll.isFillViewport = true
        scroll.clipToPadding = false
        scroll.id = R.id.page_scroll
        scroll.scrollBarStyle = SCROLLBARS_OUTSIDE_OVERLAY
        scroll.scrollBarSize = design.space(1)
        // Before Android 9 the fade is a layer of its own, which the simulated phone draws alone: nobody could look at its screens.
        scroll.isVerticalFadingEdgeEnabled = Build.VERSION.SDK_INT >= 28
        scroll.setFadingEdgeLength(design.space(5))
        column.setPadding(0, design.space(1), 0, design.space(4))
        scroll.addView(column, ViewGroup.LayoutParams(ViewGroup.LayoutParams.MATCH_PARENT, ViewGroup.LayoutParams.WRAP_CONTENT))
        addView(scroll, LayoutParams(LayoutParams.MATCH_PARENT, 0, 1f))
        if (footer.isNotEmpty() && pinned) {
            val bottom = design.column()
            bottom.setPadding(0, design.space(2), 0, design.space(3))
            footer.forEach { bottom.addView(it) }
            addView(bottom)
        }
    }

    val scrollPosition: Int
        get() = scroll.scrollY

    /** Scrolls there once the content is in place. */
    fun scrollWhenFilled(position: Int) {
        wantedScroll = position
    }

    fun scrollToTop() = scroll.scrollTo(0, 0)

    /** Whether the footer has something to offer; before [fill]. */
    fun showFooter(show: Boolean) {
        footerShown = show
        footer.forEach { it.visibility = if (show) VISIBLE else GONE }
    }

    /** Something that the person asked for is being done. */
    fun busy(busy: Boolean) {
        busyLine.visibility = if (busy) VISIBLE else GONE
    }

    /** Shows [view] until something is filled in. */
    fun showWaiting(view: View) {
        column.removeAllViews()
        column.addView(view)
    }

    /** Replaces the content and keeps the place in it. */
    fun fill(content: List<View>) {
        val position = if (wantedScroll > 0) wantedScroll else scroll.scrollY
        wantedScroll = 0
        isUnfilled = false
        column.removeAllViews()
        content.forEach { column.addView(it) }
        if (!pinned && footerShown) footer.forEach { column.addView(it) }
        scroll.post { scroll.scrollTo(0, position) }
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val margin = design.pageMargin(MeasureSpec.getSize(widthMeasureSpec))
        for (index in 1 until childCount) {
            val child = getChildAt(index)
            if (child === busyLine) continue
            if (child.paddingLeft != margin) {
                child.setPadding(margin, child.paddingTop, margin, child.paddingBottom)
            }
        }
        val wider = margin - design.size(R.dimen.page_margin)
        topBar.setPadding(topBarStart + wider, topBar.paddingTop, topBarEnd + wider, topBar.paddingBottom)
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }
}
