package org.candado.app.ui

import org.candado.app.evidence.NoteKind
import org.candado.app.recovery.NewCase
import org.candado.core.Situation

/** A place in the app. Its [path] is what instance state and notifications carry; [parse] reads it back. */
sealed interface Route {
    val path: String

    /** The four places of the bottom bar. */
    sealed interface Tab : Route

    data object Home : Tab {
        override val path = "home"
    }

    data object Checkup : Tab {
        override val path = "checkup"
    }

    data object Log : Tab {
        override val path = "log"
    }

    data object Reminders : Tab {
        override val path = "reminders"
    }

    data class Item(val id: String) : Route {
        override val path = "item/$id"
    }

    /** What changed in the checkup, day by day. */
    data object CheckupHistory : Route {
        override val path = "checkup-history"
    }

    /** What waits for an answer, one question after the other. */
    data object Questions : Route {
        override val path = "questions"
    }

    data object Devices : Route {
        override val path = "devices"
    }

    data object NewDevice : Route {
        override val path = "new-device"
    }

    /** Notes a device that is lost. */
    data object NewLostDevice : Route {
        override val path = "new-lost-device"
    }

    /** Changes what is noted about a device. */
    data class EditDevice(val id: Long) : Route {
        override val path = "edit-device/$id"
    }

    data object LostDevice : Route {
        override val path = "lost-device"
    }

    data class Device(val id: Long) : Route {
        override val path = "device/$id"
    }

    data object Stolen : Route {
        override val path = "stolen"
    }

    /** What happened to somebody whom the person helps from their own phone. */
    data object Helping : Route {
        override val path = "helping"
    }

    /**
     * What to do in a situation: in the incident it was begun in, or looked at, with what was said [about] it; perhaps
     * with one step on top.
     */
    data class Play(
        val situation: Situation,
        val incident: Long? = null,
        val step: String? = null,
        val about: NewCase? = null,
    ) : Route {
        override val path =
            listOfNotNull("play", situation.code, placeIn(incident, about) ?: step?.let { NONE }, step).joinToString("/")
    }

    /** The ready texts of a situation. */
    data class Texts(val situation: Situation, val incident: Long?, val about: NewCase? = null) : Route {
        override val path = listOfNotNull("texts", situation.code, placeIn(incident, about)).joinToString("/")
    }

    data class Text(val situation: Situation, val incident: Long?, val id: String, val about: NewCase? = null) : Route {
        override val path = "text/${situation.code}/${placeIn(incident, about) ?: NONE}/$id"
    }

    /** Who notes for the person. */
    data class Helper(val situation: Situation, val incident: Long) : Route {
        override val path = "helper/${situation.code}/$incident"
    }

    data object Contacts : Route {
        override val path = "contacts"
    }

    data object NewIncident : Route {
        override val path = "new-incident"
    }

    /** Which kind of note to write in an incident. */
    data class NoteKinds(val incident: Long) : Route {
        override val path = "note-kinds/$incident"
    }

    /** The form of a note; one that corrects the entry [amends] as a whole begins with what that one says. */
    data class NoteForm(val incident: Long, val kind: NoteKind, val amends: Long? = null) : Route {
        override val path = listOfNotNull("note", incident, kind.slug, amends).joinToString("/")
    }

    /** What a case is called and what it is about, to be corrected. */
    data class RenameIncident(val incident: Long) : Route {
        override val path = "case/$incident"
    }

    /** Takes an exported chat into an incident. */
    data class Chat(val incident: Long) : Route {
        override val path = "chat/$incident"
    }

    data class Entry(val seq: Long) : Route {
        override val path = "entry/$seq"
    }

    /** Corrects the entry `seq`, or takes it back. */
    data class Amend(val seq: Long, val retract: Boolean) : Route {
        override val path = "${if (retract) "retract" else "amend"}/$seq"
    }

    /** The head code, to copy or to send. */
    data object HeadCode : Route {
        override val path = "head-code"
    }

    data object Verify : Route {
        override val path = "verify"
    }

    /** Checks a bundle that the person picks. */
    data object BundleCheck : Route {
        override val path = "bundle-check"
    }

    data object HandOver : Route {
        override val path = "hand-over"
    }

    /** Handing over, with one case chosen already. */
    data class HandOverCase(val incident: Long) : Route {
        override val path = "hand-over/$incident"
    }

    /** What to do when the log is damaged. */
    data object Rescue : Route {
        override val path = "rescue"
    }

