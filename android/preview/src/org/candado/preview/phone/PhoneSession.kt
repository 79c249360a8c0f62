package org.candado.preview.phone

import org.candado.preview.host.PhoneRunner
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.annotation.LooperMode
import org.robolectric.annotation.experimental.LazyApplication

/** One boot of the phone: a test that ends when the phone is switched off. */
@RunWith(PhoneRunner::class)
@Config(sdk = [35], application = PreviewApplication::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@LooperMode(LooperMode.Mode.PAUSED)
@LazyApplication(LazyApplication.LazyLoad.ON)
class PhoneSession {
    /** Boots, obeys the page, ends with a reboot or with the process. */
    @Test
    fun fromBootToShutdown() = Phone().run()
}
