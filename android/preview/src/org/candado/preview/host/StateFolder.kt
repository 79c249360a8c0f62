package org.candado.preview.host

import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.channels.OverlappingFileLockException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption.CREATE
import java.nio.file.StandardOpenOption.WRITE

/**
 * The folder that survives a restart; `lock` in it keeps a second preview away. The first phone lies in the folder
 * itself, those after it in `phone-2`, `phone-3` and so on, and what they save in folders of the same names.
 */
internal class StateFolder private constructor(
    private val state: Path,
    private val documents: Path,
    private val lock: FileChannel,
) {
    /** The phone in use: the newest. */
    fun phone(): PhoneFolders = folders(newest())

    /**
     * Makes room for a phone that nobody used. The one before keeps its folder, also because its core may hold files
     * there open and tidies up behind them by name when it lets go.
     */
    fun makePhone() = folders(newest() + 1).make()

    private fun newest(): Int = generateSequence(2) { it + 1 }.takeWhile { Files.isDirectory(named(state, it)) }.lastOrNull() ?: 1

    private fun folders(number: Int) = PhoneFolders(named(state, number), named(documents, number))

    private fun named(folder: Path, number: Int): Path = if (number == 1) folder else folder.resolve("phone-$number")

    companion object {
        /** Makes the folders and takes the lock, which the system frees when this process ends. */
        fun open(state: Path, documents: Path): StateFolder {
            val folder = try {
                for (place in listOf(state, documents)) {
                    Files.createDirectories(place)
                    Files.delete(Files.createTempFile(place, "write", ".probe"))
                }
                StateFolder(state, documents, FileChannel.open(state.resolve("lock"), CREATE, WRITE)).apply { phone().make() }
            } catch (failure: IOException) {
                throw Trouble(3, "cannot write in $state or $documents; choose another folder with --state")
            }
            val free = try {
                folder.lock.tryLock() != null
            } catch (taken: OverlappingFileLockException) {
                false
            }
            if (!free) throw Trouble(3, "another preview is using $state; stop it or choose another folder with --state")
            return folder
        }
    }
}

/** Where one phone keeps what it has. */
class PhoneFolders(
    /** The folder with `phone.json`, what the page set. */
    val root: Path,
    /** What the app saved for the person to take along. */
    val documents: Path,
) {
    /** The app's private data. */
    val app: Path = root.resolve("app")

    /** Makes what is missing. */
    internal fun make() {
        Files.createDirectories(documents)
        Files.createDirectories(app)
    }
}
