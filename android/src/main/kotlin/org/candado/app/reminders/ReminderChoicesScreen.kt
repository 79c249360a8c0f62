package org.candado.app.reminders

import android.app.AlertDialog
import android.view.View
import java.time.format.TextStyle
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.choiceList
import org.candado.app.ui.locale
import org.candado.app.ui.multiChips
import org.candado.app.ui.topBar
import org.candado.core.DayOfWeek
import org.candado.core.ReminderSettings
import org.candado.core.ReminderSwitch
import org.candado.core.Rhythm

/** How close together reminders come, on which days and at what hour, when all is quiet, and for which items. */
class ReminderChoicesScreen(host: MainActivity) : Screen(host) {
    override val page =
        Page(design, design.topBar(text(R.string.reminders_choices), Leave.back { host.goBack() }))

    override fun load(): Unit =
        askForPage({ reminderSettings().let { Triple(it, ringingHour(it), reminderSwitches()) } }) { (settings, ringingHour, switches) ->
            fill(
                design.list(
                    design.switchRow(text(R.string.reminders_on), text(R.string.reminders_on_line), settings.enabled) { on ->
                        choose { it.copy(enabled = on) }
                    }
                ),
                design.section(text(R.string.reminders_rhythm)),
                rhythm(settings),
                design.section(text(R.string.reminders_days)),
                days(settings),
                design.section(text(R.string.reminders_hours)),
                hours(settings, ringingHour),
                design.section(text(R.string.reminders_items)),
                design.list(switches.map(::item)),
            )
        }

    private fun rhythm(settings: ReminderSettings): View =
        design.choiceList(RHYTHMS.map { (rhythm, words) -> rhythm to text(words) }, settings.rhythm) { rhythm ->
            choose { it.copy(rhythm = rhythm) }
        }

    private fun days(settings: ReminderSettings): View {
        val name = { day: DayOfWeek, style: TextStyle -> java.time.DayOfWeek.of(day.ordinal + 1).getDisplayName(style, host.locale) }
        val names = DayOfWeek.entries.map { it to name(it, TextStyle.SHORT) }
        return design.multiChips(names, settings.weekdays.toSet(), spoken = { name(it, TextStyle.FULL) }) { chosen ->
            choose { it.copy(weekdays = DayOfWeek.entries.filter(chosen::contains)) }
        }
    }

    private fun hours(settings: ReminderSettings, ringingHour: Int): View {
        val moved = text(R.string.reminders_hour_quiet, inWords(ringingHour)).takeIf { ringingHour != settings.hour.toInt() }
        return design.list(
            hour(R.string.reminders_hour, settings.hour, moved) { hour -> copy(hour = hour) },
            hour(R.string.reminders_quiet_from, settings.quietFromHour) { hour -> copy(quietFromHour = hour) },
            hour(R.string.reminders_quiet_until, settings.quietUntilHour) { hour -> copy(quietUntilHour = hour) },
        )
    }

    private fun hour(title: Int, hour: UInt, line: CharSequence? = null, chosen: ReminderSettings.(UInt) -> ReminderSettings): View =
        design.row(text(title), line, trailing = design.action(inWords(hour.toInt())), open = {
            val hours = (0..23).map(::inWords).toTypedArray()
            AlertDialog.Builder(host)
                .setTitle(title)
                .setSingleChoiceItems(hours, hour.toInt()) { dialog, index ->
                    dialog.dismiss()
                    choose { it.chosen(index.toUInt()) }
                }
                .setNegativeButton(R.string.cancel, null)
                .show()
        })

    private fun inWords(hour: Int): String = "%d:00".format(hour)

    private fun item(switch: ReminderSwitch): View =
        design.switchRow(switch.title, switch.line, switch.on) { on ->
            ask({ switchReminder(switch.itemId, on) }) {
                host.candado.reminders.rearm()
                load()
            }
        }

    /** Changes one thing of what holds when it is stored, which may be more than this screen shows: taps are quicker. */
    private fun choose(change: (ReminderSettings) -> ReminderSettings) =
        ask(
            { change(reminderSettings()).also(::chooseReminders) },
            refused = { error ->
                host.notice(design.errorText(error))
                load()
            },
        ) { settings ->
            host.candado.reminders.rearm()
            if (settings.enabled) host.notificationPermission.offer()
            load()
        }

    private companion object {
        val RHYTHMS =
            listOf(
                Rhythm.CALM to R.string.rhythm_calm,
                Rhythm.USUAL to R.string.rhythm_usual,
                Rhythm.STRICT to R.string.rhythm_strict,
            )
    }
}
