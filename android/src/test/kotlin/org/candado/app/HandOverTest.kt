package org.candado.app

import android.app.Activity
import android.content.Intent
import android.net.Uri
import android.os.ParcelFileDescriptor
import java.io.File
import org.candado.app.evidence.Theft
import org.candado.app.platform.LongWork
import org.candado.app.ui.Route
import org.candado.bindings.verifyBundle
import org.candado.core.EntryBody
import org.candado.core.Language
import org.candado.core.Narrator
import org.candado.core.NewEntry
import org.candado.core.PaperSize
import org.candado.core.ReportOptions
import org.candado.core.VerificationOutcome
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
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

/** Bundle and report are saved where the person says, one after the other, and the code stands on the screen. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class HandOverTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    private fun save(activity: Activity, to: File) {
        if (!to.exists()) to.createNewFile()
        OtherAppsProvider.file = to
        val asked = shadowOf(activity).nextStartedActivityForResult.intent
        assertEquals(Intent.ACTION_CREATE_DOCUMENT, asked.action)
        shadowOf(activity)
            .receiveResult(asked, Activity.RESULT_OK, Intent().setData(Uri.parse("content://org.example.documents/1")))
        ShadowLooper.idleMainLooper()
    }

    @Test
    fun reportAndBundleAreSavedWithinFourTapsAndTheBundleVerifiesAgainstTheCode() {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.documents")
        Seed(app).log()
        val controller = Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, Route.Home)).setup()
        ShadowLooper.idleMainLooper()
        val hand = Hand(controller.get())
        hand.tap("Bitácora: Fraude")
        hand.tap("Entregar")
        hand.tap("Guardar informe y archivos")
        assertTrue(hand.taps <= 4)
        val bundle = File.createTempFile("entrega", ".zip")
        val report = File.createTempFile("informe", ".pdf")
        save(controller.get(), bundle)
        save(controller.get(), report)
        assertEquals("%PDF-", report.readBytes().decodeToString(0, 5))
        val code = app.core { head() }.code
        assertTrue(hand.reads(code.substringAfter(" · ").take(11)))
        assertEquals(VerificationOutcome.VERIFIED, bundle.lend { verifyBundle(it, code) }.outcome)
    }

    private fun handOver(route: Route = Route.HandOver) =
        Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, route)).setup().also {
            ShadowLooper.idleMainLooper()
        }

    private fun words(pdf: File): String =
        ProcessBuilder("pdftotext", pdf.path, "-").redirectErrorStream(true).start().inputStream.readBytes().decodeToString()

    @Test
    fun theReportIsInSpanishUnlessEnglishIsAskedForWhateverThePhoneSpeaks() {
        RuntimeEnvironment.setQualifiers("en-w360dp-h760dp-xhdpi")
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.documents")
        Seed(app).log()
        val activity = handOver().get()
        val hand = Hand(activity)
        fun report(): String {
            hand.tap("Save only the report")
            return words(File.createTempFile("informe", ".pdf").also { save(activity, it) })
        }
        assertTrue(report().contains("Relato de hechos"))
        hand.tap("Language and paper")
        hand.tap("English")
        hand.tap("A4")
        assertTrue(hand.reads("English · A4"))
        assertFalse(report().contains("Relato de hechos"))
    }

    @Test
    fun ofSeveralCasesOneIsHandedOverUntilAllAreAskedFor() {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.documents")
        val seed = Seed(app).apply { log() }
        app.core { append(Theft.Extortion.opening("Amenazas")) }
        val activity = handOver(Route.HandOverCase(seed.incident)).get()
        val hand = Hand(activity)
        assertTrue(hand.reads("1 nota no se entrega"))
        picture(activity.window.decorView, "forms", "hand-over-cases")
        assertEquals(emptyList<String>(), LayoutCheck(activity.window.decorView).problems())
        fun report(): String {
            hand.tap("Guardar solo el informe")
            return words(File.createTempFile("informe", ".pdf").also { save(activity, it) })
        }
        val one = report()
        assertTrue(one, one.contains("Fraude por WhatsApp"))
        assertFalse(one.contains("Amenazas"))
        hand.tap("Todo")
        assertTrue(hand.reads("Se entregan todas"))
        assertTrue(report().contains("Amenazas"))
        hand.tap("Amenazas")
        assertTrue(hand.reads("6 notas no se entregan"))
    }

    private fun noteIn(case: Long, words: String) =
        app.core { append(NewEntry(case.toULong(), null, EntryBody.Note(words), emptyList(), null)) }

    /** A notification may lead to another case while the hand-over of this one is open. */
    @Test
    fun whatIsNotedInAnotherCaseMeanwhileStaysBehindUnlessItIsSwitchedOn() {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.documents")
        val seed = Seed(app).apply { log() }
        val controller = handOver(Route.HandOver)
        val hand = Hand(controller.get())
        fun report() = words(File.createTempFile("informe", ".pdf").also { save(controller.get(), it) })
        hand.tap("Guardar solo el informe")
        val other = app.core { append(Theft.Extortion.opening("Amenazas")) }
        val before = report()
        assertTrue(before, before.contains("Fraude por WhatsApp") && !before.contains("Amenazas"))
        noteIn(other, "Lo de la otra")
        noteIn(seed.incident, "Lo de esta")
        controller.get().go(Route.Contacts)
        controller.get().goBack()
        ShadowLooper.idleMainLooper()
        assertTrue(hand.reads("2 notas no se entregan"))
        hand.tap("Guardar solo el informe")
        noteIn(other, "Lo más nuevo de la otra")
        val after = report()
        assertTrue(after, after.contains("Lo de esta") && !after.contains("de la otra"))
        hand.tap("3 notas no se entregan")
        // The switch of its opening, which has a date beside its name; its chip has none.
        hand.tap("Amenazas ")
        controller.recreate()
        ShadowLooper.idleMainLooper()
        hand.activity = controller.get()
        assertTrue(hand.reads("2 notas no se entregan"))
        hand.look("handover", "one-note-of-another-case")
        hand.tap("Guardar solo el informe")
        val switched = report()
        assertTrue(switched, switched.contains("Amenazas") && !switched.contains("de la otra"))
    }

    @Test
    fun aPhoneThatIsTurnedWhileTheBundleIsWrittenSaysThatItWasAndGoesOn() {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.documents")
        Seed(app).log()
        val controller = handOver()
        Hand(controller.get()).tap("Guardar informe y archivos")
        app.holdCore()
        save(controller.get(), File.createTempFile("entrega", ".zip"))
        assertTrue(Hand(controller.get()).reads("Preparando la entrega"))
        controller.recreate()
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        assertTrue(Hand(controller.get()).reads("Guardado. Copia el código"))
        assertEquals("application/pdf", shadowOf(controller.get()).nextStartedActivityForResult.intent.type)
    }

    @Test
    fun aBundleIsStoppedByTheScreenThatThePhoneMadeAnewAndNothingOfItIsLeft() {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.documents")
        OtherAppsProvider.calls.clear()
        Seed(app).log()
        val controller = handOver()
        Hand(controller.get()).tap("Guardar informe y archivos")
        app.holdCore()
        save(controller.get(), File.createTempFile("entrega", ".zip"))
        controller.recreate()
        Hand(controller.get()).tap("Cancelar")
        app.letCoreGo()
        ShadowLooper.idleMainLooper()
        assertTrue(Hand(controller.get()).reads("Se canceló. No quedó nada a medias."))
        assertTrue("the way to save is back", Hand(controller.get()).reads("Guardar informe y archivos"))
        assertEquals(listOf("android:deleteDocument"), OtherAppsProvider.calls)
        assertNull(app.core { summary() }.lastExportMs)
    }

    @Test
    fun aDocumentThatCannotBeWrittenIsTakenAwayAndCountsAsNoCopy() {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.documents")
        OtherAppsProvider.calls.clear()
        Seed(app).log()
        val activity =
            Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, Route.HandOver)).setup().get()
        ShadowLooper.idleMainLooper()
        val hand = Hand(activity)
        hand.tap("Guardar informe y archivos")
        // Linux lets nobody cut this file, nor write to it.
        save(activity, File("/dev/full"))
        assertTrue("the way to save is back", hand.reads("Guardar informe y archivos"))
        assertEquals(listOf("android:deleteDocument"), OtherAppsProvider.calls)
        assertNull(app.core { summary() }.lastExportMs)
    }

    @Test
    fun aBundleIsCheckedOnThePhoneWithTheCodeThatIsWrittenIn() {
        Robolectric.setupContentProvider(OtherAppsProvider::class.java, "org.example.documents")
        Seed(app).log()
        val bundle = File.createTempFile("entrega", ".zip")
        val options = ReportOptions(Language.SPANISH, PaperSize.LETTER, Narrator("", "", "", "", "", "", "", ""), emptyList(), emptyList(), emptyList())
        val code =
            ParcelFileDescriptor.open(bundle, ParcelFileDescriptor.MODE_READ_WRITE).use { file ->
                app.core { writeBundle(options, file, LongWork()) }.code
            }
        val controller = Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, Route.Log)).setup()
        val activity = controller.get()
        ShadowLooper.idleMainLooper()
        val hand = Hand(activity)
        hand.tap("Comprobar un paquete")
        fun check() {
            OtherAppsProvider.file = bundle
            val asked = shadowOf(activity).nextStartedActivityForResult.intent
            assertEquals(Intent.ACTION_OPEN_DOCUMENT, asked.action)
            shadowOf(activity)
                .receiveResult(asked, Activity.RESULT_OK, Intent().setData(Uri.parse("content://org.example.documents/1")))
            ShadowLooper.idleMainLooper()
        }
        hand.tap("Elegir el paquete")
        check()
        assertTrue(hand.reads("Todo coincide") && hand.reads("Sin un código"))
        look(activity, "bundle-verified")
        hand.type("Código dado antes", code)
        hand.tap("Comprobar otra vez")
        check()
        assertTrue(hand.reads("Todo coincide") && !hand.reads("Sin un código"))
        hand.type("Código dado antes", "no es un código")
        hand.tap("Comprobar otra vez")
        check()
        assertTrue(hand.reads("No se puede juzgar") && hand.reads("no parece un código"))
        hand.type("Código dado antes", "")
        bundle.writeBytes(bundle.readBytes().also { it[it.size / 3] = (it[it.size / 3].toInt() xor 1).toByte() })
        hand.tap("Comprobar otra vez")
        check()
        assertTrue(hand.reads("Algo no coincide"))
        look(activity, "bundle-failed")
        bundle.writeText("no es un ZIP")
        hand.tap("Comprobar otra vez")
        check()
        assertTrue(hand.reads("no es un paquete completo"))
        look(activity, "bundle-none")
        // Turning the phone takes no verdict away.
        controller.recreate()
        ShadowLooper.idleMainLooper()
        assertTrue(Hand(controller.get()).reads("no es un paquete completo"))
    }

    private fun look(activity: Activity, name: String) {
        assertEquals(emptyList<String>(), LayoutCheck(activity.window.decorView).problems())
        picture(activity.window.decorView, "handover", name)
    }

    @Test
    fun whoTellsIsNotStored() {
        Seed(app).log()
        val activity =
            Robolectric.buildActivity(MainActivity::class.java, MainActivity.intentFor(app, Route.HandOver)).setup().get()
        ShadowLooper.idleMainLooper()
        val hand = Hand(activity)
        hand.tap("Tus datos")
        hand.type("Nombre completo", "Sofía Hernández Robledo")
        activity.goBack()
        val kept = listOf(app.dataDir, app.folder).flatMap { it.walk() }.filter { it.isFile }
        assertTrue(kept.isNotEmpty())
        kept.forEach { assertTrue(it.name, "Robledo" !in it.readBytes().decodeToString()) }
    }
}
