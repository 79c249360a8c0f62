package org.candado.app.platform

import org.candado.bindings.Progress

/** Long work on the core's thread: how far it is, and a way to stop it. Any thread may ask. */
class LongWork {
    internal val progress = Progress()

    /** Hundredths that are done. */
    fun percent(): Int = progress.percent().toInt()

    fun cancel() = progress.cancel()
}
