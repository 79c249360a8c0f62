package org.candado.app.evidence

import org.candado.app.platform.CoreGateway
import org.json.JSONArray
import org.json.JSONException

/** Where what could not be copied waits to be told: the name of each file and the reason, in the person's language. */
private const val REFUSED = "share-refused"

/** Keeps files that could not be copied until [forgetRefused]; those of an earlier copy stay until then too. */
fun CoreGateway.Core.keepRefused(files: List<Pair<String, String>>) {
    if (files.isEmpty()) return
    val all = JSONArray()
    (refused() + files).distinct().forEach { (name, reason) -> all.put(JSONArray(listOf(name, reason))) }
    saveDraft(REFUSED, all.toString())
}

/** Names and reasons of what could not be copied; an unreadable list is an empty one. */
fun CoreGateway.Core.refused(): List<Pair<String, String>> =
    try {
        val all = JSONArray(draft(REFUSED) ?: "[]")
        (0 until all.length()).map { index -> all.getJSONArray(index).let { it.getString(0) to it.getString(1) } }
    } catch (_: JSONException) {
        emptyList()
    }

/** The person has read it. */
fun CoreGateway.Core.forgetRefused() = discardDraft(REFUSED)
