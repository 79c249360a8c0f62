package org.candado.preview

import org.candado.preview.host.Boots
import org.candado.preview.host.Link
import org.candado.preview.host.Server
import org.candado.preview.host.StateFolder
import org.candado.preview.host.Trouble
import java.io.PrintStream
import kotlin.system.exitProcess

/**
 * The phone in a browser page: the app's own classes and resources and the same Rust core, run by
 * Robolectric. It is a simulation for people without a phone at hand; nothing here runs on ART.
 */
object Main {
    /** Exit codes: 0 asked to stop, 2 wrong arguments, 3 state folder, 4 port, 5 the phone does not start. */
    @JvmStatic
    fun main(arguments: Array<String>) {
        try {
            run(Arguments.parse(arguments))
        } catch (trouble: Trouble) {
            System.err.println("preview: ${trouble.message}")
            exitProcess(trouble.exitCode)
        }
    }

    private fun run(arguments: Arguments) {
        System.setErr(WithoutBroadcasts(System.err))
        val state = StateFolder.open(arguments.state, arguments.documents)
        Link.keepIn(state)
        val server = Server.start(arguments.port, arguments.web)
        Runtime.getRuntime().addShutdownHook(Thread { Link.stop() })
        println("preview: starting the phone, state in ${Link.phone.root}, saved documents in ${Link.phone.documents}")
        Boots.run(onReady = Runnable { println("preview: ready at ${server.address} (Ctrl+C stops it)") })
        exitProcess(0)
    }

    /** Robolectric prints a line for each broadcast; whoever runs the preview has no use for it. */
    private class WithoutBroadcasts(out: PrintStream) : PrintStream(out, true) {
        override fun format(format: String?, vararg arguments: Any?): PrintStream =
            if (format?.startsWith("Intent = ") == true) this else super.format(format, *arguments)
    }
}
