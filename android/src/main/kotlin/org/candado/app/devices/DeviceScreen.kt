package org.candado.app.devices

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.platform.AppError
import org.candado.app.recovery.placeOf
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.TitleBar
import org.candado.app.ui.choiceList
import org.candado.app.ui.label
import org.candado.app.ui.styled
import org.candado.core.DeviceKind
import org.candado.core.DeviceRow
import org.candado.core.DeviceSession
import org.candado.core.DeviceStatus
import org.candado.core.Messenger
import org.candado.core.ScreenTarget
import org.candado.core.SignOut
import org.candado.core.SignOutGuide
import org.candado.core.Situation

/** One device: how to sign out where that is pending, and what became of it, one tap each. */
class DeviceScreen(host: MainActivity, private val id: Long) : Screen(host) {
    private val bar = TitleBar(host)
    override val page = Page(design, bar.view)

    private class Shown(val row: DeviceRow, val guides: List<SignOutGuide>)

    override fun load(): Unit =
        ask(
            {
                devices().firstOrNull { it.device.id == id }?.let { row ->
                    val pending = row.device.sessions.filter { it.signOut is SignOut.Pending }
                    Shown(row, pending.map { signOutGuide(it.messenger) })
                }
            },
            refused = { error -> fill(design.errorCard(error) { load() }) },
        ) { shown ->
            if (shown == null) fill(design.errorCard(AppError.Plain.NotFound) { host.goBack() }) else show(shown)
        }

    private fun show(shown: Shown) {
        val device = shown.row.device
        bar.title(device.name)
        val settled = device.sessions.filter { it.signOut !is SignOut.Pending }
        fill(
            listOf(design.hug(design.badge(shown.row.verdict)), design.lead(shown.row.line)) +
                shown.guides.flatMap(::guide) +
                listOfNotNull(sessions(settled, device.sessions.isEmpty())) +
                design.section(text(R.string.device_what_happened)) +
                design.choiceList(DeviceStatus.entries.map { it to text(it.label) }, device.status, ::mark)
        )
    }

    private fun guide(guide: SignOutGuide): List<View> {
        val name = text(guide.messenger.label)
        return listOf(
            design.section(text(R.string.device_sign_out, name)),
            design.leadBody(styled(guide.why)),
            design.steps(guide.steps),
            design.secondary(text(R.string.device_open, name)) { open(guide.messenger) },
            design.primary(text(R.string.device_sign_out_done)) { done(guide.messenger) },
            design.centred(design.second(guide.sourceLine)),
        )
    }

    private fun sessions(sessions: List<DeviceSession>, none: Boolean): View? {
        if (none) return design.lead(text(R.string.device_no_sessions))
        if (sessions.isEmpty()) return null
        return design.list(
            sessions.map { session ->
                val name = text(session.messenger.label)
                if (session.signOut is SignOut.Done) {
                    val undo = design.textButton(text(R.string.undo)) { takeBack(session.messenger) }
                    design.row(text(R.string.device_signed_out, name), trailing = undo)
                } else {
                    design.row(name, text(R.string.device_in_use_line))
                }
            }
        )
    }

    private fun mark(status: DeviceStatus) =
        ask({
            markDevice(id, status)
            devices().firstOrNull { it.device.id == id }?.device to triage()
        }) { (device, triage) ->
            host.candado.reminders.rearm()
            page.scrollToTop()
            load()
            if (device?.kind == DeviceKind.PHONE && status in GONE) {
                host.go(triage.placeOf(Situation.LOST_PHONE))
            } else if (status != DeviceStatus.IN_USE) {
                host.notice(text(R.string.device_marked))
            }
        }

    private fun done(messenger: Messenger) =
        ask({ signOutDone(id, messenger) }) {
            host.candado.reminders.rearm()
            load()
            host.notice(text(R.string.device_signed_out, text(messenger.label)), text(R.string.undo)) {
                takeBack(messenger)
            }
        }

    private fun takeBack(messenger: Messenger) =
        ask({ undoSignOut(id, messenger) }) {
            host.candado.reminders.rearm()
            load()
        }

    private fun open(messenger: Messenger) {
        if (!host.platform.settingsScreens.open(host, ScreenTarget.OpenMessenger(messenger))) {
            host.notice(text(R.string.device_not_opened))
        }
    }

    private companion object {
        /** With the phone, its number may be in somebody else's hands. */
        val GONE = setOf(DeviceStatus.LOST, DeviceStatus.STOLEN)
    }
}
