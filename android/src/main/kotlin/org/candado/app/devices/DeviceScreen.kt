package org.candado.app.devices

import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.platform.AppError
import org.candado.app.recovery.placeOf
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.TitleBar
import org.candado.app.ui.choiceList
import org.candado.app.ui.fold
import org.candado.app.ui.label
import org.candado.app.ui.styled
import org.candado.core.DevicePlace
import org.candado.core.DeviceRow
import org.candado.core.DeviceSession
import org.candado.core.DeviceStatus
import org.candado.core.Messenger
import org.candado.core.ScreenTarget
import org.candado.core.SignOut
import org.candado.core.SignOutGuide

/** One device: how to sign out where that is pending or wished for, what became of it, and what is noted about it. */
class DeviceScreen(host: MainActivity, private val id: Long) : Screen(host) {
    private val bar = TitleBar(host)
    override val page = Page(design, bar.view)

    private class Shown(val row: DeviceRow, val guides: Map<Messenger, SignOutGuide>)

    override fun load(): Unit =
        ask(
            {
                device(id)?.let { row ->
                    val open = row.device.sessions.filter { it.signOut !is SignOut.Done }
                    Shown(row, open.associate { it.messenger to signOutGuide(it.messenger, row.device.kind) })
                }
            },
            refused = { error -> fill(design.errorCard(error) { load() }) },
        ) { shown ->
            if (shown == null) fill(design.errorCard(AppError.Plain.NotFound) { host.goBack() }) else show(shown)
        }

    private fun show(shown: Shown) {
        val row = shown.row
        val (done, open) = row.device.sessions.partition { it.signOut is SignOut.Done }
        val (pending, used) = open.partition { it.signOut is SignOut.Pending }
        bar.title(row.device.name)
        fill(
            listOfNotNull(
                design.hug(design.badge(row.verdict)),
                design.lead(row.line),
                row.lastUseLine.takeIf { it.isNotEmpty() }?.let { design.lead(it) },
            ) +
                pending.flatMap { pendingGuide(shown.guides.getValue(it.messenger)) } +
                used.map { usedGuide(shown.guides.getValue(it.messenger)) } +
                listOfNotNull(closed(done), if (row.device.sessions.isEmpty()) none() else null) +
                design.section(text(R.string.device_what_happened)) +
                design.choiceList(DeviceStatus.entries.map { it to text(it.label) }, row.device.status, ::mark) +
                design.secondary(text(R.string.device_change)) { host.go(Route.EditDevice(id)) } +
                listOfNotNull(putAway(row.place))
        )
    }

    /** A sign-out that is pending stands open. */
    private fun pendingGuide(guide: SignOutGuide): List<View> =
        listOf(design.section(text(R.string.device_sign_out, text(guide.messenger.label)))) + how(guide)

    /** An account on a device in use: it may be closed all the same. */
    private fun usedGuide(guide: SignOutGuide): View =
        design.fold(text(guide.messenger.label), text(R.string.device_in_use_line), open = false, how(guide))

    private fun how(guide: SignOutGuide): List<View> {
        val name = text(guide.messenger.label)
        return listOf(
            design.leadBody(styled(guide.why)),
            design.steps(guide.steps),
            design.secondary(text(R.string.device_open, name)) { open(guide.messenger) },
            design.primary(text(R.string.device_sign_out_done)) { done(guide.messenger) },
            design.centred(design.second(guide.sourceLines.joinToString("\n"))),
        )
    }

    private fun none(): View = design.lead(text(R.string.device_no_sessions))

    private fun closed(sessions: List<DeviceSession>): View? {
        if (sessions.isEmpty()) return null
        return design.list(
            sessions.map { session ->
                val undo = design.textButton(text(R.string.undo)) { takeBack(session.messenger) }
                design.row(text(R.string.device_signed_out, text(session.messenger.label)), trailing = undo)
            }
        )
    }

    /** Only where nothing is left to sign out; nothing is forgotten. */
    private fun putAway(place: DevicePlace): View? =
        when (place) {
            DevicePlace.CLOSED -> design.textButton(text(R.string.device_archive)) { archive(true) }
            DevicePlace.ARCHIVED -> design.textButton(text(R.string.device_unarchive)) { archive(false) }
            DevicePlace.PENDING, DevicePlace.IN_USE -> null
        }

    private fun archive(away: Boolean) =
        ask({ archiveDevice(id, away) }) {
            load()
            host.notice(text(if (away) R.string.device_archived else R.string.device_unarchived))
        }

    private fun mark(status: DeviceStatus) =
        askOnce({
            markDevice(id, status)
            device(id) to triage()
        }) { (row, triage) ->
            host.candado.reminders.rearm()
            page.scrollToTop()
            load()
            val play = row?.play
            if (play != null) host.go(triage.placeOf(play))
            else if (row?.place == DevicePlace.PENDING) host.notice(text(R.string.device_marked_pending))
            else if (status != DeviceStatus.IN_USE) host.notice(text(R.string.item_noted))
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
}
