package org.candado.app

import android.app.Activity
import java.io.File
import java.nio.file.Files
import java.util.concurrent.Executor
import org.candado.app.platform.Alarms
import org.candado.app.platform.AndroidLanguages
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.Notifications
import org.candado.app.platform.PhoneClock
import org.candado.app.platform.PhoneProbes
import org.candado.app.platform.Platform
import org.candado.app.platform.SettingsScreens
import org.candado.core.ClockNotification
import org.candado.core.ClockReading
import org.candado.core.FlagSignal
import org.candado.core.ListSignal
import org.candado.core.ListedEntry
import org.candado.core.Messenger
import org.candado.core.MessengerReading
import org.candado.core.MessengerSignal
import org.candado.core.NumberSignal
import org.candado.core.ReachFacts
import org.candado.core.ReminderNotification
import org.candado.core.ScreenTarget
import org.candado.core.Snapshot
import org.candado.core.StandbyBucket
import org.candado.core.TextSignal

const val DAY_MS = 86_400_000L

/** 2026-03-14 09:41 in Mexico City. */
const val START_MS = 1_773_502_860_000L

/**
 * A zone in which the phone's zone data and the core's disagree, as those of an old phone do over Mexico's summers: Java takes
 * it for an hour ahead of Mexico City; the core knows no such name, and takes Mexico City's.
 */
const val ZONE_AHEAD = "UTC-05"

/** A clock that stands where a test puts it. */
class FakeClock(var nowMs: Long = START_MS, var zone: String = "America/Mexico_City") : PhoneClock {
    /** How often it was read: every call of the core that rests on the phone's facts reads it once. */
    var reads = 0

    /** Null where the phone does not tell. */
    var bootCount: Long? = 7

    /** When the phone started, by the clock as it is set now; a clock set by hand moves it along. */
    var startedMs: Long = START_MS - 60_000

    /** Sets the clock by hand: the time since the start goes on as before. */
    fun set(ms: Long) {
        startedMs += ms - nowMs
        nowMs = ms
    }

    /** The phone starts again after having been off. */
    fun restart() {
        bootCount = bootCount?.plus(1)
        startedMs = nowMs
    }

    override fun read(): ClockReading {
        reads += 1
        return ClockReading(nowMs, zone, automatic = true, bootCount, uptimeMs = nowMs - startedMs)
    }
}

/** A messenger that the store updated twelve days ago, signed by these. */
fun installed(clock: FakeClock, signers: List<String> = emptyList()) =
    MessengerSignal.Installed(
        versionName = "2.26.9.75",
        versionCode = 260_975_000,
        firstInstalledAtMs = clock.nowMs - 300 * DAY_MS,
        updatedAtMs = clock.nowMs - 12 * DAY_MS,
        installer = TextSignal.Value("com.android.vending"),
        updateOwner = TextSignal.Absent,
        packageSource = NumberSignal.Value(2),
        signers = signers,
    )

/** A phone with nothing wrong on it, unless a test says otherwise. */
fun soundPhone(clock: FakeClock): Snapshot {
    val none = ListSignal.Value(emptyList())
    val whatsApp = installed(clock, listOf("3987d043d10aefaf5a8710b3671418fe57e0e19b653c9df82558feb5ffce5d44"))
    return Snapshot(
        screenLock = FlagSignal.Value(true),
        lockComplexity = NumberSignal.Value(327_680),
        screenOffAfterMs = NumberSignal.Value(30_000),
        lockAfterMs = NumberSignal.Value(5_000),
        lockScreenNotifications = FlagSignal.Value(true),
        lockScreenContent = FlagSignal.Value(false),
        securityPatch = TextSignal.Value("2026-03-01"),
        appScanningConsent = NumberSignal.Value(1),
        appScanningEnabled = NumberSignal.Absent,
        notificationReaders = none,
        accessibilityServices = none,
        keyboards = none,
        smsApp = none,
        deviceAdmins = none,
        userCertificates = none,
        developerOptions = FlagSignal.Value(false),
        usbDebugging = FlagSignal.Value(false),
        storageEncryption = NumberSignal.Value(5),
        buildTags = TextSignal.Value("release-keys"),
        automaticZone = FlagSignal.Value(true),
        advancedProtection = FlagSignal.Absent,
        manufacturer = TextSignal.Value("samsung"),
        otherProfiles = FlagSignal.Value(false),
        messengers =
            Messenger.entries.map {
                MessengerReading(it, if (it == Messenger.WHATS_APP) whatsApp else MessengerSignal.NotInstalled)
            },
    )
}

/** An app that somebody installed, as the phone lists it. */
fun installedApp(id: String, name: String) = ListedEntry(id, name, ofSystem = false, isAssistiveTool = null)

