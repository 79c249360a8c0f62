package org.candado.app.evidence

import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.LongWork

/**
 * The one report or bundle that is being written. It belongs to the app and not to a screen: a phone that is turned puts
 * the screen away, and the next one takes up how it ended.
 */
class HandOverWork(private val core: CoreGateway) {
    /** How writing ended, for the request that began it. */
    sealed interface End {
        data class Written(val request: Int) : End

        data class Refused(val error: AppError) : End
    }

    private var running: LongWork? = null

    /** The request that what is written was begun for. */
    var request = 0
        private set

    /** Whether something is being written. */
    val busy: Boolean
        get() = running != null

    private var end: End? = null
    private var listener: (() -> Unit)? = null

    /** Writes; nothing happens while something else is being written. */
    fun start(request: Int, write: CoreGateway.Core.(LongWork) -> Unit) {
        if (busy) return
        val work = LongWork()
        running = work
        this.request = request
        end = null
        core.ask({ write(work) }, refused = { ended(End.Refused(it)) }) { ended(End.Written(request)) }
    }

    /** Hundredths that are written. */
    fun percent(): Int = running?.percent() ?: 0

    /** Stops writing; it ends as [AppError.Plain.Cancelled], unless it was written already. */
    fun cancel() {
        running?.cancel()
    }

    /** How it ended, once. */
    fun takeEnd(): End? = end.also { end = null }

    /** Tells [listener] of the end; one at a time. */
    fun listen(listener: () -> Unit) {
        this.listener = listener
    }

    /** Tells it no longer, unless another one listens already. */
    fun forget(listener: () -> Unit) {
        if (this.listener == listener) this.listener = null
    }

    private fun ended(how: End) {
        running = null
        end = how
        listener?.invoke()
    }
}
