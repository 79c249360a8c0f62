package org.candado.app

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.LinearLayout
import org.candado.app.evidence.CopyProgress
import org.candado.app.evidence.SHARED_DRAFT
import org.candado.app.evidence.copyInto
import org.candado.app.evidence.keepRefused
import org.candado.app.evidence.keepShared
import org.candado.app.evidence.sharedDraft
import org.candado.app.evidence.sharedFiles
import org.candado.app.evidence.sharing
import org.candado.app.ui.Design
import org.candado.app.ui.Route
import org.candado.app.ui.running
import org.candado.app.ui.showAlone

/**
 * Where other apps hand things over. The right to read them ends with this activity, so it copies at once, shows that it
 * does, and leaves what it copied for [org.candado.app.evidence.ShareScreen].
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
        val progress = CopyProgress()
        val sources = shared.sharedFiles()
        show(
            if (sources.isEmpty()) design.progress(getText(R.string.share_copying))
            else design.running({ progress.inWords(this) }, progress::stop)
        )
        val words = shared.getCharSequenceExtra(Intent.EXTRA_TEXT)?.toString().orEmpty()
        candado.core.ask(
            {
                val copied = copyInto(SHARED_DRAFT, contentResolver, sources, progress)
                keepShared(sharedDraft().sharing(words))
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

    private fun proceed(route: Route = Route.Share) {
        startActivity(MainActivity.intentFor(this, route))
        finish()
    }
}
