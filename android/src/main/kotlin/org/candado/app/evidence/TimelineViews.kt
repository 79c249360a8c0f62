package org.candado.app.evidence

import android.graphics.Paint
import android.view.View
import org.candado.app.R
import org.candado.app.ui.Design
import org.candado.app.ui.TimelineNode
import org.candado.core.EntryBody
import org.candado.core.TimelineEntry

/** One entry of the timeline with what corrects it below; touching it opens its page. */
fun Design.timelineEntry(
    entry: TimelineEntry,
    amendments: List<TimelineEntry>,
    last: Boolean,
    open: () -> Unit,
): View {
    val title = strong(entry.title)
    if (entry.retracted) title.paintFlags = title.paintFlags or Paint.STRIKE_THRU_TEXT_FLAG
    val files = entry.files.size
    val lines =
        listOfNotNull(
            entry.time.takeIf { it.isNotEmpty() }?.let { second(it) },
            title,
            entry.detail.takeIf { it.isNotEmpty() }?.let { second(it) },
            if (files == 0) null else second(context.resources.getQuantityString(R.plurals.files, files, files)),
        ) + amendments.map(::amendmentLine)
    return TimelineNode(context, last, context.resources.displayMetrics.density).apply {
        lines.forEach { addView(it) }
        setPaddingRelative(space(7), space(2), space(2), space(3))
        minimumHeight = size(R.dimen.touch_target)
        background = drawable(R.drawable.row)
        isFocusable = true
        setOnClickListener { open() }
    }
}

/** What a correction or retraction says, in the colour of things to look at. */
fun Design.amendmentLine(amendment: TimelineEntry): View =
    when (val body = amendment.body) {
        is EntryBody.Retraction -> text(R.style.Text_SecondRisk, context.getString(R.string.log_retracted, body.text))
        is EntryBody.Amendment -> text(R.style.Text_SecondDue, context.getString(R.string.log_corrected, body.text))
        else -> text(R.style.Text_SecondDue, context.getString(R.string.log_corrected, amendment.title))
    }
