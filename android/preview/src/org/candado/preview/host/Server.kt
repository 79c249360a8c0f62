package org.candado.preview.host

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.io.IOException
import java.net.BindException
import java.net.InetAddress
import java.net.InetSocketAddress
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Executors

/** The web server, on 127.0.0.1 only. Answers are pictures, JSON, the page's files, saved documents. */
internal class Server private constructor(
    private val http: HttpServer,
    private val web: Path,
) {
    private val gate = Gate(http.address.port)

    /** Where the page is. */
    val address: String = "http://127.0.0.1:${http.address.port}/"

    private fun serve(exchange: HttpExchange) {
        try {
            gate.checkSender(exchange)
            route(exchange)
        } catch (refusal: Refusal) {
            refuse(exchange, refusal.reason)
        } catch (gone: IOException) {
            // The browser went away in the middle; nothing is lost, the next request finds the phone as it is.
        } catch (failure: RuntimeException) {
            System.err.println("preview: a request failed: $failure")
            refuse(exchange, Reason.FAILED)
        } finally {
            exchange.close()
        }
    }

    private fun route(exchange: HttpExchange) {
        val path = exchange.requestURI.path
        when (exchange.requestMethod) {
            "GET" -> when {
                path == "/" -> page(exchange)
                path == "/api/frame" -> frame(exchange)
                path == "/api/state" -> state(exchange)
                path.startsWith("/documents/") -> document(exchange, path.removePrefix("/documents/"))
                else -> asset(exchange, path.removePrefix("/"))
            }
            "POST" -> {
                gate.checkToken(exchange)
                when (path) {
                    "/api/act" -> json(exchange, Link.ask(String(body(exchange, REQUEST_BYTES))))
                    "/api/files" -> upload(exchange)
                    else -> throw Refusal(Reason.NOTHING_HERE)
                }
            }
            else -> throw Refusal(Reason.NO_SUCH_METHOD)
        }
    }

    private fun page(exchange: HttpExchange) {
        val page = Files.readString(web.resolve("index.html")).replace("TOKEN", gate.token)
        answer(exchange, 200, "text/html; charset=utf-8", page.toByteArray())
    }

    private fun asset(exchange: HttpExchange, name: String) {
        val type = TYPES[name.substringAfterLast('.', "")]
        if (!name.matches(ASSET_NAME) || type == null || !Files.isRegularFile(web.resolve(name))) {
            throw Refusal(Reason.NOTHING_HERE)
        }
        answer(exchange, 200, type, Files.readAllBytes(web.resolve(name)))
    }

    private fun frame(exchange: HttpExchange) {
        gate.checkToken(exchange)
        val frame = Link.awaitFrame(after(exchange), POLL_MILLIS) ?: return nothing(exchange)
        exchange.responseHeaders.add("X-Frame", frame.number.toString())
        exchange.responseHeaders.add("X-Request", frame.request.toString())
        answer(exchange, 200, frame.type, frame.bytes)
    }

    private fun state(exchange: HttpExchange) {
        gate.checkToken(exchange)
        val state = Link.awaitState(after(exchange), POLL_MILLIS) ?: return nothing(exchange)
        exchange.responseHeaders.add("X-State", state.key.toString())
        json(exchange, state.value)
    }

    private fun document(exchange: HttpExchange, name: String) {
        val file = Link.phone.documents.resolve(Names.safe(name))
        if (name != Names.safe(name) || !Files.isRegularFile(file)) throw Refusal(Reason.NO_DOCUMENT)
        // Never rendered here: a document with a script in it must not get this page's rights.
        exchange.responseHeaders.add("Content-Disposition", "attachment; filename*=UTF-8''${Names.encoded(name)}")
        exchange.responseHeaders.add("Content-Security-Policy", "sandbox")
        answer(exchange, 200, "application/octet-stream", onDisk { Files.readAllBytes(file) })
    }

    private fun upload(exchange: HttpExchange) {
        val bytes = body(exchange, FILE_BYTES)
        val documents = Link.phone.documents
        val name = Names.free(documents, Names.safe(parameter(exchange, "name") ?: "archivo"))
        val file = documents.resolve(name)
        onDisk {
            try {
                Files.write(file, bytes)
            } catch (failure: IOException) {
                Files.deleteIfExists(file)
                throw failure
            }
        }
        json(exchange, "{\"name\":\"$name\"}")
    }

    private fun after(exchange: HttpExchange): Long =
        parameter(exchange, "after")?.toLongOrNull() ?: throw Refusal(Reason.UNREADABLE)

    private fun parameter(exchange: HttpExchange, name: String): String? =
        exchange.requestURI.rawQuery.orEmpty().split('&').map { it.split('=', limit = 2) }
            .firstOrNull { it.size == 2 && it[0] == name }
            ?.let { java.net.URLDecoder.decode(it[1], Charsets.UTF_8) }

    private fun body(exchange: HttpExchange, limitBytes: Int): ByteArray {
        val bytes = exchange.requestBody.readNBytes(limitBytes + 1)
        if (bytes.size > limitBytes) throw Refusal(Reason.TOO_LARGE)
        return bytes
    }

    private fun json(exchange: HttpExchange, text: String) =
        answer(exchange, 200, "application/json; charset=utf-8", text.toByteArray())

    private fun refuse(exchange: HttpExchange, reason: Reason) {
        exchange.responseHeaders.set("X-Reason", reason.slug)
        answer(exchange, reason.status, "text/plain; charset=utf-8", (reason.sentence + "\n").toByteArray())
    }

    private fun nothing(exchange: HttpExchange) = exchange.sendResponseHeaders(204, -1)

    private fun answer(exchange: HttpExchange, status: Int, type: String, bytes: ByteArray) {
        val headers = exchange.responseHeaders
        headers.set("Content-Type", type)
        headers.set("Cache-Control", "no-store")
        headers.set("X-Content-Type-Options", "nosniff")
        headers.set("Referrer-Policy", "no-referrer")
        headers.set("Cross-Origin-Resource-Policy", "same-origin")
        if (!headers.containsKey("Content-Security-Policy")) headers.set("Content-Security-Policy", POLICY)
        exchange.sendResponseHeaders(status, if (bytes.isEmpty()) -1 else bytes.size.toLong())
        exchange.responseBody.write(bytes)
    }

    companion object {
        private const val POLL_MILLIS = 15_000L
        private const val REQUEST_BYTES = 256 * 1024
        private const val FILE_BYTES = 64 * 1024 * 1024
        private const val THREADS = 24
        private const val POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        private val ASSET_NAME = Regex("[a-z0-9-]+\\.[a-z]+")
        private val TYPES = mapOf(
            "css" to "text/css; charset=utf-8",
            "js" to "text/javascript; charset=utf-8",
            "svg" to "image/svg+xml",
            "png" to "image/png",
        )

        /** Listens on [port] of this machine alone; 0 takes any free port. */
        fun start(port: Int, web: Path): Server {
            // Head and body of an answer are written one after the other; without this the body waits 40 ms for the
            // browser to acknowledge the head (jdk.httpserver's module page).
            System.setProperty("sun.net.httpserver.nodelay", "true")
            val http = try {
                HttpServer.create(InetSocketAddress(InetAddress.getByAddress(byteArrayOf(127, 0, 0, 1)), port), 0)
            } catch (taken: BindException) {
                throw Trouble(4, "port $port is taken; choose another with --port")
            }
            val server = Server(http, web)
            http.executor = Executors.newFixedThreadPool(THREADS) { task ->
                Thread(task, "preview-web").apply { isDaemon = true }
            }
            http.createContext("/", server::serve)
            http.start()
            return server
        }
    }
}
