package org.candado.preview.host

import java.net.URLEncoder
import java.nio.file.Files
import java.nio.file.Path

/** Names of documents: one plain file name, never a path. */
object Names {
    /** Most file systems take 255 bytes; the rest is for the number that [free] may add. */
    private const val LIMIT_BYTES = 200

    /** [name] without what would leave the folder, hide the file or upset JSON and headers. */
    fun safe(name: String): String = name.map { if (it.isLetterOrDigit() || it in " ._-()") it else '_' }
        .joinToString("").trimStart('.', ' ').fitting().trimStart('.', ' ').ifEmpty { "archivo" }

    /** The end of a name that is too long: the beginning is worth less than the ending. */
    private fun String.fitting(): String =
        generateSequence(this) { it.drop(1) }.first { it.toByteArray().size <= LIMIT_BYTES }

    /** [name], or `name (2).pdf` and so on when it is taken, as Android's own picker does. */
    fun free(folder: Path, name: String): String {
        val stem = name.substringBeforeLast('.', name)
        val ending = name.removePrefix(stem)
        return generateSequence(1) { it + 1 }
            .map { if (it == 1) name else "$stem ($it)$ending" }
            .first { !Files.exists(folder.resolve(it)) }
    }

    /** [name] as RFC 5987 wants it in a header. */
    fun encoded(name: String): String = URLEncoder.encode(name, Charsets.UTF_8).replace("+", "%20")
}
