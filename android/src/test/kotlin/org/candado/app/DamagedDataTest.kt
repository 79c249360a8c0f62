package org.candado.app

import android.app.Activity
import android.content.Intent
import android.net.Uri
import java.io.File
import java.util.zip.ZipFile
import org.candado.app.evidence.Theft
import org.candado.app.ui.Route
import org.candado.bindings.Evidence
import org.candado.core.EntryBody
import org.candado.core.NewEntry
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

/** One store that is damaged does not close the other, and the person is told what to do. */
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class DamagedDataTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication
    private val rubbish = "no database".repeat(500)

    @Before
    fun provider() {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.documents")
        OtherAppsProvider.vanished = null
    }

    private fun damage(name: String) = File(app.folder, name).writeText(rubbish)

    @Test
    fun theCheckupGoesOnWithoutTheLogAndTheHomeScreenSaysWhatIsWrong() {
        damage("evidence.db")
        assertTrue(Hand.at(Route.Checkup).reads("Revisión"))
        val hand = Hand.at(Route.Home)
        hand.look("damaged", "home-log-refused")
        hand.tap("No se puede leer")
        hand.look("damaged", "log")
        assertTrue(hand.reads("La bitácora está dañada"))
    }

    /** The person says where to; the copy is written as soon as the core gets to it. */
    private fun saveWhatCanBeRead(hand: Hand): File {
        hand.tap("Guardar lo que se puede leer")
        val copy = File.createTempFile("rescate", ".zip")
        OtherAppsProvider.file = copy
        val asked = shadowOf(hand.activity).nextStartedActivityForResult.intent
        assertEquals(Intent.ACTION_CREATE_DOCUMENT, asked.action)
        shadowOf(hand.activity)
            .receiveResult(asked, Activity.RESULT_OK, Intent().setData(Uri.parse("content://org.example.documents/1")))
        ShadowLooper.idleMainLooper()
        return copy
    }

    @Test
    fun aPhoneThatIsTurnedWhileWhatCanBeReadIsSavedOffersTheNewLog() {
        damage("evidence.db")
        val controller = Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, Route.Rescue)).setup()
        ShadowLooper.idleMainLooper()
        app.holdCore()
        saveWhatCanBeRead(Hand(controller.get()))
        controller.recreate()
        val turned = Hand(controller.get())
        assertTrue(turned.reads("Leyendo lo que se puede"))
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        turned.tap("Empezar una bitácora nueva")
        assertTrue(turned.reads("Abrir un caso"))
    }

    /** It opened well, so that it is open when it is moved; what is noted afterwards does not follow it there. */
    @Test
    fun aLogThatIsDamagedWhileItIsOpenTakesInNothingMoreOnceItIsSetAside() {
        val opening = Theft.MoneySent.opening("Fraude por WhatsApp")
        Evidence.open(app.folder.path).use { it.append(opening, app.clock.read()) }
        assertEquals(1uL, app.core { summary() }.entries)
        damage("evidence.db")
        app.core { beginNewLog() }
        val note = app.core { append(Theft.Takeover.opening("Después")) }
        assertEquals(rubbish, File(app.folder, "evidence.db.damaged-1").readText())
        Evidence.open(app.folder.path).use { log ->
            assertEquals(listOf(note to "Después"), log.cases().map { it.seq.toLong() to it.title })
        }
    }

    @Test
    fun whatCanBeReadIsSavedAndOnlyThenANewLogMayBegin() {
        damage("evidence.db")
        val hand = Hand.at(Route.Log)
        hand.tap("Ver qué hacer")
        assertFalse(hand.reads("Empezar una bitácora nueva"))
        val copy = saveWhatCanBeRead(hand)
        val kept = ZipFile(copy).use { zip -> zip.getInputStream(zip.getEntry("datos/evidence.db")).readBytes() }
        assertEquals(rubbish, kept.decodeToString())
        hand.look("damaged", "rescue-saved")
        hand.tap("Empezar una bitácora nueva")
        assertTrue(hand.reads("Abrir un caso"))
        assertEquals(rubbish, File(app.folder, "evidence.db.damaged-1").readText())
    }

    @Test
    fun whoWantsToNoteSomethingIsLedToWhatCanBeSaved() {
        damage("evidence.db")
        val hand = Hand.at(Route.NewIncident)
        hand.tap("Abrir el caso")
        hand.tap("Ver qué hacer")
        assertTrue(hand.reads("Guardar lo que se puede leer"))
    }

    /** Two notes, of which the phone's memory has flipped a bit of the first. */
    private fun logWithUnreadableNote() {
        Evidence.open(app.folder.path).use { log ->
            val incident = log.append(Theft.MoneySent.opening("Fraude por WhatsApp"), app.clock.read())
            for (words in listOf(DAMAGED, "Mi prima depositó")) {
                log.append(NewEntry(incident, null, EntryBody.Note(words), emptyList(), null), app.clock.read())
            }
        }
        val file = File(app.folder, "evidence.db")
        val bytes = file.readBytes()
        val quote = String(bytes, Charsets.ISO_8859_1).indexOf("\"$DAMAGED\"")
        bytes[quote] = (bytes[quote].toInt() xor 1).toByte()
        file.writeBytes(bytes)
    }

    @Test
    fun aNoteThatCannotBeReadIsShownAsSuchAndTheOthersAreReadAndHandedOver() {
        logWithUnreadableNote()
        val hand = Hand.at(Route.Log)
        hand.look("damaged", "log-with-unreadable-note")
        assertTrue(hand.reads("Sin fecha que se pueda leer"))
        assertTrue(hand.reads("Mi prima depositó"))
        hand.tap("La nota 1 no se puede leer")
        hand.look("damaged", "unreadable-note")
        assertTrue(hand.reads("Si recuerdas qué decía"))
        assertFalse(hand.reads("1969"))
        val rescue = Hand.at(Route.Rescue)
        assertTrue(rescue.reads("1 nota no se puede leer"))
        rescue.look("damaged", "rescue-some")
        rescue.tap("Entregar")
        assertTrue(rescue.reads("Guardar informe y archivos"))
        assertTrue(Hand.at(Route.Verify).reads("Algo no coincide"))
    }

    /** A log that a newer version wrote is whole and does not open; neither keeps anybody from the steps. */
    @Test
    fun whatToDoIsToldWhileTheLogDoesNotOpen() {
        Evidence.open(app.folder.path).close()
        val file = File(app.folder, "evidence.db")
        val bytes = file.readBytes()
        bytes[USER_VERSION] = 99
        file.writeBytes(bytes)
        val play = app.core { triage() }.answers.first()
        val hand = Hand.at(Route.Stolen)
        hand.tap(play.label)
        assertTrue(hand.reads(app.core { play(play.situation, null) }.steps.first().title))
        hand.look("damaged", "play-without-log")
        val texts = app.core { readyTexts(play.situation, null) }
        val ready = Hand.at(Route.Texts(play.situation, null))
        ready.tap(texts.first().title)
        assertTrue(ready.reads(texts.first().lead))
        ready.look("damaged", "ready-text-without-log")
    }

    @Test
    fun aSoundLogIsNotCalledDamaged() {
        Seed(app).log()
        assertTrue(Hand.at(Route.Rescue).reads("La bitácora se puede leer"))
    }

    @Config(application = ForgetfulApplication::class)
    @Test
    fun thatAnswersWereLostIsToldOnceAndTheLogIsWhole() {
        val hand = Hand.at(Route.Home)
        hand.look("damaged", "home-answers-lost")
        assertTrue(hand.reads("Tus respuestas se dañaron"))
        hand.tap("Entendido")
        assertFalse(hand.reads("Tus respuestas se dañaron"))
        assertFalse(Hand.at(Route.Home).reads("Tus respuestas se dañaron"))
    }

    private companion object {
        const val DAMAGED = "Me marcaron"

        /** Where a SQLite file has its version, as a number of four bytes with the highest first. */
        const val USER_VERSION = 60
    }
}

/** An app whose answers were damaged before it starts. */
class ForgetfulApplication : TestApplication() {
    override fun dataFolder(): File {
        val state = File(folder, "state.db")
        if (!state.exists()) state.writeText("no database".repeat(500))
        return folder
    }
}
