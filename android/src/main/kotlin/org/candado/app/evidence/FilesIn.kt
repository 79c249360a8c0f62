package org.candado.app.evidence

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.CancellationSignal
import android.provider.MediaStore
import android.provider.OpenableColumns
import java.io.FileNotFoundException
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.LongWork
import org.candado.core.Attachment

/** What was copied into the store, and what could not be. */
class Copied(val files: List<Attachment>, val refused: List<RefusedFile>)

/** A file that could not be copied, by the name that the other app gives it, and why. */
class RefusedFile(val name: String, val error: AppError)

/** Opens the phone's picker for pictures or for any file. False when there is none. */
fun Activity.pickFiles(pictures: Boolean, request: Int): Boolean {
    val documents =
        Intent(Intent.ACTION_OPEN_DOCUMENT)
            .addCategory(Intent.CATEGORY_OPENABLE)
            .setType(if (pictures) "image/*" else "*/*")
            .putExtra(Intent.EXTRA_ALLOW_MULTIPLE, true)
    val photos =
        if (pictures && Build.VERSION.SDK_INT >= 33) {
            Intent(MediaStore.ACTION_PICK_IMAGES)
                .setType("image/*")
                .putExtra(MediaStore.EXTRA_PICK_IMAGES_MAX, minOf(MOST_PICTURES, MediaStore.getPickImagesMaxLimit()))
        } else {
            null
        }
    return listOfNotNull(photos, documents).any { intent ->
        try {
            @Suppress("DEPRECATION") // Its successor is an AndroidX class.
            startActivityForResult(intent, request)
            true
        } catch (_: ActivityNotFoundException) {
            false
        }
    }
}

/** The content URIs of a picker's answer or of something shared, each once. */
fun Intent.sharedFiles(): List<Uri> {
    val clip = clipData?.let { clip -> (0 until clip.itemCount).mapNotNull { clip.getItemAt(it).uri } }.orEmpty()
    return (listOfNotNull(data) + streams() + clip).distinct()
}

@Suppress("DEPRECATION") // The typed getters exist from API 33 on only.
private fun Intent.streams(): List<Uri> =
    when (action.orEmpty()) {
        Intent.ACTION_SEND -> listOfNotNull(getParcelableExtra<Uri>(Intent.EXTRA_STREAM))
        Intent.ACTION_SEND_MULTIPLE -> getParcelableArrayListExtra<Uri>(Intent.EXTRA_STREAM).orEmpty()
        else -> emptyList()
    }

/**
 * Copies files into the store, byte by byte as they are, and tells [keep] of each. Refuses everything that is no content
 * URI of another app: a hostile app could hand over a path to this app's own data.
 */
internal fun CoreGateway.Core.copyIn(
    resolver: ContentResolver,
    sources: List<Uri>,
    progress: CopyProgress,
    keep: (Attachment) -> Unit,
): Copied {
    val files = mutableListOf<Attachment>()
    val refused = mutableListOf<RefusedFile>()
    for ((index, source) in sources.withIndex()) {
        if (progress.stopped) break
        val work = progress.begin(index + 1, sources.size)
        when (val outcome = attempt { copyOne(resolver, source, progress.cancellation, work).also(keep) }) {
            is CoreGateway.Outcome.Done -> files.add(outcome.value)
            is CoreGateway.Outcome.Refused ->
                // An app that was told to let go says no more than that it has no file.
                if (!progress.stopped) {
                    refused.add(RefusedFile(resolver.describe(source).name, outcome.error))
                }
        }
    }
    return Copied(files, refused)
}

private fun CoreGateway.Core.copyOne(
    resolver: ContentResolver,
    source: Uri,
    cancellation: CancellationSignal,
    work: LongWork,
): Attachment {
    if (!source.isForeignContent()) throw SecurityException("not a content URI of another app")
    // Whatever the other app's provider throws, it is its file that cannot be read.
    val open = runCatching { resolver.openFileDescriptor(source, "r", cancellation) }
    val file = open.getOrNull() ?: throw FileNotFoundException()
    return file.use {
        val said = resolver.describe(source)
        attach(it, said.name, said.bytes, work)
    }
}

/** Whether this is a content URI that another app serves. */
fun Uri.isForeignContent(): Boolean {
    val served = authority.orEmpty().substringAfter('@')
    return scheme == ContentResolver.SCHEME_CONTENT && served.isNotEmpty() && !served.startsWith(OWN_AUTHORITY)
}

/** What the other app says of a file: a name, only ever shown and never a path, and how many bytes it has, if it says so. */
private class Described(val name: String, val bytes: Long?)

private fun ContentResolver.describe(source: Uri): Described {
    val said =
        runCatching {
            if (!source.isForeignContent()) return@runCatching null
            query(source, arrayOf(OpenableColumns.DISPLAY_NAME, OpenableColumns.SIZE), null, null, null)?.use { row ->
                if (!row.moveToFirst()) return@use null
                val (name, size) = listOf(OpenableColumns.DISPLAY_NAME, OpenableColumns.SIZE).map(row::getColumnIndex)
                val bytes = if (size < 0 || row.isNull(size)) null else row.getLong(size)
                row.getString(name).orEmpty() to bytes?.takeIf { it >= 0 }
            }
        }
    val (given, bytes) = said.getOrNull() ?: (null to null)
    val name = given?.takeIf { it.isNotBlank() } ?: source.lastPathSegment?.substringAfterLast('/')
    return Described(name.orEmpty().take(LONGEST_NAME).ifBlank { "?" }, bytes)
}

private const val OWN_AUTHORITY = "org.candado.app"
private const val LONGEST_NAME = 255
private const val MOST_PICTURES = 20
