package org.candado.app.checkup

import android.view.View
import org.candado.app.ui.Design
import org.candado.core.Answer
import org.candado.core.ItemPage

/** The answers to an item as buttons: the good one, the bad one, and the others. */
fun Design.answers(item: ItemPage, give: (Answer) -> Unit): List<View> =
    item.answers.map { option ->
        val press = { give(option.answer) }
        when (option.answer) {
            Answer.YES -> primary(option.label, press)
            Answer.NO -> danger(option.label, press)
            Answer.DOES_NOT_APPLY, Answer.NOT_SURE -> textButton(option.label, press)
        }
    }
