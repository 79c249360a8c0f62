package org.candado.app.ui

import android.os.Bundle

/** Where the person is and how they came there. Each place keeps a small bundle of what was typed and scrolled. */
class BackStack private constructor(private val entries: MutableList<Entry>) {
    /** One place with its kept state. */
    class Entry(val route: Route, val state: Bundle)

    constructor() : this(mutableListOf(Entry(Route.Home, Bundle())))

    val top: Entry
        get() = entries.last()

    val size: Int
        get() = entries.size

    /** The paths of all places, home first. */
    val paths: List<String>
        get() = entries.map { it.route.path }

    /** Goes to a place. A tab is reached from home, so that back from it leads home. */
    fun push(route: Route) {
        if (route is Route.Tab) {
            while (entries.size > 1) entries.removeAt(entries.lastIndex)
            if (route != Route.Home) entries.add(Entry(route, Bundle()))
        } else if (top.route != route) {
            entries.add(Entry(route, Bundle()))
        }
    }

    /** Goes one place back; false at home. */
    fun pop(): Boolean {
        if (entries.size == 1) return false
        entries.removeAt(entries.lastIndex)
        return true
    }

    /** Leaves the present place for another one, which back will not lead to again. */
    fun replace(route: Route) {
        if (entries.size > 1) pop()
        push(route)
    }

    fun save(into: Bundle) {
        into.putStringArrayList(ROUTES, ArrayList(paths))
        entries.forEachIndexed { index, entry -> into.putBundle("$STATE$index", entry.state) }
    }

    companion object {
        private const val ROUTES = "routes"
        private const val STATE = "state"

        /** What [save] kept; home when there is nothing readable. */
        fun restore(from: Bundle?): BackStack {
            val paths = from?.getStringArrayList(ROUTES) ?: return BackStack()
            val entries =
                paths.mapIndexedNotNull { index, path ->
                    Route.parse(path)?.let { Entry(it, from.getBundle("$STATE$index") ?: Bundle()) }
                }
            return if (entries.firstOrNull()?.route == Route.Home) BackStack(entries.toMutableList()) else BackStack()
        }
    }
}
