package org.candado.app.devices

import android.os.Bundle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.platform.AppError
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.chips
import org.candado.app.ui.label
import org.candado.app.ui.multiChips
import org.candado.app.ui.topBar
import org.candado.core.DeviceKind
import org.candado.core.DeviceStatus
import org.candado.core.Messenger
import org.candado.core.NewDevice

/** Notes a device: what it is, its name, which accounts are signed in, how it is. */
class NewDeviceScreen(host: MainActivity) : Screen(host) {
    private var kind = DeviceKind.COMPUTER
    private var status = DeviceStatus.IN_USE
    private var messengers = setOf(Messenger.WHATS_APP)
    private var name = ""
    private lateinit var nameField: Field

    override val page =
        Page(
            design,
            design.topBar(text(R.string.device_new_title), Leave.close { host.goBack() }),
            footer = listOf(design.primary(text(R.string.save), ::save)),
        )

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        name = state.getString(NAME, "")
        kind = DeviceKind.entries[state.getInt(KIND, kind.ordinal)]
        status = DeviceStatus.entries[state.getInt(STATUS, status.ordinal)]
        state.getIntArray(MESSENGERS)?.let { numbers -> messengers = numbers.map { Messenger.entries[it] }.toSet() }
        build()
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putString(NAME, name)
        state.putInt(KIND, kind.ordinal)
        state.putInt(STATUS, status.ordinal)
        state.putIntArray(MESSENGERS, messengers.map { it.ordinal }.toIntArray())
    }

    /** Nothing comes from the core; the form is built once, so that what was typed stays. */
    override fun load() = Unit

    private fun build() {
        nameField =
            Field(design, text(R.string.device_name), Keyboard.Words, name, text(R.string.device_name_hint))
                .onChange { name = it }
        fill(
            design.section(text(R.string.device_kind)),
            design.chips(DeviceKind.entries.map { it to text(it.label) }, kind) { kind = it },
            nameField,
            design.section(text(R.string.device_sessions)),
            design.multiChips(Messenger.entries.map { it to text(it.label) }, messengers) { messengers = it },
            design.section(text(R.string.device_status)),
            design.chips(DeviceStatus.entries.map { it to text(it.label) }, status) { status = it },
        )
    }

    private fun save() {
        val device = NewDevice(kind, name, status, Messenger.entries.filter { it in messengers })
        ask({ addDevice(device) }, refused = ::refuse) { id ->
            host.candado.reminders.rearm()
            if (status == DeviceStatus.IN_USE) host.goBack() else host.goInstead(Route.Device(id))
            host.notice(text(R.string.device_added))
            // Its sign-out is a reminder.
            if (status != DeviceStatus.IN_USE) host.notificationPermission.offer()
        }
    }

    private fun refuse(error: AppError) {
        if (error is AppError.DeviceName) {
            nameField.show(design.errorText(error))
            nameField.focus()
        } else {
            host.notice(design.errorText(error))
        }
    }

    private companion object {
        const val NAME = "name"
        const val KIND = "kind"
        const val STATUS = "status"
        const val MESSENGERS = "messengers"
    }
}
