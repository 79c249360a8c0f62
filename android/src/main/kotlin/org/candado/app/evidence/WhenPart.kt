package org.candado.app.evidence

import android.app.DatePickerDialog
import android.app.TimePickerDialog
import android.graphics.Rect
import android.text.format.DateFormat
import android.view.View
import java.time.LocalDate
import java.time.LocalTime
import java.time.format.DateTimeFormatter
import java.util.GregorianCalendar
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Design
import org.candado.app.ui.chips
import org.candado.app.ui.inWords
import org.candado.app.ui.pickField
import org.candado.core.Happened
import org.candado.core.Precision

/** "¿Cuándo?": how exactly it is known, then the day and the time as far as they are. */
class WhenPart(
    private val host: MainActivity,
    private val design: Design,
    draft: NoteDraft,
    private val today: LocalDate,
    private val update: ((NoteDraft) -> NoteDraft) -> Unit,
) {
    private var known = draft.known
    private var from = Moment(draft.day, draft.time)
    private var until = Moment(draft.untilDay.ifEmpty { draft.day }, draft.untilTime.ifEmpty { draft.time })
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
        changed()
    }

    private fun changed() {
        showProblem(null)
        update {
            it.copy(known = known, day = from.day, time = from.time, untilDay = until.day, untilTime = until.time)
        }
        showPickers()
    }

    private fun showPickers() {
        pickers.removeAllViews()
        when (known) {
            WhenKnown.Unknown -> Unit
            WhenKnown.Day -> pickers.addView(dayField(R.string.when_date, from) { from = it })
            WhenKnown.Days ->
                pickers.addView(
                    design.pair(
                        dayField(R.string.when_from, from) { from = it },
                        dayField(R.string.when_until, until) { until = it },
                    )
                )
            WhenKnown.Span -> {
                pickers.addView(dayAndTime(R.string.when_from, from) { from = it })
                pickers.addView(design.below(2, dayAndTime(R.string.when_until, until) { until = it }))
            }
            WhenKnown.Exact, WhenKnown.Hour, WhenKnown.About ->
                pickers.addView(dayAndTime(R.string.when_date, from) { from = it })
        }
    }

    private fun dayAndTime(label: Int, moment: Moment, set: (Moment) -> Unit): View =
        design.pair(
            dayField(label, moment, set),
            design.pickField(host.getString(R.string.when_time), timeInWords(moment)) { pickTime(moment, set) },
        )

    private fun dayField(label: Int, moment: Moment, set: (Moment) -> Unit): View =
        design.pickField(host.getString(label), LocalDate.parse(moment.day).inWords(host, "EEE d MMM yyyy")) {
            pickDay(moment, set)
        }

    private fun timeInWords(moment: Moment): String {
        val whole = DateFormat.is24HourFormat(host)
        val pattern =
            when {
                known == WhenKnown.Hour -> if (whole) "H 'h'" else "h a"
                whole -> "H:mm"
                else -> "h:mm a"
            }
        return DateTimeFormatter.ofPattern(pattern, host.resources.configuration.locales[0])
            .format(LocalTime.parse(moment.time))
    }

    private fun pickDay(moment: Moment, set: (Moment) -> Unit) {
        val date = LocalDate.parse(moment.day)
        val dialog =
            DatePickerDialog(
                host,
                { _, year, month, dayOfMonth ->
                    set(moment.copy(day = LocalDate.of(year, month + 1, dayOfMonth).toString()))
                    changed()
                },
                date.year,
                date.monthValue - 1,
                date.dayOfMonth,
            )
        // What happened lies behind us; the core refuses the future as well.
        if (!date.isAfter(today)) dialog.datePicker.maxDate = noonOf(today)
        dialog.show()
    }

    /** An instant at which the phone's own picker is on this day, whatever it believes of the zone. */
    private fun noonOf(day: LocalDate): Long =
        GregorianCalendar(day.year, day.monthValue - 1, day.dayOfMonth, 12, 0).timeInMillis.coerceAtLeast(0)

    private fun pickTime(moment: Moment, set: (Moment) -> Unit) {
        val present = LocalTime.parse(moment.time)
        TimePickerDialog(
                host,
                { _, hour, minute ->
                    set(moment.copy(time = "%02d:%02d".format(hour, minute)))
                    changed()
                },
                present.hour,
                present.minute,
                DateFormat.is24HourFormat(host),
            )
            .show()
    }

    /** Civil day `YYYY-MM-DD` and time `HH:MM`. */
    private data class Moment(val day: String, val time: String)

    private companion object {
        val CHOICES =
            listOf(
                WhenKnown.Exact to R.string.when_exact,
                WhenKnown.Hour to R.string.when_hour,
                WhenKnown.About to R.string.when_about,
                WhenKnown.Span to R.string.when_span,
                WhenKnown.Day to R.string.when_day,
                WhenKnown.Days to R.string.when_days,
                WhenKnown.Unknown to R.string.when_unknown,
            )
    }
}

/** When it happened as the core wants it told; a day alone stands at midnight, an hour alone at its beginning. */
fun NoteDraft.happened(zone: String): Happened? =
    when (known) {
        WhenKnown.Unknown -> null
        WhenKnown.Exact -> Happened("${day}T$time", null, zone, Precision.MINUTE)
        WhenKnown.Hour -> Happened("${day}T${time.substringBefore(':')}:00", null, zone, Precision.HOUR)
        WhenKnown.About -> Happened("${day}T$time", null, zone, Precision.ABOUT)
        WhenKnown.Span ->
            Happened("${day}T$time", "${untilDay.ifEmpty { day }}T${untilTime.ifEmpty { time }}", zone, Precision.MINUTE)
        WhenKnown.Day -> Happened("${day}T00:00", null, zone, Precision.DAY)
        WhenKnown.Days -> Happened("${day}T00:00", "${untilDay.ifEmpty { day }}T00:00", zone, Precision.DAY)
    }
