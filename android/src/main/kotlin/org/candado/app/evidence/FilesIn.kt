package org.candado.app.evidence

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.ParcelFileDescriptor
import android.provider.MediaStore
import android.provider.OpenableColumns
import java.io.FileNotFoundException
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway
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
    sources.forEachIndexed { index, source ->
        val begin = { file: ParcelFileDescriptor? -> progress.at(index + 1, sources.size, file) }
        begin(null)
        when (val outcome = attempt { copyOne(resolver, source, begin).also(keep) }) {
            is CoreGateway.Outcome.Done -> files.add(outcome.value)
            is CoreGateway.Outcome.Refused -> refused.add(RefusedFile(resolver.displayName(source), outcome.error))
        }
    }
    return Copied(files, refused)
}

private fun CoreGateway.Core.copyOne(
    resolver: ContentResolver,
    source: Uri,
    begin: (ParcelFileDescriptor?) -> Unit,
): Attachment {
    if (!source.isForeignContent()) throw SecurityException("not a content URI of another app")
    // Whatever the other app's provider throws, it is its file that cannot be read.
    val file = runCatching { resolver.openFileDescriptor(source, "r") }.getOrNull() ?: throw FileNotFoundException()
    return file.use {
        begin(it)
        attach(it, resolver.displayName(source)).also { begin(null) }
    }
}

/** Whether this is a content URI that another app serves. */
fun Uri.isForeignContent(): Boolean {
    val served = authority.orEmpty().substringAfter('@')
    return scheme == ContentResolver.SCHEME_CONTENT && served.isNotEmpty() && !served.startsWith(OWN_AUTHORITY)
}

/** The name the other app gives; only ever shown, never a path. */
private fun ContentResolver.displayName(source: Uri): String {
    val named =
        runCatching {
            if (!source.isForeignContent()) return@runCatching null
            query(source, arrayOf(OpenableColumns.DISPLAY_NAME), null, null, null)?.use { row ->
                if (row.moveToFirst()) row.getString(0) else null
            }
        }
    val name = named.getOrNull()?.takeIf { it.isNotBlank() } ?: source.lastPathSegment?.substringAfterLast('/')
    return name.orEmpty().take(LONGEST_NAME).ifBlank { "?" }
}

private const val OWN_AUTHORITY = "org.candado.app"
private const val LONGEST_NAME = 255
private const val MOST_PICTURES = 20
