package org.candado.preview.host

import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.channels.OverlappingFileLockException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption.CREATE
import java.nio.file.StandardOpenOption.WRITE

/**
 * The folder that survives a restart: `app/` is the app's private data, `phone.json` what the page
 * set, `lock` keeps a second preview away. Documents the app saves go to a folder of their own.
 */
internal class StateFolder private constructor(
    val phone: Path,
    val documents: Path,
    @Suppress("unused") private val lock: FileChannel,
) {
    /** The app's data folder. */
    val app: Path = phone.resolve("app")

    companion object {
        /** Makes the folders and takes the lock, which the system frees when this process ends. */
        fun open(state: Path, documents: Path): StateFolder {
            val channel = try {
                Files.createDirectories(state.resolve("app"))
                Files.createDirectories(documents)
                for (folder in listOf(state, documents)) {
                    Files.delete(Files.createTempFile(folder, "write", ".probe"))
                }
                FileChannel.open(state.resolve("lock"), CREATE, WRITE)
            } catch (failure: IOException) {
                throw Trouble(3, "cannot write in $state or $documents; choose another folder with --state")
            }
            val free = try {
                channel.tryLock() != null
            } catch (taken: OverlappingFileLockException) {
                false
            }
            if (!free) throw Trouble(3, "another preview is using $state; stop it or choose another folder with --state")
            return StateFolder(state, documents, channel)
        }
    }
}
