package org.candado.app

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.LinearLayout
import org.candado.app.evidence.NoteDraft
import org.candado.app.evidence.ShareScreen
import org.candado.app.evidence.TEXT
import org.candado.app.evidence.copyInto
import org.candado.app.evidence.keepRefused
import org.candado.app.evidence.sharedFiles
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Design
import org.candado.app.ui.Route
import org.candado.app.ui.showAlone

/**
 * Where other apps hand things over. The right to read them ends with this activity, so it copies at once, shows that it
 * does, and leaves what it copied for [ShareScreen].
 */
class ShareActivity : Activity() {
    override fun attachBaseContext(base: Context) {
        super.attachBaseContext((base.applicationContext as CandadoApplication).platform.languages.wrap(base))
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        val design = Design(this)
        val page = design.stack()
        showAlone(page, design.space(4))
        // The manifest keeps this activity through a rotation. A state that was kept means that the phone ended the
        // process: what was copied until then is in the draft, and the right to read the rest has ended.
        if (savedInstanceState == null) copy(intent, design, page) else interrupted()
    }

    private fun copy(shared: Intent, design: Design, page: LinearLayout) {
        fun show(view: View) {
            page.removeAllViews()
            page.addView(view)
        }
        show(design.progress(getText(R.string.share_copying)))
        val sources = shared.sharedFiles()
        val words = shared.getCharSequenceExtra(Intent.EXTRA_TEXT)?.toString()?.take(LONGEST_TEXT).orEmpty()
        candado.core.ask(
            {
                val copied = copyInto(ShareScreen.DRAFT, contentResolver, sources)
                addWords(words)
                keepRefused(copied.refused.map { it.name to design.errorText(it.error) })
            },
            // The right to read what was shared lasts as long as this activity: trying again still can.
            refused = { error ->
                show(
                    design.whatToDo(
                        error,
                        rescue = { proceed(Route.Rescue) },
                        retry = { copy(shared, design, page) },
                    )
                )
            },
            done = { proceed() },
        )
    }

    private fun interrupted() {
        val told = listOf(getString(R.string.share_label) to getString(R.string.share_interrupted))
        candado.core.ask({ keepRefused(told) }, refused = { proceed() }, done = { proceed() })
    }

    private fun CoreGateway.Core.addWords(words: String) {
        if (words.isBlank()) return
        val before = draft(ShareScreen.DRAFT)?.let(NoteDraft::read) ?: NoteDraft()
        val text = listOf(before.fields[TEXT].orEmpty(), words).filter { it.isNotBlank() }.joinToString("\n")
        saveDraft(ShareScreen.DRAFT, before.copy(fields = before.fields + (TEXT to text)).write())
    }

    private fun proceed(route: Route = Route.Share) {
        startActivity(MainActivity.intentFor(this, route))
        finish()
    }

    private companion object {
        const val LONGEST_TEXT = 20_000
    }
}
