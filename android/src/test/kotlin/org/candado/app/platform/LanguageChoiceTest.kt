package org.candado.app.platform

import android.content.res.Configuration
import android.os.LocaleList
import java.io.File
import org.candado.app.R
import org.candado.app.TestApplication
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Which of a phone's languages the app speaks, where the phone has several. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [26, 30, 33, 35])
class LanguageChoiceTest {
    private fun spoken(tags: String): String {
        val configuration = Configuration().apply { setLocales(LocaleList.forLanguageTags(tags)) }
        return RuntimeEnvironment.getApplication().createConfigurationContext(configuration).getString(R.string.core_language)
    }

    @Test
    fun whoHasSpanishBeforeEnglishIsSpokenToInSpanish() {
        assertEquals("es", spoken("es-MX,en-US"))
        assertEquals("es", spoken("es-419,en-GB,fr-FR"))
    }

    @Test
    fun whoHasEnglishBeforeSpanishIsSpokenToInEnglish() = assertEquals("en", spoken("en-US,es-MX"))

    @Test
    fun aLanguageThatTheAppLacksLeavesTheNextOne() {
        assertEquals("es", spoken("fr-FR,es-MX"))
        assertEquals("en", spoken("fr-FR,en-US"))
    }

    @Test
    fun oneLanguageAloneIsSpokenAndSpanishStandsInForOneThatTheAppLacks() {
        assertEquals("es", spoken("es-MX"))
        assertEquals("en", spoken("en-GB"))
        assertEquals("es", spoken("fr-FR"))
    }

    /** A string there would hide the one in values/, and nobody would look for it. */
    @Test
    fun theFolderThatNamesSpanishHoldsNothingElse() {
        val files = checkNotNull(File("android/res/values-es").listFiles())
        assertEquals(listOf("strings.xml"), files.map { it.name })
        assertEquals(listOf("core_language"), Regex("""name="(\w+)"""").findAll(files.single().readText()).map { it.groupValues[1] }.toList())
    }
}
