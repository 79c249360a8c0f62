package org.candado.app.platform

/**
 * What [read] gives, or [failed] when the phone refuses or throws. A maker that left a class or a method out of its
 * Android throws an error and no exception; that is no more than a failed signal either.
 */
internal inline fun <T> probe(failed: T, read: () -> T): T =
    try {
        read()
    } catch (_: RuntimeException) {
        failed
    } catch (_: LinkageError) {
        failed
    }
