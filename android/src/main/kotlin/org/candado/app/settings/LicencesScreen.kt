package org.candado.app.settings

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
        val parts = host.resources.getStringArray(R.array.licences).map { it.substringBefore('|') to it.substringAfter('|') }
        fill(
            design.lead(text(R.string.licences_lead)),
            design.list(parts.map { (name, licence) -> design.row(name, licence) }),
        )
    }
}
