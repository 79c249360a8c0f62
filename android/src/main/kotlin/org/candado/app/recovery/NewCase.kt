package org.candado.app.recovery

import org.candado.core.CaseFact
import org.candado.core.Messenger
import org.candado.core.Place
import org.candado.core.Sim

/**
 * What was said of a case before it is opened: which messenger it is about, whether somebody helps from their own phone,
 * who holds the SIM and where it is.
 */
data class NewCase(
    val messenger: Messenger,
    val helping: Boolean = false,
    val sim: Sim = Sim.NOT_SAID,
    val place: Place = Place.NOT_SAID,
) {
    /** As it stands in a path. */
    val code: String
        get() =
            listOfNotNull(
                    messenger.name,
                    if (helping) HELPING else null,
                    if (sim == Sim.NOT_SAID) null else sim.name,
                    if (place == Place.NOT_SAID) null else place.name,
                )
                .joinToString("-")
                .lowercase()

    /** With what is said now. Who helps says so before anything else: their name is kept apart. */
    fun with(fact: CaseFact): NewCase =
        when (fact) {
            is CaseFact.Messenger -> copy(messenger = fact.messenger)
            is CaseFact.Sim -> copy(sim = fact.sim)
            is CaseFact.Place -> copy(place = fact.place)
            is CaseFact.Helper -> this
        }

    companion object {
        private const val HELPING = "helping"

        private val all: List<NewCase> by lazy {
            Messenger.entries.flatMap { messenger ->
                listOf(false, true).flatMap { helping ->
                    Sim.entries.flatMap { sim -> Place.entries.map { NewCase(messenger, helping, sim, it) } }
                }
            }
        }

        /** Reads a [code] back; `null` when it is none. */
        fun parse(code: String): NewCase? = all.firstOrNull { it.code == code }
    }
}
