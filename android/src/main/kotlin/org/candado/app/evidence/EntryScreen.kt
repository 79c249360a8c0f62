package org.candado.app.evidence

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.text.format.Formatter
import android.view.View
import android.widget.ImageView
import java.time.LocalDate
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.TitleBar
import org.candado.app.ui.inWords
import org.candado.core.Attachment
import org.candado.core.EntryBody
import org.candado.core.TimelineEntry

/** One entry as it stands, its files, what corrects it, and the ways to correct it or take it back. */
class EntryScreen(host: MainActivity, private val seq: Long) : Screen(host) {
    override val private = true
    private val bar = TitleBar(host)
    override val page = Page(design, bar.view)

    private class Shown(
        val entry: TimelineEntry,
        val amendments: List<TimelineEntry>,
        val pictures: Map<String, Bitmap>,
        val notedOn: LocalDate,
    )

    override fun load(): Unit =
        askForPage({
            entry(seq)?.let { found ->
                val pictures =
                    found.entry.files
                        .filter { it.mediaType.startsWith("image/") }
                        .mapNotNull { file -> thumbnail(attachmentPath(file.sha256))?.let { file.sha256 to it } }
                Shown(found.entry, found.corrections, pictures.toMap(), dayOf(found.entry.notedAtMs))
            }
        }) { shown ->
            if (shown == null) fill(design.errorCard(AppError.Plain.NotFound) { host.goBack() }) else show(shown)
        }

    private fun show(shown: Shown) {
        val entry = shown.entry
        val readable = entry.body !is EntryBody.Unreadable
        bar.title(text(R.string.entry_number, seq))
        fill(
            listOfNotNull(
                design.card(
                    design.second(host.moment(entry)),
                    design.below(1, design.text(R.style.Text_BarTitle, entry.title)),
                    entry.detail.takeIf { it.isNotEmpty() }?.let { detail ->
                        design.below(2, design.body(detail).apply { setTextIsSelectable(true) })
                    },
                    if (readable) design.below(2, design.text(R.style.Text_Label, noted(shown.notedOn)))
                    else design.below(2, design.second(text(R.string.entry_unreadable))),
                ),
                if (shown.amendments.isEmpty()) null
                else design.card(design.column(*shown.amendments.map(design::amendmentLine).toTypedArray())),
            ) +
                files(shown) +
                if (entry.retracted) emptyList() else changes(entry)
        )
    }

    private fun noted(day: LocalDate): String = text(R.string.entry_noted, day.inWords(host, "d MMM yyyy"))

    private fun files(shown: Shown): List<View> =
        if (shown.entry.files.isEmpty()) emptyList()
        else
            listOf(
                design.section(text(R.string.entry_files)),
                *shown.entry.files.map { file -> file(file, shown.pictures[file.sha256]) }.toTypedArray(),
            )

    private fun file(file: Attachment, picture: Bitmap?): View {
        val size = Formatter.formatShortFileSize(host, file.bytes.toLong())
        val row = design.row(file.name, size, icon = R.drawable.ic_file)
        if (picture == null) return design.list(row)
        val view = ImageView(host)
        view.setImageBitmap(picture)
        view.adjustViewBounds = true
        view.contentDescription = text(R.string.entry_picture, file.name)
        return design.list(row, view)
    }

    private fun changes(entry: TimelineEntry): List<View> =
        listOfNotNull(
            design.spring(),
            design.secondary(text(R.string.entry_correct)) { host.go(correctionOf(entry)) },
            // Notes hang on the entry that opens their case.
            if (entry.body is EntryBody.IncidentOpened || entry.body is EntryBody.Unreadable) null
            else design.textDanger(text(R.string.entry_retract)) { host.go(Route.Amend(seq, retract = true)) },
            design.centred(design.second(text(R.string.entry_keeps))),
        )

    /** The picture at a size a page can show; `null` when it is none, whatever it claims to be. */
    private fun thumbnail(path: String): Bitmap? {
        val bounds = BitmapFactory.Options().apply { inJustDecodeBounds = true }
        BitmapFactory.decodeFile(path, bounds)
        if (bounds.outWidth <= 0 || bounds.outHeight <= 0) return null
        var sample = 1
        while (bounds.outWidth / sample > WIDEST_PX || bounds.outHeight / sample > WIDEST_PX * 2) sample *= 2
        return BitmapFactory.decodeFile(path, BitmapFactory.Options().apply { inSampleSize = sample })
    }

    private companion object {
        const val WIDEST_PX = 1080
    }
}
