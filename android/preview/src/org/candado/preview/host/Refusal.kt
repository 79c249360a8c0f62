package org.candado.preview.host

import java.io.IOException

/** Why a request is refused: an HTTP status and a sentence for whoever asks without the page. */
enum class Reason(val status: Int, val sentence: String) {
    OTHER_ADDRESS(403, "this address is not served here"),
    ELSEWHERE(403, "pages from elsewhere may not ask"),
    EARLIER_START(403, "the page is from an earlier start; reload it"),
    NOTHING_HERE(404, "there is nothing here"),
    NO_SUCH_METHOD(405, "only GET and POST are understood"),
    UNREADABLE(400, "that request cannot be read"),
    CANNOT(400, "the phone cannot do that"),
    NO_SUCH_SETTING(400, "the phone has no such setting"),
    NO_DATE(400, "that is not a date and an hour from 2000 to 2100"),
    TOO_MANY_HOURS(400, "the clock can be moved by 1 hour to 366 days at a time"),
    TOO_LARGE(413, "that is too large; a file may have 64 MiB"),
    NO_DOCUMENT(404, "there is no such document"),
    NOTHING_CHOSEN(400, "no document was chosen"),
    NOTHING_TO_SHARE(400, "there is nothing to share"),
    NOT_ASKED(409, "nothing is waiting for that"),
    NO_NOTIFICATION(404, "there is no such notification"),
    CLOSED(409, "the app is closed"),
    NO_SCREEN(500, "the app has no screen for that"),
    NO_BUNDLE(422, "that is not a bundle"),
    DISK(507, "this computer could not read or write the file; the terminal says why"),
    SILENT(503, "the phone is not answering; it may still be starting"),
    FAILED(500, "that did not work; the terminal says why"),
    ;

    /** What the page looks its own words up by. */
    val slug: String get() = name.lowercase().replace('_', '-')
}

/** A request the page should not have made. */
class Refusal(val reason: Reason) : Exception(reason.sentence)

/**
 * What the disk refuses is told; a browser that went away in the middle is an [IOException] too, and is not. Inline,
 * because a Kotlin function cannot cross from the phone's class loader to the one of this package.
 */
internal inline fun <T> onDisk(work: () -> T): T = try {
    work()
} catch (failure: IOException) {
    System.err.println("preview: $failure")
    throw Refusal(Reason.DISK)
}