/** What many phones are like: a keyboard and a watch app of one's own, and a Play Protect that cannot be read. */
fun Snapshot.asManyAre(): Snapshot =
    copy(
        keyboards = ListSignal.Value(listOf(installedApp("com.example.keys", "Teclado Bonito"))),
        notificationReaders = ListSignal.Value(listOf(installedApp("com.example.watch", "Reloj Fit"))),
        appScanningConsent = NumberSignal.Absent,
    )

/** A phone whose facts a test sets. */
class FakeProbes(private val clock: FakeClock) : PhoneProbes {
    /** What is different from a sound phone. */
    var change: Snapshot.() -> Snapshot = { this }

    /** How often the phone was read. */
    var reads = 0

    override fun read(): Snapshot {
        reads += 1
        return soundPhone(clock).change()
    }
}

class FakeAlarms : Alarms {
    var atMs: Long? = null
    var sets = 0

    override fun set(atMs: Long) {
        this.atMs = atMs
        sets += 1
    }

    override fun clear() {
        atMs = null
    }
}

open class FakeNotifications : Notifications {
    val shown = mutableListOf<ReminderNotification>()
    val shownClocks = mutableListOf<ClockNotification>()

    /** The clocks that last had something to say. */
    var keptClocks: List<Long> = emptyList()

    /** What hangs in the shade. */
    var hanging: ReminderNotification? = null
    var lets = true

    override fun show(notification: ReminderNotification): Boolean {
        if (lets) {
            shown.add(notification)
            hanging = notification
        }
        return lets
    }

    override fun clear() {
        hanging = null
    }

    override fun bringUpToDate(notification: ReminderNotification?) {
        if (hanging != null) hanging = notification
    }

    override fun makeChannels() = Unit

    override fun showClocks(notification: ClockNotification): Boolean {
        if (lets) shownClocks.add(notification)
        return lets
    }

    override fun keepClocks(numbers: List<Long>) {
        keptClocks = numbers
    }

    override fun showTest(): Boolean = lets

    override fun facts() =
        ReachFacts(
            notifications = FlagSignal.Value(lets),
            remindersChannel = FlagSignal.Value(true),
            clocksChannel = FlagSignal.Value(true),
            backgroundRestricted = FlagSignal.Value(false),
            batteryOptimised = FlagSignal.Value(true),
            standby = StandbyBucket.FREE,
            apiLevel = 35u,
        )
}

class FakeSettingsScreens : SettingsScreens {
    val opened = mutableListOf<Any>()
    var there = true

    private fun note(what: Any): Boolean {
        if (there) opened.add(what)
        return there
    }

    override fun open(activity: Activity, target: ScreenTarget) = note(target)

    override fun openNotificationSettings(activity: Activity) = note("notifications")

    override fun openAppSettings(activity: Activity) = note("app")

    override fun dial(activity: Activity, number: String) = note(number)
}

/** All that a test sets of a phone; it outlives the process of the app. */
class FakePhone(val notifications: FakeNotifications, makeFolder: () -> File) {
    val clock = FakeClock()
    val probes = FakeProbes(clock)
    val alarms = FakeAlarms()
    val screens = FakeSettingsScreens()

    /** The app's own; made on first use. */
    val folder: File by lazy(makeFolder)
}

/** The app with a fake phone under it, the real core, and everything on one thread. */
open class TestApplication(phone: FakePhone) : CandadoApplication() {
    /** What Robolectric calls. */
    constructor() : this(FakePhone(FakeNotifications()) { Files.createTempDirectory("candado-test").toFile() })

    val clock = phone.clock
    val probes = phone.probes
    val alarms = phone.alarms
    val notifications = phone.notifications
    val screens = phone.screens
    val folder: File by phone::folder

    /** For each time the core's library was loaded: whether the core had been at work before. */
    val loads = mutableListOf<Boolean>()

    override fun makePlatform() = Platform(clock, probes, alarms, notifications, screens, AndroidLanguages(this))

    override fun loadCore() {
        loads.add(folder.resolve("state.db").exists())
    }

    override fun dataFolder(): File = folder

    /** Work that waits while a test holds the core's thread; `null` when nothing is held. */
    private var held: ArrayDeque<Runnable>? = null

    /** From here on what the core is asked waits, as it does on a slow phone. */
    fun holdCore() {
        held = ArrayDeque()
    }

    /** Does the next thing that waits. */
    fun workOnce() = checkNotNull(held).removeFirst().run()

    /** Does all that waits, and from here on everything at once. */
    fun letCoreGo() {
        while (true) (held?.removeFirstOrNull() ?: break).run()
        held = null
    }

    override fun backgroundExecutor() = Executor { work -> held?.add(work) ?: work.run() }

    override fun deliveryExecutor() = Executor { it.run() }

    /** Asks the core now; fails the test when it refuses. */
    fun <T> core(work: CoreGateway.Core.() -> T): T {
        var answer: Result<T>? = null
        core.ask(work, refused = { answer = Result.failure(AssertionError("the core refused: $it")) }) {
            answer = Result.success(it)
        }
        return checkNotNull(answer) { "the core did not answer" }.getOrThrow()
    }
}
