package org.candado.app.reminders

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import java.util.concurrent.TimeUnit
import org.candado.app.candado

/** Once a day, in case a maker's battery saver swallowed the alarm. */
class RearmJob : JobService() {
    override fun onStartJob(parameters: JobParameters): Boolean {
        candado.reminders.ring(byAlarm = false) { jobFinished(parameters, false) }
        return true
    }

    override fun onStopJob(parameters: JobParameters): Boolean = true

    companion object {
        private const val ID = 1

        /** Plans the daily job; does nothing when it is planned already. */
        fun schedule(context: Context) {
            val scheduler = context.getSystemService(JobScheduler::class.java) ?: return
            if (scheduler.getPendingJob(ID) != null) return
            scheduler.schedule(
                JobInfo.Builder(ID, ComponentName(context, RearmJob::class.java))
                    .setPeriodic(TimeUnit.DAYS.toMillis(1))
                    .setPersisted(true)
                    .build()
            )
        }
    }
}
