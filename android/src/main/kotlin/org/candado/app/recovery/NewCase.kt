package org.candado.app.recovery

import org.candado.core.Messenger

/** What was said of a case before it is opened: which messenger it is about, and whether somebody helps from their own phone. */
data class NewCase(val messenger: Messenger, val helping: Boolean = false) {
    /** As it stands in a path. */
    val code: String
        get() = messenger.name.lowercase() + if (helping) HELPING else ""

    companion object {
        private const val HELPING = "-helping"

        /** Reads a [code] back; `null` when it is none. */
        fun parse(code: String): NewCase? =
            Messenger.entries.flatMap { listOf(NewCase(it), NewCase(it, helping = true)) }.firstOrNull { it.code == code }
    }
}
