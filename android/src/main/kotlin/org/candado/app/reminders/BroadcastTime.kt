package org.candado.app.reminders

import android.content.BroadcastReceiver
import android.os.Handler
import android.os.Looper

/**
 * Gives a broadcast back to the phone once its work is done, or after some seconds while the work goes on: it may wait for
 * the core's one thread behind a long bundle, and an app that keeps a broadcast for ten seconds is taken for hung. What this
 * returns is called on the main thread when the work is done. Null when a test calls the receiver by hand.
 */
internal fun BroadcastReceiver.PendingResult?.whenDoneOrInTime(): () -> Unit {
    val pending = this ?: return {}
    val main = Handler(Looper.getMainLooper())
    val giveBack = GiveBack(pending)
    main.postDelayed(giveBack, KEPT_AT_MOST_MS)
    return {
        main.removeCallbacks(giveBack)
        giveBack.run()
    }
}

/** Once: the phone takes a second time for a mistake. Only on the main thread. */
private class GiveBack(private val pending: BroadcastReceiver.PendingResult) : Runnable {
    private var isGivenBack = false

    override fun run() {
        if (!isGivenBack) pending.finish()
        isGivenBack = true
    }
}

internal const val KEPT_AT_MOST_MS = 7_000L
