package org.candado.app.reminders

import android.app.job.JobParameters
import android.os.Parcel
import org.robolectric.Robolectric
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowJobService

/** The phone runs the daily job. */
fun runDailyJob(): ShadowJobService {
    val job = Robolectric.setupService(RearmJob::class.java)
    job.onStartJob(jobParameters())
    return Shadow.extract(job)
}

/** Only the phone makes these; nothing in them matters here. */
fun jobParameters(): JobParameters {
    val made = JobParameters::class.java.declaredConstructors.first { Parcel::class.java !in it.parameterTypes }
    made.isAccessible = true
    val nothing: List<Any?> =
        made.parameterTypes.map { type ->
            when (type) {
                Boolean::class.javaPrimitiveType -> false
                Int::class.javaPrimitiveType -> 0
                else -> null
            }
        }
    return made.newInstance(*nothing.toTypedArray()) as JobParameters
}
