package org.candado.app.devices

import android.os.Bundle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.platform.AppError
import org.candado.app.recovery.placeOf
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
import org.candado.core.Device
import org.candado.core.DeviceKind
import org.candado.core.DeviceRow
import org.candado.core.DeviceStatus
import org.candado.core.LastUsed
import org.candado.core.Messenger
import org.candado.core.NewDevice
import org.candado.core.Triage

/**
 * Notes a device, or changes the one with that id: what it is, its name, which accounts are signed in, when it was last
 * used, how it is.
 */
class DeviceFormScreen(host: MainActivity, private val id: Long? = null, private var status: DeviceStatus = DeviceStatus.IN_USE) :
    Screen(host) {
    private var kind = if (status == DeviceStatus.IN_USE) DeviceKind.COMPUTER else DeviceKind.PHONE
    private var messengers = setOf(Messenger.WHATS_APP)
    private var lastUsed: LastUsed? = null
    private var name = ""
    private lateinit var nameField: Field

    /** Whether the form is there to be typed in: a device that is changed has to be read first. */
    private var built = false
    private val saving = errand(::refuse, ::saved)

    override val page =
        Page(
            design,
            design.topBar(text(if (id == null) R.string.device_new_title else R.string.device_change), Leave.close { host.goBack() }),
            footer = listOf(design.primary(text(R.string.save), ::save)),
        )

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        if (id != null && !state.containsKey(NAME)) return
        name = state.getString(NAME, "")
        kind = DeviceKind.entries[state.getInt(KIND, kind.ordinal)]
        status = DeviceStatus.entries[state.getInt(STATUS, status.ordinal)]
        lastUsed = LastUsed.entries.getOrNull(state.getInt(LAST_USED, NOT_SAID))
        state.getIntArray(MESSENGERS)?.let { numbers -> messengers = numbers.map { Messenger.entries[it] }.toSet() }
        build()
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        if (!built) return
        state.putString(NAME, name)
        state.putInt(KIND, kind.ordinal)
        state.putInt(STATUS, status.ordinal)
        state.putInt(LAST_USED, lastUsed?.ordinal ?: NOT_SAID)
        state.putIntArray(MESSENGERS, messengers.map { it.ordinal }.toIntArray())
    }

    /** Of a device that is changed, what was noted; the form is built once, so that what was typed stays. */
    override fun load() {
        if (saving.settle() || built || id == null) return
        askForPage({ device(id) }) { row ->
            if (row == null) fill(design.errorCard(AppError.Plain.NotFound) { host.goBack() }) else show(row.device)
        }
    }

    private fun show(device: Device) {
        name = device.name
        kind = device.kind
        status = device.status
        messengers = device.sessions.map { it.messenger }.toSet()
        build()
    }

    private fun build() {
        built = true
        nameField =
            Field(design, text(R.string.device_name), Keyboard.Words, name, text(R.string.device_name_hint))
                .onChange { name = it }
        fill(
            design.section(text(R.string.device_kind)),
            design.chips(DeviceKind.entries.map { it to text(it.label) }, kind) { kind = it },
            nameField,
            design.section(text(R.string.device_sessions)),
            design.multiChips(Messenger.entries.map { it to text(it.label) }, messengers) { messengers = it },
            design.section(text(R.string.device_last_used)),
            design.chips(LastUsed.entries.map { it to text(it.label) }, lastUsed) { lastUsed = it },
            design.section(text(R.string.device_status)),
            design.chips(DeviceStatus.entries.map { it to text(it.label) }, status) { status = it },
        )
    }

    private class Saved(val row: DeviceRow?, val marked: Boolean, val triage: Triage)

    private fun save() {
        if (!built) return
        val device = NewDevice(kind, name, status, Messenger.entries.filter { it in messengers }, lastUsed)
        val reminders = host.candado.reminders
        saving.start({
            val before = id?.let { device(it)?.device?.status }
            val saved = id?.also { changeDevice(it, device) } ?: addDevice(device)
            Saved(device(saved), marked = before != device.status, triage())
        }) {
            reminders.rearm()
        }
    }

    private fun saved(saved: Saved) {
        leave(saved)
        if (saved.row?.play == null || !saved.marked) {
            host.notice(text(if (id == null) R.string.device_added else R.string.device_changed))
        }
        // Its sign-out is a reminder.
        if (saved.marked && status != DeviceStatus.IN_USE) host.notificationPermission.offer()
    }

    /** To the device where something is to be done on it, with the play of its loss on top. */
    private fun leave(saved: Saved) {
        val row = saved.row
        if (id != null || row == null || row.device.status == DeviceStatus.IN_USE) host.goBack()
        else host.goInstead(Route.Device(row.device.id))
        row?.play?.takeIf { saved.marked }?.let { host.go(saved.triage.placeOf(it)) }
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
        const val LAST_USED = "last-used"
        const val MESSENGERS = "messengers"
        const val NOT_SAID = -1
    }
}
