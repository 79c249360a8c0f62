package org.candado.app.evidence

import android.app.DatePickerDialog
import android.app.TimePickerDialog
import android.graphics.Rect
import android.text.format.DateFormat
import android.view.View
import java.time.LocalDate
import java.time.LocalTime
import java.time.format.DateTimeFormatter
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.platform.localDate
import org.candado.app.ui.Design
import org.candado.app.ui.chips
import org.candado.app.ui.inWords
import org.candado.app.ui.pickField
import org.candado.core.ClockReading
import org.candado.core.Happened
import org.candado.core.Precision

/** "¿Cuándo?": how exactly it is known, then the day and the time as far as they are. */
class WhenPart(
    private val host: MainActivity,
    private val design: Design,
    draft: NoteDraft,
    private val now: ClockReading,
    private val update: ((NoteDraft) -> NoteDraft) -> Unit,
) {
    private var known = draft.known
    private var day = draft.day
    private var time = draft.time
    private val pickers = design.stack()
    private val problem = design.text(R.style.Text_Error, "").apply { visibility = View.GONE }

    val view: View =
        design.stack(
            design.section(host.getString(R.string.when_title)),
            design.below(1, design.chips(CHOICES.map { (value, label) -> value to host.getString(label) }, known, ::choose)),
            design.below(2, pickers),
            design.below(1, problem),
        )

    init {
        showPickers()
    }

    /** Says what is wrong with the time, or that nothing is. */
    fun showProblem(words: CharSequence?) {
        problem.text = words ?: ""
        problem.visibility = if (words == null) View.GONE else View.VISIBLE
        if (words != null) view.requestRectangleOnScreen(Rect(0, 0, view.width, view.height))
    }

    private fun choose(choice: WhenKnown) {
        known = choice
        changed { it.copy(known = choice) }
    }

    private fun changed(change: (NoteDraft) -> NoteDraft) {
        showProblem(null)
        update(change)
        showPickers()
    }

    private fun showPickers() {
        pickers.removeAllViews()
        if (known == WhenKnown.Unknown) return
        val date = LocalDate.parse(day)
        val dayField = design.pickField(host.getString(R.string.when_date), date.inWords(host, "EEE d MMM yyyy"), ::pickDay)
        if (known == WhenKnown.Day) {
            pickers.addView(dayField)
        } else {
            pickers.addView(design.pair(dayField, design.pickField(host.getString(R.string.when_time), timeInWords(), ::pickTime)))
        }
    }

    private fun timeInWords(): String {
        val pattern = if (DateFormat.is24HourFormat(host)) "H:mm" else "h:mm a"
        return DateTimeFormatter.ofPattern(pattern, host.resources.configuration.locales[0])
            .format(LocalTime.parse(time))
    }

    private fun pickDay() {
        val date = LocalDate.parse(day)
        val dialog =
            DatePickerDialog(
                host,
                { _, year, month, dayOfMonth ->
                    day = LocalDate.of(year, month + 1, dayOfMonth).toString()
                    changed { it.copy(day = day) }
                },
                date.year,
                date.monthValue - 1,
                date.dayOfMonth,
            )
        // What happened lies behind us; the core refuses the future as well.
        val endOfToday = now.nowMs.coerceAtLeast(0)
        if (!date.isAfter(now.localDate())) dialog.datePicker.maxDate = endOfToday
        dialog.show()
    }

    private fun pickTime() {
        val present = LocalTime.parse(time)
        TimePickerDialog(
                host,
                { _, hour, minute ->
                    time = "%02d:%02d".format(hour, minute)
                    changed { it.copy(time = time) }
                },
                present.hour,
                present.minute,
                DateFormat.is24HourFormat(host),
            )
            .show()
    }

    private companion object {
        val CHOICES =
            listOf(
                WhenKnown.Exact to R.string.when_exact,
                WhenKnown.About to R.string.when_about,
                WhenKnown.Day to R.string.when_day,
                WhenKnown.Unknown to R.string.when_unknown,
            )
    }
}

/** When it happened as the core wants it told; a day alone stands at midnight. */
fun NoteDraft.happened(zone: String): Happened? =
    when (known) {
        WhenKnown.Unknown -> null
        WhenKnown.Exact -> Happened("${day}T$time", null, zone, Precision.MINUTE)
        WhenKnown.About -> Happened("${day}T$time", null, zone, Precision.ABOUT)
        WhenKnown.Day -> Happened("${day}T00:00", null, zone, Precision.DAY)
    }
