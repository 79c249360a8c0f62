package org.candado.app.checkup

import java.time.LocalDate
import org.junit.Assert.assertEquals
import org.junit.Test

class LaterTest {
    @Test
    fun laterIsTheNextSaturdayAndNeverToday() {
        assertEquals(LocalDate.parse("2026-11-28"), ItemScreen.nextSaturday(LocalDate.parse("2026-11-22")))
        assertEquals(LocalDate.parse("2026-11-28"), ItemScreen.nextSaturday(LocalDate.parse("2026-11-27")))
        assertEquals(LocalDate.parse("2026-12-05"), ItemScreen.nextSaturday(LocalDate.parse("2026-11-28")))
    }
}
