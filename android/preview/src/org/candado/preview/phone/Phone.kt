package org.candado.preview.phone

import android.app.LocaleManager
import android.content.Intent
import android.os.Looper
import org.candado.preview.host.Link
import org.candado.preview.host.Reason
import org.candado.preview.host.Refusal
import org.candado.preview.host.Request
import org.json.JSONException
import org.json.JSONObject
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.LocalDateTime
import java.time.ZoneOffset
import java.util.Base64
import java.util.concurrent.TimeUnit

/** The phone between switching on and off. Runs on the thread that is Android's main thread here. */
internal class Phone {
    private val facts = Facts.boot()
    private val frames: Frames
    private val application: PreviewApplication
    private val tasks: Tasks
    private val shade: Shade
    private val alarms: Alarms
    private val desk: Desk
    private val looper = shadowOf(Looper.getMainLooper())
    private var lastTickNanos = System.nanoTime()
    private var rebootAsked = false
    private var toldNanos = 0L

    /** Whether the page was not yet told what came of a request. */
    private var news = false

    /** Until when no picture is drawn, in the time of [System.nanoTime]. */
    private var holdUntilNanos = 0L

    init {
        time = Time(facts)
        val link = keepAppData()
        Hardware.configure(facts)
        application = RuntimeEnvironment.getApplication() as PreviewApplication
        check(application.dataDir.toPath() == link) { "the app's data would not be kept" }
        Hardware.equip(application, facts)
        Robolectric.setupContentProvider(Documents::class.java, Documents.AUTHORITY)
        tasks = Tasks(application)
        shade = Shade(application)
        alarms = Alarms(application, time)
        frames = Frames(time)
        desk = Desk(application, facts, time, tasks, shade, alarms)
    }

    /** Until a reboot or the end of the process. */
    fun run() {
        if (facts.restarted) application.sendBroadcast(Intent(Intent.ACTION_BOOT_COMPLETED))
        tasks.launch()
        quiet()
        publish(news = true)
        Link.onReady?.run()
        Link.onReady = null
        while (!Link.stopping && !rebootAsked) {
            val request = Link.requests.poll(frames.pauseMillis, TimeUnit.MILLISECONDS)
            tick()
            if (request != null && obey(request)) {
                // What it set going runs first, so that the next picture shows its effect.
                tick()
                news = true
            }
            // What waits already would only make this picture old, and so would the end of a tap of which this is the start.
            if (Link.requests.isEmpty() && System.nanoTime() >= holdUntilNanos) {
                publish(news)
                news = false
            }
        }
        if (rebootAsked) {
            Link.showState(JSONObject().put("phase", "off").toString())
            tasks.closeAll()
        }
    }

    /** Carries out a request; says whether it acted on the phone, rather than looked at it. */
    private fun obey(request: Request): Boolean {
        try {
            val asked = JSONObject(request.json)
            val answer = when (asked.getString("do")) {
                "reboot" -> JSONObject().also { rebootAsked = true }
                "new-phone" -> {
                    Link.makePhone()
                    JSONObject().also { rebootAsked = true }
                }
                "settle" -> {
                    quiet()
                    state().also { Link.showState(it.toString()) }
                }
                "picture" -> {
                    val front = tasks.top ?: throw Refusal(Reason.CLOSED)
                    JSONObject().put("png", Base64.getEncoder().encodeToString(frames.picture(front)))
                }
                "advance" -> {
                    advance(asked.getLong("hours"))
                    JSONObject()
                }
                else -> desk.carryOut(asked) ?: throw Refusal(Reason.CANNOT)
            }
            val acted = asked.getString("do") !in LOOKING
            if (acted) {
                frames.requested(request.number)
                holdUntilNanos = System.nanoTime() + if (asked.optString("phase") == "down") HOLD_NANOS else 0
            }
            request.answer.complete(answer.put("request", request.number).toString())
            return acted
        } catch (refusal: Refusal) {
            request.answer.completeExceptionally(refusal)
        } catch (wrong: JSONException) {
            request.answer.completeExceptionally(Refusal(Reason.UNREADABLE))
        } catch (failure: RuntimeException) {
            request.answer.completeExceptionally(failure)
            throw failure
        }
        return false
    }

