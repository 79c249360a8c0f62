package org.candado.app.ui

import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway

/**
 * Something that the core was asked for, which belongs to the app and not to a screen: a phone that is turned puts the
 * screen away, and the next one takes up how it ended. One at a time.
 */
open class Errand<T>(private val core: CoreGateway) {
    /** Whether the core is still at it. */
    var busy = false
        private set

    private var end: CoreGateway.Outcome<T>? = null
    private var listener: (() -> Unit)? = null

    /** Asks the core; nothing happens while it is busy. [done] is called when it succeeded, whatever screen is there. */
    fun start(work: CoreGateway.Core.() -> T, done: () -> Unit = {}) {
        if (busy) return
        busy = true
        end = null
        core.ask(work, refused = { ended(CoreGateway.Outcome.Refused(it)) }) {
            done()
            ended(CoreGateway.Outcome.Done(it))
        }
    }

    /** How it ended, once. */
    fun takeEnd(): CoreGateway.Outcome<T>? = end.also { end = null }

    /** Tells [listener] of the end; one at a time. */
    fun listen(listener: () -> Unit) {
        this.listener = listener
    }

    /** Tells it no longer, unless another one listens already. */
    fun forget(listener: () -> Unit) {
        if (this.listener == listener) this.listener = null
    }

    private fun ended(how: CoreGateway.Outcome<T>) {
        busy = false
        end = how
        listener?.invoke()
    }
}

/** The errands of the places on the way back. What a place was left for without an answer, nobody waits for any more. */
class Errands(private val core: CoreGateway) {
    private val ofPlaces = mutableMapOf<String, Errand<*>>()

    @Suppress("UNCHECKED_CAST") // A place has one kind of screen, and each kind sends for one kind of thing.
    fun <T> of(place: Route): Errand<T> = ofPlaces.getOrPut(place.path) { Errand<T>(core) } as Errand<T>

    /** Forgets those of all places but these, which are paths. */
    fun keepOnly(places: Set<String>) {
        ofPlaces.keys.retainAll(places)
    }
}

/** The errand of a place as the screen that stands there sees it: hears of its end until the screen is closed. */
class ErrandHere<T>(
    private val errand: Errand<T>,
    private val showBusy: (Boolean) -> Unit,
    private val refused: (AppError) -> Unit,
    private val done: (T) -> Unit,
) {
    private val ended: () -> Unit = { settle() }

    init {
        errand.listen(ended)
    }

    val busy: Boolean
        get() = errand.busy

    /** As [Errand.start]; the page says that it is busy. */
    fun start(work: CoreGateway.Core.() -> T, done: () -> Unit = {}) {
        showBusy(true)
        errand.start(work, done)
    }

    /** Takes up how it ended, if it did for the screen before; says whether there was anything. */
    fun settle(): Boolean {
        val end = errand.takeEnd() ?: return false
        showBusy(false)
        when (end) {
            is CoreGateway.Outcome.Done -> done(end.value)
            is CoreGateway.Outcome.Refused -> refused(end.error)
        }
        return true
    }

    fun forget() = errand.forget(ended)
}
