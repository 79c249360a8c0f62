package org.candado.app

import java.io.File
import java.io.RandomAccessFile
import java.nio.file.Files
import java.util.zip.ZipFile
import org.candado.bindings.ApiException
import org.candado.bindings.Care
import org.candado.bindings.Evidence
import org.candado.bindings.Progress
import org.candado.bindings.civilTime
import org.candado.bindings.fallbackAlarmMs
import org.candado.bindings.readAmount
import org.candado.bindings.thisMinute
import org.candado.bindings.rescue
import org.candado.bindings.ringingHour
import org.candado.bindings.setAside
import org.candado.core.Answer
import org.candado.core.Basis
import org.candado.core.CheckupLimit
import org.candado.core.ClockReading
import org.candado.core.ClockState
import org.candado.core.DayOfWeek
import org.candado.core.DeviceKind
import org.candado.core.DevicePlace
import org.candado.core.DeviceStatus
import org.candado.core.EntryBody
import org.candado.core.EntryField
import org.candado.core.FieldProblem
import org.candado.core.FlagSignal
import org.candado.core.Language
import org.candado.core.LastUse
import org.candado.core.LastUsed
import org.candado.core.Messenger
import org.candado.core.NewDevice
import org.candado.core.NewEntry
import org.candado.core.ReachAction
import org.candado.core.ReachFacts
import org.candado.core.ReminderSettings
import org.candado.core.Rescued
import org.candado.core.Rhythm
import org.candado.core.ScamKind
import org.candado.core.SignOut
import org.candado.core.Situation
import org.candado.core.StandbyBucket
import org.candado.core.TextSignal
import org.candado.core.TheftKind
import org.candado.core.Verdict
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/**
 * Every exported function once, through the real binding and the real library, on the JVM;
 * [HandOverBindingTest] has those that hand the log over, [RecoveryBindingTest] those of what to do after a theft.
 */
class CoreBindingTest {
    private val folder: File = Files.createTempDirectory("candado-binding").toFile()
    private val care by lazy { Care.open(folder.path) }
    private val evidence by lazy { Evidence.open(folder.path) }
    private val clock = ClockReading(START_MS, "America/Mexico_City", true, 7, 60_000)
    private val snapshot =
        soundPhone(FakeClock()).copy(screenLock = FlagSignal.Value(false), securityPatch = TextSignal.Failed)

    private fun open(incident: String = "Robo de cuenta") =
        evidence.append(
            NewEntry(null, null, EntryBody.IncidentOpened(TheftKind.TAKEOVER, incident), emptyList(), null),
            clock,
        )

    private fun <T> file(bytes: ByteArray, use: (Int) -> T): T =
        File.createTempFile("binding", ".bin").apply { writeBytes(bytes) }.lend(use)

    @Test
    fun aCheckupComesWithItsWorstThingFirst() {
        val checkup = care.checkup(snapshot, clock, Language.SPANISH)
        assertTrue(checkup.items.any { it.id == "screen_lock" })
        assertTrue(checkup.overall.headline.isNotBlank())
    }

    @Test
    fun anAnswerIsNotedShownAndTakenBack() {
        val id = "two_step"
        care.answer(id, Answer.YES, "", clock)
        val page = care.itemPage(id, snapshot, clock, Language.ENGLISH)
        assertEquals(Basis.Declared(START_MS), page.item.basis)
        assertTrue(page.canUndo)
        care.undoAnswer(id)
        assertFalse(care.itemPage(id, snapshot, clock, Language.ENGLISH).canUndo)
        assertThrows(ApiException.NotFound::class.java) { care.answer("unheard_of", Answer.YES, "", clock) }
    }

    @Test
    fun aFormIsADraftUntilItIsAnEntry() {
        val incident = open()
        care.saveDraft("note", "hola")
        assertEquals("hola", care.formDraft(evidence, "note"))
        val note = NewEntry(incident, null, EntryBody.Note("hola"), emptyList(), null)
        assertEquals(1uL, care.saveForm(evidence, "note", note, clock))
        assertNull(care.formDraft(null, "note"))
    }

