package org.candado.app.platform

import android.content.Context
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.content.pm.Signature
import android.os.Build
import java.security.MessageDigest
import org.candado.core.Messenger
import org.candado.core.MessengerSignal
import org.candado.core.TextSignal

/** The package name of each messenger. The manifest's `<queries>` names the same four. */
val Messenger.packageName: String
    get() =
        when (this) {
            Messenger.WHATS_APP -> "com.whatsapp"
            Messenger.WHATS_APP_BUSINESS -> "com.whatsapp.w4b"
            Messenger.TELEGRAM -> "org.telegram.messenger"
            Messenger.SIGNAL -> "org.thoughtcrime.securesms"
        }

/** What the package manager says of the messengers. */
internal class MessengerProbes(private val context: Context) {
    fun read(messenger: Messenger): MessengerSignal =
        try {
            val name = messenger.packageName
            val info = context.packageManager.getPackageInfo(name, 0)
            MessengerSignal.Installed(
                info.versionName,
                info.firstInstallTime,
                info.lastUpdateTime,
                installer(name),
                signers(name),
            )
        } catch (_: PackageManager.NameNotFoundException) {
            MessengerSignal.NotInstalled
        } catch (_: RuntimeException) {
            MessengerSignal.Failed
        }

    private fun installer(name: String): TextSignal =
        try {
            val installer = installerOf(name)
            if (installer.isNullOrBlank()) TextSignal.Absent else TextSignal.Value(installer)
        } catch (_: PackageManager.NameNotFoundException) {
            TextSignal.Failed
        } catch (_: RuntimeException) {
            TextSignal.Failed
        }

    @Suppress("DEPRECATION") // The newer call is from API 30.
    private fun installerOf(name: String): String? =
        if (Build.VERSION.SDK_INT >= 30) context.packageManager.getInstallSourceInfo(name).installingPackageName
        else context.packageManager.getInstallerPackageName(name)

    /** Past certificates too: a maker that changes its key vouches with the old one. */
    private fun signers(name: String): List<String> =
        try {
            certificates(name).map { sha256(it.toByteArray()) }
        } catch (_: PackageManager.NameNotFoundException) {
            emptyList()
        } catch (_: RuntimeException) {
            emptyList()
        }

    @Suppress("DEPRECATION") // The newer call is from API 28.
    private fun certificates(name: String): List<Signature> {
        val packages = context.packageManager
        if (Build.VERSION.SDK_INT < 28) {
            return packages.getPackageInfo(name, PackageManager.GET_SIGNATURES).signatures.orEmpty().toList()
        }
        val info: PackageInfo = packages.getPackageInfo(name, PackageManager.GET_SIGNING_CERTIFICATES)
        val signing = info.signingInfo ?: return emptyList()
        val signers = if (signing.hasMultipleSigners()) signing.apkContentsSigners else signing.signingCertificateHistory
        return signers.orEmpty().toList()
    }

    private fun sha256(bytes: ByteArray): String =
        MessageDigest.getInstance("SHA-256").digest(bytes).joinToString("") { "%02x".format(it) }
}
