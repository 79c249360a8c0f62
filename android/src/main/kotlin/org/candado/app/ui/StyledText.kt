package org.candado.app.ui

import android.graphics.Typeface
import android.text.SpannableStringBuilder
import android.text.Spanned
import android.text.style.StyleSpan

/** Text of the core in which `**…**` marks the words seen on the phone, as bold text. A lone `**` stays as it is. */
fun styled(source: String): CharSequence {
    val text = SpannableStringBuilder()
    var position = 0
    while (true) {
        val start = source.indexOf(MARK, position)
        val end = if (start < 0) -1 else source.indexOf(MARK, start + MARK.length)
        if (end < 0) {
            text.append(source, position, source.length)
            return text
        }
        text.append(source, position, start)
        val from = text.length
        text.append(source, start + MARK.length, end)
        text.setSpan(StyleSpan(Typeface.BOLD), from, text.length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
        position = end + MARK.length
    }
}

private const val MARK = "**"
