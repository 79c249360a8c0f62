package org.candado.app.settings

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar

/** The software the app is made with, and its licences. */
class LicencesScreen(host: MainActivity) : Screen(host) {
    override val page = Page(design, design.topBar(text(R.string.settings_licences), Leave.back { host.goBack() }))

    override fun load() {
        fill(
            design.lead(text(R.string.licences_lead)),
            design.list(rows(R.array.licences)),
            design.section(text(R.string.licences_crates_title)),
            design.list(rows(R.array.licences_crates)),
        )
    }

    private fun rows(array: Int): List<View> =
        host.resources.getStringArray(array).map { design.row(it.substringBefore('|'), it.substringAfter('|')) }
}