    @Test
    fun casesGoByTheirLastNameAndOneCanBeHandedOverWithoutTheOthers() {
        val first = open()
        val second = open("Otro")
        val renamed = EntryBody.IncidentOpened(TheftKind.OTHER, "Con otro nombre")
        evidence.append(NewEntry(first, null, renamed, emptyList(), first), clock)
        assertEquals(listOf("Con otro nombre", "Otro"), evidence.cases().map { it.title })
        assertEquals(listOf(second), evidence.outside(listOf(first)))
    }

    @Test
    fun anAmountIsReadAsItIsTypedAndASlipIsNone() {
        assertEquals(450_000L, readAmount("\$4,500.00"))
        assertNull(readAmount("4,5000"))
    }

    @Test
    fun aClockThatRanEmptyStatesNoTime() {
        assertEquals("2026-03-14T09:41", thisMinute(clock)?.from)
        assertNull(thisMinute(clock.copy(nowMs = 0)))
    }

    @Test
    fun aWallClockIsReadByTheZoneDataOfTheCore() {
        val july = 1_783_000_000_000L
        assertEquals("2026-03-14T09:41", civilTime(clock, START_MS))
        assertEquals("2026-07-02T07:46", civilTime(clock, july))
        assertEquals("2026-07-02T06:46", civilTime(clock.copy(zone = "America/Tijuana"), july))
    }

    @Test
    fun theHistoryAndTheTextToSendComeFromTheSameCheckup() {
        care.checkup(soundPhone(FakeClock()), clock, Language.SPANISH)
        val later = clock.copy(nowMs = START_MS + DAY_MS)
        val text = care.checkupText(snapshot, later, Language.SPANISH)
        assertTrue(text.contains("- Bloqueo de pantalla"))
        val day = care.checkupHistory(snapshot, later, Language.SPANISH).single()
        assertEquals("domingo 15 de marzo", day.day)
        assertTrue(day.changes.any { it.id == "screen_lock" && it.now == Verdict.AT_RISK })
    }

    @Test
    fun theCheckupIsWrittenAsAPdf() {
        val written = File.createTempFile("binding", ".pdf")
        written.lend { care.writeCheckup(it, snapshot, clock, Language.SPANISH) }
        assertEquals("%PDF", written.readText(Charsets.ISO_8859_1).take(4))
        assertThrows(ApiException.FileUnreadable::class.java) {
            care.writeCheckup(-1, snapshot, clock, Language.SPANISH)
        }
    }

    @Test
    fun aLimitIsMovedAndOneOutOfBoundsIsRefusedByName() {
        val limit = CheckupLimit.PATCH_DUE_AFTER_DAYS
        fun value() = care.limitChoices(Language.SPANISH).single { it.limit == limit }.value
        care.chooseLimit(limit, 30)
        assertEquals(30L, value())
        val refused = assertThrows(ApiException.LimitOutOfBounds::class.java) { care.chooseLimit(limit, 1_000) }
        assertEquals(limit, refused.limit)
        assertEquals(30L to 180L, refused.minimum to refused.maximum)
        assertEquals(30L, value())
    }

    @Test
    fun aDeviceIsAddedMarkedSignedOutAndTakenBack() {
        val id = care.addDevice(NewDevice(DeviceKind.COMPUTER, "Laptop", DeviceStatus.IN_USE, listOf(Messenger.WHATS_APP), null), clock)
        fun session() = care.devices(clock, Language.SPANISH).single { it.device.id == id }.device.sessions.single().signOut
        assertEquals(SignOut.NotNeeded, session())
        care.markDevice(id, DeviceStatus.SOLD, clock)
        assertEquals(SignOut.Pending(START_MS), session())
        care.signOutDone(id, Messenger.WHATS_APP, clock)
        assertEquals(SignOut.Done(START_MS), session())
        care.undoSignOut(id, Messenger.WHATS_APP)
        assertEquals(SignOut.Pending(START_MS), session())
        assertTrue(care.signOutGuide(Messenger.WHATS_APP, DeviceKind.PHONE, clock, Language.SPANISH).steps.isNotEmpty())
    }

