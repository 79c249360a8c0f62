package org.candado.preview.phone

import org.candado.app.CandadoApplication
import org.candado.app.platform.PhoneClock
import org.candado.app.platform.Platform
import org.candado.app.platform.androidPlatform
import org.candado.core.ClockReading
import java.util.concurrent.Executor
import java.util.concurrent.atomic.AtomicInteger

/**
 * The app itself; only its clock is ours. Everything else is the app's own Android code against
 * Robolectric's shadows, which [Hardware] sets.
 */
internal class PreviewApplication : CandadoApplication() {
    override fun makePlatform(): Platform {
        val android = androidPlatform(this)
        return Platform(
            clock = object : PhoneClock {
                override fun read(): ClockReading = Phone.time.read()
            },
            probes = android.probes,
            alarms = android.alarms,
            notifications = android.notifications,
            settingsScreens = android.settingsScreens,
            languages = android.languages,
        )
    }

    /** JNA finds the library by itself. */
    override fun loadCore() = Unit

    override fun backgroundExecutor(): Executor {
        val executor = super.backgroundExecutor()
        return Executor { task ->
            running.incrementAndGet()
            executor.execute {
                try {
                    task.run()
                } finally {
                    running.decrementAndGet()
                }
            }
        }
    }

    companion object {
        private val running = AtomicInteger()

        /** Whether the app is at work away from its main thread. */
        val busy: Boolean
            get() = running.get() > 0
    }
}
