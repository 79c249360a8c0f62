package org.candado.app.evidence

import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway

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

    /** Whether something is being written. */
    var busy = false
        private set

    private var end: End? = null
    private var listener: (() -> Unit)? = null

    /** Writes; nothing happens while something else is being written. */
    fun start(request: Int, write: CoreGateway.Core.() -> Unit) {
        if (busy) return
        busy = true
        end = null
        core.ask(write, refused = { ended(End.Refused(it)) }) { ended(End.Written(request)) }
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
        busy = false
        end = how
        listener?.invoke()
    }
}
