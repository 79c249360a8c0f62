package org.candado.app.recovery

import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.LinearLayout
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Field
import org.candado.app.ui.Keyboard
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.TitleBar
import org.candado.core.ReadyText
import org.candado.core.TelephoneReading
import org.candado.core.Verdict

/** One ready text: filled from the log, changed by the person, copied or shared by the person. Never sent from here. */
class TextScreen(host: MainActivity, private val route: Route.Text) : Screen(host) {
    override val private = true
    private val bar = TitleBar(host)
    private var ready: ReadyText? = null
    private var number: String? = null
    private var numberField: Field? = null
    private val question: LinearLayout = design.column()
    private var body: Field? = null

    private val address: LinearLayout = design.column()

    /** The number that stands in the text now; empty while its blank does. */
    private var standing = ""

    /** The last entry of the log that the text was filled with. */
    private var filledUntil: ULong? = null

    override val page =
        Page(
            design,
            bar.view,
            footer =
                listOf(
                    design.buttonPair(
                        design.secondary(text(R.string.text_copy), ::copyAll),
                        design.primary(text(R.string.text_share), ::share),
                    )
                ),
        )

    private val form: String
        get() = route.path

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        number = state.getString(NUMBER)
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putString(NUMBER, number)
        keepDraft()
    }

    /** Reads the text once; what is on the screen is newer from then on. */
    override fun load() {
        if (body != null) return
        askForPage({
            val told = number ?: accountNumber(route.incident)
            Shown(told, readyText(route, told), draft(form), draft(form + UNTIL)?.toULongOrNull())
        }) { shown ->
            number = shown.number
            if (shown.draft == null) show(shown.ready, shown.ready.body, shown.ready.lastEntry)
            else show(shown.ready, shown.draft, shown.filledUntil)
        }
    }

    private data class Shown(val number: String, val ready: ReadyText, val draft: String?, val filledUntil: ULong?)

    private fun show(ready: ReadyText, words: String, filledUntil: ULong?) {
        this.ready = ready
        this.filledUntil = filledUntil
        bar.title(ready.title)
        standing = ready.number.takeIf { it in words }.orEmpty()
        val isOld = ready.lastEntry.let { it != null && (filledUntil == null || it > filledUntil) }
        body = Field(design, text(R.string.text_field), Keyboard.Story, words)
        showAddress()
        fill(
            design.lead(ready.lead),
            if (ready.needsNumber) askNumber() else null,
            if (ready.to.isEmpty()) null else address,
            if (isOld) newer() else null,
            body,
            if (isOld) null else design.textButton(text(R.string.text_again), ::again),
            design.centred(design.second(ready.sourceLines.joinToString("\n"))),
        )
    }

    /** The text was changed, and what the log says since is not in it. */
    private fun newer(): View =
        design.verdictCard(
            Verdict.DUE,
            design.strong(text(R.string.text_newer)),
            design.below(1, design.second(text(R.string.text_newer_line))),
            design.below(3, design.secondary(text(R.string.text_again), ::again)),
        )

    private fun askNumber(): View {
        val field =
            Field(design, text(R.string.text_number), Keyboard.Telephone, number.orEmpty(), text(R.string.text_number_hint)).onChange { typed ->
                number = typed
                read(typed)
            }
        numberField = field
        read(number.orEmpty())
        return design.stack(field, question)
    }

    /** Whom an e-mail goes to and with which subject; the number is in it as soon as it is certain. */
    private fun showAddress() {
        val present = ready ?: return
        val copy = { design.action(text(R.string.text_copy)) }
        address.removeAllViews()
        address.addView(
            design.list(
                design.row(text(R.string.text_to), present.to, copy()) { host.copy(present.to) },
                design.row(text(R.string.text_subject), present.subject, copy()) { host.copy(present.subject) },
            )
        )
    }

    /** What the number says: put in where it is certain, asked where it is not. */
    private fun read(typed: String) =
        ask({ readTelephone(typed) }) { reading ->
            question.removeAllViews()
            when (reading) {
                is TelephoneReading.International -> put(reading.number)
                is TelephoneReading.National -> offer(text(R.string.number_mexican), listOf(reading.mexican))
                is TelephoneReading.Several -> offer(text(R.string.number_which), reading.numbers)
                is TelephoneReading.NotANumber -> numberField?.show(text(R.string.number_not))
                is TelephoneReading.Unclear ->
                    numberField?.show(text(R.string.number_digits, reading.digits.toInt()))
                is TelephoneReading.Empty -> Unit
            }
        }

    /** The person's answer stands in the field and is read again: one number of two may lack its country code. */
    private fun offer(asks: String, numbers: List<String>) {
        question.addView(design.below(2, design.second(asks)))
        numbers.forEach { choice ->
            question.addView(design.below(2, design.secondary(text(R.string.number_use, choice)) { numberField?.replace(choice) }))
        }
    }

    /** The number takes the place of its blank, or of the one before, where that still stands; the subject has it anyway. */
    private fun put(certain: String) {
        val present = ready ?: return
        val words = body?.value ?: return
        val before = listOf(standing, present.numberBlank).firstOrNull { it.isNotEmpty() && it in words }
        if (before != null && before != certain) {
            body?.replace(words.replace(before, certain))
            standing = certain
        }
        if (certain == present.number) return
        ask({
            rememberNumber(route.incident, certain)
            readyText(route, certain)
        }) { fresh ->
            ready = fresh
            showAddress()
        }
    }

    private fun again() =
        ask({
            discardDraft(form)
            discardDraft(form + UNTIL)
            readyText(route, number.orEmpty())
        }) { fresh ->
            show(fresh, fresh.body, fresh.lastEntry)
            page.scrollToTop()
        }

    private fun keepDraft() {
        val words = body?.value ?: return
        if (words == ready?.body) return
        val until = filledUntil?.toString().orEmpty()
        host.core.ask(
            {
                saveDraft(form, words)
                saveDraft(form + UNTIL, until)
            },
            refused = {},
        ) {}
    }

    private fun copyAll() {
        body?.let { host.copy(it.value) }
    }

    private fun share() {
        val present = ready ?: return
        val message = Intent(Intent.ACTION_SEND).setType("text/plain")
        message.putExtra(Intent.EXTRA_TEXT, body?.value.orEmpty())
        if (present.to.isNotEmpty()) {
            message.putExtra(Intent.EXTRA_EMAIL, arrayOf(present.to))
            message.putExtra(Intent.EXTRA_SUBJECT, present.subject)
        }
        host.startActivity(Intent.createChooser(message, present.title))
    }

    private companion object {
        const val NUMBER = "number"

        /** Behind the name of a draft: the last entry that it was filled with. */
        const val UNTIL = "/until"
    }
}
