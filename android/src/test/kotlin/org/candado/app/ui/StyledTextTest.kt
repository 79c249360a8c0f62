package org.candado.app.ui

import android.text.Spanned
import android.text.style.StyleSpan
import org.candado.app.TestApplication
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35])
class StyledTextTest {
    private fun bold(source: String): List<String> {
        val text = styled(source) as Spanned
        return text.getSpans(0, text.length, StyleSpan::class.java).map {
            text.substring(text.getSpanStart(it), text.getSpanEnd(it))
        }
    }

    @Test
    fun markedWordsAreBoldAndTheMarksAreGone() {
        val source = "Toca **⋮ › Dispositivos vinculados** y **Cerrar sesión**."
        assertEquals("Toca ⋮ › Dispositivos vinculados y Cerrar sesión.", styled(source).toString())
        assertEquals(listOf("⋮ › Dispositivos vinculados", "Cerrar sesión"), bold(source))
    }

    @Test
    fun aLoneMarkStaysAsItIs() {
        assertEquals("Marca **06#", styled("Marca **06#").toString())
        assertEquals(emptyList<String>(), bold("Marca **06#"))
    }
}