    @Test
    fun aDeviceIsChangedAndPutAwayAndBack() {
        val id = care.addDevice(NewDevice(DeviceKind.COMPUTER, "Laptop", DeviceStatus.IN_USE, listOf(Messenger.WHATS_APP), null), clock)
        fun row() = care.devices(clock, Language.SPANISH).single { it.device.id == id }
        care.changeDevice(id, NewDevice(DeviceKind.TABLET, "Tablet", DeviceStatus.LOST, listOf(Messenger.SIGNAL), LastUsed.EARLIER), clock)
        val changed = row()
        assertEquals("Tablet", changed.device.name)
        assertEquals(listOf(Messenger.SIGNAL), changed.device.sessions.map { it.messenger })
        assertEquals(LastUse(LastUsed.EARLIER, START_MS), changed.device.lastUse)
        assertEquals(Situation.LOST_DEVICE, changed.play)
        care.signOutDone(id, Messenger.SIGNAL, clock)
        care.archiveDevice(id, true, clock)
        assertEquals(DevicePlace.ARCHIVED, row().place)
        care.archiveDevice(id, false, clock)
        assertEquals(DevicePlace.CLOSED, row().place)
    }

    @Test
    fun aDeviceWithoutANameIsRefusedWithItsReason() {
        val nameless = NewDevice(DeviceKind.PHONE, "  ", DeviceStatus.IN_USE, emptyList(), null)
        assertEquals(0uL, assertThrows(ApiException.InvalidDeviceName::class.java) { care.addDevice(nameless, clock) }.limit)
    }

    @Test
    fun aPromiseIsPlannedAndAShownReminderIsNotShownTwice() {
        care.postpone("two_step", "2026-03-21", clock)
        assertTrue(care.reminders(clock, Language.SPANISH).upcoming.any { it.itemId == "two_step" && it.promised })
        val later = clock.copy(nowMs = START_MS + 8 * DAY_MS + DAY_MS / 4)
        assertTrue(care.reminders(later, Language.SPANISH).notification != null)
        care.reminderShown(later)
        assertNull(care.reminders(later, Language.SPANISH).notification)
        assertThrows(ApiException.DateNotAhead::class.java) { care.postpone("two_step", "2026-03-14", clock) }
    }

    @Test
    fun reminderSettingsAreKept() {
        val chosen = ReminderSettings(false, Rhythm.CALM, listOf(DayOfWeek.MONDAY), 19u, 23u, 7u)
        care.chooseReminders(chosen)
        assertEquals(chosen, care.reminderSettings())
        assertEquals(19u, ringingHour(chosen))
        assertEquals(7u, ringingHour(chosen.copy(hour = 23u)))
        assertThrows(ApiException.Internal::class.java) { care.chooseReminders(chosen.copy(hour = 24u)) }
        assertThrows(ApiException.NoDayLeft::class.java) { care.chooseReminders(chosen.copy(weekdays = emptyList())) }
        care.switchReminder("two_step", false)
        assertTrue(care.reminders(clock, Language.SPANISH).off.any { it.itemId == "two_step" })
    }

    @Test
    fun aDraftIsKeptAndForgotten() {
        care.saveDraft("form", "ñandú 😀")
        assertEquals("ñandú 😀", care.draft("form"))
        care.discardDraft("form")
        assertNull(care.draft("form"))
    }

    @Test
    fun anEntryWithAFileIsInTheTimelineAndTheSummary() {
        val incident = open()
        val attachment = file(byteArrayOf(1, 2, 3)) { evidence.attach(it, "nota.bin", null, ROOM, Progress()) }
        assertArrayEquals(byteArrayOf(1, 2, 3), File(evidence.attachmentPath(attachment.sha256)).readBytes())
        evidence.append(NewEntry(incident, null, EntryBody.Note("Me sacó."), listOf(attachment), null), clock)
        val note = evidence.timeline(clock, Language.SPANISH).single { it.body is EntryBody.Note }
        assertEquals(listOf(attachment), note.files)
        assertEquals("Robo de cuenta", evidence.summary().incidentTitle)
        assertEquals(evidence.summary().entries, evidence.head().size)
    }

