package org.candado.preview.phone

import android.app.Activity
import android.app.job.JobScheduler
import android.content.ClipData
import android.content.Intent
import android.content.IntentSender
import android.content.pm.PackageManager
import org.candado.app.MainActivity
import org.candado.preview.host.Link
import org.candado.preview.host.Reason
import org.candado.preview.host.Refusal
import org.json.JSONArray
import org.json.JSONObject
import org.robolectric.Shadows.shadowOf
import java.time.LocalDateTime
import java.time.format.DateTimeParseException
import java.time.temporal.ChronoUnit

/** What the page can ask for, one word each, and what it is told. */
internal class Desk(
    private val application: PreviewApplication,
    private val facts: Facts,
    private val time: Time,
    private val tasks: Tasks,
    private val shade: Shade,
    private val alarms: Alarms,
) {
    private val touch = Touch()
    private var sheet: JSONObject? = null
    private var tellsOfChoice: IntentSender? = null
    private var answeredPermission: Any? = null

    /** Whether the app was stopped by force and not opened since: Android sends it nothing then. */
    private var stopped = false

    /** Carries out one request; null when there is no such word. */
    fun carryOut(asked: JSONObject): JSONObject? {
        when (asked.getString("do")) {
            "touch" -> front { touch.pointer(it, asked.getString("phase"), number(asked, "x"), number(asked, "y")) }
            "tap" -> front {
                touch.pointer(it, "down", number(asked, "x"), number(asked, "y"))
                touch.pointer(it, "up", number(asked, "x"), number(asked, "y"))
            }
            "text" -> front { touch.text(it, asked.getString("text")) }
            "key" -> front { touch.key(it, asked.getString("key")) }
            "select-all" -> front(touch::selectAll)
            "back" -> back()
            "launch" -> launch()
            "force-stop" -> forceStop()
            "facts" -> change(asked.getJSONObject("facts"))
            "clock" -> setClock(asked.getString("local"))
            "notification" -> shade.tap(asked.getString("key"), if (asked.has("action")) asked.getInt("action") else null)
            "dismiss" -> shade.dismiss(asked.getString("key"))
            "share" -> share(asked.optString("text"), asked.optJSONArray("files") ?: JSONArray())
            "answer" -> answer(asked)
            "verify" -> return Verification.of(asked.getString("name"), asked.optString("anchor").ifEmpty { null })
            else -> return null
        }
        return JSONObject()
    }

    /** Everything beside the picture. */
    fun describe(): JSONObject = JSONObject()
        .put("facts", facts.toJson())
        .put("now", time.local.truncatedTo(ChronoUnit.MINUTES).toString())
        .put("nextAlarmMs", alarms.nextMs ?: JSONObject.NULL)
        .put("notifications", shade.list())
        .put("documents", Documents.list())
        .put("sheet", sheet ?: JSONObject.NULL)
        .put("open", tasks.top != null)
        .put("place", place() ?: JSONObject.NULL)
        .put("editing", tasks.top?.let(touch::editing) == true)
        .put("elements", tasks.top?.let(Views::describe) ?: JSONArray())

    /** Where in the app the person is: the name of the route's class, and its path. */
    private fun place(): JSONObject? {
        val route = (tasks.top as? MainActivity)?.route ?: return null
        return JSONObject().put("name", route.javaClass.simpleName).put("path", route.path)
    }

    /** Starts and closes activities, opens sheets; says whether anything happened. */
    fun followUp(): Boolean {
        var happened = tasks.settle(::leadOut)
        val request = tasks.top?.let { shadowOf(it).lastRequestedPermission }
        if (request != null && request !== answeredPermission && sheet == null) {
            sheet = JSONObject().put("kind", "permission").put("permission", request.requestedPermissions.first())
            happened = true
        }
        return happened
    }

    /** Time went by: the app looks again when it comes back to the front. */
    fun screenMayBeStale() {
        if (sheet != null || tasks.top == null) return
        tasks.leaveFor(Tasks.NO_RESULT)
        tasks.returnWith(Activity.RESULT_CANCELED, null)
    }

    /** What "Force stop" in the phone's settings does: process, alarm, job and notifications are gone. */
    private fun forceStop() {
        stopped = true
        sheet = null
        tasks.closeAll()
        alarms.forget()
        shade.clear()
        application.getSystemService(JobScheduler::class.java)?.cancelAll()
    }

    private fun launch() {
        wake()
        tasks.launch()
    }

    /** A stopped app starts its process anew; Android 15 then tells it of the last start of the phone. */
    private fun wake() {
        if (!stopped) return
        stopped = false
        application.onCreate()
        tell(Intent.ACTION_BOOT_COMPLETED)
    }

    private fun tell(action: String) {
        if (!stopped) application.sendBroadcast(Intent(action))
    }

    private fun front(action: (Activity) -> Unit) {
        // A sheet covers the app, as the system's own dialogs do.
        if (sheet == null) tasks.top?.let(action)
    }

    /** Closes the sheet where there is one, without an answer, as it would the system's own. */
    private fun back() = if (sheet == null) front(touch::back) else answer(JSONObject().put("yes", false))

    private fun leadOut(intent: Intent, requestCode: Int) {
        val described = Outside.describe(intent)
        sheet = described
        tellsOfChoice = Outside.tellsOfChoice(intent)
        tasks.leaveFor(if (Outside.wantsAnswer(described)) requestCode else Tasks.NO_RESULT)
    }

    private fun answer(asked: JSONObject) {
        val answered = sheet ?: throw Refusal(Reason.NOT_ASKED)
        val yes = asked.getBoolean("yes")
        val data = if (yes) data(answered, asked) else null
        sheet = null
        when (answered.getString("kind")) {
            "permission" -> permit(yes)
            "share" -> {
                if (yes) tellsOfChoice?.sendIntent(tasks.top, 0, null, null, null)
                tasks.returnWith(Activity.RESULT_CANCELED, null)
            }
            else -> tasks.returnWith(if (yes) Activity.RESULT_OK else Activity.RESULT_CANCELED, data)
        }
    }

    private fun data(answered: JSONObject, asked: JSONObject): Intent? = when (answered.getString("kind")) {
        "save" -> Intent().setData(Documents.create(asked.getString("name")))
        "pick" -> {
            val addresses = strings(asked.getJSONArray("files")).map(Documents::address)
            if (addresses.isEmpty()) throw Refusal(Reason.NOTHING_CHOSEN)
            Intent().setData(addresses.first()).apply {
                clipData = ClipData.newRawUri(null, addresses.first())
                addresses.drop(1).forEach { clipData?.addItem(ClipData.Item(it)) }
            }
        }
        else -> null
    }

    private fun permit(yes: Boolean) {
        facts.notifications = yes
        Hardware.equip(application, facts)
        val activity = tasks.top ?: return
        val request = shadowOf(activity).lastRequestedPermission ?: return
        answeredPermission = request
        val result = if (yes) PackageManager.PERMISSION_GRANTED else PackageManager.PERMISSION_DENIED
        val results = IntArray(request.requestedPermissions.size) { result }
        activity.onRequestPermissionsResult(request.requestCode, request.requestedPermissions, results)
    }

    private fun change(changes: JSONObject) {
        val zone = facts.zone
        facts.change(changes)
        Hardware.configure(facts)
        Hardware.equip(application, facts)
        if (changes.keys().asSequence().any { it in CONFIGURATION }) tasks.configurationChanged()
        if (facts.zone != zone) tell(Intent.ACTION_TIMEZONE_CHANGED)
        screenMayBeStale()
    }

    private fun setClock(local: String) {
        val chosen = try {
            LocalDateTime.parse(local)
        } catch (wrong: DateTimeParseException) {
            throw Refusal(Reason.NO_DATE)
        }
        time.set(chosen)
        facts.change(JSONObject().put("automaticTime", false))
        Hardware.equip(application, facts)
        tell(Intent.ACTION_TIME_CHANGED)
        screenMayBeStale()
    }

    private fun share(text: String, files: JSONArray) {
        val addresses = strings(files).map(Documents::address)
        val intent = Intent(if (addresses.size > 1) Intent.ACTION_SEND_MULTIPLE else Intent.ACTION_SEND)
        intent.type = if (addresses.isEmpty()) "text/plain" else Documents.type(addresses.first().lastPathSegment.orEmpty())
        if (text.isNotEmpty()) intent.putExtra(Intent.EXTRA_TEXT, text)
        if (addresses.size == 1) intent.putExtra(Intent.EXTRA_STREAM, addresses.first())
        if (addresses.size > 1) intent.putParcelableArrayListExtra(Intent.EXTRA_STREAM, ArrayList(addresses))
        if (addresses.isNotEmpty()) {
            intent.clipData = ClipData.newRawUri(null, addresses.first())
            addresses.drop(1).forEach { intent.clipData?.addItem(ClipData.Item(it)) }
            intent.addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        }
        if (text.isEmpty() && addresses.isEmpty()) throw Refusal(Reason.NOTHING_TO_SHARE)
        wake()
        tasks.start(intent, Tasks.NO_RESULT)
    }

    private fun strings(array: JSONArray) = (0 until array.length()).map(array::getString)

    private fun number(asked: JSONObject, name: String) = asked.getDouble(name).toFloat()

    private companion object {
        val CONFIGURATION = setOf("language", "night", "landscape", "width", "fontScale")
    }
}
