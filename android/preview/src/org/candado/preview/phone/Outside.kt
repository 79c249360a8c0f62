package org.candado.preview.phone

import android.content.Intent
import android.content.IntentSender
import android.os.Parcelable
import android.provider.MediaStore
import org.json.JSONArray
import org.json.JSONObject

/** Where the app leads out of itself, in terms that the page can show instead. */
internal object Outside {
    /** `pick` and `save` want an answer; `share` and `open` only tell what a phone would do. */
    fun describe(intent: Intent): JSONObject = when (intent.action.orEmpty()) {
        Intent.ACTION_OPEN_DOCUMENT, Intent.ACTION_GET_CONTENT, Intent.ACTION_PICK, MediaStore.ACTION_PICK_IMAGES ->
            JSONObject().put("kind", "pick").put("types", types(intent)).put("several", several(intent))
        Intent.ACTION_CREATE_DOCUMENT ->
            JSONObject().put("kind", "save").put("name", intent.getStringExtra(Intent.EXTRA_TITLE) ?: "documento")
        Intent.ACTION_CHOOSER -> describe(inner(intent) ?: Intent())
        Intent.ACTION_SEND, Intent.ACTION_SEND_MULTIPLE -> JSONObject().put("kind", "share")
            .put("text", intent.getStringExtra(Intent.EXTRA_TEXT).orEmpty())
            .put("files", intent.clipData?.itemCount ?: 0)
        else -> JSONObject().put("kind", "open")
            .put("action", intent.action.orEmpty())
            .put("package", intent.`package` ?: intent.component?.packageName.orEmpty())
            .put("data", intent.dataString.orEmpty())
    }

    /** Whether the activity waits for an answer from the page. */
    fun wantsAnswer(described: JSONObject) = described.getString("kind") in setOf("pick", "save")

    /** Whom the share sheet tells that an app was chosen in it. */
    @Suppress("DEPRECATION")
    fun tellsOfChoice(intent: Intent): IntentSender? =
        intent.getParcelableExtra<Parcelable>(Intent.EXTRA_CHOSEN_COMPONENT_INTENT_SENDER) as? IntentSender

    @Suppress("DEPRECATION")
    private fun inner(intent: Intent): Intent? = intent.getParcelableExtra<Parcelable>(Intent.EXTRA_INTENT) as? Intent

    private fun types(intent: Intent): JSONArray {
        val types = intent.getStringArrayExtra(Intent.EXTRA_MIME_TYPES)?.toList() ?: listOf(intent.type ?: "image/*")
        return JSONArray(types)
    }

    private fun several(intent: Intent) = intent.getBooleanExtra(Intent.EXTRA_ALLOW_MULTIPLE, false) ||
        intent.getIntExtra(MediaStore.EXTRA_PICK_IMAGES_MAX, 1) > 1
}
