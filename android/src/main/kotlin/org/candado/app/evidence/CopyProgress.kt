package org.candado.app.evidence

import android.content.Context
import android.os.ParcelFileDescriptor
import android.system.ErrnoException
import android.system.Os
import android.system.OsConstants
import org.candado.app.R

/** How far copying is: written on the core's thread, read on any other. */
class CopyProgress {
    private class Now(val number: Int, val of: Int, val file: ParcelFileDescriptor?)

    @Volatile private var now: Now? = null

    /** Another file begins; `null` until it is open. */
    fun at(number: Int, of: Int, file: ParcelFileDescriptor? = null) {
        now = Now(number, of, file)
    }

    /** "Copiando 2 de 3, 40 %…", as far as it is known. */
    fun inWords(context: Context): String {
        val present = now ?: return context.getString(R.string.attach_copying)
        val percent = percent(present)
        return when {
            percent != null -> context.getString(R.string.attach_copying_percent, present.number, present.of, percent)
            present.of > 1 -> context.getString(R.string.attach_copying_of, present.number, present.of)
            else -> context.getString(R.string.attach_copying)
        }
    }

    /** The copy of the descriptor that is being read shares its place in the file with this one. */
    private fun percent(present: Now): Int? =
        try {
            val size = present.file?.statSize ?: 0
            val place = if (size > 0) Os.lseek(present.file?.fileDescriptor, 0, OsConstants.SEEK_CUR) else 0
            if (size <= 0) null else (place * WHOLE / size).toInt().coerceIn(0, WHOLE)
        } catch (_: ErrnoException) {
            null
        } catch (_: IllegalStateException) {
            // It was closed meanwhile.
            null
        }

    private companion object {
        const val WHOLE = 100
    }
}
