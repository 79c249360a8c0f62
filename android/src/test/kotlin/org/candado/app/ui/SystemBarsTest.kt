package org.candado.app.ui

import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** The system's own marks on its bars can be seen whatever the theme. */
class SystemBarsTest {
    /** Only from Android 8.1 on can a theme ask for dark marks; those on a bar that did not ask are white. */
    @Test
    fun theLowerBarIsDarkWhereItsMarksCannotBe() {
        val styles = checkNotNull(File("android/res").listFiles()).map { File(it, "styles.xml") }.filter { it.exists() }
        val naming = styles.filter { BAR.containsMatchIn(it.readText()) }
        assertTrue(naming.toString(), naming.size >= 4)
        val unseen = naming.filter { MARKS !in it.readText() && BAR.find(it.readText())?.groupValues?.get(1) != "@android:color/black" }
        assertEquals(emptyList<File>(), unseen)
    }

    private companion object {
        val BAR = Regex("""name="android:navigationBarColor">([^<]+)<""")
        const val MARKS = "android:windowLightNavigationBar"
    }
}
