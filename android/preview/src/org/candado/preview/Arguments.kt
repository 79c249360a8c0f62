package org.candado.preview

import org.candado.preview.host.Trouble
import java.nio.file.Path

/** What the command says: where to listen and which folders to use. */
internal class Arguments(val port: Int, val state: Path, val web: Path, val documents: Path) {
    companion object {
        private const val USAGE =
            "usage: --port NUMBER --state FOLDER --library FOLDER --web FOLDER --documents FOLDER"
        private val NAMES = setOf("--port", "--state", "--library", "--web", "--documents")

        /** Reads `--name value` pairs; the folder of `libcandado.so` is told to JNA. */
        fun parse(arguments: Array<String>): Arguments {
            val given = arguments.toList().chunked(2).associate { pair ->
                if (pair.size != 2 || pair[0] !in NAMES) throw Trouble(2, USAGE)
                pair[0] to pair[1]
            }
            fun folder(name: String): Path = Path.of(given[name] ?: throw Trouble(2, USAGE)).toAbsolutePath()
            val port = given["--port"]?.toIntOrNull()?.takeIf { it in 0..65535 } ?: throw Trouble(2, USAGE)
            System.setProperty("jna.library.path", folder("--library").toString())
            return Arguments(port, folder("--state"), folder("--web"), folder("--documents"))
        }
    }
}
