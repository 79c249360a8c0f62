package org.candado.app.platform

import android.os.ParcelFileDescriptor
import android.util.Log
import java.io.File
import java.time.LocalDate
import java.time.LocalDateTime
import java.util.concurrent.Executor
import org.candado.app.recovery.NewCase
import org.candado.app.ui.Route
import org.candado.bindings.ApiException
import org.candado.bindings.Care
import org.candado.bindings.ChatFile
import org.candado.bindings.Evidence
import org.candado.bindings.civilTime
import org.candado.bindings.examineMessage
import org.candado.bindings.fallbackAlarmMs
import org.candado.bindings.helperName as nameOfHelper
import org.candado.bindings.contacts as contactPage
import org.candado.bindings.readAmount as amountIn
import org.candado.bindings.readyText as textFor
import org.candado.bindings.readyTexts as textsFor
import org.candado.bindings.readTelephone as telephoneIn
import org.candado.bindings.rescue
import org.candado.bindings.ringingHour as hourOfRinging
import org.candado.bindings.setAside
import org.candado.bindings.thisMinute as statedMinute
import org.candado.bindings.verifyBundle as bundleVerdict
import org.candado.core.AnchorState
import org.candado.core.AnchorWay
import org.candado.core.Answer
import org.candado.core.Attachment
import org.candado.core.Case
import org.candado.core.CaseFact
import org.candado.core.CaseFacts
import org.candado.core.ChatPage
import org.candado.core.ChatSummary
import org.candado.core.Checkup
import org.candado.core.CheckupLimit
import org.candado.core.ClockReading
import org.candado.core.ContactPage
import org.candado.core.DateOrder
import org.candado.core.DeviceKind
import org.candado.core.DeviceRow
import org.candado.core.DeviceStatus
import org.candado.core.EntryBody
import org.candado.core.EntryPage
import org.candado.core.Examination
import org.candado.core.Happened
import org.candado.core.Head
import org.candado.core.HistoryDay
import org.candado.core.ItemPage
import org.candado.core.Language
import org.candado.core.LaterDay
import org.candado.core.LimitChoice
import org.candado.core.LogSummary
import org.candado.core.Messenger
import org.candado.core.NewDevice
import org.candado.core.NewEntry
import org.candado.core.Plan
import org.candado.core.PlayPage
import org.candado.core.Reach
import org.candado.core.ReachFacts
import org.candado.core.ReadyText
import org.candado.core.ReminderSettings
import org.candado.core.ReminderSwitch
import org.candado.core.ReportOptions
import org.candado.core.Rescued
import org.candado.core.Scam
import org.candado.core.ScamKind
import org.candado.core.SignOutGuide
import org.candado.core.Situation
import org.candado.core.Snapshot
import org.candado.core.StepMark
import org.candado.core.TelephoneReading
import org.candado.core.TimelineEntry
import org.candado.core.TimelineOrder
import org.candado.core.Triage
import org.candado.core.VerificationReport

/**
 * The one door to the Rust core. Work runs on one background thread, in order; answers come back on the main thread.
 * Nothing else in the app touches the generated objects or their exception.
 */
