package org.candado.app.devices

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Design
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.icon
import org.candado.app.ui.topBar
import org.candado.core.DevicePlace
import org.candado.core.DeviceRow

/** Where accounts are signed in: what still needs signing out first. */
class DevicesScreen(host: MainActivity) : Screen(host) {
    override val page =
        Page(
            design,
            design.topBar(text(R.string.devices_title), Leave.back { host.goBack() }),
            footer =
                listOf(
                    design.secondary(text(R.string.devices_add)) { host.go(Route.NewDevice) },
                    design.textDanger(text(R.string.devices_lost)) { host.go(Route.LostDevice) },
                ),
        )

    override fun load(): Unit =
        askForPage({ devices() }) { rows ->
            page.showFooter(rows.isNotEmpty())
            if (rows.isEmpty()) {
                fill(nothing())
                return@askForPage
            }
            fill(DevicePlace.entries.flatMap { place -> group(place.heading, rows.filter { it.place == place }) })
        }

    private fun nothing(): View =
        design.empty(
            R.drawable.ic_computer,
            text(R.string.devices_empty_title),
            text(R.string.devices_empty),
            design.primary(text(R.string.devices_add)) { host.go(Route.NewDevice) },
        )

    private fun group(heading: Int, rows: List<DeviceRow>): List<View> =
        if (rows.isEmpty()) emptyList()
        else
            listOf(
                design.section(text(heading)),
                design.list(rows.map { row -> design.deviceRow(row) { host.go(Route.Device(row.device.id)) } }),
            )
}

/** What a part of the list is called. */
private val DevicePlace.heading: Int
    get() =
        when (this) {
            DevicePlace.PENDING -> R.string.devices_pending
            DevicePlace.IN_USE -> R.string.devices_in_use
            DevicePlace.CLOSED -> R.string.devices_closed
            DevicePlace.ARCHIVED -> R.string.devices_archived
        }

/** One device in a list. */
fun Design.deviceRow(row: DeviceRow, open: () -> Unit): View {
    val days = row.pendingDays?.toInt()
    val badge =
        when {
            days == null -> badge(row.verdict)
            days == 0 -> badge(row.verdict, context.getText(R.string.device_pending_today))
            else -> badge(row.verdict, context.resources.getQuantityString(R.plurals.device_pending_days, days, days))
        }
    return row(row.device.name, row.line, badge, icon = row.device.kind.icon, open = open)
}
