package org.candado.app

import java.io.File
import java.io.FileDescriptor
import java.io.RandomAccessFile
import java.nio.file.Files

/** Opens the file and lends its descriptor's number for one call, as the app lends a ParcelFileDescriptor's. */
fun <T> File.lend(use: (Int) -> T): T = RandomAccessFile(this, "rw").use { use(descriptorNumber(it.fd)) }

/** A pipe with a name, as `mkfifo` makes it. */
fun namedPipe(): File {
    val pipe = File(Files.createTempDirectory("pipe").toFile(), "pipe")
    check(ProcessBuilder("mkfifo", pipe.path).start().waitFor() == 0) { "mkfifo failed" }
    return pipe
}

fun descriptorNumber(descriptor: FileDescriptor): Int {
    val field = FileDescriptor::class.java.getDeclaredField("fd")
    field.isAccessible = true
    return field.getInt(descriptor)
}
