package org.candado.app.ui

import android.view.View
import org.candado.app.R

/** Rows of which one is chosen; the chosen one carries a check mark and says so to a screen reader. */
fun <T> Design.choiceList(options: List<Pair<T, CharSequence>>, chosen: T?, choose: (T) -> Unit): View =
    list(
        options.map { (value, words) ->
            val mark = if (value == chosen) icon(R.drawable.ic_check, R.color.role_primary) else null
            row(words, trailing = mark, leads = false, open = { choose(value) }).apply {
                isSelected = value == chosen
                if (android.os.Build.VERSION.SDK_INT >= 30 && value == chosen) {
                    stateDescription = context.getText(R.string.chosen)
                }
            }
        }
    )
