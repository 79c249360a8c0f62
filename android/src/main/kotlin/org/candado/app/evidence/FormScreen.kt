package org.candado.app.evidence

import android.os.Bundle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Screen
import org.candado.core.NewEntry

/**
 * A form that becomes an entry of the log. What is typed is kept as a draft a moment later and when the form is left;
 * saving happens once, however often the button is touched.
 */
abstract class FormScreen(host: MainActivity) : Screen(host) {
    override val private = true

    /** The name of its draft. */
    protected abstract val form: String

    /** What is typed; `null` until the draft was read. */
    protected var draft: NoteDraft? = null

    /** Says that what was typed is kept. */
    protected val savedLine by lazy { design.centred(design.second("")) }

    /** Whether anything was typed or chosen here; a form that was only looked at leaves no draft. */
    private var changed = false
    private var finished = false
    private val keepSoon = Runnable { keepNow() }

    override fun keep(state: Bundle) {
        super.keep(state)
        keepNow()
    }

    override fun close() {
        page.removeCallbacks(keepSoon)
        super.close()
    }

    /** Changes what is typed, and keeps it when nothing more is typed for a moment. */
    protected fun update(change: (NoteDraft) -> NoteDraft) {
        draft = draft?.let(change)
        changed = true
        page.removeCallbacks(keepSoon)
        page.postDelayed(keepSoon, KEEP_AFTER_MS)
    }

    protected fun sayKept() {
        savedLine.text = text(R.string.draft_saved)
    }

    private fun keepNow() {
        page.removeCallbacks(keepSoon)
        val typed = draft ?: return
        if (changed && !finished) ask({ keepTyped(form, typed) }) { sayKept() }
    }

    /** Saves the entry that [entry] makes of what is typed, on the core's thread; when it is refused, the draft stays. */
    protected fun saveEntry(
        entry: CoreGateway.Core.(NoteDraft) -> NewEntry,
        refused: (AppError) -> Unit,
        done: () -> Unit,
    ) {
        val typed = draft ?: return
        finish({ saveForm(form, entry(keepTyped(form, typed))) }, refused) {
            // A step put off may be done by it.
            host.candado.reminders.rearm()
            done()
        }
    }

    /** Forgets what was typed and the files with it. */
    protected fun discard(done: () -> Unit) =
        finish(
            {
                val files = keptFiles(form)
                discardDraft(form)
                release(files)
            },
            ::tell,
            done,
        )

    private fun finish(work: CoreGateway.Core.() -> Unit, refused: (AppError) -> Unit, done: () -> Unit) {
        finished = true
        page.removeCallbacks(keepSoon)
        askOnce(
            work,
            refused = { error ->
                finished = false
                refused(error)
            },
        ) {
            done()
        }
    }

    private companion object {
        const val KEEP_AFTER_MS = 400L
    }
}
