package org.candado.app

import android.os.Build
import org.candado.app.evidence.NoteKind
import org.candado.app.recovery.NewCase
import org.candado.app.ui.Route
import org.candado.core.Messenger
import org.candado.core.Situation
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

/** Every screen in both languages and themes, with a large font on a narrow phone: nothing clipped, nothing too small. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [26, 30, 33, 35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ScreenLooksTest {
    private val app: TestApplication
        get() = RuntimeEnvironment.getApplication() as TestApplication

    @Test
    fun everyScreenFitsInSpanishByDay() = look("es-rMX-w360dp-h760dp-notnight-xhdpi", 1f, "es-day", seeded = true)

    @Test
    fun everyScreenFitsInEnglishByNight() = look("en-w360dp-h760dp-night-xhdpi", 1f, "en-night", seeded = true)

    @Test
    fun everyScreenFitsNarrowWithTheLargestFontInSpanish() =
        look("es-rMX-w320dp-h640dp-night-xhdpi", 2f, "es-large", seeded = true)

    @Test
    fun everyScreenFitsNarrowWithTheLargestFontInEnglish() =
        look("en-w320dp-h640dp-notnight-xhdpi", 2f, "en-large", seeded = true)

    @Test
    fun everyScreenFitsWhenNothingIsNotedYet() = look("es-rMX-w360dp-h760dp-notnight-xhdpi", 1f, "es-empty", seeded = false)

    @Test
    fun everyScreenFitsOnATabletOnItsSide() = look("es-rMX-w1024dp-h640dp-land-notnight-mdpi", 1f, "es-tablet", seeded = true)

    @Test
    fun everyScreenFitsOnAPhoneOnItsSide() = look("es-rMX-w760dp-h360dp-land-notnight-xhdpi", 1f, "es-side", seeded = true)

    private fun look(qualifiers: String, fontScale: Float, name: String, seeded: Boolean) {
        RuntimeEnvironment.setQualifiers(qualifiers)
        RuntimeEnvironment.setFontScale(fontScale)
        val seed = Seed(app)
        if (seeded) seed.all()
        val problems = mutableListOf<String>()
        val level = Build.VERSION.SDK_INT
        val folder = if (level == NEWEST) name else "$name-api$level"
        for (route in routes(seed, seeded)) {
            val intent = MainActivity.intentFor(app, route)
            val controller = Robolectric.buildActivity(MainActivity::class.java, intent).setup()
            ShadowLooper.idleMainLooper()
            val root = controller.get().window.decorView
            problems += LayoutCheck(root).problems().map { "$folder ${route.path}: $it" }
            val failed = Hand(controller.get()).reads(controller.get().getString(R.string.error_title))
            if (failed != (route == Route.Chat(REFUSED))) problems += "$folder ${route.path}: shows an error"
            if (picture(root, folder, route.path).isEmptyInside()) problems += "$folder ${route.path}: shows nothing"
            controller.pause().stop().destroy()
        }
        assertTrue(problems.joinToString("\n", prefix = "${problems.size} problems\n"), problems.isEmpty())
    }

    private fun routes(seed: Seed, seeded: Boolean): List<Route> {
        val fixed =
            listOf(
                Route.Home, Route.Checkup, Route.Questions, Route.CheckupHistory, Route.Log, Route.Reminders, Route.Devices,
                Route.NewDevice, Route.NewLostDevice,
                Route.LostDevice, Route.Stolen, Route.Helping, Route.Contacts, Route.NewIncident, Route.HeadCode, Route.Verify,
                Route.BundleCheck, Route.HandOver, Route.Share, Route.Message,
                Route.Rescue, Route.ReminderChoices, Route.ScamOfTheDay, Route.Limits, Route.Settings, Route.Language, Route.About, Route.Licences,
            ) + app.core { checkup().items }.map { Route.Item(it.id) } + Situation.entries.map { Route.Play(it) }
        if (!seeded) return fixed
        seed.chat(seed.incident)
        seed.chat(ASKED, Seed.DOUBTFUL_CHAT, more = 0)
        seed.chat(REFUSED, "una lista de compras", more = 0)
        return fixed +
            listOf(
                Route.Chat(seed.incident), Route.Chat(ASKED), Route.Chat(REFUSED), Route.Chat(EMPTY),
                Route.Device(seed.laptop), Route.Device(seed.tablet), Route.EditDevice(seed.laptop), Route.NoteKinds(seed.incident), Route.Entry(seed.transfer),
                Route.RenameIncident(seed.incident), Route.NoteForm(seed.incident, NoteKind.Transfer, seed.transfer),
                Route.Entry(seed.incident), Route.HandOverCase(seed.incident),
                Route.Amend(seed.transfer, retract = false), Route.Amend(seed.transfer, retract = true),
            ) +
            NoteKind.entries.map { Route.NoteForm(seed.incident, it) } + recovery(seed)
    }

    /** A play that was begun: its steps, its texts, who helps. */
    private fun recovery(seed: Seed): List<Route> {
        val steps = app.core { play(Situation.LOST_PHONE, seed.incident) }.steps.map { Route.Play(Situation.LOST_PHONE, seed.incident, it.id) }
        val texts = app.core { readyTexts(Situation.LOST_PHONE, seed.incident) }.map { Route.Text(Situation.LOST_PHONE, seed.incident, it.id) }
        return steps + texts +
            listOf(
                Route.Texts(Situation.LOST_PHONE, seed.incident), Route.Helper(Situation.LOST_PHONE, seed.incident),
                Route.Play(Situation.MONEY_SENT, seed.incident), Route.Play(Situation.LOST_PHONE, about = NewCase(Messenger.TELEGRAM)),
            )
    }

    private companion object {
        /** Cases in which a chat waits whose dates must be asked, one that is none, and one without a chat. */
        const val ASKED = 901L
        const val REFUSED = 902L
        const val EMPTY = 903L

        /** The Android of every run; the older ones come with `--long`. */
        const val NEWEST = 35
    }
}
