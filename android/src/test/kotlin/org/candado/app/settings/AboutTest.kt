package org.candado.app.settings

import org.candado.app.R
import org.candado.core.Snapshot
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** What the app reads of the phone is all told on its page about privacy. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class AboutTest {
    /** Words of the page in Spanish and English for each thing that the checkup reads. */
    private val told =
        mapOf(
            "screenLock" to ("el bloqueo" to "the lock"),
            "lockComplexity" to ("el bloqueo" to "the lock"),
            "screenOffAfterMs" to ("cuándo se apaga la pantalla" to "when the screen goes off"),
            "lockAfterMs" to ("el bloqueo" to "the lock"),
            "lockScreenNotifications" to ("lo que se ve sin desbloquear" to "what shows without unlocking"),
            "lockScreenContent" to ("lo que se ve sin desbloquear" to "what shows without unlocking"),
            "securityPatch" to ("parche de seguridad" to "security patch"),
            "appScanningConsent" to ("Play Protect" to "Play Protect"),
            "appScanningEnabled" to ("Play Protect" to "Play Protect"),
            "notificationReaders" to ("leen tus notificaciones" to "read your notifications"),
            "accessibilityServices" to ("accesibilidad" to "accessibility"),
            "keyboards" to ("teclado" to "keyboard"),
            "smsApp" to ("SMS" to "SMS"),
            "deviceAdmins" to ("administran el teléfono" to "administer the phone"),
            "userCertificates" to ("certificados" to "certificates"),
            "developerOptions" to ("opciones de desarrollador" to "developer options"),
            "usbDebugging" to ("depuración USB" to "USB debugging"),
            "storageEncryption" to ("cifrado" to "encryption"),
            "buildTags" to ("sistema es el del fabricante" to "system is the maker's"),
            "automaticZone" to ("hora automática" to "automatic time"),
            "advancedProtection" to ("Protección avanzada" to "Advanced Protection"),
            "manufacturer" to ("la marca del teléfono" to "make of the phone"),
            "otherProfiles" to ("otros perfiles" to "other profiles"),
            "messengers" to ("WhatsApp Business, Telegram y Signal: la versión" to "WhatsApp Business, Telegram and Signal: the version"),
        )

    @Test
    fun everythingThatTheCheckupReadsHasItsWordsHere() {
        val read = Snapshot::class.java.declaredFields.map { it.name }.filter { it != "Companion" && !it.startsWith("$") }
        assertEquals(read.toSet(), told.keys)
    }

    @Test
    @Config(qualifiers = "es-rMX")
    fun thePageSaysItInSpanish() = says { (spanish, _) -> spanish }

    @Test
    @Config(qualifiers = "en")
    fun thePageSaysItInEnglish() = says { (_, english) -> english }

    private fun says(words: (Pair<String, String>) -> String) {
        val page = RuntimeEnvironment.getApplication().getString(R.string.about_reads)
        assertEquals(emptyList<String>(), told.values.map(words).filter { it !in page })
    }
}
