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

/** One ready text: filled from the log, changed by the person, copied or shared by the person. Never sent from here. */
class TextScreen(host: MainActivity, private val route: Route.Text) : Screen(host) {
    override val private = true
    private val bar = TitleBar(host)
    private var ready: ReadyText? = null
    private var number = ""
    private var numberField: Field? = null
    private val question: LinearLayout = design.column()
    private var body: Field? = null

    /** What stands for the number in the text now. */
    private var standing = ""

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
        number = state.getString(NUMBER, "")
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putString(NUMBER, number)
        keepDraft()
    }

    /** Reads the text once; what is on the screen is newer from then on. */
    override fun load() {
        if (body != null) return
        askForPage({ readyText(route.id, route.situation, route.incident, number) to draft(form) }) { (ready, draft) ->
            show(ready, draft ?: ready.body)
        }
    }

    private fun show(ready: ReadyText, words: String) {
        this.ready = ready
        bar.title(ready.title)
        standing = ready.number
        body = Field(design, text(R.string.text_field), Keyboard.Story, words)
        fill(
            design.lead(ready.lead),
            if (ready.needsNumber) askNumber() else null,
            address(ready),
            body,
            design.textButton(text(R.string.text_again), ::again),
            design.centred(design.second(ready.sourceLines.joinToString("\n"))),
        )
    }

    private fun askNumber(): View {
        val field =
            Field(design, text(R.string.text_number), Keyboard.Telephone, number, text(R.string.text_number_hint)).onChange { typed ->
                number = typed
                read(typed)
            }
        numberField = field
        read(number)
        return design.stack(field, question)
    }

    private fun address(ready: ReadyText): View? {
        if (ready.to.isEmpty()) return null
        return design.list(
            design.row(text(R.string.text_to), ready.to, design.action(text(R.string.text_copy))) { host.copy(ready.to) },
            design.row(text(R.string.text_subject), subject(ready), design.action(text(R.string.text_copy))) { host.copy(subject(ready)) },
        )
    }

    private fun subject(ready: ReadyText) = ready.subject.replace(ready.number, standing)

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

    private fun put(certain: String) {
        val words = body?.value ?: return
        if (certain == standing || standing !in words) return
        body?.replace(words.replace(standing, certain))
        standing = certain
    }

    private fun again() =
        ask({
            discardDraft(form)
            readyText(route.id, route.situation, route.incident, number)
        }) { fresh ->
            show(fresh, fresh.body)
            page.scrollToTop()
        }

    private fun keepDraft() {
        val words = body?.value ?: return
        if (words != ready?.body) host.core.ask({ saveDraft(form, words) }, refused = {}) {}
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
            message.putExtra(Intent.EXTRA_SUBJECT, subject(present))
        }
        host.startActivity(Intent.createChooser(message, present.title))
    }

    private companion object {
        const val NUMBER = "number"
    }
}
