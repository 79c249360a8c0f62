package org.candado.app.devices

import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar

/** Which device was lost or stolen: leads to its page, where one tap marks it. */
class LostDeviceScreen(host: MainActivity) : Screen(host) {
    override val page = Page(design, design.topBar(text(R.string.device_which_lost), Leave.close { host.goBack() }))

    override fun load(): Unit =
        askForPage({ devices() }) { rows ->
            fill(
                design.lead(text(R.string.device_lost_lead)),
                if (rows.isEmpty()) null
                else
                    design.list(
                        rows.map { row ->
                            design.deviceRow(row) { host.goInstead(Route.Device(row.device.id)) }
                        }
                    ),
                design.secondary(text(R.string.device_lost_other)) { host.goInstead(Route.NewLostDevice) },
            )
        }
}