    /** Lets as much time pass on the phone's main thread as passed here, and follows up what the app asked for. */
    private fun tick() {
        val nanos = System.nanoTime()
        val elapsed = Duration.ofNanos(minOf(nanos - lastTickNanos, LONGEST_TICK_NANOS))
        lastTickNanos = nanos
        // Zero stands for "nothing is planned".
        val next = looper.nextScheduledTaskTime
        if (!next.isZero && next <= elapsed + looperNow()) frames.touched()
        looper.idleFor(elapsed)
        // The frame that fell due while the clock moved.
        looper.idle()
        if (desk.followUp()) frames.touched()
        if (alarms.ringIfDue()) looper.idle()
        followAppLanguage()
    }

    private fun looperNow(): Duration = Duration.ofMillis(android.os.SystemClock.uptimeMillis())

    /** Waits until the app has nothing left to do and nothing moves, or for [QUIET_SECONDS] at most. */
    private fun quiet() {
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS)
        var calm = 0
        while (calm < CALM_TICKS && System.nanoTime() < end) {
            Thread.sleep(TICK_MILLIS)
            val busyBefore = PreviewApplication.busy
            tick()
            // Views glide on only as they are drawn.
            val moves = frames.publish(tasks.top) || tasks.top?.let(Screen::glides) == true
            calm = if (busyBefore || PreviewApplication.busy || moves) 0 else calm + 1
        }
    }

    /** Jumps from alarm to alarm, so that each rings in its own hour and the app answers before the next. */
    private fun advance(hours: Long) {
        if (hours !in 1..LONGEST_HOURS) throw Refusal(Reason.TOO_MANY_HOURS)
        val goal = time.nowMs + TimeUnit.HOURS.toMillis(hours)
        Time.requireShown(LocalDateTime.ofEpochSecond(TimeUnit.MILLISECONDS.toSeconds(goal), 0, ZoneOffset.UTC))
        repeat(MOST_ALARMS) {
            val next = alarms.nextMs?.takeIf { it <= goal } ?: return@repeat
            time.passUntil(next)
            alarms.ringIfDue()
            quiet()
        }
        time.passUntil(goal)
        desk.screenMayBeStale()
        quiet()
    }

    private fun publish(news: Boolean) {
        val drawn = frames.publish(tasks.top)
        val nanos = System.nanoTime()
        if (!drawn && !news && nanos - toldNanos < TELL_NANOS) return
        toldNanos = nanos
        Link.showState(state().toString())
    }

    private fun state(): JSONObject = desk.describe().put("phase", "on").put("crashed", Link.crashed)

    /** The app keeps its own language with the system, which has to start it afresh in that language. */
    private fun followAppLanguage() {
        val locales = checkNotNull(application.getSystemService(LocaleManager::class.java)).applicationLocales
        val tag = if (locales.isEmpty) null else locales[0].toLanguageTag()
        if (tag == facts.appLanguage) return
        facts.appLanguage = tag
        Hardware.configure(facts)
        tasks.configurationChanged()
        frames.touched()
    }

    /** Puts a link to the kept folder where Robolectric would make a fresh one for the app's data. */
    private fun keepAppData(): Path {
        val link = RuntimeEnvironment.getTempDirectory().basePath.resolve("org.candado.app-dataDir")
        Files.deleteIfExists(link)
        return Files.createSymbolicLink(link, Link.phone.app)
    }

    companion object {
        /** The clock of the running phone, which the app's core thread reads too. */
        @Volatile
        lateinit var time: Time
            private set

        /** Requests that change nothing. */
        private val LOOKING = setOf("settle", "picture", "verify")

        /** A mouse taps in about so long; a picture of the finger that goes down would only keep the end of the tap waiting. */
        private val HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(40)
        private const val TICK_MILLIS = 8L
        private const val CALM_TICKS = 4
        private const val QUIET_SECONDS = 5L
        private val TELL_NANOS = TimeUnit.SECONDS.toNanos(1)
        private const val MOST_ALARMS = 2000
        private const val LONGEST_HOURS = 24L * 366
        private val LONGEST_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(200)
    }
}
