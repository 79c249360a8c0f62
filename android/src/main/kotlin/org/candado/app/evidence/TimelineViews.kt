package org.candado.app.evidence

import android.content.Context
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
    val holds = !entry.retracted && !entry.superseded
    val title = strong(entry.title).let { if (holds) it else struck(it) }
    val files = entry.files.size
    val lines =
        listOfNotNull(
            entry.time.takeIf { it.isNotEmpty() }?.let { second(it) },
            title,
            entry.detail.takeIf { it.isNotEmpty() }?.let { second(it) },
            if (files == 0) null else second(context.resources.getQuantityString(R.plurals.files, files, files)),
        ) + amendments.map(::amendmentLine)
    return TimelineNode(this, last, open).apply { lines.forEach { addView(it) } }
}

/** Day and time of an entry on one line. */
fun Context.moment(entry: TimelineEntry): String =
    if (entry.time.isEmpty()) entry.day else getString(R.string.day_and_title, entry.day, entry.time)

/** What a correction or retraction says, in the colour of things to look at. */
fun Design.amendmentLine(amendment: TimelineEntry): View =
    when (val body = amendment.body) {
        is EntryBody.Retraction -> text(R.style.Text_SecondRisk, context.getString(R.string.log_retracted, body.text))
        is EntryBody.Amendment -> text(R.style.Text_SecondDue, context.getString(R.string.log_corrected, body.text))
        else -> {
            val whole = listOf(amendment.title, amendment.detail).filter { it.isNotEmpty() }.joinToString("\n")
            text(R.style.Text_SecondDue, context.getString(R.string.log_corrected, whole))
        }
    }
