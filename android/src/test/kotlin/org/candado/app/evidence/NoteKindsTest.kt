package org.candado.app.evidence

import org.candado.app.Hand
import org.candado.app.LayoutCheck
import org.candado.app.MainActivity
import org.candado.app.Seed
import org.candado.app.TestApplication
import org.candado.app.picture
import org.candado.app.ui.Route
import org.candado.core.EntryBody
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

/** Each kind of note from its form into the log; what is wrong stands beside its field and nothing typed is lost. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35], qualifiers = "es-rMX-w360dp-h760dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class NoteKindsTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication
    private val seed = Seed(app).apply { log() }

    private fun form(kind: NoteKind): Hand {
        val intent = MainActivity.intentFor(app, Route.NoteForm(seed.incident, kind))
        val activity = Robolectric.buildActivity(MainActivity::class.java, intent).setup().get()
        ShadowLooper.idleMainLooper()
        return Hand(activity)
    }

    private fun noted(title: String): EntryBody =
        app.core { timeline() }.single { it.title == title }.body

    @Test
    fun whatAFormShowsAsChosenIsWhatTheLogSays() {
        val hand = form(NoteKind.Contact)
        hand.type("¿Qué dijo o pidió?", "Que era mi prima")
        hand.tap("Guardar")
        val noted = app.core { timeline() }.map { it.body }.filterIsInstance<EntryBody.ContactAttempt>()
        val shown = NoteKind.Contact.parts.filterIsInstance<FormPart.Choice>().single()
        assertEquals(shown.options.first().first, noted.single { it.said == "Que era mi prima" }.channel.name)
    }

    @Test
    fun aLostAccountIsNoted() {
        val hand = form(NoteKind.AccountLost)
        hand.tap("Telegram")
        hand.type("¿Cómo lo notaste?", "Pedía registrarme otra vez")
        hand.tap("Guardar")
        val body = noted("Se perdió el acceso a Telegram") as EntryBody.AccountLost
        assertEquals("Pedía registrarme otra vez", body.text)
    }

    @Test
    fun anUnknownDeviceIsNoted() {
        val hand = form(NoteKind.SuspiciousDevice)
        hand.type("Dispositivo", "Google Chrome (Windows)")
        hand.type("Último uso", "hoy a las 3:10")
        hand.tap("Guardar")
        val body = noted("Dispositivo desconocido en WhatsApp: Google Chrome (Windows)") as EntryBody.SuspiciousDevice
        assertEquals("hoy a las 3:10", body.lastActive)
    }

    @Test
    fun aDeceivedContactIsNotedWithAmountsInPesos() {
        val hand = form(NoteKind.ContactDefrauded)
        hand.type("¿A quién?", "Tía Lupe")
        hand.type("¿Cuánto le pidieron?", "5,000")
        hand.tap("Guardar")
        val body = noted("Engañaron a Tía Lupe") as EntryBody.ContactDefrauded
        assertEquals(500_000L, body.askedCentavos)
        assertEquals(0L, body.paidCentavos)
    }

    @Test
    fun aThreatIsNotedWithWhatWasDemandedAndWhere() {
        val hand = form(NoteKind.Threat)
        hand.tap("SMS")
        hand.type("Número, usuario o correo", "55 1234 9999")
        hand.type("¿Qué dijo o escribió?", "Que paguemos")
        hand.type("¿Cuánto exigió?", "20000")
        hand.type("¿Dónde pedía el pago?", "Tienda de la esquina")
        hand.tap("Guardar")
        val body = noted("Amenaza. SMS de +525512349999") as EntryBody.Threat
        assertEquals(2_000_000L, body.askedCentavos)
        assertEquals("Tienda de la esquina", body.payTo)
    }

    @Test
    fun aNumberWithoutCountryCodeIsToldToBeNotedAsMexicanWhereverOneIsAsked() {
        val asked =
            listOf(NoteKind.Contact to "Número", NoteKind.ContactDefrauded to "¿A quién?", NoteKind.Witness to "Su teléfono o correo")
        for ((kind, label) in asked) {
            val hand = form(kind)
            hand.type(label, "5512345678")
            assertTrue("$kind", hand.reads("Se anota como +525512345678"))
            hand.type(label, "+1 212 555 0100")
            assertFalse("$kind", hand.reads("Se anota como"))
        }
    }

    @Test
    fun aWitnessIsNotedInTheirWords() {
        val hand = form(NoteKind.Witness)
        hand.type("¿Quién lo cuenta?", "Jorge Ávila")
        hand.type("¿Qué vio o escuchó?", "La llamada")
        hand.tap("Guardar")
        assertEquals("La llamada", (noted("Testimonio de Jorge Ávila") as EntryBody.WitnessStatement).text)
    }

    @Test
    fun whatIsWrongStandsBesideItsFieldAndWhatWasTypedStays() {
        val hand = form(NoteKind.Transfer)
        hand.type("Cantidad", "4500")
        hand.type("Tarjeta", "4152 3130 0000 0417")
        hand.tap("Guardar")
        assertTrue(hand.reads("Deben ser 4 dígitos."))
        picture(hand.activity.window.decorView, "forms", "transfer-card-refused")
        assertEquals(emptyList<String>(), LayoutCheck(hand.activity.window.decorView).problems())
        assertEquals("4152 3130 0000 0417", hand.typed("Tarjeta"))
        hand.type("Tarjeta", "0417")
        hand.type("CLABE", "032180000118359718")
        hand.tap("Guardar")
        assertTrue(hand.reads("El último dígito no coincide"))
        hand.type("CLABE", "032180000118359719")
        hand.tap("Guardar")
        assertEquals("0417", (noted("Transferencia de \$4,500.00") as EntryBody.Transfer).card)
    }

    @Test
    fun anAmountThatCannotBeReadIsRefusedAndNotTakenForNothing() {
        val hand = form(NoteKind.ContactDefrauded)
        hand.type("¿A quién?", "Ana")
        hand.type("¿Cuánto pagó?", "1.2.3,4.5.6")
        hand.type("¿Cuánto le pidieron?", ",")
        hand.tap("Guardar")
        assertTrue(hand.reads("Escribe la cantidad"))
    }

    @Test
    fun whatWasTypedIsThereAfterThePhoneTurnedOff() {
        val hand = form(NoteKind.Threat)
        hand.type("¿Qué dijo o escribió?", "Que no le diga a nadie")
        ShadowLooper.idleMainLooper(1, java.util.concurrent.TimeUnit.SECONDS)
        // No state of the activity is kept: all that a new one can know lies in the core.
        assertEquals("Que no le diga a nadie", form(NoteKind.Threat).typed("¿Qué dijo o escribió?"))
    }
}
