package org.candado.app.checkup

import android.app.AlertDialog
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.LimitChoice
import org.candado.core.LimitOption

/** From when on the checkup warns, as far as a person may move it. */
class LimitsScreen(host: MainActivity) : Screen(host) {
    override val page = Page(design, design.topBar(text(R.string.limits_title), Leave.back { host.goBack() }))

    override fun load(): Unit =
        askForPage({ limitChoices() }) { limits ->
            fill(design.lead(text(R.string.limits_lead)), design.list(limits.map(::row)))
        }

    private fun row(limit: LimitChoice): View =
        design.row(limit.title, limit.line, trailing = design.action(limit.valueLabel), open = { choose(limit) })

    private fun choose(limit: LimitChoice) {
        val labels = limit.options.map { label(limit, it) }.toTypedArray()
        AlertDialog.Builder(host)
            .setTitle(limit.title)
            .setSingleChoiceItems(labels, limit.options.indexOfFirst { it.value == limit.value }) { dialog, index ->
                dialog.dismiss()
                move(limit, limit.options[index].value)
            }
            .setNegativeButton(R.string.cancel, null)
            .show()
    }

    private fun label(limit: LimitChoice, option: LimitOption): String =
        if (option.value == limit.usual) text(R.string.limits_usual, option.label) else option.label

    private fun move(limit: LimitChoice, value: Long) =
        ask({ chooseLimit(limit.limit, value) }) {
            host.candado.reminders.rearm()
            load()
        }
}
