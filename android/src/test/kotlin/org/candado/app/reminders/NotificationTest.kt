package org.candado.app.reminders

import android.app.Notification
import android.app.NotificationManager
import android.os.Build
import android.view.ViewGroup
import android.widget.FrameLayout
import android.widget.TextView
import org.candado.app.DAY_MS
import org.candado.app.MainActivity
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.platform.AndroidNotifications
import org.candado.app.ui.Route
import org.candado.core.ClockNotification
import org.candado.core.FlagSignal
import org.candado.core.LaterDay
import org.candado.core.ReminderNotification
import org.candado.core.ReminderPicture
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX")
class NotificationTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication
    private val manager = checkNotNull(app.getSystemService(NotificationManager::class.java))
    private val notifications = AndroidNotifications(app) { app }
    private val due =
        ReminderNotification(
            "Toca una revisión",
            "Dos minutos",
            listOf("two_step", "linked_devices"),
            step = "",
            canBeDone = false,
            LaterDay("2026-03-21", "sábado 21"),
            ReminderPicture.BELL,
        )

    private val one = due.copy(itemIds = listOf("two_step"), canBeDone = true)

    private fun hanging(): Notification = shadowOf(manager).allNotifications.single()

    private fun actions(notification: ReminderNotification): List<Notification.Action> {
        assertTrue(notifications.show(notification))
        return shadowOf(manager).allNotifications.single().actions.toList()
    }

    @Test
    fun severalDueThingsCanBePostponedOrOpenedButNotDoneWithOneTap() =
        assertEquals(listOf("Más tarde: el sábado 21", "Abrir", "Me robaron la cuenta"), actions(due).map { it.title.toString() })

    @Test
    fun oneThingThatThePersonAnswersCanBeDonePostponedOrOpened() =
        assertEquals(listOf("Hecho", "Más tarde: el sábado 21", "Abrir"), actions(one).map { it.title.toString() })

    /** Before API 31 a notification on a locked phone cannot ask for the lock: whoever picks it up could answer. */
    @Test
    fun doneIsOfferedOnlyWhereALockedPhoneCanAskForItsLock() {
        val before = Build.VERSION.SDK_INT
        fun shownAt(level: Int): List<String> {
            ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", level)
            return actions(one).map { it.title.toString() }
        }
        try {
            assertEquals(listOf("Hecho", "Más tarde: el sábado 21", "Abrir"), shownAt(31))
            assertEquals(listOf("Más tarde: el sábado 21", "Abrir", "Me robaron la cuenta"), shownAt(30))
            @Suppress("DEPRECATION") assertNull("help is an action there", hanging().bigContentView)
        } finally {
            ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", before)
        }
    }

    /** A fourth would not be drawn. */
    @Test
    fun noNotificationHasMoreThanThreeActions() {
        listOf(one, due, due.copy(canBeDone = true)).forEach { assertTrue(it.toString(), actions(it).size <= 3) }
        notifications.showClocks(ClockNotification("Se cumplió un plazo", "Registra tu número", listOf(1), step = ""))
        notifications.showTest()
        shadowOf(manager).allNotifications.forEach { assertTrue(it.actions.orEmpty().size <= 3) }
    }

    @Test
    fun whereTheActionsAreTakenTheWayToHelpIsALineOfTheOpenedNotification() {
        notifications.show(one)
        val lines = opened(hanging())
        assertEquals(listOf(one.title, one.body, "Me robaron la cuenta"), lines.map { it.text.toString() })
        assertTrue(lines.last().minimumHeight >= 48 * app.resources.displayMetrics.density)
        assertEquals(listOf(false, false, true), lines.map { it.hasOnClickListeners() })
        lines.last().performClick()
        val intent = shadowOf(app).nextStartedActivity
        assertEquals("stolen", intent.extras?.keySet()?.firstNotNullOf { intent.getStringExtra(it) })
        notifications.show(due)
        @Suppress("DEPRECATION") assertNull("it is an action there", hanging().bigContentView)
    }

    /** The lines of a notification that has a look of its own when it is opened up. */
    private fun opened(notification: Notification): List<TextView> {
        @Suppress("DEPRECATION") val view = notification.bigContentView.apply(app, FrameLayout(app)) as ViewGroup
        return (0 until view.childCount).map { view.getChildAt(it) as TextView }
    }

    @Test
    @Config(qualifiers = "en-rUS")
    fun inEnglishLaterSaysSoToo() = assertEquals("Later: on sábado 21", actions(due).first().title.toString())

    @Test
    fun onALockedPhoneDoneAsksForTheLock() {
        val (done, later) = actions(one)
        assertTrue(done.isAuthenticationRequired)
        assertFalse(later.isAuthenticationRequired)
    }

    @Test
    fun everyPictureLooksDifferent() {
        val pictures = ReminderPicture.entries.map { picture ->
            notifications.show(due.copy(picture = picture))
            shadowOf(manager).allNotifications.single().getLargeIcon().resId
        }
        assertEquals(ReminderPicture.entries.size, pictures.toSet().size)
    }

    @Test
    fun aNotificationThatHangsIsBroughtUpToDateWithoutASound() {
        notifications.show(due)
        notifications.bringUpToDate(due.copy(title = "Otra"))
        assertEquals(due.title, hanging().extras.getCharSequence(Notification.EXTRA_TITLE).toString())
        notifications.bringUpToDate(one.copy(title = "Un punto por revisar"))
        assertEquals("Un punto por revisar", hanging().extras.getCharSequence(Notification.EXTRA_TITLE).toString())
        assertTrue(hanging().flags and Notification.FLAG_ONLY_ALERT_ONCE != 0)
        // The Saturday that the action names has come.
        notifications.bringUpToDate(one.copy(later = LaterDay("2026-03-28", "sábado 28")))
        assertEquals("Más tarde: el sábado 28", hanging().actions[1].title.toString())
        assertTrue(hanging().flags and Notification.FLAG_ONLY_ALERT_ONCE != 0)
        notifications.bringUpToDate(null)
        assertTrue(shadowOf(manager).allNotifications.isEmpty())
    }

    @Test
    fun whereNothingHangsNothingIsShownAndTheClocksStay() {
        notifications.bringUpToDate(due)
        assertTrue(shadowOf(manager).allNotifications.isEmpty())
        notifications.showClocks(ClockNotification("Se cumplió un plazo", "Registra tu número", listOf(1L), step = ""))
        notifications.bringUpToDate(null)
        assertEquals(1, shadowOf(manager).allNotifications.size)
    }

    @Test
    fun aNotificationOfClocksGoesWithTheLastOfThoseItNames() {
        notifications.showClocks(ClockNotification("Se cumplieron 2 plazos", "Toca para ver", listOf(2L, 3L), step = ""))
        notifications.keepClocks(listOf(1L, 3L))
        assertEquals(1, shadowOf(manager).allNotifications.size)
        // Another one is over too; this notification is not about it.
        notifications.keepClocks(listOf(1L))
        assertTrue(shadowOf(manager).allNotifications.isEmpty())
    }

    @Test
    fun aStepOfACaseOpensInThePlayThatTheCoreNames() {
        val step = one.copy(itemIds = listOf("step/3/bank"), step = "play/lost_phone/3/bank", canBeDone = false)
        val opens = shadowOf(actions(step).single { it.title == "Abrir" }.actionIntent).savedIntent
        assertEquals(step.step, opens.extras?.keySet()?.firstNotNullOf { opens.getStringExtra(it) })
    }

    /** Made when the app starts, so that nobody says "on" of a channel that is not there. */
    @Test
    fun bothChannelsAreThereFromTheStart() {
        assertEquals(FlagSignal.Absent, notifications.facts().remindersChannel)
        notifications.makeChannels()
        assertEquals(FlagSignal.Value(true), notifications.facts().remindersChannel)
        assertEquals(FlagSignal.Value(true), notifications.facts().clocksChannel)
    }

    @Test
    fun aRecoveryClockHasAChannelAndALookOfItsOwnAndALockScreenThatTellsNothing() {
        assertTrue(notifications.show(due))
        val step = "play/logged_out/3/unknown_pin"
        assertTrue(notifications.showClocks(ClockNotification("Se cumplió un plazo", "Registra tu número", listOf(1), step)))
        val (clock, reminder) = shadowOf(manager).allNotifications.partition { it.channelId == AndroidNotifications.CLOCKS_CHANNEL }
        assertNotEquals(reminder.single().smallIcon.resId, clock.single().smallIcon.resId)
        assertNotEquals(reminder.single().color, clock.single().color)
        assertEquals(Notification.VISIBILITY_PRIVATE, clock.single().visibility)
        val locked = clock.single().publicVersion.extras.getCharSequence(Notification.EXTRA_TEXT).toString()
        assertFalse(locked, locked.contains("número"))
        val opens = shadowOf(clock.single().contentIntent).savedIntent
        assertEquals(step, opens.extras?.keySet()?.firstNotNullOf { opens.getStringExtra(it) })
    }

    @Test
    fun theWayToHelpLeadsToWhatHappened() {
        val help = actions(due).last().actionIntent
        val intent = shadowOf(help).savedIntent
        assertTrue(intent.filterEquals(MainActivity.intentFor(app, Route.Stolen)))
        assertEquals("stolen", intent.extras?.keySet()?.firstNotNullOf { intent.getStringExtra(it) })
    }

    @Test
    fun nothingThePersonWroteIsInTheNotification() {
        Seed(app).all()
        val item = app.core { checkup().items.last().id }
        app.core { postpone(item, "2026-03-15") }
        app.clock.nowMs += 3 * DAY_MS + DAY_MS / 4
        val notification = checkNotNull(app.core { reminders().notification })
        assertTrue(notifications.show(notification))
        val extras = shadowOf(manager).allNotifications.single().extras
        val words =
            listOf(Notification.EXTRA_TITLE, Notification.EXTRA_TEXT, Notification.EXTRA_BIG_TEXT)
                .joinToString(" ") { extras.getCharSequence(it).toString() }
        listOf("Laptop HP", "Moto G", "prima", "5678", "Fraude por").forEach { assertFalse(words, words.contains(it)) }
    }

    @Test
    fun blockedNotificationsAndASwitchedOffChannelAreNoticed() {
        shadowOf(manager).setNotificationsEnabled(false)
        assertFalse(notifications.show(due))
        assertEquals(FlagSignal.Value(false), notifications.facts().notifications)
        shadowOf(manager).setNotificationsEnabled(true)
        assertTrue(notifications.show(due))
        manager.getNotificationChannel(AndroidNotifications.CHANNEL).importance = NotificationManager.IMPORTANCE_NONE
        assertEquals(FlagSignal.Value(false), notifications.facts().remindersChannel)
        assertFalse(notifications.show(due))
    }
}