    @Test
    fun aFileTakenOutOfAFormGoesUnlessADraftOrAnEntryNeedsIt() {
        val attachment = file(byteArrayOf(4)) { evidence.attach(it, "a", null, ROOM, Progress()) }
        care.saveDraft("form", "{\"sha256\":\"${attachment.sha256}\"}")
        assertEquals(0uL, evidence.release(listOf(attachment.sha256), care.drafts()))
        care.discardDraft("form")
        assertEquals(1uL, evidence.release(listOf(attachment.sha256), care.drafts()))
        assertThrows(ApiException.NotFound::class.java) { evidence.attachmentPath(attachment.sha256) }
    }

    @Test
    fun aFileThatHasNoRoomIsRefusedBeforeItIsCopied() {
        assertThrows(ApiException.NoSpace::class.java) { file(byteArrayOf(1)) { evidence.attach(it, "a", null, 1uL, Progress()) } }
        assertThrows(ApiException.FileTooLarge::class.java) { sparse(2L shl 30).lend { evidence.attach(it, "a", null, ROOM, Progress()) } }
    }

    @Test
    fun aFileOfWhichLessComesThanItsAppSaysIsRefusedAndSoIsOneThatIsStopped() {
        pipe("half") { fd ->
            assertThrows(ApiException.FileCutShort::class.java) { evidence.attach(fd, "a", 5uL, ROOM, Progress()) }
        }
        assertEquals(4uL, pipe("half") { evidence.attach(it, "a", 4uL, ROOM, Progress()) }.bytes)
        val progress = Progress()
        file(byteArrayOf(1, 2)) { evidence.attach(it, "a", null, ROOM, progress) }
        assertEquals(100u.toUByte(), progress.percent())
        progress.cancel()
        assertThrows(ApiException.Cancelled::class.java) { file(byteArrayOf(1)) { evidence.attach(it, "a", null, ROOM, progress) } }
    }

    /** What another app writes into a pipe, of which nobody knows the length. */
    private fun <T> pipe(words: String, read: (Int) -> T): T {
        val pipe = namedPipe()
        val writer = Thread { pipe.writeText(words) }.apply { start() }
        return java.io.RandomAccessFile(pipe, "r").use { reader -> read(descriptorNumber(reader.fd)) }.also { writer.join() }
    }

    @Test
    fun damagedAnswersAreSetAsideAndToldUntilThePersonKnows() {
        File(folder, "state.db").writeText("no database".repeat(200))
        assertTrue(care.setAsideUntold())
        care.setAsideTold()
        assertFalse(care.setAsideUntold())
    }

    @Test
    fun aDamagedLogIsRefusedSavedAndMovedAsideForANewOne() {
        File(folder, "evidence.db").writeText("no database".repeat(200))
        assertThrows(ApiException.DamagedData::class.java) { evidence.summary() }
        val saved = File.createTempFile("rescue", ".zip")
        assertEquals(Rescued(0uL, 0uL, 0uL), saved.lend { rescue(folder.path, it) })
        assertTrue(ZipFile(saved).use { it.getEntry("datos/evidence.db") != null })
        setAside(folder.path)
        assertEquals(0uL, evidence.summary().entries)
        assertThrows(ApiException.NotFound::class.java) { setAside(folder.path) }
    }

    @Test
    fun aRefusedFieldNamesItselfAndTheReason() {
        val wrong = EntryBody.Note("")
        val problem =
            assertThrows(ApiException.InvalidField::class.java) {
                evidence.append(NewEntry(open(), null, wrong, emptyList(), null), clock)
            }
        assertEquals(EntryField.TEXT, problem.field)
        assertEquals(FieldProblem.Empty, problem.problem)
    }

