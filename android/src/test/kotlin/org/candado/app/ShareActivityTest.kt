package org.candado.app

import android.content.Intent
import android.net.Uri
import java.io.File
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import org.candado.app.evidence.CopyProgress
import org.candado.app.evidence.SHARED_DRAFT
import org.candado.app.evidence.TEXT
import org.candado.app.evidence.copyInto
import org.candado.app.evidence.latestWords
import org.candado.app.evidence.sharedDraft
import org.candado.app.evidence.waits
import org.candado.app.ui.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

@GraphicsMode(GraphicsMode.Mode.NATIVE)
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
class ShareActivityTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication
    private val shared = Uri.parse("content://org.example.gallery/1")

    private fun share(intent: Intent) {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.gallery")
        intent.setClass(app, ShareActivity::class.java)
        Robolectric.buildActivity(ShareActivity::class.java, intent).setup()
        ShadowLooper.idleMainLooper()
    }

    private fun kept() = app.core { sharedDraft() }

    private fun serve(bytes: ByteArray, name: String = "captura.png") {
        OtherAppsProvider.file = File.createTempFile("other", ".bin").apply { writeBytes(bytes) }
        OtherAppsProvider.name = name
        OtherAppsProvider.vanished = null
    }

    @Test
    fun aSharedPictureIsCopiedAtOnceAndLeadsToTheShareScreen() {
        serve(byteArrayOf(1, 2, 3))
        share(Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, shared))
        val file = kept().files.single()
        assertEquals("captura.png", file.name)
        assertTrue(File(app.core { attachmentPath(file.sha256) }).readBytes().contentEquals(byteArrayOf(1, 2, 3)))
        val next = shadowOf(app).nextStartedActivity
        assertEquals(MainActivity.intentFor(app, Route.Share).extras.toString(), next.extras.toString())
    }

    @Test
    fun sharedTextBecomesTheNotesText() {
        share(Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, "Tu paquete está retenido"))
        assertEquals("Tu paquete está retenido", kept().fields[TEXT])
    }

    private fun shareWords(words: String) =
        share(Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, words))

    @Test
    fun aSecondSharedTextIsLookedAtAloneAndBothWaitToBeNoted() {
        shareWords("Envíame el código que te llegó")
        shareWords("Nos vemos el domingo en casa de la abuela")
        assertEquals("Nos vemos el domingo en casa de la abuela", kept().latestWords)
        assertTrue(kept().fields[TEXT].orEmpty().startsWith("Envíame el código"))
        val hand = screen()
        hand.tap("Revisar si es un engaño")
        assertTrue(hand.reads("Sin señales conocidas"))
    }

    @Test
    fun aScamAfterALongTextIsStillSeen() {
        shareWords("Hola. ".repeat(10_000) + "Envíame el código que te llegó")
        val hand = screen()
        hand.tap("Revisar si es un engaño")
        assertTrue(hand.reads("Peligro"))
    }

    @Test
    fun whatWasSharedCanBeDiscardedAndItsFilesGoWithIt() {
        serve(byteArrayOf(3, 3))
        share(Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, shared).putExtra(Intent.EXTRA_TEXT, "hola"))
        val file = kept().files.single()
        screen().tap("Descartar lo compartido")
        assertFalse(kept().waits)
        assertFalse(File(app.folder, "files/${file.sha256}").exists())
    }

    @Test
    fun aPathIntoOurOwnDataIsRefused() {
        serve(byteArrayOf(1))
        val ours = Uri.fromFile(File(app.core { attachmentPath(Seed(app).picture().sha256) }))
        share(
            Intent(Intent.ACTION_SEND_MULTIPLE)
                .setType("image/*")
                .putParcelableArrayListExtra(Intent.EXTRA_STREAM, arrayListOf(ours, shared))
        )
        assertEquals(listOf("captura.png"), kept().files.map { it.name })
    }

    private fun screen(): Hand {
        val controller = Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, Route.Share)).setup()
        ShadowLooper.idleMainLooper()
        return Hand(controller.get())
    }

    @Test
    fun anEmptyFileIsToldByNameWithItsReasonUntilThePersonKnows() {
        serve(byteArrayOf(), "vacia.png")
        share(Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, shared))
        assertTrue(kept().files.isEmpty())
        val hand = screen()
        assertTrue(hand.reads("vacia.png: El archivo está vacío."))
        picture(hand.activity.window.decorView, "damaged", "share-refused")
        hand.tap("Entendido")
        assertFalse(hand.reads("vacia.png"))
        assertFalse(screen().reads("vacia.png"))
    }

    @Test
    fun theRestIsKeptWhenOneOfManyVanishesWhileItIsOpened() {
        serve(byteArrayOf(7))
        OtherAppsProvider.vanished = "content://org.example.gallery/2"
        val gone = Uri.parse(OtherAppsProvider.vanished)
        share(
            Intent(Intent.ACTION_SEND_MULTIPLE)
                .setType("image/*")
                .putParcelableArrayListExtra(Intent.EXTRA_STREAM, arrayListOf(gone, shared))
        )
        assertEquals(1, kept().files.size)
        assertTrue(screen().reads("No se pudo leer o escribir el archivo completo"))
    }

    @Test
    fun anAppThatFetchesItsFileForeverIsToldToLetGoWhenThePersonStops() {
        serve(byteArrayOf(7))
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.gallery")
        OtherAppsProvider.stalled = "content://org.example.gallery/3"
        OtherAppsProvider.asked = CountDownLatch(1)
        val progress = CopyProgress()
        val person = thread {
            OtherAppsProvider.asked.await(20, TimeUnit.SECONDS)
            progress.stop()
        }
        val sources = listOf(Uri.parse(OtherAppsProvider.stalled), shared)
        val copied = app.core { copyInto(SHARED_DRAFT, app.contentResolver, sources, progress) }
        person.join()
        assertTrue(OtherAppsProvider.letGo)
        assertTrue(copied.files.isEmpty() && copied.refused.isEmpty())
    }

    @Test
    fun aFileOfTwoGigabytesIsRefusedWithItsReason() {
        val large = File.createTempFile("other", ".mp4").apply { deleteOnExit() }
        java.io.RandomAccessFile(large, "rw").use { it.setLength(2L shl 30) }
        OtherAppsProvider.file = large
        OtherAppsProvider.name = "video.mp4"
        share(Intent(Intent.ACTION_SEND).setType("video/mp4").putExtra(Intent.EXTRA_STREAM, shared))
        assertTrue(kept().files.isEmpty())
        assertTrue(screen().reads("video.mp4: El archivo pasa de 512 MB"))
    }

    @Test
    fun aNameOfFourThousandLettersWithSlashesIsOnlyAName() {
        serve(byteArrayOf(8), "../../evidence.db\u202e" + "x".repeat(4_000))
        share(Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, shared))
        // The sign that turns the direction of writing is left out.
        val name = kept().files.single().name
        assertEquals(254, name.length)
        assertFalse('\u202e' in name)
        assertEquals(setOf("evidence.db", "files", "state.db"), app.folder.list().orEmpty().filterNot { "-" in it }.toSet())
    }

    @Test
    fun aDamagedLogIsToldAndWhatWasTypedIsKept() {
        serve(byteArrayOf(9))
        File(app.folder, "evidence.db").writeText("no database".repeat(200))
        share(Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, shared).putExtra(Intent.EXTRA_TEXT, "hola"))
        assertEquals("hola", kept().fields[TEXT])
        val hand = screen()
        assertTrue(hand.reads("La bitácora está dañada"))
        hand.tap("Ver qué hacer")
        assertEquals(Route.Rescue, (hand.activity as MainActivity).route)
    }

    @Test
    fun theSameFileSharedTwiceIsKeptOnce() {
        serve(byteArrayOf(4, 5))
        repeat(2) { share(Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, shared)) }
        assertEquals(1, kept().files.size)
    }

    @Test
    fun aSharedPictureBecomesATransferNoteInFewTaps() {
        serve(byteArrayOf(6))
        Seed(app).log()
        share(Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, shared))
        val controller = Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, Route.Share)).setup()
        ShadowLooper.idleMainLooper()
        val hand = Hand(controller.get())
        hand.tap("Transferencia")
        hand.type("Cantidad", "4500")
        hand.tap("Guardar")
        val note = app.core { timeline() }.last { it.files.isNotEmpty() && it.files.single().name == "captura.png" }
        assertTrue(note.title, note.title.contains("4,500.00"))
        // Two taps before it: the share sheet's button and the app in it.
        assertTrue(hand.taps + 2 <= 9)
    }
}
