package org.candado.app

import android.graphics.Rect
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.ScrollView
import android.widget.TextView

/** Walks a laid-out view tree for what a person would stumble over. */
class LayoutCheck(private val root: View) {
    private val density = root.resources.displayMetrics.density

    fun problems(): List<String> {
        val views = mutableListOf<View>()
        collect(root, views)
        return views.flatMap { view ->
            listOfNotNull(
                (view as? TextView)?.let(::clippedText),
                smallTarget(view),
                unlabelled(view),
                outside(view),
            )
        } + overlaps(views.filterIsInstance<TextView>())
    }

    private fun collect(view: View, into: MutableList<View>) {
        if (view.visibility != View.VISIBLE) return
        into.add(view)
        if (view is ViewGroup) for (index in 0 until view.childCount) collect(view.getChildAt(index), into)
    }

    private fun clippedText(view: TextView): String? {
        val layout = view.layout ?: return null
        if (view.text.isEmpty()) return null
        val room = view.height - view.totalPaddingTop - view.totalPaddingBottom
        val ellipsized = (0 until layout.lineCount).any { layout.getEllipsisCount(it) > 0 }
        return when {
            ellipsized -> "ellipsized: ${named(view)}"
            layout.height > room + 1 && view !is EditText -> "cut off below, ${layout.height} in $room: ${named(view)}"
            // A field of one line moves what is typed along under the caret.
            (0 until layout.lineCount).any { layout.getLineMax(it) > view.width + 1 } && view !is EditText -> "cut off aside: ${named(view)}"
            view.width == 0 || view.height == 0 -> "no room: ${named(view)}"
            else -> null
        }
    }

    private fun smallTarget(view: View): String? {
        if (!view.isClickable || !view.isShown || isOnlySelectable(view)) return null
        val least = TARGET_DP * density - 1
        return if (view.width < least || view.height < least) {
            "target of ${(view.width / density).toInt()} x ${(view.height / density).toInt()} dp: ${named(view)}"
        } else null
    }

    /** Words that can be copied take a long press and lead nowhere. */
    private fun isOnlySelectable(view: View) = view is TextView && view !is EditText && view.isTextSelectable

    private fun unlabelled(view: View): String? =
        if (view.isClickable && view.isShown && view !is EditText && label(view).isBlank()) "no label: ${view.javaClass.simpleName}"
        else null

    private fun label(view: View): String =
        view.contentDescription?.toString()
            ?: (view as? TextView)?.text?.toString()
            ?: (view as? ViewGroup)?.let { group ->
                (0 until group.childCount).joinToString(" ") { label(group.getChildAt(it)) }.trim()
            }
            ?: ""

    /** A view that sticks out of its parent sideways; scrolling goes up and down only. */
    private fun outside(view: View): String? {
        val parent = view.parent as? ViewGroup ?: return null
        if (parent is ScrollView) return null
        val out = view.left < 0 || view.right > parent.width || view.top < 0 || view.bottom > parent.height
        return if (out && view.width > 0 && view.height > 0) "sticks out of its parent: ${named(view)}" else null
    }

    private fun overlaps(texts: List<TextView>): List<String> {
        val places =
            texts.filter { it.isShown && it.text.isNotEmpty() }.map { view ->
                val place = Rect(view.totalPaddingLeft, view.totalPaddingTop, view.width - view.totalPaddingRight, view.height - view.totalPaddingBottom)
                (root as ViewGroup).offsetDescendantRectToMyCoords(view, place)
                view to place
            }
        return places.flatMapIndexed { index, (view, place) ->
            places.drop(index + 1)
                .filter { (other, otherPlace) -> sameScroll(view, other) && Rect.intersects(place, otherPlace) }
                .map { (other, _) -> "overlap: ${named(view)} and ${named(other)}" }
        }
    }

    private fun sameScroll(one: View, other: View) = scrollOf(one) === scrollOf(other)

    private fun scrollOf(view: View): View? = generateSequence(view.parent) { it.parent }.filterIsInstance<ScrollView>().firstOrNull()

    private fun named(view: View) = "${view.javaClass.simpleName} \"${label(view).take(40)}\""

    private companion object {
        const val TARGET_DP = 48
    }
}
