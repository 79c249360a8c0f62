package org.candado.app.evidence

import org.junit.Assert.assertEquals
import org.junit.Test

class HeadCodeTest {
    @Test
    fun theGroupsStandBelowEachOther() {
        assertEquals(
            "42\u00A0·\u00A07K3F9-QXD2M\n\u00A0\u00A0\u00A0\u00A0\u00A0B81WZ-04CHT",
            headCode("42 · 7K3F9-QXD2M-B81WZ-04CHT", 1f),
        )
    }

    @Test
    fun aLargeFontHasOneGroupPerLine() {
        assertEquals("42 ·\n7K3F9\nQXD2M\nB81WZ\n04CHT", headCode("42 · 7K3F9-QXD2M-B81WZ-04CHT", 2f))
    }

    @Test
    fun aCodeOfAnotherFormIsShownAsItIs() {
        assertEquals("7K3F9", headCode("7K3F9", 1f))
    }
}
