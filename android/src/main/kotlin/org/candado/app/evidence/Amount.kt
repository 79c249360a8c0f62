package org.candado.app.evidence

import java.math.BigDecimal

/**
 * Reads an amount of pesos as it is typed or copied from a receipt: "4,500.00", "$ 4 500", "4500,5". The last comma or
 * point with one or two digits after it parts the centavos; any other groups thousands.
 */
object Amount {
    /** Centavos, or `null` when it is no amount at all. Zero and sizes are for the core to judge. */
    fun centavos(typed: String): Long? {
        val clean = typed.filterNot { it.isWhitespace() || it == '$' || it == '\u00A0' }
        if (clean.isEmpty() || clean.any { !it.isAsciiDigit() && it != ',' && it != '.' }) return null
        val mark = clean.indexOfLast { it == ',' || it == '.' }
        val decimals = clean.length - mark - 1
        val parted = mark >= 0 && decimals in 1..2
        val whole = (if (parted) clean.substring(0, mark) else clean).filter { it.isAsciiDigit() }
        val part = if (parted) clean.substring(mark + 1) else ""
        if (whole.isEmpty() && part.isEmpty()) return null
        val pesos = BigDecimal("${whole.ifEmpty { "0" }}.${part.ifEmpty { "0" }}")
        return runCatching { pesos.movePointRight(2).longValueExact() }.getOrNull()
    }

    private fun Char.isAsciiDigit() = this in '0'..'9'
}
