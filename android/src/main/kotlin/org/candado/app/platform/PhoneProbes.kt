package org.candado.app.platform

import android.app.KeyguardManager
import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import org.candado.core.FlagSignal
import org.candado.core.Messenger
import org.candado.core.MessengerReading
import org.candado.core.MessengerSignal
import org.candado.core.Snapshot
import org.candado.core.TextSignal

/** What the phone says about itself. Every signal is a value, absent on this phone, or failed to read. */
interface PhoneProbes {
    /** Reads every signal once. Never throws; may take some tens of milliseconds, so not on the main thread. */
    fun read(): Snapshot
}

/** The package name of each messenger. The manifest's `<queries>` names the same four. */
val Messenger.packageName: String
    get() =
        when (this) {
            Messenger.WHATS_APP -> "com.whatsapp"
            Messenger.WHATS_APP_BUSINESS -> "com.whatsapp.w4b"
            Messenger.TELEGRAM -> "org.telegram.messenger"
            Messenger.SIGNAL -> "org.thoughtcrime.securesms"
        }

/** Reads the phone through the platform's public calls only. */
class AndroidPhoneProbes(private val context: Context) : PhoneProbes {
    override fun read(): Snapshot =
        Snapshot(
            screenLock = screenLock(),
            securityPatch = securityPatch(),
            messengers = Messenger.entries.map { MessengerReading(it, messenger(it)) },
        )

    private fun screenLock(): FlagSignal =
        try {
            val keyguard = context.getSystemService(KeyguardManager::class.java)
            if (keyguard == null) FlagSignal.Absent else FlagSignal.Value(keyguard.isDeviceSecure)
        } catch (_: RuntimeException) {
            FlagSignal.Failed
        }

    private fun securityPatch(): TextSignal =
        try {
            val date: String? = Build.VERSION.SECURITY_PATCH
            if (date.isNullOrBlank()) TextSignal.Absent else TextSignal.Value(date)
        } catch (_: RuntimeException) {
            TextSignal.Failed
        }

    private fun messenger(messenger: Messenger): MessengerSignal =
        try {
            val info = context.packageManager.getPackageInfo(messenger.packageName, 0)
            MessengerSignal.Installed(info.versionName, info.firstInstallTime, info.lastUpdateTime)
        } catch (_: PackageManager.NameNotFoundException) {
            MessengerSignal.NotInstalled
        } catch (_: RuntimeException) {
            MessengerSignal.Failed
        }
}
