package org.candado.app.settings

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.choiceList
import org.candado.app.ui.topBar

/** The languages the app speaks, by tag; `null` follows the phone. */
private val LANGUAGES =
    listOf(
        null to R.string.language_phone,
        "es-MX" to R.string.language_spanish,
        "en" to R.string.language_english,
    )

/** The name of a chosen language. */
fun languageLabel(tag: String?): Int = LANGUAGES.firstOrNull { it.first == tag }?.second ?: R.string.language_phone

/** In which language the app speaks. */
class LanguageScreen(host: MainActivity) : Screen(host) {
    override val page = Page(design, design.topBar(text(R.string.settings_language), Leave.back { host.goBack() }))

    override fun load() {
        val languages = host.platform.languages
        fill(
            design.choiceList(LANGUAGES.map { (tag, label) -> tag to text(label) }, languages.chosen()) { tag ->
                languages.choose(tag)
                host.recreate()
            }
        )
    }
}
