package org.candado.app

import android.graphics.Bitmap
import android.graphics.Color
import android.os.ParcelFileDescriptor
import java.io.File
import org.candado.app.evidence.NoteDraft
import org.candado.app.evidence.Theft
import org.candado.app.messages.MessageScreen
import org.candado.app.platform.LongWork
import org.candado.app.ui.Route
import org.candado.core.Attachment
import org.candado.core.CaseFact
import org.candado.core.Channel
import org.candado.core.DeviceKind
import org.candado.core.DeviceStatus
import org.candado.core.EntryBody
import org.candado.core.Happened
import org.candado.core.LastUsed
import org.candado.core.Messenger
import org.candado.core.NewDevice
import org.candado.core.NewEntry
import org.candado.core.Payer
import org.candado.core.Place
import org.candado.core.Precision
import org.candado.core.ScamKind
import org.candado.core.Sim
import org.candado.core.Situation
import org.candado.core.StepMark

private const val MESSAGE =
    "BBVA: su cuenta fue bloqueada. Reactívela en https://bbva-mx.top/acceso y envíe el código que le llegó"

/** The story of the mock: an old laptop, a call, a code, a transfer, a correction. */
class Seed(private val app: TestApplication) {
    var incident = 0L
        private set

    var laptop = 0L
        private set

    var tablet = 0L
        private set

    var transfer = 0L
        private set

    fun all() {
        devices()
        log()
        clocks()
        recovery()
        app.core { saveDraft(MessageScreen.DRAFT, MESSAGE) }
    }

    /** A play in the same case, some of it done, some not, some later; the SIM is gone. */
    fun recovery() {
        app.core {
            beginPlay(Situation.LOST_PHONE, incident)
            changeCase(incident, CaseFact.Sim(Sim.GONE))
            markStep(incident, "line_back", StepMark.Done)
            markStep(incident, "reregister", StepMark.CouldNot)
            markStep(incident, "bank", StepMark.Later("2026-03-20"))
        }
    }

    /** One clock that runs and one that is over; the message of the day judged. */
    fun clocks() {
        app.core { startClock("unknown_pin", START_MS - DAY_MS, incident.toULong()) }
        app.core { startClock("young_session", START_MS - 2 * DAY_MS) }
        app.core { judgeScam(scamOfTheDay().scamId, ScamKind.CODE) }
    }

    fun devices() {
        app.clock.nowMs = START_MS - 12 * DAY_MS
        laptop = device(DeviceKind.COMPUTER, "Laptop HP de la oficina", DeviceStatus.SOLD)
        device(DeviceKind.PHONE, "Moto G viejo", DeviceStatus.UNUSED, Messenger.TELEGRAM)
        tablet = device(DeviceKind.TABLET, "Tablet de Sofi", DeviceStatus.IN_USE)
        val cafe = device(DeviceKind.COMPUTER, "PC del café internet", DeviceStatus.UNUSED)
        val old = device(DeviceKind.COMPUTER, "PC de la escuela", DeviceStatus.UNUSED)
        app.core { signOutDone(cafe, Messenger.WHATS_APP) }
        app.core { signOutDone(old, Messenger.WHATS_APP) }
        app.core { archiveDevice(old, true) }
        app.clock.nowMs = START_MS
    }

    private fun device(kind: DeviceKind, name: String, status: DeviceStatus, messenger: Messenger = Messenger.WHATS_APP) =
        app.core { addDevice(NewDevice(kind, name, status, listOf(messenger), LastUsed.THIS_MONTH)) }

    fun log() {
        incident = app.core { append(Theft.MoneySent.opening("Fraude por WhatsApp")) }
        note(
            "02:10",
            EntryBody.ContactAttempt(
                Channel.CALL,
                "+52 55 1234 5678",
                "",
                "",
                "",
                "Dijo que era de la paquetería y pidió el código que llegó por SMS.",
            ),
            precision = Precision.ABOUT,
        )
        note("02:14", EntryBody.CodeShared(Messenger.WHATS_APP, "Se lo dicté por teléfono."))
        transfer =
            note(
                "02:31",
                EntryBody.Transfer(
                    Payer.CONTACT,
                    450_000,
                    "2026031440014BMOV0000012345677731".take(30),
                    "032180000118359719",
                    "0417",
                    "IXE",
                    "",
                    "Mi prima depositó.",
                ),
                listOf(picture()),
            )
        app.core {
            append(
                NewEntry(
                    incident.toULong(),
                    null,
                    EntryBody.Amendment("Fueron $4,000.00, no $4,500.00."),
                    emptyList(),
                    transfer.toULong(),
                )
            )
        }
        note("09:05", EntryBody.AccountRecovered(Messenger.WHATS_APP, "Registré mi número otra vez."))
    }

    private fun note(
        time: String,
        body: EntryBody,
        files: List<Attachment> = emptyList(),
        precision: Precision = Precision.MINUTE,
    ): Long {
        val happened = Happened("2026-03-14T$time", null, "America/Mexico_City", precision)
        return app.core { append(NewEntry(incident.toULong(), happened, body, files, null)) }
    }

    /** An exported chat that waits in a case to be picked from; it goes on for `more` messages. */
    fun chat(inCase: Long, text: String = CHAT, more: Int = 60) {
        val file = File.createTempFile("chat", ".txt")
        file.writeText(text + (1..more).joinToString("") { "14/3/26, 9:%02d a. m. - Prima: ¿ya te contestaron? $it\n".format(it % 60) })
        val kept =
            ParcelFileDescriptor.open(file, ParcelFileDescriptor.MODE_READ_ONLY).use { open ->
                app.core { attach(open, "Chat de WhatsApp con Prima.txt", null, LongWork()) }
            }
        app.core { saveDraft(Route.Chat(inCase).path, NoteDraft(files = listOf(kept)).write()) }
    }

    fun picture(): Attachment {
        val file = File.createTempFile("captura", ".png")
        val bitmap = Bitmap.createBitmap(240, 160, Bitmap.Config.ARGB_8888)
        bitmap.eraseColor(Color.rgb(220, 237, 231))
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
        return ParcelFileDescriptor.open(file, ParcelFileDescriptor.MODE_READ_ONLY).use { open ->
            app.core { attach(open, "captura-banco.png", null, LongWork()) }
        }
    }

    companion object {
        /** A chat as an Android phone in Mexico exports it, with a message of several lines and a file left out. */
        const val CHAT =
            "14/3/26, 1:58\u202fa.\u00a0m. - Los mensajes y las llamadas están cifrados de extremo a extremo.\n" +
                "14/3/26, 2:10\u202fa.\u00a0m. - +52 55 1234 5678: ¿Me pasas el código que te llegó?\n" +
                "14/3/26, 2:11\u202fa.\u00a0m. - +52 55 1234 5678: Es urgente:\nme lo pide el banco\n" +
                "14/3/26, 2:12\u202fa.\u00a0m. - Yo: <Multimedia omitido>\n"

        /** A chat whose dates can be read in two ways. */
        const val DOUBTFUL_CHAT = "3/4/26, 10:00 - Prima: hola\n5/4/26, 10:00 - Prima: ¿sigues ahí?\n"
    }
}
