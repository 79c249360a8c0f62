package org.candado.app.platform

import android.content.Context
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.content.pm.Signature
import android.os.Build
import java.security.MessageDigest
import org.candado.core.Messenger
import org.candado.core.MessengerSignal
import org.candado.core.NumberSignal
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
        found(MessengerSignal.Failed, MessengerSignal.NotInstalled) {
            val name = messenger.packageName
            val info = context.packageManager.getPackageInfo(name, 0)
            MessengerSignal.Installed(
                versionName = info.versionName,
                versionCode = versionCode(info),
                firstInstalledAtMs = info.firstInstallTime,
                updatedAtMs = info.lastUpdateTime,
                installer = text { installerOf(name) },
                updateOwner = text { updateOwnerOf(name) },
                packageSource = packageSource(name),
                signers = signers(name),
            )
        }

    /** What [read] gives, [gone] when the phone has no such package, [failed] when it refuses or throws. */
    private fun <T> found(failed: T, gone: T, read: () -> T): T =
        try {
            probe(failed, read)
        } catch (_: PackageManager.NameNotFoundException) {
            gone
        }

    @Suppress("DEPRECATION") // The newer field is from API 28.
    private fun versionCode(info: PackageInfo): Long =
        if (Build.VERSION.SDK_INT >= 28) info.longVersionCode else info.versionCode.toLong()

    private fun text(read: () -> String?): TextSignal =
        found(TextSignal.Failed, TextSignal.Failed) {
            val text = read()
            if (text.isNullOrBlank()) TextSignal.Absent else TextSignal.Value(text)
        }

    private fun updateOwnerOf(name: String): String? =
        if (Build.VERSION.SDK_INT < 34) null
        else context.packageManager.getInstallSourceInfo(name).updateOwnerPackageName

    private fun packageSource(name: String): NumberSignal =
        if (Build.VERSION.SDK_INT < 33) NumberSignal.Absent
        else
            found(NumberSignal.Failed, NumberSignal.Failed) {
                NumberSignal.Value(context.packageManager.getInstallSourceInfo(name).packageSource.toLong())
            }

    @Suppress("DEPRECATION") // The newer call is from API 30.
    private fun installerOf(name: String): String? =
        if (Build.VERSION.SDK_INT >= 30) context.packageManager.getInstallSourceInfo(name).installingPackageName
        else context.packageManager.getInstallerPackageName(name)

    /** Past certificates too: a maker that changes its key vouches with the old one. */
    private fun signers(name: String): List<String> =
        found(emptyList(), emptyList()) { certificates(name).map { sha256(it.toByteArray()) } }

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
