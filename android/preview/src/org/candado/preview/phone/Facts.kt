package org.candado.preview.phone

import org.candado.preview.host.Link
import org.candado.preview.host.Reason
import org.candado.preview.host.Refusal
import org.json.JSONException
import org.json.JSONObject
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.time.DateTimeException
import java.time.LocalDate
import java.time.ZoneId
import java.util.concurrent.TimeUnit
import kotlin.math.abs

/** What the page sets about the phone, kept in `phone.json` through restarts. */
internal class Facts private constructor(private val json: JSONObject) {
    /** Whether the app has run in this folder before, so that this start is a restart of the phone. */
    val restarted: Boolean get() = json.getInt("boots") > 1

    /** Starts of the phone so far, this one included. */
    val boots: Int get() = json.getInt("boots")

    /** The phone's language, as resources name it: `es-rMX` or `en-rUS`. */
    val language: String get() = if (json.getString("language") == "en") "en-rUS" else "es-rMX"

    val night: Boolean get() = json.getBoolean("night")
    val landscape: Boolean get() = json.getBoolean("landscape")

    /** Width in dp when held upright. */
    val width: Int get() = json.getInt("width")
    val fontScale: Float get() = json.getDouble("fontScale").toFloat()
    val zone: String get() = json.getString("zone")

    /** Whether the phone says that its time comes from the network. */
    val automaticTime: Boolean get() = json.getBoolean("automaticTime")
    val screenLock: Boolean get() = json.getBoolean("screenLock")

    /** Security patch date, `YYYY-MM-DD`. */
    val patch: String get() = json.getString("patch")
    val simpleLock: Boolean get() = json.getBoolean("simpleLock")

    /** Seconds until the screen goes off. */
    val screenOffSeconds: Int get() = json.getInt("screenOffSeconds")

    /** Whether messages can be read on the lock screen. */
    val lockScreenContent: Boolean get() = json.getBoolean("lockScreenContent")

    /** `on`, `off`, or `silent` for a phone without Google's services. */
    val playProtect: String get() = json.getString("playProtect")
    val developerOptions: Boolean get() = json.getBoolean("developerOptions")
    val usbDebugging: Boolean get() = json.getBoolean("usbDebugging")
    val encrypted: Boolean get() = json.getBoolean("encrypted")
    val testKeys: Boolean get() = json.getBoolean("testKeys")

    /** Whether the person keeps the app from working in the background. */
    val backgroundRestricted: Boolean get() = json.getBoolean("backgroundRestricted")

    /** How often the phone lets the app work: one of [STANDBY]. */
    val standby: String get() = json.getString("standby")

    /** Where the sample app has the word: a part of [PLACES]. */
    fun holds(place: String): Boolean = json.getJSONObject("sampleApp").getBoolean(place)

    /** Milliseconds that the phone's clock is ahead of this computer's. */
    var clockAheadMs: Long
        get() = json.getLong("clockAheadMs")
        set(value) {
            json.put("clockAheadMs", value)
            save()
        }

    /** Whether the person allowed notifications; null before anyone asked. */
    var notifications: Boolean?
        get() = if (json.isNull("notifications")) null else json.getBoolean("notifications")
        set(value) {
            json.put("notifications", value ?: JSONObject.NULL)
            save()
        }

    /** The language chosen for this app alone, as a tag; null when it follows the phone. */
    var appLanguage: String?
        get() = json.optString("appLanguage").ifEmpty { null }
        set(value) {
            json.put("appLanguage", value ?: "")
            save()
        }

    /** The messenger with this package name. */
    fun messenger(packageName: String): MessengerFacts {
        val messenger = json.getJSONObject("messengers").getJSONObject(packageName)
        return MessengerFacts(
            installed = messenger.getBoolean("installed"),
            version = messenger.getString("version"),
            updated = LocalDate.parse(messenger.getString("updated")),
            fromStore = messenger.optBoolean("fromStore", true),
            modified = messenger.optBoolean("modified", false),
        )
    }

    /** Takes over the fields of [changes] that exist here and make sense, or refuses them all. */
    fun change(changes: JSONObject) {
        val next = JSONObject(json.toString())
        try {
            if (changes.keys().asSequence().any { it in OURS }) throw JSONException("not the page's")
            merge(next, changes)
            Facts(next).check()
        } catch (wrong: JSONException) {
            throw Refusal(Reason.NO_SUCH_SETTING)
        } catch (wrong: DateTimeException) {
            throw Refusal(Reason.NO_DATE)
        }
        changes.keys().forEach { json.put(it, next.get(it)) }
        save()
    }

    private fun merge(into: JSONObject, changes: JSONObject) {
        for (key in changes.keys()) {
            val old = into.get(key)
            val new = changes.get(key)
            if (old is JSONObject) merge(old, new as? JSONObject ?: throw JSONException(key)) else into.put(key, new)
        }
    }

