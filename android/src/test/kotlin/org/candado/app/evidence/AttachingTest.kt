package org.candado.app.evidence

import android.app.Activity
import android.content.ClipData
import android.content.Intent
import android.net.Uri
import android.provider.MediaStore
import java.io.File
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import org.candado.app.Hand
import org.candado.app.LayoutCheck
import org.candado.app.MainActivity
import org.candado.app.OtherAppsProvider
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.namedPipe
import org.candado.app.picture
import org.candado.app.ui.Route
import org.junit.After
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

/** Files from the phone's pickers into a note, and out of it again. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class AttachingTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication
    private val seed = Seed(app).apply { log() }
    private val stored = File(app.folder, "files")
    private val before = stored.list().orEmpty().toSet()

    @Before
    fun provider() {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.gallery")
        serve(byteArrayOf(1, 2, 3))
    }

    private fun serve(bytes: ByteArray, name: String = "captura.png") {
        OtherAppsProvider.file = File.createTempFile("other", ".bin").apply { writeBytes(bytes) }
        OtherAppsProvider.name = name
        OtherAppsProvider.vanished = null
        OtherAppsProvider.bytes = null
        OtherAppsProvider.breaksOff = false
    }

    @After
    fun wholeAgain() = serve(byteArrayOf(1))

    private fun form(kind: NoteKind = NoteKind.Note): Hand {
        val intent = MainActivity.intentFor(app, Route.NoteForm(seed.incident, kind))
        val activity = Robolectric.buildActivity(MainActivity::class.java, intent).setup().get()
        ShadowLooper.idleMainLooper()
        return Hand(activity)
    }

    private fun added() = stored.list().orEmpty().toSet() - before

    private fun answer(hand: Hand, answer: Intent): Intent {
        val asked = shadowOf(hand.activity).nextStartedActivityForResult.intent
        shadowOf(hand.activity).receiveResult(asked, Activity.RESULT_OK, answer)
        ShadowLooper.idleMainLooper()
        return asked
    }

    private fun content(vararg names: String) = names.map { Uri.parse("content://org.example.gallery/$it") }

    @Test
    fun aPictureComesFromThePhotoPickerAndGoesIntoTheNote() {
        val hand = form()
        hand.tap("Agregar captura")
        assertEquals(MediaStore.ACTION_PICK_IMAGES, answer(hand, Intent().setData(content("1").single())).action)
        assertTrue(hand.reads("captura.png"))
        hand.type("¿Qué pasó?", "Con captura")
        hand.tap("Guardar")
        val note = app.core { timeline() }.single { it.title == "Con captura" }
        assertEquals(added().single(), note.files.single().sha256)
    }

    @Test
    fun severalFilesOfAnyKindComeFromTheDocumentPicker() {
        val hand = form()
        hand.tap("Agregar otro archivo")
        val clip = ClipData.newRawUri("", content("1").single())
        content("2").forEach { clip.addItem(ClipData.Item(it)) }
        val asked = answer(hand, Intent().apply { clipData = clip })
        assertEquals(Intent.ACTION_OPEN_DOCUMENT, asked.action)
        assertEquals("*/*", asked.type)
        // Both lead to the same bytes: one file, kept once.
        assertEquals(1, added().size)
    }

    @Test
    fun aFileTakenOutOfTheFormIsLetGo() {
        val hand = form()
        hand.tap("Agregar captura")
        answer(hand, Intent().setData(content("1").single()))
        assertEquals(1, added().size)
        hand.tap("Quitar captura.png")
        assertEquals(emptySet<String>(), added())
        assertFalse(hand.reads("captura.png"))
    }

    @Test
    fun aDroppedDraftLetsItsFilesGoUnlessAnotherDraftHasThem() {
        fun attach(kind: NoteKind): Hand {
            val hand = form(kind)
            hand.tap("Agregar captura")
            answer(hand, Intent().setData(content("1").single()))
            return hand
        }
        val first = attach(NoteKind.Note)
        val second = attach(NoteKind.StepTaken)
        first.tap("Descartar borrador")
        assertEquals(1, added().size)
        second.tap("Descartar borrador")
        assertEquals(emptySet<String>(), added())
    }

    @Test
    fun aFileThatAnotherNoteHasIsNeverLetGo() {
        val noted = seed.picture()
        assertTrue(noted.sha256 in before)
        app.core { release(listOf(noted)) }
        assertTrue(noted.sha256 in stored.list().orEmpty())
    }

    private fun assertCutShort() {
        val hand = form()
        hand.tap("Agregar captura")
        answer(hand, Intent().setData(content("1").single()))
        assertEquals(emptySet<String>(), added())
        assertTrue(hand.reads("captura.png: El archivo llegó incompleto y no se guardó."))
        hand.look("forms", "file-cut-short")
    }

    @Test
    fun aFileWhoseAppBreaksOffIsNotKept() {
        OtherAppsProvider.breaksOff = true
        assertCutShort()
    }

    @Test
    fun aPipeThatEndsBeforeWhatItsAppAnnouncedIsNotKept() {
        val pipe = namedPipe()
        OtherAppsProvider.file = pipe
        OtherAppsProvider.bytes = 5_000
        val writer = Thread { pipe.writeBytes(ByteArray(3_000)) }.apply { start() }
        assertCutShort()
        writer.join()
    }

    @Test
    fun anAppThatStallsInTheMiddleOfItsFileIsLeftWhenThePersonStops() {
        val pipe = namedPipe()
        OtherAppsProvider.file = pipe
        OtherAppsProvider.bytes = 8
        val progress = CopyProgress()
        val left = CountDownLatch(1)
        var stalledUntilLeft = false
        val otherApp = thread {
            pipe.outputStream().use { file ->
                file.write(ByteArray(4))
                while ("50" !in progress.inWords(app)) Thread.sleep(10)
                progress.stop()
                stalledUntilLeft = left.await(20, TimeUnit.SECONDS)
            }
        }
        val copied = app.core { copyInto(SHARED_DRAFT, app.contentResolver, content("1"), progress) }
        left.countDown()
        otherApp.join()
        assertTrue(stalledUntilLeft)
        assertTrue(copied.files.isEmpty() && copied.refused.isEmpty())
        assertEquals(emptySet<String>(), added())
    }

    @Test
    fun aFileWhoseAppBreaksOffStaysWhereAnotherDraftHasIt() {
        val first = form(NoteKind.StepTaken)
        first.tap("Agregar captura")
        answer(first, Intent().setData(content("1").single()))
        OtherAppsProvider.breaksOff = true
        val hand = form()
        hand.tap("Agregar captura")
        answer(hand, Intent().setData(content("1").single()))
        assertEquals(1, added().size)
    }

    @Test
    fun copyingThatIsStoppedLeavesNothingAndTheNoteIsNotSavedWithoutAsking() {
        val hand = form()
        hand.type("¿Qué pasó?", "Con captura")
        app.holdCore()
        hand.tap("Agregar captura")
        answer(hand, Intent().setData(content("1").single()))
        hand.look("forms", "copying")
        hand.tap("Guardar")
        hand.tap("Cancelar")
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        assertEquals(emptySet<String>(), added())
        assertFalse(hand.reads("Copiando"))
        assertFalse(hand.reads("no se pudo copiar"))
        assertEquals(0, app.core { timeline() }.count { it.title == "Con captura" })
    }

    @Test
    fun whatCannotBeCopiedStandsInTheFormWithItsReasonAndTheRestIsThere() {
        val hand = form()
        OtherAppsProvider.vanished = "content://org.example.gallery/2"
        hand.tap("Agregar captura")
        val clip = ClipData.newRawUri("", content("1").single())
        content("2").forEach { clip.addItem(ClipData.Item(it)) }
        clip.addItem(ClipData.Item(Uri.fromFile(File(app.folder, "state.db"))))
        answer(hand, Intent().apply { clipData = clip })
        assertEquals(1, added().size)
        assertTrue(hand.reads("2 archivos no se pudieron copiar"))
        assertTrue(hand.reads("state.db: No se pudo leer"))
        val root = hand.activity.window.decorView
        assertEquals(emptyList<String>(), LayoutCheck(root).problems())
        picture(root, "forms", "file-refused")
    }
}
