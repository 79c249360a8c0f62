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
        askForPage({ reminderSettings() to reminderSwitches() }) { (settings, switches) ->
            fill(
                design.list(
                    design.switchRow(text(R.string.reminders_on), text(R.string.reminders_on_line), settings.enabled) { on ->
                        choose(settings.copy(enabled = on))
                    }
                ),
                design.section(text(R.string.reminders_rhythm)),
                rhythm(settings),
                design.section(text(R.string.reminders_days)),
                days(settings),
                design.section(text(R.string.reminders_hours)),
                hours(settings),
                design.section(text(R.string.reminders_items)),
                design.list(switches.map(::item)),
            )
        }

    private fun rhythm(settings: ReminderSettings): View =
        design.choiceList(RHYTHMS.map { (rhythm, words) -> rhythm to text(words) }, settings.rhythm) {
            choose(settings.copy(rhythm = it))
        }

    private fun days(settings: ReminderSettings): View {
        val names =
            DayOfWeek.entries.map { day ->
                day to java.time.DayOfWeek.of(day.ordinal + 1).getDisplayName(TextStyle.SHORT, host.locale)
            }
        return design.multiChips(names, settings.weekdays.toSet()) { chosen ->
            choose(settings.copy(weekdays = DayOfWeek.entries.filter(chosen::contains)))
        }
    }

    private fun hours(settings: ReminderSettings): View =
        design.list(
            hour(R.string.reminders_hour, settings.hour) { settings.copy(hour = it) },
            hour(R.string.reminders_quiet_from, settings.quietFromHour) { settings.copy(quietFromHour = it) },
            hour(R.string.reminders_quiet_until, settings.quietUntilHour) { settings.copy(quietUntilHour = it) },
        )

    private fun hour(title: Int, hour: UInt, chosen: (UInt) -> ReminderSettings): View =
        design.row(text(title), trailing = design.action(inWords(hour.toInt())), open = {
            val hours = (0..23).map(::inWords).toTypedArray()
            AlertDialog.Builder(host)
                .setTitle(title)
                .setSingleChoiceItems(hours, hour.toInt()) { dialog, index ->
                    dialog.dismiss()
                    choose(chosen(index.toUInt()))
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

    private fun choose(settings: ReminderSettings) =
        ask(
            { chooseReminders(settings) },
            refused = { error ->
                host.notice(design.errorText(error))
                load()
            },
        ) {
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
