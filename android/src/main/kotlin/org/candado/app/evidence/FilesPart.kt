package org.candado.app.evidence

import android.graphics.Rect
import android.text.format.Formatter
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Design
import org.candado.app.ui.running
import org.candado.core.Attachment
import org.candado.core.Verdict

/** The files of a note, each removable until the note is saved, and the buttons that add one. */
class FilesPart(
    private val host: MainActivity,
    private val design: Design,
    pick: (pictures: Boolean) -> Unit,
    private val remove: (Attachment) -> Unit,
) {
    private val shown = design.stack()
    private val saveWaits = design.lead(host.getText(R.string.attach_save_waits)).apply { visibility = View.GONE }
    private val copying = design.stack().apply { visibility = View.GONE }

    private val refusals = design.stack().apply { visibility = View.GONE }

    val view: View =
        design.column(
            shown,
            refusals,
            copying,
            design.secondary(host.getText(R.string.attach_picture)) { pick(true) },
            design.textButton(host.getText(R.string.attach_file)) { pick(false) },
        )

    init {
        shown.visibility = View.GONE
    }

    fun show(files: List<Attachment>) {
        shown.removeAllViews()
        shown.visibility = if (files.isEmpty()) View.GONE else View.VISIBLE
        if (files.isEmpty()) return
        shown.addView(
            design.list(
                files.map { file ->
                    val label = host.getString(R.string.attach_remove, file.name)
                    design.row(
                        file.name,
                        Formatter.formatShortFileSize(host, file.bytes.toLong()),
                        design.iconButton(R.drawable.ic_close, label) { remove(file) },
                        icon = R.drawable.ic_file,
                    )
                }
            )
        )
    }

    /** What could not be copied, each with its reason, until something is copied again. */
    fun refused(files: List<RefusedFile>) {
        refusals.removeAllViews()
        refusals.visibility = if (files.isEmpty()) View.GONE else View.VISIBLE
        if (files.isNotEmpty()) refusals.addView(design.refusedFiles(files.map { it.name to design.errorText(it.error) }))
    }

    /** Says how far copying is and offers to stop it, until there is none. */
    fun copying(work: CopyProgress?) {
        copying.removeAllViews()
        copying.visibility = if (work == null) View.GONE else View.VISIBLE
        if (work == null) {
            saveWaits.visibility = View.GONE
            return
        }
        copying.addView(design.running({ work.inWords(host) }, work::stop))
        copying.addView(saveWaits)
    }

    /** Says that the note is saved once the files are there, and shows it. */
    fun sayThatSavingWaits() {
        saveWaits.visibility = View.VISIBLE
        copying.requestRectangleOnScreen(Rect(0, 0, copying.width, copying.height))
    }
}

/** Files that could not be copied, with the reason beside each. */
fun Design.refusedFiles(files: List<Pair<String, String>>): View =
    verdictCard(
        Verdict.DUE,
        strong(context.resources.getQuantityString(R.plurals.share_some_failed, files.size, files.size)),
        *files.map { (name, reason) -> below(1, second(context.getString(R.string.refused_file, name, reason))) }.toTypedArray(),
    ).apply { accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE }
