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
    private val saving = errand<Long>(::notSaved) { saved() }
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

    /** Reads the draft once; what is on the screen is newer from then on. */
    override fun load() {
        when {
            draft != null -> Unit
            saving.busy -> showWaiting()
            else -> if (!saving.settle()) loadForm()
        }
    }

    /** Reads the draft and shows the form. */
    protected abstract fun loadForm()

    /** The entry is written: leads on from here and says so. */
    protected abstract fun saved()

    /** Says why the entry was refused; what is typed is on the screen. */
    protected abstract fun refuse(error: AppError)

    /** Saves the entry that [entry] makes of what is typed, on the core's thread; when it is refused, the draft stays. */
    protected fun saveEntry(entry: CoreGateway.Core.(NoteDraft) -> NewEntry) {
        val typed = draft ?: return
        if (finished) return
        finish()
        val reminders = host.candado.reminders
        saving.start({ saveForm(form, entry(keepTyped(form, typed))) }) {
            // A step put off may be done by it.
            reminders.rearm()
        }
    }

    private fun notSaved(error: AppError) {
        finished = false
        if (draft != null) {
            refuse(error)
        } else {
            loadForm()
            // Answered behind the form's own question: by then it is there, unless it could not be read.
            ask({}) { if (draft != null) refuse(error) }
        }
    }

    /** Forgets what was typed and the files with it. */
    protected fun discard(done: () -> Unit) {
        if (finished) return
        finish()
        askOnce(
            {
                val files = keptFiles(form)
                discardDraft(form)
                release(files)
            },
            refused = { error ->
                finished = false
                tell(error)
            },
        ) {
            done()
        }
    }

    private fun finish() {
        finished = true
        page.removeCallbacks(keepSoon)
    }

    private companion object {
        const val KEEP_AFTER_MS = 400L
    }
}