    private fun check() {
        if (language.isEmpty() || width !in WIDTHS || fontScale !in FONT_SCALES) throw JSONException("size")
        listOf(
            night, landscape, automaticTime, screenLock, simpleLock, lockScreenContent, developerOptions, usbDebugging,
            encrypted, testKeys, backgroundRestricted, notifications,
        )
        if (boots < 0 || abs(clockAheadMs) > MOST_AHEAD_MS) throw JSONException("clock")
        if (standby !in STANDBY) throw JSONException("standby")
        if (playProtect !in setOf("on", "off", "silent") || screenOffSeconds !in 0..SCREEN_OFF_LIMIT) throw JSONException("signal")
        PLACES.forEach(::holds)
        LocalDate.parse(patch)
        if (zone !in ZoneId.getAvailableZoneIds()) throw DateTimeException("zone")
        if (MESSENGERS.any { messenger(it).updated.year !in Time.YEARS }) throw DateTimeException("updated")
    }

    /** What the page shows in its panel. */
    fun toJson(): JSONObject = JSONObject(json.toString())

    private fun save() {
        val next = Link.phone.root.resolve("phone.json.new")
        Files.writeString(next, json.toString(2))
        Files.move(next, file(), REPLACE_EXISTING, ATOMIC_MOVE)
    }

    companion object {
        /** The messengers that the panel offers. */
        val MESSENGERS =
            listOf("com.whatsapp", "com.whatsapp.w4b", "org.telegram.messenger", "org.thoughtcrime.securesms")
        /** Where the panel can put the sample app. */
        val PLACES = listOf("notificationReader", "accessibility", "keyboard", "sms", "admin", "certificate")

        /** The standby buckets that differ for the app, most work first. */
        val STANDBY = listOf("active", "rare", "restricted")

        /** What this program keeps for itself beside what the page sets. */
        private val OURS = setOf("boots", "clockAheadMs", "appLanguage")
        private val MOST_AHEAD_MS = TimeUnit.DAYS.toMillis(366L * (Time.YEARS.last - Time.YEARS.first))
        private const val SCREEN_OFF_LIMIT = 86_400
        private val WIDTHS = setOf(320, 360)
        private val FONT_SCALES = 0.85f..2.0f
        private const val WHATSAPP_AGE_DAYS = 12L
        private const val PATCH_AGE_DAYS = 48L

        private fun file(): Path = Link.phone.root.resolve("phone.json")

        /** The facts of this folder, or those of a new phone; counts the boot. */
        fun boot(): Facts {
            val fresh = fresh()
            val kept = try {
                completed(JSONObject(Files.readString(file()))).also { Facts(it).check() }
            } catch (missing: java.io.IOException) {
                null
            } catch (unreadable: JSONException) {
                null
            } catch (unreadable: DateTimeException) {
                null
            }
            kept?.keys()?.forEach { fresh.put(it, kept.get(it)) }
            fresh.put("boots", fresh.getInt("boots") + 1)
            return Facts(fresh).also(Facts::save)
        }

        /** A file of an earlier version, with what has been added since as on a new phone. */
        private fun completed(kept: JSONObject): JSONObject {
            val fresh = fresh()
            fresh.keys().forEach { if (!kept.has(it)) kept.put(it, fresh.get(it)) }
            return kept
        }

        private fun fresh(): JSONObject {
            val today = LocalDate.now()
            val messengers = JSONObject()
            for (name in MESSENGERS) {
                messengers.put(
                    name,
                    JSONObject()
                        .put("installed", name == MESSENGERS.first())
                        .put("version", "2.26.44.75")
                        .put("updated", today.minusDays(WHATSAPP_AGE_DAYS).toString())
                        .put("fromStore", true)
                        .put("modified", false),
                )
            }
            val sampleApp = JSONObject()
            PLACES.forEach { sampleApp.put(it, false) }
            return JSONObject()
                .put("boots", 0)
                .put("language", "es").put("night", false).put("landscape", false)
                .put("width", 360).put("fontScale", 1.0)
                .put("zone", "America/Mexico_City").put("automaticTime", true).put("clockAheadMs", 0L)
                .put("screenLock", false).put("patch", today.minusDays(PATCH_AGE_DAYS).toString())
                .put("simpleLock", false).put("screenOffSeconds", 30).put("lockScreenContent", true)
                .put("playProtect", "on").put("developerOptions", false).put("usbDebugging", false)
                .put("encrypted", true).put("testKeys", false).put("sampleApp", sampleApp)
                .put("backgroundRestricted", false).put("standby", "active")
                .put("messengers", messengers)
                .put("notifications", JSONObject.NULL).put("appLanguage", "")
        }
    }
}

/** One messenger on the phone. */
internal class MessengerFacts(
    val installed: Boolean,
    val version: String,
    val updated: LocalDate,
    val fromStore: Boolean,
    val modified: Boolean,
)
