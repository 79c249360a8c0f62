package org.candado.preview.phone

import android.app.Activity
import android.graphics.Rect
import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.TextView
import org.json.JSONArray
import org.json.JSONObject

/**
 * What a screen reader would find on the screen, taken from the same accessibility information
 * that TalkBack reads. The page lays it over the picture, so the phone can be used by keyboard
 * and by screen reader, and the tests press what a person would press.
 */
internal object Views {
    /** The elements of the front window, each with role, label, state and place in pixels of the screen. */
    fun describe(activity: Activity): JSONArray {
        val windows = Screen.windows(activity)
        val front = windows.indexOfLast { it.modal }.coerceAtLeast(0)
        val found = JSONArray()
        windows.drop(front).filter { it.touchable }.forEach { Collector(it, found).visit(it.root, inControl = false) }
        return found
    }

    private class Collector(private val window: ShownWindow, private val found: JSONArray) {
        /** Captions by the id of the field they stand for. */
        private val captions = HashMap<Int, String>().also { collectCaptions(window.root, it) }

        fun visit(view: View, inControl: Boolean) {
            if (!view.isShown || view.alpha == 0f) return
            if (view.importantForAccessibility == View.IMPORTANT_FOR_ACCESSIBILITY_NO_HIDE_DESCENDANTS) return
            val info = view.createAccessibilityNodeInfo()
            val control = info.isClickable || info.isEditable || info.isCheckable
            val place = Rect()
            val visible = view.getGlobalVisibleRect(place)
            if (visible && view.isImportantForAccessibility) {
                if (control) add(view, info, place, role(info), captions[view.id] ?: ownLabel(info) ?: innerLabel(view))
                else if (!inControl) ownLabel(info)?.let { add(view, info, place, if (info.isHeading) "heading" else "text", it) }
            }
            if (visible && (view.canScrollVertically(1) || view.canScrollVertically(-1))) {
                add(view, info, place, "scroll", "")
            }
            if (view is ViewGroup) {
                for (index in 0 until view.childCount) visit(view.getChildAt(index), inControl || control)
            }
        }

        private fun add(view: View, info: AccessibilityNodeInfo, place: Rect, role: String, label: String) {
            val element = JSONObject()
                .put("role", role)
                .put("label", label)
                .put("enabled", info.isEnabled)
                .put("box", JSONArray(listOf(place.left + window.left, place.top + window.top, place.width(), place.height())))
            name(view)?.let { element.put("id", it) }
            if (info.isCheckable) element.put("checked", info.isChecked)
            if (info.isSelected) element.put("selected", true)
            if (info.isFocused) element.put("focused", true)
            info.stateDescription?.let { element.put("state", it.toString()) }
            info.error?.let { element.put("error", it.toString()) }
            if (info.isEditable) element.put("text", if (info.isShowingHintText) "" else info.text?.toString().orEmpty())
            if (role == "scroll") element.put("up", view.canScrollVertically(-1)).put("down", view.canScrollVertically(1))
            found.put(element)
        }
    }

    private fun collectCaptions(view: View, captions: MutableMap<Int, String>) {
        if (view is TextView && view.labelFor != View.NO_ID) captions[view.labelFor] = view.text.toString()
        if (view is ViewGroup) {
            for (index in 0 until view.childCount) collectCaptions(view.getChildAt(index), captions)
        }
    }

    private fun role(info: AccessibilityNodeInfo): String {
        val type = info.className?.toString().orEmpty()
        return when {
            info.isEditable -> "textbox"
            type.endsWith("Switch") -> "switch"
            type.endsWith("RadioButton") -> "radio"
            info.isCheckable -> "checkbox"
            else -> "button"
        }
    }

    private fun ownLabel(info: AccessibilityNodeInfo): String? =
        listOf(info.contentDescription, if (info.isEditable) info.hintText else info.text)
            .firstOrNull { !it.isNullOrBlank() }?.toString()

    /** What TalkBack says for a row without words of its own: those inside it. */
    private fun innerLabel(view: View): String {
        if (view !is ViewGroup) return ""
        return (0 until view.childCount).map(view::getChildAt)
            .filter { it.isShown && it.importantForAccessibility != View.IMPORTANT_FOR_ACCESSIBILITY_NO_HIDE_DESCENDANTS }
            .mapNotNull { child ->
                val info = child.createAccessibilityNodeInfo()
                if (info.isClickable) null else (ownLabel(info) ?: innerLabel(child)).ifEmpty { null }
            }
            .joinToString(", ")
    }

    /** The name of an id from the resources; those made while the app runs have none, and asking for one is logged. */
    private fun name(view: View): String? =
        if (view.id ushr PACKAGE_BITS == 0 || view.id == View.NO_ID) null else view.resources.getResourceEntryName(view.id)

    /** Above these bits an id says which package named it. */
    private const val PACKAGE_BITS = 24
}
