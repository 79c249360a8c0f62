package org.candado.app.platform

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import android.provider.Settings
import org.candado.app.TestApplication
import org.candado.core.Messenger
import org.candado.core.ScreenTarget
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** A phone that has only some screens: what is not there throws, as Android does it. */
class ChoosyActivity : Activity() {
    val tried = mutableListOf<Intent>()
    var there: (Intent) -> Boolean = { true }
    var refusal: () -> RuntimeException = { android.content.ActivityNotFoundException() }

    override fun startActivity(intent: Intent, options: Bundle?) = startActivity(intent)

    override fun startActivity(intent: Intent) {
        tried.add(intent)
        if (!there(intent)) throw refusal()
    }
}

/** Every place a button leads to, and what stands in for it where a maker left it out. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [26, 30, 33, 35])
class SettingsScreensTest {
    private val screens = AndroidSettingsScreens()
    private val activity = Robolectric.buildActivity(ChoosyActivity::class.java).get()

    /** What an intent asks for, in a line. */
    private fun told(intent: Intent): String =
        listOfNotNull(intent.action, intent.component?.className, intent.dataString).joinToString(" ")

    /** Everything that is tried, one after the other, where nothing is there. */
    private fun tried(open: () -> Boolean): List<String> {
        activity.tried.clear()
        activity.there = { false }
        assertFalse(open())
        return activity.tried.map(::told)
    }

    private val places =
        mapOf(
            ScreenTarget.SetScreenLock to listOf("android.app.action.SET_NEW_PASSWORD", SECURITY, SETTINGS),
            ScreenTarget.SecuritySettings to listOf(SECURITY, SETTINGS),
            ScreenTarget.DisplaySettings to listOf("android.settings.DISPLAY_SETTINGS", SETTINGS),
            ScreenTarget.LockScreenNotifications to
                listOf("android.settings.NOTIFICATION_SETTINGS", "android.settings.SOUND_SETTINGS", SETTINGS),
            ScreenTarget.NotificationAccess to
                listOf("android.settings.ACTION_NOTIFICATION_LISTENER_SETTINGS", SECURITY, SETTINGS),
            ScreenTarget.AccessibilitySettings to listOf("android.settings.ACCESSIBILITY_SETTINGS", SETTINGS),
            ScreenTarget.Keyboards to listOf("android.settings.INPUT_METHOD_SETTINGS", SETTINGS),
            ScreenTarget.DefaultApps to listOf("android.settings.MANAGE_DEFAULT_APPS_SETTINGS", SETTINGS),
            ScreenTarget.DeviceAdmins to listOf("com.android.settings.DeviceAdminSettings", SECURITY, SETTINGS),
            ScreenTarget.DeveloperOptions to listOf("android.settings.APPLICATION_DEVELOPMENT_SETTINGS", SETTINGS),
            ScreenTarget.DateSettings to listOf("android.settings.DATE_SETTINGS", SETTINGS),
            ScreenTarget.PlayProtect to listOf("com.google.android.gms.settings.VERIFY_APPS_SETTINGS", SECURITY, SETTINGS),
            ScreenTarget.SystemUpdate to
                listOf("android.settings.SYSTEM_UPDATE_SETTINGS", "android.settings.DEVICE_INFO_SETTINGS", SETTINGS),
            ScreenTarget.AboutPhone to listOf("android.settings.DEVICE_INFO_SETTINGS", SETTINGS),
            ScreenTarget.Accounts to listOf("android.settings.SYNC_SETTINGS", SETTINGS),
            ScreenTarget.Dial("*#06#") to listOf("android.intent.action.DIAL tel:*%2306%23"),
            ScreenTarget.StorePage(Messenger.SIGNAL) to
                listOf(
                    "android.intent.action.VIEW market://details?id=org.thoughtcrime.securesms",
                    "android.settings.APPLICATION_DETAILS_SETTINGS package:org.thoughtcrime.securesms",
                ),
            // Not installed: there is nothing to launch, only its page.
            ScreenTarget.OpenMessenger(Messenger.WHATS_APP_BUSINESS) to
                listOf("android.settings.APPLICATION_DETAILS_SETTINGS package:com.whatsapp.w4b"),
            ScreenTarget.Devices to emptyList(),
            ScreenTarget.Message to emptyList(),
            ScreenTarget.Contacts to emptyList(),
        )

    @Test
    fun everyPlaceIsTriedBeforeItsFallbacksAndTheSettingsComeLast() {
        for ((target, expected) in places) assertEquals(target.toString(), expected, tried { screens.open(activity, target) })
    }

    @Test
    fun noPlaceIsForgotten() {
        val known = places.keys.map { it::class }.toSet()
        assertEquals(ScreenTarget::class.java.declaredClasses.filter { ScreenTarget::class.java.isAssignableFrom(it) }.map { it.kotlin }.toSet(), known)
    }

    @Test
    fun theFirstScreenThatIsThereIsOpenedAndNoOther() {
        for ((target, expected) in places.filterValues { it.isNotEmpty() }) {
            for (last in expected.indices) {
                activity.tried.clear()
                activity.there = { told(it) == expected[last] }
                assertTrue(screens.open(activity, target))
                assertEquals(target.toString(), expected.take(last + 1), activity.tried.map(::told))
            }
        }
    }

    @Test
    fun aScreenThatAMakerGuardsIsPassedOver() {
        activity.refusal = { SecurityException("not exported") }
        activity.there = { it.action == Settings.ACTION_SETTINGS }
        assertTrue(screens.open(activity, ScreenTarget.DeviceAdmins))
        assertEquals(SETTINGS, told(activity.tried.last()))
    }

    @Test
    fun theAppsOwnPagesNameTheApp() {
        val own = "android.settings.APPLICATION_DETAILS_SETTINGS package:${activity.packageName}"
        assertEquals(listOf("android.settings.APP_NOTIFICATION_SETTINGS", own), tried { screens.openNotificationSettings(activity) })
        assertEquals(activity.packageName, activity.tried.first().getStringExtra(Settings.EXTRA_APP_PACKAGE))
        assertEquals(listOf(own, SETTINGS), tried { screens.openAppSettings(activity) })
    }

    @Test
    fun aNumberIsPutIntoTheDiallerAndNothingIsCalled() {
        assertEquals(listOf("android.intent.action.DIAL tel:5552425100"), tried { screens.dial(activity, "5552425100") })
        assertNull(activity.tried.single().component)
    }

    private companion object {
        const val SETTINGS = Settings.ACTION_SETTINGS
        const val SECURITY = Settings.ACTION_SECURITY_SETTINGS
    }
}
