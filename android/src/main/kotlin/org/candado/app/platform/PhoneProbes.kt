package org.candado.app.platform

import android.app.KeyguardManager
import android.app.admin.DevicePolicyManager
import android.content.Context
import android.os.Build
import android.os.UserManager
import android.provider.Settings
import org.candado.core.FlagSignal
import org.candado.core.Messenger
import org.candado.core.MessengerReading
import org.candado.core.NumberSignal
import org.candado.core.Snapshot
import org.candado.core.TextSignal

/** What the phone says about itself. Every signal is a value, absent on this phone, or failed to read. */
interface PhoneProbes {
    /** Reads every signal once. Never throws; may take some tens of milliseconds, so not on the main thread. */
    fun read(): Snapshot
}

/** Reads the phone through the platform's public calls, and settings by their names, as they come. */
class AndroidPhoneProbes(private val context: Context) : PhoneProbes {
    private val lists = ListProbes(context)
    private val messengers = MessengerProbes(context)

    override fun read(): Snapshot =
        Snapshot(
            screenLock = screenLock(),
            lockComplexity = lockComplexity(),
            screenOffAfterMs = number { Settings.System.getString(resolver, Settings.System.SCREEN_OFF_TIMEOUT) },
            lockAfterMs = number { Settings.Secure.getString(resolver, "lock_screen_lock_after_timeout") },
            lockScreenNotifications = flag { Settings.Secure.getString(resolver, "lock_screen_show_notifications") },
            lockScreenContent = flag { Settings.Secure.getString(resolver, "lock_screen_allow_private_notifications") },
            securityPatch = text { Build.VERSION.SECURITY_PATCH },
            appScanningConsent = number { appScanningConsent() },
            appScanningEnabled = number { Settings.Global.getString(resolver, "package_verifier_enable") },
            notificationReaders = lists.notificationReaders(),
            accessibilityServices = lists.accessibilityServices(),
            keyboards = lists.keyboards(),
            smsApp = lists.smsApp(),
            deviceAdmins = lists.deviceAdmins(),
            userCertificates = lists.userCertificates(),
            developerOptions = flag { Settings.Global.getString(resolver, Settings.Global.DEVELOPMENT_SETTINGS_ENABLED) },
            usbDebugging = flag { Settings.Global.getString(resolver, Settings.Global.ADB_ENABLED) },
            storageEncryption = storageEncryption(),
            buildTags = text { Build.TAGS },
            automaticZone = flag { Settings.Global.getString(resolver, Settings.Global.AUTO_TIME_ZONE) },
            advancedProtection = advancedProtection(),
            manufacturer = text { Build.MANUFACTURER },
            otherProfiles = otherProfiles(),
            messengers = Messenger.entries.map { MessengerReading(it, messengers.read(it)) },
        )

    private val resolver
        get() = context.contentResolver

    private fun screenLock(): FlagSignal =
        probe(FlagSignal.Failed) {
            val keyguard = context.getSystemService(KeyguardManager::class.java)
            if (keyguard == null) FlagSignal.Absent else FlagSignal.Value(keyguard.isDeviceSecure)
        }

    private fun lockComplexity(): NumberSignal =
        if (Build.VERSION.SDK_INT < 29) NumberSignal.Absent else policy { it.passwordComplexity }

    private fun storageEncryption(): NumberSignal = policy { it.storageEncryptionStatus }

    private fun policy(read: (DevicePolicyManager) -> Int): NumberSignal =
        probe(NumberSignal.Failed) {
            val policy = context.getSystemService(DevicePolicyManager::class.java)
            if (policy == null) NumberSignal.Absent else NumberSignal.Value(read(policy).toLong())
        }

    /** A work profile, dual apps: no app can look from one profile into another, only see that there are more. */
    private fun otherProfiles(): FlagSignal =
        probe(FlagSignal.Failed) {
            val users = context.getSystemService(UserManager::class.java)
            if (users == null) FlagSignal.Absent else FlagSignal.Value(users.userProfiles.size > 1 || isInside(users))
        }

    /** Whether this is a work profile itself. */
    private fun isInside(users: UserManager): Boolean = Build.VERSION.SDK_INT >= 30 && users.isManagedProfile

    /** Makers keep it in one table or the other. */
    private fun appScanningConsent(): String? =
        Settings.Global.getString(resolver, "package_verifier_user_consent")
            ?: Settings.Secure.getString(resolver, "package_verifier_user_consent")

    /** By name, because the class is newer than the platform that the app is compiled against. */
    private fun advancedProtection(): FlagSignal =
        try {
            probe(FlagSignal.Failed) {
                val manager = context.getSystemService("advanced_protection")
                val question = manager?.javaClass?.getMethod("isAdvancedProtectionEnabled")
                if (question == null) FlagSignal.Absent else FlagSignal.Value(question.invoke(manager) as Boolean)
            }
        } catch (_: ReflectiveOperationException) {
            FlagSignal.Failed
        }

    /** A setting that is 0 or 1; anything else is no answer. */
    private fun flag(read: () -> String?): FlagSignal =
        when (val signal = number(read)) {
            is NumberSignal.Value ->
                when (signal.number) {
                    0L -> FlagSignal.Value(false)
                    1L -> FlagSignal.Value(true)
                    else -> FlagSignal.Failed
                }
            NumberSignal.Absent -> FlagSignal.Absent
            NumberSignal.Failed -> FlagSignal.Failed
        }

    private fun number(read: () -> String?): NumberSignal =
        probe(NumberSignal.Failed) {
            val text = read()
            if (text.isNullOrBlank()) NumberSignal.Absent
            else text.toLongOrNull()?.let { NumberSignal.Value(it) } ?: NumberSignal.Failed
        }

    private fun text(read: () -> String?): TextSignal =
        probe(TextSignal.Failed) {
            val words = read()
            if (words.isNullOrBlank()) TextSignal.Absent else TextSignal.Value(words)
        }
}
