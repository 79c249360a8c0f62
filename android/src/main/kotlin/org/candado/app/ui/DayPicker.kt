package org.candado.app.ui

import android.app.AlertDialog
import java.time.LocalDate
import org.candado.app.MainActivity
import org.candado.app.R

/** Days ahead that something can be put off to. */
private val DAYS_AHEAD = listOf(1L, 2L, 3L, 7L, 14L)

/** Asks for one of the days ahead of `today`; `chosen` gets it, also in words such as "sábado 28 de noviembre". */
fun MainActivity.pickDay(today: LocalDate, chosen: (LocalDate, String) -> Unit) {
    val days = DAYS_AHEAD.map { today.plusDays(it) }
    val words = days.map { it.inWords(this, getString(R.string.step_day_pattern)) }
    AlertDialog.Builder(this)
        .setTitle(R.string.step_later_when)
        .setItems(words.map { it.replaceFirstChar(Char::titlecase) }.toTypedArray()) { _, which -> chosen(days[which], words[which]) }
        .setNegativeButton(R.string.cancel, null)
        .show()
}
