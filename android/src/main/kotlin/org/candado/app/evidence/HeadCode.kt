package org.candado.app.evidence

import android.app.Activity
import android.content.Intent
import org.candado.app.R
import org.candado.app.ui.LARGE_FONT

/**
 * A head code, `42 · 7K3F9-QXD2M-B81WZ-04CHT`, on two lines with the groups below each other; on four where the font is
 * large. Never broken inside a group, because it is copied by hand.
 */
fun headCode(code: String, fontScale: Float): String {
    val size = code.substringBefore(" · ", missingDelimiterValue = "")
    if (size.isEmpty()) return code
    val perLine = if (fontScale > LARGE_FONT) 1 else 2
    val lines = code.substringAfter(" · ").split('-').chunked(perLine).map { it.joinToString("-") }
    if (perLine == 1) return (listOf("$size ·") + lines).joinToString("\n")
    val indent = "\u00A0".repeat(size.length + 3)
    return "$size\u00A0·\u00A0" + lines.joinToString("\n$indent")
}

/**
 * Offers the code to the apps that can send it to somebody the person trusts. Only when one of them was chosen does the
 * log remember that the code left the phone: see [SentReceiver].
 */
fun Activity.sendHeadCode(code: String) {
    val message = Intent(Intent.ACTION_SEND).setType("text/plain")
    message.putExtra(Intent.EXTRA_TEXT, getString(R.string.handover_send_text, code))
    val chosen = SentReceiver.tellOf(this, code)
    val chooser = Intent.createChooser(message, getText(R.string.handover_send))
    // Set by hand: what createChooser sets from API 35 on also tells of a text that was only copied.
    startActivity(chooser.putExtra(Intent.EXTRA_CHOSEN_COMPONENT_INTENT_SENDER, chosen.intentSender))
}
