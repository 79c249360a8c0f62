package org.candado.app.evidence

import org.candado.core.Attachment
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/** How exactly the person knows when something happened. */
enum class WhenKnown {
    Exact,
    Hour,
    About,
    Span,
    Day,
    Days,
    Unknown,
}

/** What was typed into a note's form so far, as it is kept in the core's drafts: one small JSON object. */
data class NoteDraft(
    /** Texts and choices by the name of their field. */
    val fields: Map<String, String> = emptyMap(),
    val known: WhenKnown = WhenKnown.Exact,
    /** Civil day `YYYY-MM-DD`; empty until the person or the form has set it. */
    val day: String = "",
    /** Civil time `HH:MM`. */
    val time: String = "",
    /** The end of a span, in the same forms; empty until it is one. */
    val untilDay: String = "",
    val untilTime: String = "",
    /** Files that are in the store already. */
    val files: List<Attachment> = emptyList(),
) {
    fun write(): String =
        JSONObject()
            .put("fields", JSONObject(fields))
            .put("known", known.name)
            .put("day", day)
            .put("time", time)
            .put("until-day", untilDay)
            .put("until-time", untilTime)
            .put("files", JSONArray(files.map(::fileToJson)))
            .toString()

    companion object {
        /** Reads what [write] wrote; an unreadable draft is an empty one. */
        fun read(text: String): NoteDraft =
            try {
                val json = JSONObject(text)
                val fields = json.getJSONObject("fields")
                val files = json.getJSONArray("files")
                NoteDraft(
                    fields = fields.keys().asSequence().associateWith { fields.getString(it) },
                    known = WhenKnown.entries.firstOrNull { it.name == json.getString("known") } ?: WhenKnown.Exact,
                    day = json.getString("day"),
                    time = json.getString("time"),
                    untilDay = json.optString("until-day"),
                    untilTime = json.optString("until-time"),
                    files = (0 until files.length()).map { fileFromJson(files.getJSONObject(it)) },
                )
            } catch (_: JSONException) {
                NoteDraft()
            }

        private fun fileToJson(file: Attachment) =
            JSONObject()
                .put("sha256", file.sha256)
                .put("bytes", file.bytes.toLong())
                .put("type", file.mediaType)
                .put("name", file.name)

        private fun fileFromJson(json: JSONObject) =
            Attachment(
                sha256 = json.getString("sha256"),
                bytes = json.getLong("bytes").toULong(),
                mediaType = json.getString("type"),
                name = json.getString("name"),
            )
    }
}
