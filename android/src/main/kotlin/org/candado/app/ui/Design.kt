package org.candado.app.ui

import android.content.Context
import android.content.res.ColorStateList
import android.graphics.Paint
import android.graphics.drawable.Drawable
import android.text.Layout
import android.view.Gravity
import android.view.View
import android.view.View.IMPORTANT_FOR_ACCESSIBILITY_NO
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.Button
import android.widget.FrameLayout
import android.widget.ImageButton
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.ProgressBar
import android.widget.Switch
import android.widget.TextView
import kotlin.math.max
import org.candado.app.R
import org.candado.app.platform.AppError
import org.candado.core.Verdict

/**
 * The design system: makes every view the screens are built of, from the styles, colours and sizes in `res`. No screen
 * styles itself.
 */
class Design(val context: Context) {
    private val resources = context.resources
    private val density = resources.displayMetrics.density

    /** Whether the person reads with a font so large that things stand below instead of beside each other. */
    val largeFont: Boolean = resources.configuration.fontScale > LARGE_FONT

    /** Whether there is little height: a phone on its side. */
    val lowScreen: Boolean = resources.configuration.screenHeightDp in 1 until LOW_SCREEN_DP

    // Sizes

    /** `steps` times four dp, in pixels. */
    fun space(steps: Int): Int = (steps * 4 * density).toInt()

    fun size(dimension: Int): Int = resources.getDimensionPixelSize(dimension)

    /** The margin of a page `width` pixels wide: lines of text stay readable on tablets. */
    fun pageMargin(width: Int): Int = max(size(R.dimen.page_margin), (width - size(R.dimen.page_width_limit)) / 2)

    // Text

    fun text(style: Int, words: CharSequence): TextView =
        TextView(context, null, 0, style).apply {
            text = words
            hyphenationFrequency = if (largeFont) Layout.HYPHENATION_FREQUENCY_NORMAL else Layout.HYPHENATION_FREQUENCY_NONE
        }

    fun headline(words: CharSequence) = text(R.style.Text_Headline, words).asHeading()

    fun body(words: CharSequence) = text(R.style.Text_Body, words)

    fun strong(words: CharSequence) = text(R.style.Text_BodyStrong, words)

    fun second(words: CharSequence) = text(R.style.Text_Second, words)

    fun mono(words: CharSequence) = text(R.style.Text_Mono, words)

    /** A number to be copied by hand. */
    fun code(words: CharSequence) = text(R.style.Text_Code, words).apply { setTextIsSelectable(true) }

    /** What a row does when it is touched, such as "Cambiar", in the colour of things to press. */
    fun action(words: CharSequence) = text(R.style.Text_Action, words)

    /** The heading of a group of cards. */
    fun section(words: CharSequence) =
        text(R.style.Text_SectionHeading, words).asHeading().apply {
            setPadding(space(1), space(1), space(1), 0)
        }

    /** Words under the top bar that belong to the whole page. */
    fun lead(words: CharSequence) = second(words).asLead()

    /** The same, as large as what follows. */
    fun leadBody(words: CharSequence) = body(words).asLead()

    private fun TextView.asLead() = apply { setPadding(space(1), 0, space(1), 0) }

    /** Words that hold no longer. */
    fun struck(view: TextView) = view.apply { paintFlags = paintFlags or Paint.STRIKE_THRU_TEXT_FLAG }

    fun centred(view: TextView) = view.apply { textAlignment = View.TEXT_ALIGNMENT_CENTER }

    private fun TextView.asHeading(): TextView = apply {
        if (android.os.Build.VERSION.SDK_INT >= 28) isAccessibilityHeading = true
    }

    // Columns, cards, rows

    /** A column with the card gap between its children. */
    fun column(vararg children: View?): LinearLayout =
        LinearLayout(context).apply {
            orientation = LinearLayout.VERTICAL
            dividerDrawable = context.getDrawable(R.drawable.gap)
            showDividers = LinearLayout.SHOW_DIVIDER_MIDDLE
            addAll(children)
        }

    /** A column without gaps. */
    fun stack(vararg children: View?): LinearLayout =
        LinearLayout(context).apply {
            orientation = LinearLayout.VERTICAL
            addAll(children)
        }

