package org.candado.app.evidence

import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.os.Build
import org.candado.app.candado
import org.candado.app.reminders.whenDoneOrInTime
import org.candado.core.AnchorWay

/**
 * Hears from the phone's share sheet that an app was chosen for the head code. The sheet says nothing when it is closed,
 * so a code that the person kept to themselves is never remembered as one that left.
 */
class SentReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val code = intent.getStringExtra(CODE) ?: return
        val finished = goAsync().whenDoneOrInTime()
        // Of a log that was set aside meanwhile it is no code any more.
        context.candado.core.ask({ anchor(code, AnchorWay.SENT) }, refused = { finished() }) { finished() }
    }

    companion object {
        private const val CODE = "org.candado.app.HEAD_CODE"

        /** What the share sheet is to tell this receiver of. The sheet adds which app was chosen, so it is mutable. */
        fun tellOf(context: Context, code: String): PendingIntent {
            val intent = Intent(context, SentReceiver::class.java).putExtra(CODE, code)
            val mutable = if (Build.VERSION.SDK_INT >= 31) PendingIntent.FLAG_MUTABLE else 0
            return PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or mutable)
        }
    }
}
