package org.candado.app

import android.content.Intent
import android.net.Uri
import java.io.File
import org.candado.app.evidence.NoteDraft
import org.candado.app.evidence.ShareScreen
import org.candado.app.evidence.TEXT
import org.candado.app.ui.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper

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

    private fun kept() = NoteDraft.read(app.core { draft(ShareScreen.DRAFT) }.orEmpty())

    private fun serve(bytes: ByteArray, name: String = "captura.png") {
        OtherAppsProvider.file = File.createTempFile("other", ".bin").apply { writeBytes(bytes) }
        OtherAppsProvider.name = name
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

    @Test
    fun anEmptyFileIsToldAndNothingIsKept() {
        serve(byteArrayOf())
        share(Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, shared))
        assertTrue(kept().files.isEmpty())
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