    @Test
    fun anEmptyFileAndAClosedDescriptorAreRefused() {
        assertThrows(ApiException.FileEmpty::class.java) { file(byteArrayOf()) { evidence.attach(it, "x", null, ROOM, Progress()) } }
        assertThrows(ApiException.FileUnreadable::class.java) { evidence.attach(-1, "x", null, ROOM, Progress()) }
    }

    @Test
    fun whatWasShownIsPostponedAndHowLateTheAlarmWasIsTold() {
        val later = care.laterDay(clock, Language.SPANISH)
        assertEquals("2026-03-21" to "sábado 21", later.date to later.words)
        care.checkup(snapshot, clock, Language.SPANISH)
        care.postponeShown(listOf("two_step"), later.date, clock.copy(nowMs = START_MS + DAY_MS + DAY_MS / 24))
        val switch = care.reminderSwitches(clock, Language.SPANISH).single { it.itemId == "two_step" }
        assertTrue(switch.on && switch.line.contains("Dijiste que el sábado"))
        care.alarmPlanned(START_MS, clock.copy(uptimeMs = null))
        val late = clock.copy(nowMs = START_MS + DAY_MS / 4, uptimeMs = null)
        care.alarmHeard(late)
        assertTrue(fallbackAlarmMs(late) > late.nowMs)
        val facts =
            ReachFacts(
                FlagSignal.Value(true), FlagSignal.Absent, FlagSignal.Absent, FlagSignal.Value(false),
                FlagSignal.Failed, StandbyBucket.UNKNOWN, 26u,
            )
        val reach = care.reach(facts, late, Language.SPANISH)
        assertEquals(Verdict.DUE, reach.verdict)
        assertTrue(reach.lines.any { it.line.contains("6 h o más después") && it.action == ReachAction.APP_SETTINGS })
    }

    @Test
    fun theMessageOfTheDayIsJudgedAndTheCalendarIsWritten() {
        val scam = care.scamOfTheDay(clock, Language.SPANISH)
        care.judgeScam(scam.scamId, ScamKind.CODE, clock)
        assertTrue(checkNotNull(care.scamOfTheDay(clock, Language.SPANISH).result).right)
        care.checkup(snapshot, clock, Language.SPANISH)
        val file = File.createTempFile("calendar", ".ics")
        file.lend { descriptor -> care.writeCalendar(descriptor, clock, Language.SPANISH) }
        assertTrue(file.readText().startsWith("BEGIN:VCALENDAR"))
    }

    @Test
    fun aRecoveryClockIsStartedRingsOnceAndIsStopped() {
        care.startClock(null, "unknown_pin", START_MS, clock)
        val running = care.reminders(clock, Language.SPANISH).clocks.single()
        assertEquals(ClockState.RUNNING, running.state)
        assertEquals(START_MS + 7 * DAY_MS, running.endsAtMs)
        val later = clock.copy(nowMs = START_MS + 8 * DAY_MS)
        val ringing = checkNotNull(care.reminders(later, Language.SPANISH).clockNotification)
        care.clocksRung(ringing.numbers, later)
        assertNull(care.reminders(later, Language.SPANISH).clockNotification)
        care.stopClock(ringing.numbers.single())
        assertTrue(care.reminders(later, Language.SPANISH).clocks.isEmpty())
        care.resumeClock(ringing.numbers.single())
        val resumed = care.reminders(later, Language.SPANISH)
        assertEquals(running.number, resumed.clocks.single().number)
        assertNull(resumed.clockNotification)
        assertThrows(ApiException.NotFound::class.java) { care.startClock(null, "unheard_of", START_MS, clock) }
    }

    private fun sparse(bytes: Long) =
        File.createTempFile("large", ".bin").apply {
            deleteOnExit()
            RandomAccessFile(this, "rw").use { it.setLength(bytes) }
        }

    private companion object {
        const val ROOM: ULong = 1_000_000_000uL
    }
}
