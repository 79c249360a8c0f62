package org.candado.app

import android.app.Application
import android.content.Context
import android.os.Handler
import java.io.File
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import org.candado.app.evidence.HandOverWork
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.Platform
import org.candado.app.platform.androidPlatform
import org.candado.app.platform.coreLanguage
import org.candado.app.reminders.RearmJob
import org.candado.app.reminders.ReminderKeeper
import org.candado.app.ui.Errands

/**
 * Builds the object graph with constructors. The tests and the browser preview subclass it and override the `make…`
 * and `…Executor` functions; everything else asks the application that its context belongs to.
 */
open class CandadoApplication : Application() {
    /** What the app takes from the phone. */
    val platform: Platform by lazy { makePlatform() }

    /** The door to the core. */
    val core: CoreGateway by lazy {
        CoreGateway(
            load = ::loadCore,
            folder = dataFolder(),
            background = backgroundExecutor(),
            main = deliveryExecutor(),
            clock = platform.clock,
            probes = platform.probes,
            checked = { reminders.rearm() },
            language = { platform.languages.wrap(this).coreLanguage() },
        )
    }

    /** What the places on the way back were asked to save. */
    val errands: Errands by lazy { Errands(core) }

    /** The report or bundle that is being written, whichever screen began it. */
    val handOver: HandOverWork by lazy { HandOverWork(core) }

    /** Keeps the one next alarm right. */
    val reminders: ReminderKeeper by lazy { ReminderKeeper(core, platform.alarms, platform.notifications) }

    /** The phone, or what stands in for it. Called once. */
    protected open fun makePlatform(): Platform = androidPlatform(this)

    /**
     * Lets the Java machine load the core's library and call its `JNI_OnLoad`; JNA opens it past the machine, and then
     * nothing in the phone's log would say where a panic happened. On a desktop's machine JNA alone has to do: one
     * library belongs to one class loader there, and Robolectric makes several.
     */
    protected open fun loadCore() = System.loadLibrary(CORE_LIBRARY)

    /** Where the databases and files lie; made on first use. Never part of a backup. */
    protected open fun dataFolder(): File = File(noBackupFilesDir, "candado")

    /** The core's one thread. */
    protected open fun backgroundExecutor(): Executor =
        Executors.newSingleThreadExecutor { Thread(it, "candado-core") }

    /** The main thread. */
    protected open fun deliveryExecutor(): Executor {
        val handler = Handler(mainLooper)
        return Executor { handler.post(it) }
    }

    override fun onCreate() {
        super.onCreate()
        platform.notifications.makeChannels()
        reminders.rearm()
        RearmJob.schedule(this)
    }
}

/** The core's library, `libcandado.so` in the APK. */
internal const val CORE_LIBRARY = "candado"

/** The application that a context belongs to. */
val Context.candado: CandadoApplication
    get() = applicationContext as CandadoApplication
