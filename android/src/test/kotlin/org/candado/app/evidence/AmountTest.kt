package org.candado.app.evidence

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

class AmountTest {
    @Test
    fun amountsAreReadAsReceiptsWriteThem() {
        mapOf(
                "4500" to 450_000L,
                "4,500.00" to 450_000L,
                "$ 4 500.00" to 450_000L,
                "4500.5" to 450_050L,
                "4500,50" to 450_050L,
                "1,234,567.89" to 123_456_789L,
                "12,000" to 1_200_000L,
                "0.01" to 1L,
                ".5" to 50L,
            )
            .forEach { (typed, centavos) -> assertEquals(typed, centavos, Amount.centavos(typed)) }
    }

    @Test
    fun whatIsNoAmountIsNotGuessed() {
        listOf("", "  ", "$", "cuatro mil", "-5", "4e5", "٤", "99999999999999999999").forEach {
            assertNull(it, Amount.centavos(it))
        }
    }
}
