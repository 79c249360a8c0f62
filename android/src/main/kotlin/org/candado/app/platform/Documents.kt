package org.candado.app.platform

import android.content.ContentResolver
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.DocumentsContract
import java.io.FileNotFoundException

/**
 * Writes the document that the person made a place for. One that is not written to its end is taken away again, so that
 * nobody takes it for a whole one; where its app cannot do that, the core has left it empty.
 */
fun <T> ContentResolver.writeDocument(document: Uri, write: (ParcelFileDescriptor) -> T): T {
    val written = runCatching {
        val file = openFileDescriptor(document, "rwt") ?: throw FileNotFoundException()
        file.use(write)
    }
    if (written.isFailure) runCatching { DocumentsContract.deleteDocument(this, document) }
    return written.getOrThrow()
}
