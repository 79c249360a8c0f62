package org.candado.app.settings

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar

/** What the app reads, keeps, protects, and what it does not. */
class AboutScreen(host: MainActivity) : Screen(host) {
    override val page = Page(design, design.topBar(text(R.string.settings_about), Leave.back { host.goBack() }))

    override fun load(): Unit =
        fill(
            listOf(
                    R.string.about_offline_title to R.string.about_offline,
                    R.string.about_reads_title to R.string.about_reads,
                    R.string.about_keeps_title to R.string.about_keeps,
                    R.string.about_not_title to R.string.about_not,
                )
                .map { (title, words) -> design.card(design.strong(text(title)), design.below(1, design.second(text(words)))) }
        )
}
