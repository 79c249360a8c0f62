package org.candado.app.ui

import android.view.View
import android.widget.CheckBox
import android.widget.CompoundButton
import android.widget.RadioButton
import org.candado.app.R

/** Chips of which one is chosen. */
fun <T> Design.chips(options: List<Pair<T, CharSequence>>, chosen: T?, choose: (T) -> Unit): View {
    val group = WrapLayout(context, space(2))
    val buttons =
        options.map { (value, words) ->
            RadioButton(context, null, 0, R.style.Chip).apply {
                text = words
                isChecked = value == chosen
                tag = value
            }
        }
    buttons.forEach { button ->
        button.setOnClickListener {
            buttons.forEach { it.isChecked = it === button }
            @Suppress("UNCHECKED_CAST") // Every tag is one of the options' values.
            choose(button.tag as T)
        }
        group.addView(button)
    }
    return group
}

/** Chips of which any number is chosen; [spoken] is what a screen reader says of one whose words are cut short. */
fun <T> Design.multiChips(
    options: List<Pair<T, CharSequence>>,
    chosen: Set<T>,
    spoken: (T) -> CharSequence? = { null },
    change: (Set<T>) -> Unit,
): View {
    val group = WrapLayout(context, space(2))
    val present = chosen.toMutableSet()
    options.forEach { (value, words) ->
        val box = CheckBox(context, null, 0, R.style.Chip)
        box.text = words
        box.contentDescription = spoken(value)
        box.isChecked = value in present
        box.setOnCheckedChangeListener { _: CompoundButton, on: Boolean ->
            if (on) present.add(value) else present.remove(value)
            change(present.toSet())
        }
        group.addView(box)
    }
    return group
}
