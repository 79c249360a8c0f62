package org.candado.app.evidence

import android.content.ContentResolver
import android.net.Uri
import org.candado.app.platform.CoreGateway
import org.candado.core.Attachment

// A screen writes what is typed, work on the core's thread writes which files there are. So neither can undo the other,
// and a file that is being copied when the screen goes away is in the draft all the same.

/** The files of a form's draft. */
fun CoreGateway.Core.keptFiles(form: String): List<Attachment> = kept(form).files

/** Keeps what is typed beside the files that the draft has; both come back. */
fun CoreGateway.Core.keepTyped(form: String, typed: NoteDraft): NoteDraft =
    typed.copy(files = keptFiles(form)).also { saveDraft(form, it.write()) }

/**
 * Copies files into the store and each, once it is there, into the draft of [form]: beside those that it has, or
 * [instead] of them.
 */
fun CoreGateway.Core.copyInto(
    form: String,
    resolver: ContentResolver,
    sources: List<Uri>,
    progress: CopyProgress,
    instead: Boolean = false,
): Copied =
    copyIn(resolver, sources, progress) { file ->
        val before = kept(form)
        val files = if (instead) listOf(file) else (before.files + file).distinctBy(Attachment::sha256)
        saveDraft(form, before.copy(files = files).write())
        release(before.files - files.toSet())
    }

/** Takes a file out of a form's draft and lets go of it, unless something else needs it; the others come back. */
fun CoreGateway.Core.removeFile(form: String, file: Attachment): List<Attachment> {
    val before = kept(form)
    val left = before.files.filterNot { it.sha256 == file.sha256 }
    saveDraft(form, before.copy(files = left).write())
    release(listOf(file))
    return left
}

private fun CoreGateway.Core.kept(form: String) = draft(form)?.let(NoteDraft::read) ?: NoteDraft()
