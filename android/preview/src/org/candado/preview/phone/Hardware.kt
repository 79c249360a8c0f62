package org.candado.preview.phone

import android.app.ActivityManager
import android.app.Application
import android.app.KeyguardManager
import android.app.NotificationManager
import android.app.usage.UsageStatsManager
import android.content.ComponentName
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.Signature
import android.content.pm.SigningDetails
import android.content.pm.SigningInfo
import android.os.Build
import android.provider.Settings
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowChoreographer
import org.robolectric.util.ReflectionHelpers
import java.time.Duration
import java.time.ZoneOffset
import java.util.TimeZone

/** Puts the facts of the page into Robolectric's shadows, where the app's own code reads them. */
internal object Hardware {
    /** From one frame to the next while something moves. */
    val FRAME: Duration = Duration.ofMillis(10)
    private const val NOTIFICATIONS = "android.permission.POST_NOTIFICATIONS"
    private const val STORE = "com.android.vending"
    private const val LONG_SIDE_RATIO = 760.0 / 360.0

    /** Screen size, language, theme, text size. */
    fun configure(facts: Facts) {
        val (short, long) = facts.width to (facts.width * LONG_SIDE_RATIO).toInt()
        val (width, height) = if (facts.landscape) long to short else short to long
        val language = facts.appLanguage?.let { if (it.startsWith("en")) "en-rUS" else "es-rMX" } ?: facts.language
        RuntimeEnvironment.setQualifiers(
            "$language-w${width}dp-h${height}dp-normal-long-notround-" +
                "${if (facts.landscape) "land" else "port"}-${if (facts.night) "night" else "notnight"}-xhdpi",
        )
        TimeZone.setDefault(TimeZone.getTimeZone(facts.zone))
        systemBars()
        // Left alone, Robolectric moves the clock on by itself while anything is animated.
        ShadowChoreographer.setPaused(true)
        ShadowChoreographer.setFrameDelay(FRAME)
        // The first to need the application, which is made here when it is not yet there.
        RuntimeEnvironment.setFontScale(facts.fontScale)
    }

    /** What the probes read. */
    fun equip(application: Application, facts: Facts) {
        shadowOf(application.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(facts.screenLock)
        ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SECURITY_PATCH", facts.patch)
        Posture.equip(application, facts)
        Settings.Global.putInt(application.contentResolver, Settings.Global.BOOT_COUNT, facts.boots)
        Settings.Global.putInt(application.contentResolver, Settings.Global.AUTO_TIME, if (facts.automaticTime) 1 else 0)
        shadowOf(application.getSystemService(ActivityManager::class.java)).setBackgroundRestricted(facts.backgroundRestricted)
        shadowOf(application.getSystemService(UsageStatsManager::class.java)).setCurrentAppStandbyBucket(bucket(facts.standby))
        Facts.MESSENGERS.forEach { install(application, it, facts.messenger(it)) }
        val allowed = facts.notifications == true
        shadowOf(application.getSystemService(NotificationManager::class.java)).setNotificationsEnabled(allowed)
        if (allowed) shadowOf(application).grantPermissions(NOTIFICATIONS)
        else shadowOf(application).denyPermissions(NOTIFICATIONS)
    }

    private fun bucket(standby: String) = when (standby) {
        "rare" -> UsageStatsManager.STANDBY_BUCKET_RARE
        "restricted" -> UsageStatsManager.STANDBY_BUCKET_RESTRICTED
        else -> UsageStatsManager.STANDBY_BUCKET_ACTIVE
    }

    private fun install(application: Application, name: String, messenger: MessengerFacts) {
        val packages = shadowOf(application.packageManager)
        packages.removePackage(name)
        if (!messenger.installed) return
        val updatedMs = messenger.updated.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
        packages.installPackage(
            PackageInfo().apply {
                packageName = name
                versionName = messenger.version
                firstInstallTime = updatedMs
                lastUpdateTime = updatedMs
                applicationInfo = ApplicationInfo().apply { packageName = name }
                if (messenger.modified) signingInfo = someoneElsesSignature()
            },
        )
        val installer = if (messenger.fromStore) STORE else null
        packages.setInstallSourceInfo(name, installer, installer)
        val door = ComponentName(name, "$name.Main")
        packages.addActivityIfNotPresent(door)
        packages.addIntentFilterForActivity(
            door,
            IntentFilter(Intent.ACTION_MAIN).apply { addCategory(Intent.CATEGORY_LAUNCHER) },
        )
    }

    /** The maker's own certificate cannot be had here; any other one tells a modified copy. */
    private fun someoneElsesSignature() =
        SigningInfo(SigningDetails(arrayOf(Signature(ByteArray(1))), SigningDetails.SignatureSchemeVersion.SIGNING_BLOCK_V3, null, null))

    /** A status bar and a gesture bar, as insets; Robolectric has them but keeps the class to itself. */
    private fun systemBars() {
        val type = Class.forName("org.robolectric.shadows.SystemUi")
        val bars = ReflectionHelpers.callStaticMethod<Any>(type, "systemUiForDefaultDisplay")
        for ((part, behaviour) in listOf("StatusBar" to "STANDARD_STATUS_BAR", "NavigationBar" to "GESTURAL_NAVIGATION")) {
            ReflectionHelpers.callInstanceMethod<Any?>(
                type,
                bars,
                "set${part}Behavior",
                ReflectionHelpers.ClassParameter(
                    Class.forName("org.robolectric.shadows.SystemUi\$${part}Behavior"),
                    ReflectionHelpers.getStaticField<Any>(type, behaviour),
                ),
            )
        }
    }
}
