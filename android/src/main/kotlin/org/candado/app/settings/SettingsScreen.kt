package org.candado.app.settings

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar

/** Language, reminders, limits of the checkup, what the app protects and what not, licences, version. */
class SettingsScreen(host: MainActivity) : Screen(host) {
    override val page = Page(design, design.topBar(text(R.string.settings), Leave.back { host.goBack() }))

    override fun load(): Unit =
        fill(
            design.list(
                design.row(text(R.string.settings_language), text(languageLabel(host.platform.languages.chosen()))) {
                    host.go(Route.Language)
                },
                design.row(text(R.string.reminders_choices), text(R.string.reminders_choices_line)) {
                    host.go(Route.ReminderChoices)
                },
                design.row(text(R.string.limits_title), text(R.string.limits_line)) { host.go(Route.Limits) },
            ),
            design.list(
                design.row(text(R.string.settings_about), text(R.string.settings_about_line)) { host.go(Route.About) },
                design.row(text(R.string.settings_licences), text(R.string.settings_licences_line)) {
                    host.go(Route.Licences)
                },
                design.row(text(R.string.settings_version), version()),
            ),
        )

    private fun version(): String =
        host.packageManager.getPackageInfo(host.packageName, 0).versionName ?: ""
}
