package org.candado.preview.host

import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock

/** One picture of the screen. */
class Frame(
    /** Counts from 1 in this process. */
    val number: Long,
    /** The last request that had been carried out when this was drawn. */
    val request: Long,
    /** `image/jpeg` while things move, `image/png` for the still that follows. */
    val type: String,
    /** The encoded picture. */
    val bytes: ByteArray,
)

/** Something the page asks of the phone, in JSON. */
class Request(val number: Long, val json: String) {
    /** JSON, or a [Refusal]. */
    val answer = CompletableFuture<String>()
}

/**
 * The one meeting point of web server and phone. The phone's classes live in Robolectric's class
 * loader and this one does not, so only types of the JDK and of this package cross it.
 */
object Link {
    /** What waits to be carried out on the phone's main thread. */
    val requests = LinkedBlockingQueue<Request>()

    /** True once the process is asked to end. */
    @Volatile
    var stopping = false
        private set

    /** Run once, when the first screen is there. */
    @Volatile
    var onReady: Runnable? = null

    /** True when the last boot ended because something threw; the next one tells the page. */
    @Volatile
    var crashed = false

    /** The folders of the phone that is on. */
    @Volatile
    lateinit var phone: PhoneFolders
        private set

    private lateinit var kept: StateFolder

    private val lock = ReentrantLock()
    private val news = lock.newCondition()
    private var frame: Frame? = null
    private var state = STARTING
    private var stateNumber = 1L
    private var requestNumber = 0L

    /** Tells where phones keep what they remember; the newest is on. */
    internal fun keepIn(folder: StateFolder) {
        kept = folder
        switchOn()
    }

    /** From here on the newest phone is the one that is on. */
    internal fun switchOn() {
        phone = kept.phone()
    }

    /** Makes a phone that nobody used, for the next start. Throws a [Refusal] where the disk has no room for it. */
    fun makePhone() = onDisk { kept.makePhone() }

    /** Shows a new picture. */
    fun showFrame(request: Long, type: String, bytes: ByteArray) = lock.withLock {
        frame = Frame((frame?.number ?: 0) + 1, request, type, bytes)
        news.signalAll()
    }

    /** Tells the page what it shows beside the picture; the same text again is no news. */
    fun showState(json: String) = lock.withLock {
        if (json != state) {
            state = json
            stateNumber += 1
            news.signalAll()
        }
    }

    /** Waits for a picture newer than [after]; null when none comes in time. */
    fun awaitFrame(after: Long, millis: Long): Frame? = lock.withLock {
        waitUntil(millis) { (frame?.number ?: 0) > after }
        frame?.takeIf { it.number > after }
    }

    /** Waits for a state newer than [after]; its number and JSON, null when none comes in time. */
    fun awaitState(after: Long, millis: Long): Map.Entry<Long, String>? = lock.withLock {
        waitUntil(millis) { stateNumber > after }
        if (stateNumber > after) java.util.Map.entry(stateNumber, state) else null
    }

    /** Asks the phone and waits for its answer. */
    fun ask(json: String): String {
        val request = lock.withLock {
            requestNumber += 1
            Request(requestNumber, json).also(requests::add)
        }
        return try {
            request.answer.get(ANSWER_SECONDS, TimeUnit.SECONDS)
        } catch (failure: ExecutionException) {
            throw failure.cause as? Refusal ?: Refusal(Reason.FAILED)
        } catch (late: TimeoutException) {
            throw Refusal(Reason.SILENT)
        }
    }

    /** This process ends: the phone carries nothing more out and is not started again. What is set is saved already. */
    fun stop() {
        stopping = true
    }

    private inline fun waitUntil(millis: Long, condition: () -> Boolean) {
        var leftNanos = TimeUnit.MILLISECONDS.toNanos(millis)
        while (!condition() && leftNanos > 0) leftNanos = news.awaitNanos(leftNanos)
    }

    private const val STARTING = "{\"phase\":\"starting\"}"
    private const val ANSWER_SECONDS = 60L
}
