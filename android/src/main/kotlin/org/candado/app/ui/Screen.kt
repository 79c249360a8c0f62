package org.candado.app.ui

import android.content.ActivityNotFoundException
import android.content.Intent
import android.os.Bundle
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.platform.AppError
import org.candado.app.platform.CoreGateway

/** One place in the app: makes its page once, fills it from the core each time it is shown. */
abstract class Screen(protected val host: MainActivity) {
    protected val design: Design = host.design

    /** What the page is made of; [fill] replaces its content. */
    abstract val page: Page

    /** Evidence and personal data: the picture in the list of recent apps stays empty. */
    open val private: Boolean = false

    private var alive = true
    private var acting = false
    private var pagesAsked = 0
    private var errand: ErrandHere<*>? = null
    private val sayThatItTakesLong = Runnable { showWaiting() }

    /** Asks the core for what the page shows. Called when the screen appears and when the person comes back to it. */
    abstract fun load()

    /** Keeps what was typed, for rotation and for a process that the phone ends. */
    open fun keep(state: Bundle) {
        state.putInt(SCROLL, page.scrollPosition)
    }

    /** Takes up what [keep] kept; called before the first [load]. */
    open fun takeUp(state: Bundle) {
        page.scrollWhenFilled(state.getInt(SCROLL, 0))
    }

    /** Asks where a new file of this type is to be kept; the answer comes to [onResult] with [request]. */
    protected fun createDocument(request: Int, type: String, name: String) {
        val intent =
            Intent(Intent.ACTION_CREATE_DOCUMENT)
                .addCategory(Intent.CATEGORY_OPENABLE)
                .setType(type)
                .putExtra(Intent.EXTRA_TITLE, name)
        try {
            @Suppress("DEPRECATION") // Its successor is an AndroidX class.
            host.startActivityForResult(intent, request)
        } catch (_: ActivityNotFoundException) {
            host.notice(text(R.string.attach_no_picker))
        }
    }

    /** The answer of another app's screen that this screen opened with `request`. */
    open fun onResult(request: Int, data: Intent?) = Unit

    /** The screen was left; answers that arrive from now on are dropped. */
    open fun close() {
        alive = false
        errand?.forget()
        page.removeCallbacks(sayThatItTakesLong)
    }

    /** Asks the core; the answer is dropped when the screen was left. */
    protected fun <T> ask(
        work: CoreGateway.Core.() -> T,
        refused: (AppError) -> Unit = ::tell,
        done: (T) -> Unit,
    ) = host.core.ask(work, { if (alive) refused(it) }, { if (alive) done(it) })

    /** Asks for something that is to happen once: until the answer comes, asking again does nothing. */
    protected fun <T> askOnce(
        work: CoreGateway.Core.() -> T,
        refused: (AppError) -> Unit = ::tell,
        done: (T) -> Unit,
    ) {
        if (acting) return
        fun answered() {
            acting = false
            page.busy(false)
        }
        acting = true
        page.busy(true)
        ask(
            work,
            refused = {
                answered()
                refused(it)
            },
        ) {
            answered()
            done(it)
        }
    }

    /**
     * What this screen saves, of which the person is to hear also when the phone was turned meanwhile: then the next screen
     * of this place gets the answer. [load] has to look whether there is one, or whether it is still being waited for.
     */
    protected fun <T> errand(refused: (AppError) -> Unit, done: (T) -> Unit): ErrandHere<T> =
        ErrandHere(host.candado.errands.of<T>(host.route), { page.busy(it) }, refused, done).also { errand = it }

    /** Says that an answer is waited for. */
    protected fun showWaiting() = page.showWaiting(design.progress(text(R.string.loading)))

    /**
     * Asks the core for the page's content; an error fills the page with what to do. Who comes back to a page before it
     * is there asks again: it is filled once, with the latest answer.
     */
    protected fun <T> askForPage(work: CoreGateway.Core.() -> T, done: (T) -> Unit) {
        if (page.isUnfilled) page.postDelayed(sayThatItTakesLong, LONG_MS)
        pagesAsked += 1
        val number = pagesAsked
        fun answered(show: () -> Unit) {
            if (number != pagesAsked) return
            page.removeCallbacks(sayThatItTakesLong)
            show()
        }
        ask(work, refused = { error -> answered { fill(whatToDo(error)) } }) { answered { done(it) } }
    }

    /** Only the log can be damaged for the person to see: damaged answers are set aside by the core. */
    protected fun whatToDo(error: AppError): View {
        // Nothing can be noted or handed over until the log is mended.
        if (error == AppError.Plain.DamagedData) page.showFooter(false)
        return design.whatToDo(error, rescue = { host.go(Route.Rescue) }, retry = ::load)
    }

    /** Says at the lower edge what could not be done; for a damaged log, with the way to what can be saved. */
    protected fun tell(error: AppError) {
        val words = design.errorText(error)
        if (error == AppError.Plain.DamagedData) {
            host.notice(words, text(R.string.damaged_log_open)) { host.go(Route.Rescue) }
        } else {
            host.notice(words)
        }
    }

    protected fun fill(vararg content: View?) = page.fill(content.filterNotNull())

    protected fun fill(content: List<View>) = page.fill(content)

    protected fun text(id: Int, vararg arguments: Any): String = host.getString(id, *arguments)

    private companion object {
        const val SCROLL = "scroll"

        /** An empty page for longer than this looks like a broken one. */
        const val LONG_MS = 500L
    }
}
