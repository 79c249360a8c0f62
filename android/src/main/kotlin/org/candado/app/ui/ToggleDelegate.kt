package org.candado.app.ui

import android.view.View
import android.view.accessibility.AccessibilityNodeInfo

/** Lets a screen reader announce a row as a switch that is on or off. */
class ToggleDelegate(private val on: () -> Boolean) : View.AccessibilityDelegate() {
    @Suppress("DEPRECATION") // isChecked is a tri-state from API 36 on; the boolean serves every version.
    override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(host, info)
        info.className = "android.widget.Switch"
        info.isCheckable = true
        info.isChecked = on()
    }
}
