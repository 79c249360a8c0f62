package org.candado.app.platform

import org.candado.bindings.ChatReading

/** A chat being read on the core's thread: how far it is, and a way to stop it. Any thread may ask. */
class ChatWork {
    internal val reading = ChatReading()

    /** Hundredths that are done. */
    fun percent(): Int = reading.percent().toInt()

    fun cancel() = reading.cancel()
}
