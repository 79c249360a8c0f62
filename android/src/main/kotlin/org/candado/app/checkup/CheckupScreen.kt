package org.candado.app.checkup

import android.content.Intent
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.writeDocument
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.topBar
import org.candado.core.Checkup
import org.candado.core.CheckupItem
import org.candado.core.ItemGroup
import org.candado.core.VerdictChange

/** What the phone says and what only the person knows; what changed since last time on top. */
class CheckupScreen(host: MainActivity) : Screen(host) {
    override val page = Page(design, design.topBar(text(R.string.checkup_title)))

    override fun load(): Unit =
        askForPage({ checkup() }) { checkup ->
            fill(
                listOfNotNull(
                    design.lead(lead(checkup)),
                    design.lead(checkup.score),
                    checkup.rulesNote?.let { design.lead(it) },
                    questions(checkup),
                ) +
                    changes(checkup.changes) +
                    group(R.string.checkup_phone, checkup.items.filter { it.group == ItemGroup.PHONE }) +
                    group(R.string.checkup_person, checkup.items.filter { it.group == ItemGroup.PERSON }) +
                    listOf(
                        design.secondary(text(R.string.checkup_share), ::share),
                        design.secondary(text(R.string.checkup_save), ::save),
                        design.textButton(text(R.string.history_title)) { host.go(Route.CheckupHistory) },
                    )
            )
        }

    private fun lead(checkup: Checkup): String {
        val left = (checkup.dueCount + checkup.atRiskCount).toInt()
        if (left == 0) return text(R.string.checkup_none_left)
        val minutes = checkup.minutesLeft.toInt()
        return host.resources.getQuantityString(R.plurals.checkup_left, left, left, minutes)
    }

    private fun share() =
        ask({ checkupText() }) { words ->
            val message = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, words)
            host.startActivity(Intent.createChooser(message, text(R.string.checkup_share)))
        }

    private fun save() = createDocument(SHEET, "application/pdf", text(R.string.checkup_file))

    override fun onResult(request: Int, data: Intent?) {
        val uri = data?.data ?: return
        val resolver = host.contentResolver
        ask({ resolver.writeDocument(uri, ::writeCheckup) }) {
            host.notice(text(R.string.checkup_saved))
        }
    }

    private fun questions(checkup: Checkup): View? {
        val count = minOf(checkup.questions.size, checkup.questionsInASitting.toInt())
        if (count == 0) return null
        val words = host.resources.getQuantityString(R.plurals.questions_answer, count, count)
        return design.primary(words) { host.go(Route.Questions) }
    }

    private fun changes(changes: List<VerdictChange>): List<View> =
        if (changes.isEmpty()) emptyList()
        else
            listOf(
                design.section(text(R.string.checkup_changes)),
                design.list(changes.map { design.changeRow(it, host) }),
            )

    private fun group(heading: Int, items: List<CheckupItem>): List<View> =
        if (items.isEmpty()) emptyList()
        else listOf(design.section(text(heading)), design.list(items.map(::row)))

    private fun row(item: CheckupItem): View =
        design.row(item.title, item.line, design.badge(item.verdict)) { host.go(Route.Item(item.id)) }

    private companion object {
        const val SHEET = 1
    }
}
