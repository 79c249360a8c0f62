package org.candado.app.evidence

import org.candado.app.platform.CoreGateway
import org.candado.app.platform.LongWork
import org.candado.app.ui.Errand

/** The one report or bundle that is being written; it ends with the request that began it. */
class HandOverWork(core: CoreGateway) : Errand<Int>(core) {
    private var running: LongWork? = null

    /** The request that what is written was begun for. */
    var request = 0
        private set

    /** Writes; nothing happens while something else is being written. */
    fun start(request: Int, write: CoreGateway.Core.(LongWork) -> Unit) {
        if (busy) return
        val work = LongWork()
        running = work
        this.request = request
        start({
            write(work)
            request
        })
    }

    /** Hundredths that are written. */
    fun percent(): Int = running?.percent() ?: 0

    /** Stops writing; it ends as [org.candado.app.platform.AppError.Plain.Cancelled], unless it was written already. */
    fun cancel() {
        running?.cancel()
    }
}
