package org.candado.app.checkup

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.devices.deviceRow
import org.candado.app.ui.Design
import org.candado.app.ui.Route
import org.candado.app.ui.fold
import org.candado.core.ItemPage
import org.candado.core.MessengerSection
import org.candado.core.ScreenTarget
import org.candado.core.VerdictChange

/** What the phone lists; a name that it hides says so. */
fun Design.listed(item: ItemPage): View? =
    if (item.listed.isEmpty()) null else list(item.listed.map { row(it.name, it.line) })

/** What changed, with the way to its page where it has one. */
fun Design.changeRow(change: VerdictChange, host: MainActivity): View {
    val open = { host.go(Route.Item(change.id)) }
    return row(change.sentence, trailing = badge(change.now), open = open.takeIf { change.hasPage })
}

/** The devices noted here, to be held against what the messenger lists. */
fun Design.comparison(item: ItemPage, host: MainActivity): List<View> {
    val rows = item.compareWith ?: return emptyList()
    if (rows.isEmpty()) return listOf(lead(host.getString(R.string.item_compare_none)))
    return listOf(
        section(host.getString(R.string.item_compare)),
        list(rows.map { row -> deviceRow(row) { host.go(Route.Device(row.device.id)) } }),
    )
}

/** The steps of each messenger on the phone; of several, the first stands open. */
fun Design.sections(item: ItemPage, host: MainActivity): List<View> =
    if (item.sections.size == 1) steps(item.sections.single(), host)
    else
        item.sections.mapIndexed { index, section ->
            fold(section.title, null, open = index == 0, steps(section, host))
        }

private fun Design.steps(section: MessengerSection, host: MainActivity): List<View> =
    listOfNotNull(
        section.note.takeIf { it.isNotEmpty() }?.let { lead(it) },
        steps(section.steps),
        secondary(section.openLabel) { host.open(ScreenTarget.OpenMessenger(section.messenger)) },
        centred(second(section.sourceLine)),
    )

/** Opens a place inside the app or outside it, or says that this phone has no such screen. */
fun MainActivity.open(target: ScreenTarget) {
    val own =
        when (target) {
            ScreenTarget.Devices -> Route.Devices
            ScreenTarget.Message -> Route.Message
            ScreenTarget.Contacts -> Route.Contacts
            else -> null
        }
    if (own != null) go(own) else if (!platform.settingsScreens.open(this, target)) notice(getString(R.string.item_nowhere))
}
