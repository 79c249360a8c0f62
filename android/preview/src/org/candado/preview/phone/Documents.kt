package org.candado.preview.phone

import android.content.ContentProvider
import android.content.ContentValues
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.OpenableColumns
import org.candado.preview.host.Link
import org.candado.preview.host.Names
import org.candado.preview.host.Reason
import org.candado.preview.host.Refusal
import org.candado.preview.host.onDisk
import org.json.JSONArray
import org.json.JSONObject
import java.io.File
import java.io.FileNotFoundException

/** The phone's shared documents: a folder of this computer, behind content addresses as on a phone. */
internal class Documents : ContentProvider() {
    override fun onCreate() = true

    override fun getType(uri: Uri): String = type(file(uri).name)

    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor {
        val file = file(uri)
        if (!file.isFile) throw FileNotFoundException("no such document")
        return ParcelFileDescriptor.open(file, ParcelFileDescriptor.parseMode(mode))
    }

    override fun query(
        uri: Uri,
        projection: Array<String>?,
        selection: String?,
        selectionArgs: Array<String>?,
        sortOrder: String?,
    ): Cursor {
        val columns = projection ?: arrayOf(OpenableColumns.DISPLAY_NAME, OpenableColumns.SIZE)
        val file = file(uri)
        return MatrixCursor(columns).apply {
            addRow(
                columns.map {
                    when (it) {
                        OpenableColumns.DISPLAY_NAME -> file.name
                        OpenableColumns.SIZE -> file.length()
                        else -> null
                    }
                },
            )
        }
    }

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun update(uri: Uri, values: ContentValues?, selection: String?, selectionArgs: Array<String>?) = 0

    override fun delete(uri: Uri, selection: String?, selectionArgs: Array<String>?): Int =
        if (file(uri).delete()) 1 else 0

    companion object {
        /** The authority of the content addresses. */
        const val AUTHORITY = "org.candado.preview.documents"
        private val TYPES = mapOf(
            "png" to "image/png",
            "jpg" to "image/jpeg",
            "jpeg" to "image/jpeg",
            "webp" to "image/webp",
            "pdf" to "application/pdf",
            "zip" to "application/zip",
            "txt" to "text/plain",
            "mp4" to "video/mp4",
            "opus" to "audio/ogg",
            "ogg" to "audio/ogg",
            "m4a" to "audio/mp4",
        )

        /** The media type that the ending of a name stands for. */
        fun type(name: String): String = TYPES[name.substringAfterLast('.', "").lowercase()] ?: "application/octet-stream"

        /** The content address of an existing document. */
        fun address(name: String): Uri {
            if (!File(Link.phone.documents.toFile(), name).isFile || name != Names.safe(name)) {
                throw Refusal(Reason.NO_DOCUMENT)
            }
            return Uri.Builder().scheme("content").authority(AUTHORITY).appendPath(name).build()
        }

        /** Makes an empty document; gives its address, under a free name like the one wished for. */
        fun create(wished: String): Uri {
            val name = Names.free(Link.phone.documents, Names.safe(wished))
            onDisk { File(Link.phone.documents.toFile(), name).createNewFile() }
            return address(name)
        }

        /** All documents, newest first. */
        fun list(): JSONArray {
            val files = Link.phone.documents.toFile().listFiles(File::isFile).orEmpty().sortedByDescending(File::lastModified)
            return JSONArray(
                files.filter { it.name == Names.safe(it.name) }.map {
                    JSONObject().put("name", it.name).put("bytes", it.length()).put("type", type(it.name))
                },
            )
        }

        private fun file(uri: Uri) = File(Link.phone.documents.toFile(), Names.safe(uri.lastPathSegment.orEmpty()))
    }
}
