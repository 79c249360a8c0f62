package org.candado.app.reminders

import android.Manifest
import org.candado.app.Hand
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.TestApplication
import org.candado.app.ui.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowAlertDialog
import org.robolectric.shadows.ShadowLooper

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class NotificationPermissionTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    private fun item(): MainActivity {
        val intent = MainActivity.intentFor(app, Route.Item("linked_devices"))
        return Robolectric.buildActivity(MainActivity::class.java, intent).setup().get().also {
            ShadowLooper.idleMainLooper()
        }
    }

    @Test
    fun theFirstReminderAsksWithTheReasonAndOnlyOnce() {
        Hand(item()).tap("Recordármelo")
        val dialog = checkNotNull(ShadowAlertDialog.getLatestAlertDialog())
        assertEquals(app.getString(R.string.reminders_permission), shadowOf(dialog).message.toString())
        dialog.dismiss()
        ShadowAlertDialog.reset()
        Hand(item()).tap("Recordármelo")
        assertNull(ShadowAlertDialog.getLatestAlertDialog())
    }

    @Test
    fun whoAllowedNotificationsIsNotAsked() {
        shadowOf(app).grantPermissions(Manifest.permission.POST_NOTIFICATIONS)
        Hand(item()).tap("Recordármelo")
        assertNull(ShadowAlertDialog.getLatestAlertDialog())
    }
}
