package org.candado.app

import android.content.ContentProvider
import android.content.ContentValues
import android.content.res.AssetFileDescriptor
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.Bundle
import android.os.CancellationSignal
import android.os.OperationCanceledException
import android.os.ParcelFileDescriptor
import android.provider.OpenableColumns
import java.io.File
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** A file whose app says at its end that it could not write all of it. */
private class BrokenOff(file: ParcelFileDescriptor) : ParcelFileDescriptor(file) {
    override fun canDetectErrors() = true

    override fun checkError() = throw java.io.IOException("the app died")
}

/** Another app: serves one file to be read or written, under a name of its choice. */
class OtherAppsProvider : ContentProvider() {
    override fun onCreate() = true

    override fun openTypedAssetFile(
        uri: Uri,
        types: String,
        options: Bundle?,
        signal: CancellationSignal?,
    ): AssetFileDescriptor? {
        if (uri.toString() == stalled) {
            asked.countDown()
            val cancelled = CountDownLatch(1)
            checkNotNull(signal).setOnCancelListener { cancelled.countDown() }
            letGo = cancelled.await(20, TimeUnit.SECONDS)
            throw OperationCanceledException()
        }
        return super.openTypedAssetFile(uri, types, options, signal)
    }

    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor {
        check(uri.toString() != vanished) { "it was deleted meanwhile" }
        val open = ParcelFileDescriptor.open(checkNotNull(file), ParcelFileDescriptor.parseMode(mode))
        return if (breaksOff) BrokenOff(open) else open
    }

    override fun query(uri: Uri, columns: Array<String>?, where: String?, values: Array<String>?, order: String?): Cursor =
        MatrixCursor(arrayOf(OpenableColumns.DISPLAY_NAME, OpenableColumns.SIZE)).apply { addRow(arrayOf<Any?>(name, bytes)) }

    override fun getType(uri: Uri): String? = type

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, where: String?, values: Array<String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, where: String?, arguments: Array<String>?) = 0

    override fun call(method: String, argument: String?, extras: Bundle?): Bundle? {
        calls.add(method)
        return null
    }

    companion object {
        /** What this app was asked to do with its documents, such as `android:deleteDocument`. */
        val calls = mutableListOf<String>()
        var file: File? = null
        var name = "captura.png"

        /** What this app says that its file is. */
        var type: String? = null

        /** How many bytes this app says that its file has. */
        var bytes: Long? = null

        /** Whether this app breaks off before the end of its file. */
        var breaksOff = false

        /** What this app fails to open, with whatever exception it likes. */
        var vanished: String? = null

        /** What this app never has at hand, and fetches until it is told to let go. */
        var stalled: String? = null

        /** Opens once this app was asked for that. */
        var asked = CountDownLatch(1)

        /** Whether it was told to let go. */
        var letGo = false
    }
}