    /** What another app shared, copied already, waits to be noted. */
    data object Share : Route {
        override val path = "share"
    }

    /** The scam message of the day. */
    data object ScamOfTheDay : Route {
        override val path = "scam"
    }

    /** A message to look at; its text is in a draft. */
    data object Message : Route {
        override val path = "message"
    }

    /** How close together, on which days and when reminders come, and for which items. */
    data object ReminderChoices : Route {
        override val path = "reminder-choices"
    }

    /** From when on the checkup warns. */
    data object Limits : Route {
        override val path = "limits"
    }

    data object Settings : Route {
        override val path = "settings"
    }

    data object Language : Route {
        override val path = "language"
    }

    data object About : Route {
        override val path = "about"
    }

    data object Licences : Route {
        override val path = "licences"
    }

    companion object {
        /** The places that need no number. */
        internal val fixed: List<Route> by lazy {
            listOf(
                Home, Checkup, Log, Reminders, Questions, CheckupHistory, Devices, NewDevice, NewLostDevice, LostDevice, Stolen,
                Helping, Contacts, NewIncident, HeadCode, Verify, BundleCheck, HandOver, Share, Message, Rescue,
                ReminderChoices, ScamOfTheDay, Limits, Settings, Language, About, Licences,
            )
        }

        /** The tabs in the order of the bottom bar. */
        val tabs: List<Tab> by lazy { listOf(Home, Checkup, Log, Reminders) }

        /** The route with this path; `null` when there is none, as a path may come from outside the app. */
        fun parse(path: String): Route? {
            fixed.firstOrNull { it.path == path }?.let { return it }
            val parts = path.split('/')
            val number = parts.getOrNull(1)?.toLongOrNull()
            val situation = Situation.entries.firstOrNull { it.code == parts.getOrNull(1) }
            return when {
                situation != null -> parseRecovery(situation, parts)
                parts.size == 2 && parts[0] == "item" && parts[1].isNotEmpty() -> Item(parts[1])
                parts.size == 2 && number != null ->
                    when (parts[0]) {
                        "device" -> Device(number)
                        "edit-device" -> EditDevice(number)
                        "note-kinds" -> NoteKinds(number)
                        "case" -> RenameIncident(number)
                        "hand-over" -> HandOverCase(number)
                        "chat" -> Chat(number)
                        "entry" -> Entry(number)
                        "amend" -> Amend(number, retract = false)
                        "retract" -> Amend(number, retract = true)
                        else -> null
                    }
                parts[0] == "note" && number != null -> parseNote(number, parts)
                else -> null
            }
        }

        private fun parseNote(incident: Long, parts: List<String>): Route? {
            val kind = NoteKind.entries.firstOrNull { it.slug == parts.getOrNull(2) }
            val amends = parts.getOrNull(3)?.toLongOrNull()
            val complete = parts.size == 3 || parts.size == 4 && amends != null
            return kind?.takeIf { complete }?.let { NoteForm(incident, it, amends) }
        }

        private fun parseRecovery(situation: Situation, parts: List<String>): Route? {
            val place = parts.getOrNull(2)
            val incident = place?.toLongOrNull()
            val about = place?.let(NewCase::parse)
            val last = parts.getOrNull(3)
            return when {
                place != null && incident == null && about == null && !(place == NONE && parts.size == 4) -> null
                parts.size <= 3 && parts[0] == "play" -> Play(situation, incident, about = about)
                parts.size == 4 && parts[0] == "play" && !last.isNullOrEmpty() -> Play(situation, incident, last, about)
                parts.size <= 3 && parts[0] == "texts" -> Texts(situation, incident, about)
                parts.size == 4 && parts[0] == "text" && !last.isNullOrEmpty() -> Text(situation, incident, last, about)
                parts.size == 3 && parts[0] == "helper" && incident != null -> Helper(situation, incident)
                else -> null
            }
        }

        /** Where a reminder leads: the step of a play that was put off, by its path, or the item of the checkup. */
        fun ofReminder(item: String, step: String): Route = parse(step) as? Play ?: Item(item)

        /** Where a recovery clock leads: the step to do about it, or where the clocks stand. */
        fun ofClock(step: String): Route = parse(step) as? Play ?: Reminders

        private const val NONE = "-"

        private fun placeIn(incident: Long?, about: NewCase?): String? = incident?.toString() ?: about?.code

        /** The name of a situation in a path, the one that the core gives its steps. */
        private val Situation.code: String
            get() = name.lowercase()
    }
}
