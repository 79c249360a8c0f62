package org.candado.app

import java.io.File
import java.io.FileDescriptor
import java.io.RandomAccessFile

/** Opens the file and lends its descriptor's number for one call, as the app lends a ParcelFileDescriptor's. */
fun <T> File.lend(use: (Int) -> T): T = RandomAccessFile(this, "rw").use { use(number(it.fd)) }

private fun number(descriptor: FileDescriptor): Int {
    val field = FileDescriptor::class.java.getDeclaredField("fd")
    field.isAccessible = true
    return field.getInt(descriptor)
}
