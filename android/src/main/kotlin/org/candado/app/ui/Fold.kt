package org.candado.app.ui

import android.view.View
import org.candado.app.R

/** A row that opens and closes what belongs to it; its last word says which, to a screen reader too. */
fun Design.fold(title: CharSequence, line: CharSequence?, open: Boolean, content: List<View>): View {
    val inside = column(*content.toTypedArray())
    val word = action("")
    var isOpen = open
    fun show() {
        inside.visibility = if (isOpen) View.VISIBLE else View.GONE
        word.setText(if (isOpen) R.string.fold_close else R.string.fold_open)
    }
    show()
    val heading =
        list(
            row(title, line, trailing = word) {
                isOpen = !isOpen
                show()
            }
        )
    return stack(heading, below(3, inside))
}
