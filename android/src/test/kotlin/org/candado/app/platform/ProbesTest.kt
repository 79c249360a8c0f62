package org.candado.app.platform

import android.app.KeyguardManager
import android.content.ContextWrapper
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.os.Build
import org.candado.app.TestApplication
import org.candado.core.FlagSignal
import org.candado.core.Messenger
import org.candado.core.MessengerSignal
import org.candado.core.TextSignal
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35])
class ProbesTest {
    private val context = RuntimeEnvironment.getApplication()

    @Test
    fun aSetScreenLockIsSeen() {
        val keyguard = checkNotNull(context.getSystemService(KeyguardManager::class.java))
        shadowOf(keyguard).setIsDeviceSecure(true)
        assertEquals(FlagSignal.Value(true), AndroidPhoneProbes(context).read().screenLock)
        shadowOf(keyguard).setIsDeviceSecure(false)
        assertEquals(FlagSignal.Value(false), AndroidPhoneProbes(context).read().screenLock)
    }

    @Test
    fun aPhoneWithoutTheServiceAnswersAbsentNotSafe() {
        val bare =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? = null
            }
        assertEquals(FlagSignal.Absent, AndroidPhoneProbes(bare).read().screenLock)
    }

    @Test
    fun aProbeThatThrowsHasFailedAndTheOthersStillAnswer() {
        val broken =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? = throw SecurityException()

                override fun getPackageManager(): PackageManager = throw IllegalStateException()
            }
        val snapshot = AndroidPhoneProbes(broken).read()
        assertEquals(FlagSignal.Failed, snapshot.screenLock)
        assertEquals(Messenger.entries.size, snapshot.messengers.size)
        snapshot.messengers.forEach { assertEquals(MessengerSignal.Failed, it.signal) }
    }

    private fun patch(date: String) =
        ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SECURITY_PATCH", date)

    @Test
    fun thePatchDateIsPassedOnAndAnEmptyOneIsAbsent() {
        patch("2026-03-01")
        assertEquals(TextSignal.Value("2026-03-01"), AndroidPhoneProbes(context).read().securityPatch)
        patch("")
        assertEquals(TextSignal.Absent, AndroidPhoneProbes(context).read().securityPatch)
    }

    @Test
    fun anInstalledMessengerIsReadAndAnAbsentOneIsNotInstalled() {
        val info = PackageInfo()
        info.packageName = "com.whatsapp"
        info.versionName = "2.26.44.75"
        info.firstInstallTime = 1_000
        info.lastUpdateTime = 2_000
        shadowOf(context.packageManager).installPackage(info)
        val signals = AndroidPhoneProbes(context).read().messengers.associate { it.messenger to it.signal }
        assertEquals(MessengerSignal.Installed("2.26.44.75", 1_000, 2_000), signals[Messenger.WHATS_APP])
        assertEquals(MessengerSignal.NotInstalled, signals[Messenger.SIGNAL])
    }
}
