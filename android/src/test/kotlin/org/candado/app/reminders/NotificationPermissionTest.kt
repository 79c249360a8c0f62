package org.candado.app.reminders

import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.AlertDialog
import android.content.pm.PackageManager
import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.TestApplication
import org.candado.app.ui.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowAlertDialog
import org.robolectric.shadows.ShadowLooper

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class NotificationPermissionTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    private fun start(route: Route): ActivityController<MainActivity> {
        val intent = MainActivity.intentFor(app, route)
        return Robolectric.buildActivity(MainActivity::class.java, intent).setup().also { ShadowLooper.idleMainLooper() }
    }

    private fun at(route: Route): MainActivity = start(route).get()

    private fun item() = at(Route.Item("linked_devices"))

    private fun dialog(): AlertDialog? = ShadowAlertDialog.getLatestAlertDialog()?.takeIf { it.isShowing }

    private fun answer(button: Int) {
        checkNotNull(dialog()).getButton(button).performClick()
        ShadowLooper.idleMainLooper()
    }

    private fun asked(activity: MainActivity) = shadowOf(activity).lastRequestedPermission?.requestedPermissions?.toList()

    private fun tellThePhone(activity: MainActivity, answer: Int) =
        activity.onRequestPermissionsResult(1, arrayOf(POST_NOTIFICATIONS), intArrayOf(answer))

    @Test
    fun theFirstReminderAsksWithTheReasonAndOnlyOnce() {
        Hand(item()).tap("Recordármelo el")
        assertEquals(app.getString(R.string.reminders_permission), shadowOf(checkNotNull(dialog())).message.toString())
        answer(AlertDialog.BUTTON_NEGATIVE)
        Hand(item()).tap("Recordármelo el")
        assertNull(dialog())
    }

    @Test
    fun whoAllowedNotificationsIsNotAsked() {
        shadowOf(app).grantPermissions(POST_NOTIFICATIONS)
        Hand(item()).tap("Recordármelo el")
        assertNull(dialog())
    }

    /** The way most people take: every answer comes back as a reminder. */
    @Test
    fun theLastQuestionAsks() {
        val activity = at(Route.Questions)
        while (dialog() == null) Hand(activity).tap("Ahora no")
        assertTrue(Hand(activity).reads(app.getString(R.string.questions_enough_title)))
    }

    @Test
    fun anAnswerOnItsOwnPageAsks() {
        Hand(item()).tap("Todos son míos")
        assertTrue(dialog() != null)
    }

    @Test
    fun aDeviceWhoseSignOutWaitsAsksAndOneInUseDoesNot() {
        val hand = Hand(at(Route.NewDevice))
        hand.type("Nombre", "Laptop")
        hand.tap("Guardar")
        assertNull(dialog())
        val sold = Hand(at(Route.NewDevice))
        sold.type("Nombre", "Otra")
        sold.tap("Lo vendí")
        sold.tap("Guardar")
        assertTrue(dialog() != null)
    }

    @Test
    fun aRotationDoesNotSwallowTheQuestion() {
        val controller = start(Route.Item("linked_devices"))
        Hand(controller.get()).tap("Recordármelo el")
        controller.recreate()
        ShadowLooper.idleMainLooper()
        answer(AlertDialog.BUTTON_POSITIVE)
        assertEquals(listOf(POST_NOTIFICATIONS), asked(controller.get()))
        controller.recreate()
        assertNull(dialog())
    }

    /** "Not now" in our own dialog leaves the phone's question unasked: it can still be asked. */
    @Test
    fun whoSaidNotNowIsAskedByThePhoneLaterAndNotSentToItsSettings() {
        Hand(item()).tap("Recordármelo el")
        answer(AlertDialog.BUTTON_NEGATIVE)
        app.notifications.lets = false
        val home = at(Route.Home)
        Hand(home).tap("Permitir avisos")
        assertEquals(listOf(POST_NOTIFICATIONS), asked(home))
        assertTrue(app.screens.opened.isEmpty())
    }

    @Test
    fun refusedOnceThePhoneAsksAgainAndRefusedTwiceItsSettingsOpen() {
        val home = at(Route.Home)
        tellThePhone(home, PackageManager.PERMISSION_DENIED)
        shadowOf(app.packageManager).setShouldShowRequestPermissionRationale(POST_NOTIFICATIONS, true)
        home.notificationPermission.allow()
        assertEquals(listOf(POST_NOTIFICATIONS), asked(home))
        tellThePhone(home, PackageManager.PERMISSION_DENIED)
        shadowOf(app.packageManager).setShouldShowRequestPermissionRationale(POST_NOTIFICATIONS, false)
        home.notificationPermission.allow()
        assertEquals(listOf<Any>("notifications"), app.screens.opened)
    }

    @Test
    fun homeSaysThatRemindersAreNotReachedOnceThePersonWasAskedAndOnlyWhileTheyAreOn() {
        app.notifications.lets = false
        assertFalse(Hand(at(Route.Home)).reads("Los avisos no te van a llegar"))
        Hand(item()).tap("Recordármelo el")
        answer(AlertDialog.BUTTON_NEGATIVE)
        assertTrue(Hand(at(Route.Home)).reads("Los avisos no te van a llegar"))
        app.core { chooseReminders(reminderSettings().copy(enabled = false)) }
        assertFalse(Hand(at(Route.Home)).reads("Los avisos no te van a llegar"))
    }
}