    /** Adds children as wide as the column; one that [below] or [spring] gave its own place keeps it. */
    private fun LinearLayout.addAll(children: Array<out View?>) =
        children.filterNotNull().forEach { child ->
            addView(child, child.layoutParams ?: LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT))
        }

    /** Puts `gap` steps of four dp above a view. */
    fun <V : View> below(gap: Int, view: V): V = view.apply {
        layoutParams = LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT).also { it.topMargin = space(gap) }
    }

    /** As wide as it needs to be. */
    fun <V : View> hug(view: V): View =
        LinearLayout(context).apply { addView(view, WRAP_CONTENT, WRAP_CONTENT) }

    /** Takes the free height, so that what follows stands at the bottom. */
    fun spring(): View =
        View(context).apply {
            layoutParams = LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f)
            importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        }

    fun card(vararg children: View?): LinearLayout =
        LinearLayout(context).apply {
            orientation = LinearLayout.VERTICAL
            background = context.getDrawable(R.drawable.card)
            setPadding(space(4), space(4), space(4), space(4))
            addAll(children)
        }

    /** A card without ground, for what is said in the margin. */
    fun plainCard(vararg children: View?) =
        card(*children).apply { background = context.getDrawable(R.drawable.card_plain) }

    /** A card in the colour of a verdict. */
    fun verdictCard(verdict: Verdict, vararg children: View?) =
        card(*children).apply { background = context.getDrawable(VerdictLook.of(verdict).card) }

    /** Rows in one card, with hairlines between them. */
    fun list(rows: List<View>): View =
        LinearLayout(context).apply {
            orientation = LinearLayout.VERTICAL
            background = context.getDrawable(R.drawable.card)
            clipToOutline = true
            dividerDrawable = context.getDrawable(R.drawable.divider)
            showDividers = LinearLayout.SHOW_DIVIDER_MIDDLE
            val edge = size(R.dimen.hairline)
            setPadding(edge, edge, edge, edge)
            rows.forEach { addView(it, MATCH_PARENT, WRAP_CONTENT) }
        }

    fun list(vararg rows: View?): View = list(rows.filterNotNull())

    /** A row of a list: a title, a line of fact below it, something at its end, perhaps a place it leads to. */
    fun row(
        title: CharSequence,
        line: CharSequence? = null,
        trailing: View? = null,
        below: View? = null,
        icon: Int? = null,
        leads: Boolean = true,
        open: (() -> Unit)? = null,
    ): View {
        val words = stack(strong(title), line?.takeIf { it.isNotEmpty() }?.let { second(it) }, below?.let { below(2, it) })
        val content = if (icon == null) words else iconBeside(icon, words)
        val end = trailing ?: open?.takeIf { leads }?.let { icon(R.drawable.ic_forward, R.color.role_ink2) }
        return SplitLayout(context, space(3), content, end).apply {
            setPadding(space(4), space(3), space(4), space(3))
            minimumHeight = size(R.dimen.row_height)
            if (open != null) {
                background = context.getDrawable(R.drawable.row)
                isFocusable = true
                setOnClickListener { open() }
            }
        }
    }

    private fun iconBeside(icon: Int, words: View): View =
        LinearLayout(context).apply {
            gravity = Gravity.CENTER_VERTICAL
            addView(icon(icon, R.color.role_ink2), size(R.dimen.icon), size(R.dimen.icon))
            addView(
                words,
                LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f).also { it.marginStart = space(4) },
            )
        }

    /** A row with a switch; the whole row is what one touches. */
    fun switchRow(title: CharSequence, line: CharSequence?, on: Boolean, change: (Boolean) -> Unit): View {
        val switch =
            Switch(context).apply {
                isChecked = on
                isClickable = false
                isFocusable = false
                importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
                thumbTintList = switchColours()
                trackTintList = switchColours()
            }
        val row = row(title, line, switch, open = {})
        row.setOnClickListener {
            switch.toggle()
            change(switch.isChecked)
        }
        row.accessibilityDelegate = ToggleDelegate { switch.isChecked }
        return row
    }

    /** The track is the same colour, thinned by the platform. */
    private fun switchColours() =
        ColorStateList(
            arrayOf(intArrayOf(android.R.attr.state_checked), intArrayOf()),
            intArrayOf(colour(R.color.role_primary), colour(R.color.role_ink2)),
        )

    // Verdicts

    /** A verdict as shape, colour and word, or in other words than the usual one. */
    fun badge(verdict: Verdict, words: CharSequence = context.getText(VerdictLook.of(verdict).word)): TextView {
        val look = VerdictLook.of(verdict)
        return text(R.style.Text_Badge, words).apply {
            setTextColor(colour(look.ink))
            background = context.getDrawable(look.badge)
            setPadding(space(2), space(1), space(3), space(1))
            val glyph = checkNotNull(context.getDrawable(look.shape)).mutate()
            glyph.setTint(colour(look.ink))
            val side = (textSize * 0.95f).toInt()
            glyph.setBounds(0, 0, side, side)
            setCompoundDrawablesRelative(glyph, null, null, null)
            compoundDrawablePadding = space(1)
            gravity = Gravity.CENTER_VERTICAL
        }
    }

    /** The words of a verdict badge without its ground, on a card of the same colour. */
    fun bareBadge(verdict: Verdict): TextView =
        badge(verdict).apply {
            background = null
            setPadding(0, 0, 0, space(1))
        }

    fun healthBar(ok: Int, declared: Int, due: Int, atRisk: Int, unknown: Int): View =
        HealthBar(
            context,
            listOf(
                HealthBar.Part(ok, colour(R.color.role_ok)),
                HealthBar.Part(declared, colour(R.color.role_ok_declared)),
                HealthBar.Part(due, colour(R.color.role_due)),
                HealthBar.Part(atRisk, colour(R.color.role_risk)),
                HealthBar.Part(unknown, colour(R.color.role_unknown)),
            ),
        )

    // Buttons

    fun primary(words: CharSequence, press: () -> Unit) = button(R.style.Button_Primary, words, press)

    fun secondary(words: CharSequence, press: () -> Unit) = button(R.style.Button_Secondary, words, press)

    fun danger(words: CharSequence, press: () -> Unit) = button(R.style.Button_Danger, words, press)

    fun textButton(words: CharSequence, press: () -> Unit) = button(R.style.Button_Text, words, press)

    fun textDanger(words: CharSequence, press: () -> Unit) = button(R.style.Button_TextDanger, words, press)

    private fun button(style: Int, words: CharSequence, press: () -> Unit): Button =
        Button(context, null, 0, style).apply {
            text = words
            setOnClickListener { press() }
        }

    /** Two buttons beside each other, the second a little wider; below each other where they would be squeezed. */
    fun buttonPair(first: Button, second: Button): View =
        LinearLayout(context).apply {
            if (largeFont) {
                orientation = LinearLayout.VERTICAL
                addView(second, MATCH_PARENT, WRAP_CONTENT)
                addView(below(2, first))
            } else {
                addView(first, LinearLayout.LayoutParams(0, MATCH_PARENT, 1f))
                addView(
                    second,
                    LinearLayout.LayoutParams(0, MATCH_PARENT, 1.3f).also { it.marginStart = space(2) + space(1) / 2 },
                )
            }
        }

    /** Two fields beside each other; below each other with a large font. */
    fun pair(first: View, second: View): View =
        LinearLayout(context).apply {
            if (largeFont) {
                orientation = LinearLayout.VERTICAL
                addView(first, MATCH_PARENT, WRAP_CONTENT)
                addView(below(2, second))
            } else {
                addView(first, LinearLayout.LayoutParams(0, MATCH_PARENT, 1f))
                addView(second, LinearLayout.LayoutParams(0, MATCH_PARENT, 1f).also { it.marginStart = space(3) })
            }
        }

    fun iconButton(icon: Int, label: CharSequence, press: () -> Unit): ImageButton =
        ImageButton(context, null, 0).apply {
            setImageDrawable(context.getDrawable(icon))
            imageTintList = ColorStateList.valueOf(colour(R.color.role_ink2))
            background = context.getDrawable(R.drawable.icon_button)
            scaleType = ImageView.ScaleType.CENTER
            contentDescription = label
            tooltipText = label
            isFocusable = true
            minimumWidth = size(R.dimen.touch_target)
            minimumHeight = size(R.dimen.touch_target)
            setOnClickListener { press() }
        }

    fun icon(icon: Int, tint: Int): ImageView =
        ImageView(context).apply {
            setImageDrawable(context.getDrawable(icon))
            imageTintList = ColorStateList.valueOf(colour(tint))
            importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        }

    // Whole pieces

    /** Numbered steps in a card; `**…**` in a step marks words seen on the phone. */
    fun steps(steps: List<String>): View {
        val rows =
            steps.mapIndexed { index, step ->
                LinearLayout(context).apply {
                    isBaselineAligned = false
                    val side = (24 * density * resources.configuration.fontScale.coerceIn(1f, 2f)).toInt()
                    val number = text(R.style.Text_StepNumber, (index + 1).toString())
                    number.background = context.getDrawable(R.drawable.step_number)
                    number.gravity = Gravity.CENTER
                    number.textAlignment = View.TEXT_ALIGNMENT_GRAVITY
                    addView(number, side, side)
                    addView(
                        body(styled(step)),
                        LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f).also { it.marginStart = space(3) },
                    )
                }
            }
        return card(column(*rows.toTypedArray()))
    }

    /** What an empty place is for, in one sentence with one button. */
    fun empty(icon: Int, title: CharSequence, words: CharSequence, button: View): View =
        LinearLayout(context).apply {
            orientation = LinearLayout.VERTICAL
            gravity = Gravity.CENTER_HORIZONTAL
            setPadding(space(2), space(8), space(2), space(4))
            val round =
                FrameLayout(context).apply {
                    background = context.getDrawable(R.drawable.step_number)
                    addView(
                        icon(icon, R.color.role_primary),
                        FrameLayout.LayoutParams(space(8), space(8), Gravity.CENTER),
                    )
                }
            addView(round, space(18), space(18))
            addView(below(4, centred(text(R.style.Text_Title, title))))
            addView(below(2, centred(text(R.style.Text_Empty, words))))
            addView(below(5, button))
        }

    /** Something takes a while. */
    fun progress(words: CharSequence): View = progress(body(words))

    /** The same, around words that change. */
    fun progress(words: View): View =
        card(
            LinearLayout(context).apply {
                gravity = Gravity.CENTER_VERTICAL
                val wheel = ProgressBar(context)
                wheel.indeterminateTintList = ColorStateList.valueOf(colour(R.color.role_primary))
                addView(wheel, space(8), space(8))
                addView(words, LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f).also { it.marginStart = space(4) })
            }
        ).apply { accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE }

    /** A thin line that moves while something is done; it takes no room. */
    fun busyLine(): View =
        ProgressBar(context, null, android.R.attr.progressBarStyleHorizontal).apply {
            isIndeterminate = true
            indeterminateTintList = ColorStateList.valueOf(colour(R.color.role_primary))
            setPadding(0, 0, 0, 0)
            contentDescription = context.getText(R.string.busy)
            accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
            layoutParams =
                LinearLayout.LayoutParams(MATCH_PARENT, space(1)).also { it.bottomMargin = -space(1) }
            visibility = View.GONE
        }

    /** What to do about an error: a damaged log leads to what can be saved, anything else is tried again. */
    fun whatToDo(error: AppError, rescue: () -> Unit, retry: () -> Unit): View =
        if (error == AppError.Plain.DamagedData) damagedLogCard(rescue) else errorCard(error, retry)

    /** Something could not be done: what, and a button that tries again. */
    fun errorCard(error: AppError, retry: () -> Unit): View =
        verdictCard(
            Verdict.UNKNOWN,
            strong(context.getText(R.string.error_title)),
            below(1, second(errorText(error))),
            below(3, secondary(context.getText(R.string.try_again), retry)),
        )

    /** The log is damaged: what that means, and the way to save what can be read. */
    fun damagedLogCard(open: () -> Unit): View =
        verdictCard(
            Verdict.AT_RISK,
            strong(context.getText(R.string.damaged_log_title)),
            below(1, second(context.getText(R.string.damaged_log_line))),
            below(3, secondary(context.getText(R.string.damaged_log_open), open)),
        )

    fun errorText(error: AppError): String = when (error) {
        is AppError.DeviceName -> context.getString(error.message, error.limit)
        is AppError.Message -> context.getString(error.message, error.limitBytes / MEBIBYTE)
        is AppError.Limit -> context.getString(error.message, error.minimum, error.maximum)
        is AppError.FileTooLarge -> context.getString(error.message, error.limitBytes / MEBIBYTE)
        else -> context.getString(error.message)
    }

    fun colour(role: Int): Int = context.getColor(role)

    fun drawable(id: Int): Drawable = checkNotNull(context.getDrawable(id))

    private companion object {
        const val MEBIBYTE = 1_048_576
        const val LOW_SCREEN_DP = 480
    }
}

/** From this font scale on, things stand below instead of beside each other. */
const val LARGE_FONT = 1.3f