class CoreGateway(
    private val load: () -> Unit,
    private val folder: File,
    private val background: Executor,
    private val main: Executor,
    private val clock: PhoneClock,
    private val probes: PhoneProbes,
    private val checked: () -> Unit = {},
    private val language: () -> Language,
) {
    private val core by lazy { Core() }

    /** Whether the work at hand ran a checkup; only touched on the core's thread. */
    private var checkupRan = false

    /**
     * Runs [work] on the core's thread, then [done] or [refused] on the main thread. The language is read before,
     * on the calling thread, where the configuration is that of the screen that asks. After a checkup [checked] is
     * called: what it found may move the next reminder.
     */
    fun <T> ask(work: Core.() -> T, refused: (AppError) -> Unit, done: (T) -> Unit) {
        val words = language()
        background.execute {
            val answer = runCatching { core.also { it.begin(words) }.work() }
            val hasChecked = checkupRan.also { checkupRan = false }
            main.execute {
                if (hasChecked) checked()
                answer.fold(done) { refused(errorOf(it)) }
            }
        }
    }

    /** The answer to one call, inside [ask], where one of several may fail. */
    sealed interface Outcome<out T> {
        data class Done<T>(val value: T) : Outcome<T>

        data class Refused(val error: AppError) : Outcome<Nothing>
    }

    private fun errorOf(problem: Throwable): AppError =
        when (problem) {
            is ApiException.NewerData -> AppError.Plain.NewerData
            is ApiException.DamagedData -> AppError.Plain.DamagedData
            is ApiException.NoSpace -> AppError.Plain.NoSpace
            is ApiException.InvalidField -> AppError.Field(problem.field, problem.problem)
            is ApiException.InvalidDeviceName -> AppError.DeviceName(problem.limit.toLong())
            is ApiException.InvalidMessage -> AppError.Message(problem.limitBytes.toLong())
            is ApiException.DateNotAhead -> AppError.Plain.DateNotAhead
            is ApiException.LimitOutOfBounds -> AppError.Limit(problem.minimum, problem.maximum)
            is ApiException.NoDayLeft -> AppError.Plain.NoDayLeft
            is ApiException.FileTooLarge -> AppError.FileTooLarge(problem.limitBytes.toLong())
            is ApiException.FileEmpty -> AppError.Plain.FileEmpty
            is ApiException.FileCutShort -> AppError.Plain.FileCutShort
            is ApiException.FileUnreadable -> AppError.Plain.FileUnreadable
            is ApiException.Cancelled -> AppError.Plain.Cancelled
            is ApiException.StampOfOther -> AppError.Plain.StampOfOther
            is ApiException.ChatRefused -> AppError.Chat(problem.problem)
            is ApiException.NotFound -> AppError.Plain.NotFound
            is java.io.IOException, is SecurityException -> AppError.Plain.FileUnreadable
            else -> {
                // The class only: a message might carry a path or a word of the person's.
                Log.e("candado", "core call failed: ${problem.javaClass.name}")
                AppError.Plain.Internal
            }
        }

    /** The core's calls, each with the phone's facts and clock filled in. Only for use inside [ask]. */
    inner class Core internal constructor() {
        /** The language of the screen that asks. */
        var language: Language = Language.SPANISH
            private set

        private var phone: Snapshot? = null

        /** A new question: what the phone said before may no longer hold. */
        internal fun begin(language: Language) {
            this.language = language
            phone = null
        }

        /** What the phone says, read once for one page, however many calls it takes. */
        private fun phone(): Snapshot = phone ?: probes.read().also { phone = it }

        /** Each store opens by itself, and again after it refused: one that is damaged does not close the other. */
        private val care by lazy { Care.open(dataFolder()) }
        private val evidence: Evidence
            get() = openLog ?: Evidence.open(dataFolder()).also(::letGoOfRemains).also { openLog = it }
        private var openLog: Evidence? = null
        private var chat: ChatFile? = null

        init {
            // Before the first call of a generated function.
            load()
        }

        /**
         * At the start, before any form has taken in a file: lets go of files that nothing names. Not while drafts were
         * set aside with damaged answers, which may name them; a refusal costs room and nothing else.
         */
        private fun letGoOfRemains(log: Evidence) {
            attempt { if (!care.setAsideUntold()) log.releaseUnneeded(care.drafts()) }
        }

        private fun dataFolder(): String {
            if (!folder.isDirectory && !folder.mkdirs()) throw java.io.IOException("no data folder")
            return folder.path
        }

        /** Whether damaged answers were set aside and the person was not told yet. */
        fun setAsideUntold(): Boolean = care.setAsideUntold()

        fun setAsideTold() = care.setAsideTold()

        /** Saves what can be read of a damaged log. */
        fun rescue(file: ParcelFileDescriptor): Rescued = rescue(dataFolder(), file.fd)

        /**
         * Moves a damaged log aside; the next call begins a new one. It may have been open when it was damaged: it is closed
         * before, or what is noted afterwards would follow it to where it was moved.
         */
        fun beginNewLog() {
            chat?.close()
            chat = null
            openLog?.close()
            openLog = null
            setAside(dataFolder())
        }

        /** Does one of several things, of which the others go on when it fails. */
        fun <T> attempt(work: () -> T): Outcome<T> =
            runCatching(work).fold({ Outcome.Done(it) }, { Outcome.Refused(errorOf(it)) })

        fun now(): ClockReading = clock.read()

        /** Now, as a note states it; `null` where the phone's clock cannot say. */
        fun thisMinute(): Happened? = statedMinute(now())

        /**
         * What a wall clock here shows now, by the core's zone data, which alone decides: that of an old phone may still know
         * a summer time that was abolished.
         */
        fun civilNow(): LocalDateTime = now().let { civilTime(it, it.nowMs) }.let(LocalDateTime::parse)

        /** Today's date, and that of an instant (milliseconds since the epoch), likewise. */
        fun today(): LocalDate = civilNow().toLocalDate()

        fun dayOf(atMs: Long): LocalDate = LocalDateTime.parse(civilTime(now(), atMs)).toLocalDate()

        fun checkup(): Checkup = care.checkup(phone(), now(), language).also { checkupRan = true }

        fun itemPage(id: String): ItemPage = care.itemPage(id, phone(), now(), language)

        fun answer(id: String, answer: Answer, about: String = "") = care.answer(id, answer, about, now())

        fun checkupHistory(): List<HistoryDay> = care.checkupHistory(phone(), now(), language)

        fun checkupText(): String = care.checkupText(phone(), now(), language).also { checkupRan = true }

        fun writeCheckup(file: ParcelFileDescriptor) =
            care.writeCheckup(file.fd, phone(), now(), language).also { checkupRan = true }

        fun limitChoices(): List<LimitChoice> = care.limitChoices(language)

        fun chooseLimit(limit: CheckupLimit, value: Long) = care.chooseLimit(limit, value)

        fun undoAnswer(id: String) = care.undoAnswer(id)

        fun devices(): List<DeviceRow> = care.devices(now(), language)

        /** The device with this id; `null` when there is none. */
        fun device(id: Long): DeviceRow? = devices().firstOrNull { it.device.id == id }

        fun addDevice(device: NewDevice): Long = care.addDevice(device, now())

        fun changeDevice(id: Long, device: NewDevice) = care.changeDevice(id, device, now())

        fun archiveDevice(id: Long, away: Boolean) = care.archiveDevice(id, away, now())

        fun markDevice(id: Long, status: DeviceStatus) = care.markDevice(id, status, now())

        fun signOutDone(id: Long, messenger: Messenger) = care.signOutDone(id, messenger, now())

        fun undoSignOut(id: Long, messenger: Messenger) = care.undoSignOut(id, messenger)

        fun signOutGuide(messenger: Messenger, kind: DeviceKind): SignOutGuide =
            care.signOutGuide(messenger, kind, now(), language)

        fun reminders(): Plan = care.reminders(now(), language)

        fun reminderShown() = care.reminderShown(now())

        fun clocksRung(numbers: List<Long>) = care.clocksRung(numbers, now())

        fun startClock(id: String, startedAtMs: Long, incident: ULong? = null) =
            care.startClock(incident, id, startedAtMs, now())

        fun stopClock(number: Long) = care.stopClock(number)

        /** Takes that back. */
        fun resumeClock(number: Long) = care.resumeClock(number)

        fun switchReminder(item: String, on: Boolean) = care.switchReminder(item, on)

        fun postpone(id: String, date: String) = care.postpone(id, date, now())

        fun postponeShown(ids: List<String>, date: String) = care.postponeShown(ids, date, now())

        fun laterDay(): LaterDay = care.laterDay(now(), language)

        fun reminderSwitches(): List<ReminderSwitch> = care.reminderSwitches(now(), language)

        fun alarmPlanned(atMs: Long?) = care.alarmPlanned(atMs, now())

        fun alarmHeard() = care.alarmHeard(now())

        fun fallbackAlarm(): Long = fallbackAlarmMs(now())

        fun reach(facts: ReachFacts): Reach = care.reach(facts, now(), language)

        fun scamOfTheDay(): Scam = care.scamOfTheDay(now(), language)

        fun judgeScam(id: String, kind: ScamKind) = care.judgeScam(id, kind, now())

        fun writeCalendar(file: ParcelFileDescriptor) = care.writeCalendar(file.fd, now(), language)

        fun reminderSettings(): ReminderSettings = care.reminderSettings()

        fun chooseReminders(settings: ReminderSettings) = care.chooseReminders(settings)

        /** The hour at which reminders really ring. */
        fun ringingHour(settings: ReminderSettings): Int = hourOfRinging(settings).toInt()

        fun saveDraft(form: String, text: String) = care.saveDraft(form, text)

        fun draft(form: String): String? = care.draft(form)

        fun discardDraft(form: String) = care.discardDraft(form)

        /** The messenger that comes first to mind: the first on this phone, else that of the last case. */
        fun firstMessenger(): Messenger = factsOf(null).messenger

        fun triage(messenger: Messenger = firstMessenger()): Triage = care.triage(readableLog(), messenger, language)

        fun play(situation: Situation, incident: Long?, about: NewCase? = null): PlayPage =
            care.play(readableLog(), situation, incident?.toULong(), factsOf(about), now(), language)

        fun beginPlay(situation: Situation, incident: Long?, about: NewCase? = null): Long =
            care.beginPlay(evidence, situation, incident?.toULong(), factsOf(about), phone(), now(), language).toLong()

        /** Opens a case, and notes with it what the checkup says now. */
        fun openIncident(opening: NewEntry): Long = care.openIncident(evidence, opening, phone(), now()).toLong()

        /** Keeps the name of who helps until the case is opened; what is wrong with it is refused here. */
        fun beginHelping(name: String): String = nameOfHelper(name).also { saveDraft(HELPER, it) }

        fun helping(): String = draft(HELPER).orEmpty()

        /** The log, unless it does not open, for whatever reason: what to do is told without it. */
        private fun readableLog(): Evidence? =
            try {
                evidence
            } catch (_: ApiException) {
                null
            }

        /** The log, unless it is damaged. While it only refuses for now, nobody knows whether a draft became an entry. */
        private fun soundLog(): Evidence? =
            try {
                evidence
            } catch (_: ApiException.DamagedData) {
                null
            }

        /** What is known of a case that is not opened yet. */
        private fun factsOf(about: NewCase?): CaseFacts {
            val first = care.firstFacts(phone())
            if (about == null) return first
            val helper = if (about.helping) helping() else ""
            return first.copy(messenger = about.messenger, sim = about.sim, place = about.place, helper = helper)
        }

        fun accountNumber(incident: Long?): String = care.accountNumber(readableLog(), incident?.toULong())

        fun rememberNumber(incident: Long?, number: String) =
            care.rememberNumber(readableLog(), incident?.toULong(), number)

        fun changeCase(incident: Long, fact: CaseFact) =
            care.changeCase(evidence, incident.toULong(), fact, now(), language)

        fun markStep(incident: Long, step: String, mark: StepMark): ULong? =
            care.markStep(evidence, incident.toULong(), step, mark, now(), language)

        fun unmarkStep(incident: Long, step: String) =
            care.unmarkStep(evidence, incident.toULong(), step, now(), language)

        fun startStepClock(incident: Long, step: String) =
            care.startStepClock(evidence, incident.toULong(), step, now(), language)

        fun readyTexts(situation: Situation, incident: Long?, about: NewCase? = null): List<ReadyText> =
            textsFor(readableLog(), incident?.toULong(), play(situation, incident, about).facts, "", now(), language)

        fun readyText(place: Route.Text, number: String): ReadyText {
            val facts = play(place.situation, place.incident, place.about).facts
            return textFor(readableLog(), place.id, place.incident?.toULong(), facts, number, now(), language)
        }

        fun contacts(): ContactPage = contactPage(now(), language)

        fun readTelephone(text: String): TelephoneReading = telephoneIn(text)

        fun examine(message: String): Examination = examineMessage(message, language)

        fun noteMessage(incident: Long, message: String): Long =
            evidence.noteMessage(incident.toULong(), message, language, now()).toLong()

        fun append(entry: NewEntry): Long = evidence.append(entry, now()).toLong()

        /** What was typed in a form that becomes an entry, unless it did. */
        fun formDraft(form: String): String? = care.formDraft(soundLog(), form)

        /** Writes the entry of a form and forgets its draft. With a case that is opened goes what the checkup says now. */
        fun saveForm(form: String, entry: NewEntry): Long {
            val opensCase = entry.body is EntryBody.IncidentOpened && entry.amends == null
            val seq =
                if (opensCase) care.saveOpening(evidence, form, entry, phone(), now())
                else care.saveForm(evidence, form, entry, now())
            return seq.toLong()
        }

        /** Centavos of an amount in pesos as it is typed; `null` when it is none. */
        fun readAmount(text: String): Long? = amountIn(text)

        /** Copies a file into the store; one whose app says at its end that it broke off is let go again. */
        fun attach(file: ParcelFileDescriptor, name: String, declaredBytes: Long?, work: LongWork): Attachment {
            val copied = evidence.attach(file.fd, name, declaredBytes?.toULong(), freeBytes(), work.progress)
            try {
                if (file.canDetectErrors()) file.checkError()
            } catch (_: java.io.IOException) {
                release(listOf(copied))
                throw ApiException.FileCutShort()
            }
            return copied
        }

        private fun freeBytes(): ULong = folder.usableSpace.toULong()

        /** Lets go of files that were taken out of a form, unless an entry or another draft needs them. */
        fun release(files: List<Attachment>) = evidence.release(files.map { it.sha256 }, care.drafts())

        /** Reads an exported chat for an incident; it stays open until another one is read. */
        fun openChat(incident: Long, file: Attachment, work: LongWork): ChatSummary {
            chat = null
            return ChatFile.open(evidence, incident.toULong(), file, work.progress).also { chat = it }.summary(now(), language)
        }

        /** Answers how the dates of the open chat are written. */
        fun answerDates(order: DateOrder): ChatSummary = openChat().apply { chooseOrder(order) }.summary(now(), language)

        fun chatPage(search: String, before: Long?, limit: Long): ChatPage =
            openChat().page(search, before?.toULong(), limit.toULong(), now(), language)

        /** Notes picked messages of the open chat in its incident, with the files among [beside] that they name. */
        fun citeMessages(numbers: List<Long>, beside: List<Attachment>): Long {
            val picked = numbers.map { it.toULong() }
            return openChat().cite(evidence, picked, beside, freeBytes(), now()).toLong()
        }

        private fun openChat(): ChatFile = chat ?: throw ApiException.NotFound()

        fun attachmentPath(sha256: String): String = evidence.attachmentPath(sha256)

        fun cases(): List<Case> = evidence.cases()

        /** The entries that stay behind when only these cases are handed over. */
        fun outside(cases: List<Long>): List<Long> = evidence.outside(cases.map { it.toULong() }).map { it.toLong() }

        fun timeline(): List<TimelineEntry> = evidence.timeline(now(), language)

        fun entry(seq: Long): EntryPage? = evidence.entry(seq.toULong(), now(), language)

        /** Notes in the log that clock or zone changed. Where there is no log yet, none is begun for it. */
        fun noteClockChange() {
            if (File(folder, LOG).isFile) evidence.noteClockChange(now())
        }

        /** What a third party is given to stamp. */
        fun digestToStamp(): String = evidence.digestToStamp(now())

        fun noteTimeStamp(file: Attachment): Long = evidence.noteTimeStamp(file, now()).toLong()

        fun timelineView(order: TimelineOrder, search: String): List<TimelineEntry> =
            evidence.timelineView(order, search, now(), language)

        fun anchor(code: String, way: AnchorWay) = evidence.anchor(code, way, now())

        fun anchorState(): AnchorState = evidence.anchorState()

        fun summary(): LogSummary = evidence.summary()

        fun head(): Head = evidence.head()

        fun verify(work: LongWork): VerificationReport = evidence.verify(work.progress)

        /** Verifies a bundle, this phone's or another's; `code` is a head code from outside, if there is one. */
        fun verifyBundle(file: ParcelFileDescriptor, code: String?): VerificationReport = bundleVerdict(file.fd, code)

        fun writeReport(options: ReportOptions, file: ParcelFileDescriptor): Head =
            evidence.writeReport(options, now(), file.fd)

        fun writeBundle(options: ReportOptions, file: ParcelFileDescriptor, work: LongWork): Head =
            evidence.writeBundle(options, now(), file.fd, work.progress)
    }

    private companion object {
        /** What the core calls the database of the log. */
        const val LOG = "evidence.db"

        /** The draft that holds the name of who helps. */
        const val HELPER = "helping"
    }
}
