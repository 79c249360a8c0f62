package org.candado.app.ui

import android.annotation.SuppressLint
import android.graphics.Rect
import android.graphics.Typeface
import android.text.Editable
import android.text.InputType
import android.text.TextWatcher
import android.text.method.DigitsKeyListener
import android.view.Gravity
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.EditText
import android.widget.FrameLayout
import android.widget.LinearLayout
import android.widget.TextView
import org.candado.app.R

/** What may be typed into a field, and on which keyboard. */
enum class Keyboard(val inputType: Int, val mono: Boolean = false, val lines: Int = 1) {
    Words(InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES),
    Names(InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_WORDS),
    Story(
        InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES or InputType.TYPE_TEXT_FLAG_MULTI_LINE,
        lines = 3,
    ),
    Money(InputType.TYPE_CLASS_NUMBER or InputType.TYPE_NUMBER_FLAG_DECIMAL),
    Digits(InputType.TYPE_CLASS_NUMBER, mono = true),
    Code(
        InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_CHARACTERS or InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS,
        mono = true,
    ),
    Telephone(InputType.TYPE_CLASS_PHONE, mono = true),
    Email(InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_EMAIL_ADDRESS),
    Link(InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_URI),
}

/** A labelled text field; what is wrong with it stands inside its frame, below the text. */
@SuppressLint("ViewConstructor")
class Field(design: Design, label: CharSequence, private val keyboard: Keyboard, value: String, hint: CharSequence? = null) :
    LinearLayout(design.context) {
    private val input = EditText(context, null, 0, R.style.Input)
    // A large font has no room for a hint on one line; it joins the label, which wraps.
    private val caption: TextView =
        design.text(
            R.style.Text_Label,
            if (hint != null && design.largeFont) context.getString(R.string.day_and_title, label, hint) else label,
        )
    private val problem: TextView = design.text(R.style.Text_Error, "")
    private val remark: TextView = design.text(R.style.Text_Label, "")
    private val aside = design.space(3) + design.space(1) / 2
    private val above = design.space(2)
    private var changed: (String) -> Unit = {}

    init {
        orientation = VERTICAL
        background = context.getDrawable(R.drawable.field)
        caption.setPadding(aside, above, aside, 0)
        problem.setPadding(aside, 0, aside, above)
        remark.setPadding(aside, 0, aside, above)
        remark.visibility = GONE
        remark.accessibilityLiveRegion = ACCESSIBILITY_LIVE_REGION_POLITE
        input.id = View.generateViewId()
        // The field keeps its own text; two fields share no id across screens, so the platform must not restore it.
        input.isSaveEnabled = false
        caption.labelFor = input.id
        input.inputType = keyboard.inputType
        if (keyboard == Keyboard.Money) input.keyListener = DigitsKeyListener.getInstance("0123456789.,")
        input.minLines = keyboard.lines
        if (keyboard.lines > 1) input.gravity = Gravity.TOP or Gravity.START
        input.setText(value)
        if (!design.largeFont) input.hint = hint
        input.setHintTextColor(design.colour(R.color.role_ink2))
        input.minimumHeight = design.size(R.dimen.touch_target)
        setFont()
        input.addTextChangedListener(watcher())
        input.accessibilityDelegate = errorSpeaker()
        problem.visibility = GONE
        problem.accessibilityLiveRegion = ACCESSIBILITY_LIVE_REGION_POLITE
        addView(
            FrameLayout(context).apply {
                addView(input, MATCH_PARENT, WRAP_CONTENT)
                addView(caption, MATCH_PARENT, WRAP_CONTENT)
            }
        )
        addView(problem)
        addView(remark)
        setAddStatesFromChildren(true)
    }

    val value: String
        get() = input.text.toString()

    /** Called with the text at every change. */
    fun onChange(listener: (String) -> Unit): Field = apply { changed = listener }

    /** Puts another text in, as if it had been typed. */
    fun replace(text: String) {
        input.setText(text)
        input.setSelection(text.length)
    }

    /** Says what is wrong, or that nothing is. */
    fun show(error: CharSequence?) {
        problem.text = error ?: ""
        problem.visibility = if (error == null) GONE else VISIBLE
        input.isActivated = error != null
        isActivated = error != null
    }

    /** Says what will become of what was typed; nothing is wrong with it. */
    fun remark(words: CharSequence?) {
        remark.text = words ?: ""
        remark.visibility = if (words == null) GONE else VISIBLE
    }

    /** Empties it. */
    fun clear() = input.setText("")

    /** Brings the field into view with the cursor in it. */
    fun focus() {
        input.requestFocus()
        requestRectangleOnScreen(Rect(0, 0, width, height))
    }

    /** The label lies over the top of the input, so that all of the field is what one touches. */
    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        caption.measure(widthMeasureSpec, MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED))
        val top = caption.measuredHeight
        if (input.paddingTop != top) input.setPadding(aside, top, aside, above)
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }

    /** Numbers one copies are set in monospace; a hint is not one. */
    private fun setFont() {
        input.typeface = if (keyboard.mono && input.text.isNotEmpty()) Typeface.MONOSPACE else Typeface.DEFAULT
    }

    private fun watcher() =
        object : TextWatcher {
            override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit

            override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit

            override fun afterTextChanged(text: Editable) {
                show(null)
                setFont()
                changed(text.toString())
            }
        }

    private fun errorSpeaker() =
        object : AccessibilityDelegate() {
            override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
                super.onInitializeAccessibilityNodeInfo(host, info)
                info.isContentInvalid = problem.visibility == VISIBLE
                if (problem.visibility == VISIBLE) info.error = problem.text
            }
        }
}

/** A field whose value is picked, such as a day; [pick] opens what picks it. */
fun Design.pickField(label: CharSequence, value: CharSequence, pick: () -> Unit): View =
    stack(text(R.style.Text_Label, label), below(1, body(value))).apply {
        background = drawable(R.drawable.field)
        setPadding(space(3) + space(1) / 2, space(2), space(3) + space(1) / 2, space(2))
        minimumHeight = size(R.dimen.button_height)
        isFocusable = true
        contentDescription = context.getString(R.string.day_and_title, label, value)
        setOnClickListener { pick() }
    }
