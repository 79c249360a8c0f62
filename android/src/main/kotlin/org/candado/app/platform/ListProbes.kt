package org.candado.app.platform

import android.accessibilityservice.AccessibilityServiceInfo
import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import android.content.Context
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.os.Build
import android.provider.Settings
import android.provider.Telephony
import android.view.accessibility.AccessibilityManager
import android.view.inputmethod.InputMethodManager
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.security.cert.X509Certificate
import org.candado.core.ListSignal
import org.candado.core.ListedEntry

/** What the phone lists: who reads, types, watches or administers. It may hide some from an ordinary app. */
internal class ListProbes(private val context: Context) {
    fun notificationReaders(): ListSignal = list {
        val names = Settings.Secure.getString(context.contentResolver, "enabled_notification_listeners") ?: return@list null
        // What cannot be read is a reader all the same: the person is asked about it by what stands there.
        components(names)
    }

    fun accessibilityServices(): ListSignal = list {
        val manager = context.getSystemService(AccessibilityManager::class.java) ?: return@list null
        manager.getEnabledAccessibilityServiceList(AccessibilityServiceInfo.FEEDBACK_ALL_MASK).map { service ->
            val info = service.resolveInfo?.serviceInfo
            val entry =
                info?.applicationInfo?.let(::app) ?: app(ComponentName.unflattenFromString(service.id)?.packageName ?: service.id)
            entry.copy(isAssistiveTool = if (Build.VERSION.SDK_INT >= 31) service.isAccessibilityTool else null)
        }
    }

    /**
     * Of keyboards that are on but not chosen, newer Androids leave out those of apps that they hide from us
     * (`InputMethodManagerService.canCallerAccessInputMethod`), and since Android 14 they keep the setting that names
     * them all from apps like ours. Only with that setting, or before apps were hidden, is it the whole list.
     */
    fun keyboards(): ListSignal =
        probe(ListSignal.Failed) {
            val manager = context.getSystemService(InputMethodManager::class.java) ?: return@probe ListSignal.Absent
            val shown =
                manager.enabledInputMethodList.map { it.serviceInfo?.applicationInfo?.let(::app) ?: app(it.packageName) }
            val named = probe(null) { setting("enabled_input_methods") }
            if (named == null && Build.VERSION.SDK_INT >= 30) ListSignal.Partial(shown)
            else ListSignal.Value((shown + named?.let(::components).orEmpty()).distinctBy { it.id })
        }

    /**
     * The call leaves out an app that is hidden from us, the setting names it. A phone that names none has none, or does
     * not tell: that is no empty list.
     */
    fun smsApp(): ListSignal = list {
        (Telephony.Sms.getDefaultSmsPackage(context) ?: setting("sms_default_application"))?.let { listOf(app(it)) }
    }

    fun deviceAdmins(): ListSignal = list {
        val policy = context.getSystemService(DevicePolicyManager::class.java) ?: return@list null
        policy.activeAdmins.orEmpty().map { app(it.packageName) }
    }

    fun userCertificates(): ListSignal =
        try {
            list {
                val store = KeyStore.getInstance("AndroidCAStore").apply { load(null) }
                store.aliases().toList().filter { it.startsWith("user:") }.map { alias ->
                    val subject = (store.getCertificate(alias) as? X509Certificate)?.subjectX500Principal?.name
                    ListedEntry(alias, subject?.let(::commonName) ?: alias, ofSystem = false, isAssistiveTool = null)
                }
            }
        } catch (_: GeneralSecurityException) {
            ListSignal.Failed
        } catch (_: java.io.IOException) {
            ListSignal.Failed
        }

    /** A setting by its name; `null` where it is empty or was never set. */
    private fun setting(name: String): String? =
        Settings.Secure.getString(context.contentResolver, name)?.takeIf { it.isNotBlank() }

    /** The apps of components as settings list them: with `:` between them, and what a `;` sets apart at their end. */
    private fun components(names: String): List<ListedEntry> =
        names.split(':').map { it.substringBefore(';') }.filter { it.isNotBlank() }.map { name ->
            ComponentName.unflattenFromString(name)?.let { app(it.packageName) }
                ?: ListedEntry(name, name, ofSystem = null, isAssistiveTool = null)
        }

    /** `null` stands for what this phone does not have. */
    private fun list(read: () -> List<ListedEntry>?): ListSignal =
        probe(ListSignal.Failed) { read()?.let { ListSignal.Value(it) } ?: ListSignal.Absent }

    private fun app(packageName: String): ListedEntry =
        try {
            app(context.packageManager.getApplicationInfo(packageName, 0))
        } catch (_: PackageManager.NameNotFoundException) {
            // Hidden from us: whether it came with the phone is not known.
            ListedEntry(packageName, packageName, ofSystem = null, isAssistiveTool = null)
        }

    private fun app(info: ApplicationInfo): ListedEntry {
        val system = ApplicationInfo.FLAG_SYSTEM or ApplicationInfo.FLAG_UPDATED_SYSTEM_APP
        val name = runCatching { info.loadLabel(context.packageManager).toString() }.getOrDefault(info.packageName)
        return ListedEntry(info.packageName, name, ofSystem = info.flags and system != 0, isAssistiveTool = null)
    }

}

/** The name in a subject as RFC 2253 writes it, where a backslash sets apart signs that are part of a name. */
internal fun commonName(subject: String): String {
    val parts = mutableListOf(StringBuilder())
    var escaped = false
    for (sign in subject) {
        when {
            escaped -> parts.last().append(sign).also { escaped = false }
            sign == '\\' -> escaped = true
            sign == ',' || sign == '+' -> parts.add(StringBuilder())
            else -> parts.last().append(sign)
        }
    }
    return parts.map { it.trim() }.firstOrNull { it.startsWith("CN=") }?.substring(3)?.trim() ?: subject
}
