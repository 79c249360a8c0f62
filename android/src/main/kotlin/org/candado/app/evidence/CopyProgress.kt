package org.candado.app.evidence

import android.content.Context
import android.os.CancellationSignal
import org.candado.app.R
import org.candado.app.platform.LongWork

/** How far copying is: written on the core's thread; read, and stopped, on any other. */
class CopyProgress {
    private class Now(val number: Int, val of: Int, val work: LongWork)

    @Volatile private var now: Now? = null

    /** Tells an app that fetches its file from elsewhere to let go of it. */
    internal val cancellation = CancellationSignal()

    /** Whether the person stopped it: what was copied until then stays. */
    val stopped: Boolean
        get() = cancellation.isCanceled

    /** Another file begins: the work to tell how far it is. */
    fun begin(number: Int, of: Int): LongWork {
        val work = LongWork()
        now = Now(number, of, work)
        if (stopped) work.cancel()
        return work
    }

    fun stop() {
        cancellation.cancel()
        now?.work?.cancel()
    }

    /** "Copiando 2 de 3: 40 %", as far as it is known. */
    fun inWords(context: Context): String {
        val present = now ?: return context.getString(R.string.attach_copying)
        val percent = present.work.percent()
        return when {
            percent > 0 -> context.getString(R.string.attach_copying_percent, present.number, present.of, percent)
            present.of > 1 -> context.getString(R.string.attach_copying_of, present.number, present.of)
            else -> context.getString(R.string.attach_copying)
        }
    }
}
