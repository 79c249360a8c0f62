package org.candado.app.evidence

import android.net.Uri
import org.candado.app.TestApplication
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35])
class ForeignContentTest {
    @Test
    fun contentOfAnotherAppIsTaken() {
        assertTrue(Uri.parse("content://com.whatsapp.provider.media/item/1").isForeignContent())
        assertTrue(Uri.parse("content://0@media/external/images/1").isForeignContent())
    }

    @Test
    fun pathsAndOurOwnContentAreRefused() {
        listOf(
                "file:///data/data/org.candado.app/no_backup/candado/evidence.db",
                "content://org.candado.app.files/evidence.db",
                "content://10@org.candado.app.files/evidence.db",
                "content:///x",
                "https://example.org/x",
                "evidence.db",
            )
            .forEach { assertFalse(it, Uri.parse(it).isForeignContent()) }
    }
}
