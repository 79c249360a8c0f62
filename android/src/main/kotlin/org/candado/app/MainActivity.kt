package org.candado.app

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.view.WindowManager
import android.widget.FrameLayout
import android.widget.LinearLayout
import android.window.OnBackInvokedCallback
import android.window.OnBackInvokedDispatcher
import org.candado.app.platform.CoreGateway
import org.candado.app.platform.Platform
import org.candado.app.reminders.NotificationPermission
import org.candado.app.ui.BackStack
import org.candado.app.ui.BottomBar
import org.candado.app.ui.Covered
import org.candado.app.ui.Design
import org.candado.app.ui.Notice
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.covered
import org.candado.app.ui.drawToTheEdges

/** The one window of the app: shows the screen on top of the back stack, and the bottom bar where it belongs. */
class MainActivity : Activity() {
    lateinit var design: Design
        private set

    lateinit var notificationPermission: NotificationPermission
        private set

    private lateinit var stack: BackStack
    private lateinit var area: FrameLayout
    private lateinit var room: LinearLayout
    private lateinit var bottomBar: BottomBar
    private lateinit var notices: Notice
    private var screen: Screen? = null
    private var loaded = false
    private var backCallback: Any? = null

    val core: CoreGateway
        get() = candado.core

    val platform: Platform
        get() = candado.platform

    override fun attachBaseContext(base: Context) {
        super.attachBaseContext((base.applicationContext as CandadoApplication).platform.languages.wrap(base))
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        design = Design(this)
        stack = BackStack.restore(savedInstanceState)
        window.drawToTheEdges()
        setContentView(makeRoot())
        if (savedInstanceState == null) routeOf(intent)?.let(stack::push)
        notificationPermission = NotificationPermission(this)
        showTop()
        notificationPermission.takeUp(savedInstanceState)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        routeOf(intent)?.let(::go)
    }

    override fun onStart() {
        super.onStart()
        // Coming back from the phone's settings: what was shown may not hold any more.
        if (loaded) screen?.load()
        loaded = true
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        screen?.keep(stack.top.state)
        stack.save(outState)
        notificationPermission.keep(outState)
    }

    override fun onDestroy() {
        screen?.close()
        notificationPermission.close()
        super.onDestroy()
    }

    /** Where the person is. */
    val route: Route
        get() = stack.top.route

    /** Goes to a place; back leads here again. */
    fun go(route: Route) {
        notices.placeLeft()
        move { stack.push(route) }
    }

    /** Leaves this place for another one; back does not lead here again. */
    fun goInstead(route: Route) = move { stack.replace(route) }

    /** One place back; from home, out of the app. */
    fun goBack() {
        if (stack.size == 1) finish() else move { stack.pop() }
    }

    /** Takes the last answer to an item back, from whichever screen the notice is pressed on. */
    fun takeAnswerBack(item: String) =
        core.ask({ undoAnswer(item) }, refused = { notice(design.errorText(it)) }) {
            candado.reminders.rearm()
            screen?.load()
        }

    /** Says what just happened, perhaps with a way to take it back. */
    fun notice(words: CharSequence, action: CharSequence? = null, press: () -> Unit = {}) =
        notices.show(words, action, press)

    override fun dispatchTouchEvent(event: MotionEvent): Boolean {
        notices.touched(down = event.actionMasked != MotionEvent.ACTION_UP && event.actionMasked != MotionEvent.ACTION_CANCEL)
        return super.dispatchTouchEvent(event)
    }

    @Deprecated("The platform calls it up to API 32; from 33 on the back callback is called.")
    override fun onBackPressed() = goBack()

    override fun onRequestPermissionsResult(requestCode: Int, permissions: Array<out String>, grantResults: IntArray) {
        super.onRequestPermissionsResult(requestCode, permissions, grantResults)
        notificationPermission.answered(permissions, grantResults)
        // What waited for the permission may be shown now.
        candado.reminders.rearm()
        screen?.load()
    }

    @Deprecated("The platform's own way to hear from another app's screen without AndroidX.")
    override fun onActivityResult(requestCode: Int, resultCode: Int, data: Intent?) {
        if (resultCode == RESULT_OK) screen?.onResult(requestCode, data)
    }

    private fun move(change: () -> Unit) {
        screen?.let {
            it.keep(stack.top.state)
            it.close()
        }
        change()
        showTop()
    }

    private fun showTop() {
        val entry = stack.top
        candado.errands.keepOnly(stack.paths.toSet())
        area.removeAllViews()
        val shown = makeScreen(entry.route, this)
        screen = shown
        area.addView(shown.page, MATCH_PARENT, MATCH_PARENT)
        bottomBar.visibility = if (entry.route is Route.Tab) View.VISIBLE else View.GONE
        bottomBar.select(entry.route)
        hideFromRecents(shown.private)
        listenForBack(stack.size > 1)
        shown.takeUp(entry.state)
        shown.load()
        area.requestApplyInsets()
    }

    private fun makeRoot(): View {
        area = FrameLayout(this)
        area.id = R.id.screen
        bottomBar = BottomBar(design, ::go)
        room = design.stack()
        room.addView(area, LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
        notices = Notice(design, room)
        return design.stack().apply {
            addView(room, LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
            addView(bottomBar, MATCH_PARENT, WRAP_CONTENT)
            setOnApplyWindowInsetsListener { _, insets ->
                makeRoomFor(insets.covered())
                insets
            }
        }
    }

    private fun makeRoomFor(covered: Covered) {
        val bars = covered.bars
        val onTab = route is Route.Tab
        bottomBar.visibility = if (onTab && covered.keyboard == 0) View.VISIBLE else View.GONE
        val below =
            when {
                covered.keyboard > 0 -> covered.keyboard
                onTab -> 0
                else -> bars.bottom
            }
        room.setPadding(bars.left, bars.top, bars.right, below)
        bottomBar.setPadding(bars.left, 0, bars.right, bars.bottom)
    }

    private fun hideFromRecents(hide: Boolean) {
        if (Build.VERSION.SDK_INT >= 33) {
            setRecentsScreenshotEnabled(!hide)
        } else {
            val flag = if (hide) WindowManager.LayoutParams.FLAG_SECURE else 0
            window.setFlags(flag, WindowManager.LayoutParams.FLAG_SECURE)
        }
    }

    /** At home the system's own back applies, with its animation to the launcher. */
    private fun listenForBack(wanted: Boolean) {
        if (Build.VERSION.SDK_INT < 33) return
        val present = backCallback as OnBackInvokedCallback?
        if (wanted && present == null) {
            val callback = OnBackInvokedCallback { goBack() }
            onBackInvokedDispatcher.registerOnBackInvokedCallback(
                OnBackInvokedDispatcher.PRIORITY_DEFAULT,
                callback,
            )
            backCallback = callback
        } else if (!wanted && present != null) {
            onBackInvokedDispatcher.unregisterOnBackInvokedCallback(present)
            backCallback = null
        }
    }

    private fun routeOf(intent: Intent): Route? = intent.getStringExtra(EXTRA_ROUTE)?.let(Route::parse)

    companion object {
        private const val EXTRA_ROUTE = "org.candado.app.ROUTE"

        /** Opens the app at a place. */
        fun intentFor(context: Context, route: Route): Intent =
            Intent(context, MainActivity::class.java)
                .putExtra(EXTRA_ROUTE, route.path)
                .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TOP)
    }
}
