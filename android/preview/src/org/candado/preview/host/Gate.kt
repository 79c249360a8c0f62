package org.candado.preview.host

import com.sun.net.httpserver.HttpExchange
import java.security.MessageDigest
import java.security.SecureRandom
import java.util.HexFormat

/**
 * Who may tap the app: this page and nobody else. A web page from elsewhere can make a browser send
 * requests to 127.0.0.1, with a name of its own that resolves here (so Host is checked), as a form
 * or script (so Origin and Sec-Fetch-Site are), and none of them knows the token in our page.
 */
internal class Gate(port: Int) {
    /** Told to the page, asked back with every request for the phone. */
    val token: String = ByteArray(16).also(SecureRandom()::nextBytes).let(HexFormat.of()::formatHex)

    private val hosts = setOf("127.0.0.1:$port", "localhost:$port")
    private val origins = hosts.map { "http://$it" }.toSet()

    /** Throws a [Refusal] for a request that did not come from a person at this machine. */
    fun checkSender(exchange: HttpExchange) {
        val headers = exchange.requestHeaders
        if (headers.getFirst("Host") !in hosts) throw Refusal(Reason.OTHER_ADDRESS)
        val origin = headers.getFirst("Origin")
        if (origin != null && origin !in origins) throw Refusal(Reason.ELSEWHERE)
        val site = headers.getFirst("Sec-Fetch-Site")
        val navigation = headers.getFirst("Sec-Fetch-Mode") == "navigate" && exchange.requestMethod == "GET"
        if (site != null && site != "same-origin" && site != "none" && !navigation) {
            throw Refusal(Reason.ELSEWHERE)
        }
    }

    /** Throws a [Refusal] unless the request carries the page's token. */
    fun checkToken(exchange: HttpExchange) {
        val given = exchange.requestHeaders.getFirst("X-Candado-Token").orEmpty()
        if (!MessageDigest.isEqual(given.toByteArray(), token.toByteArray())) {
            throw Refusal(Reason.EARLIER_START)
        }
    }
}
