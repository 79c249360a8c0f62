package org.candado.app

import org.candado.app.home.HomeScreen
import org.candado.app.ui.Route
import org.candado.app.ui.Screen

/** The screen of each place. */
fun makeScreen(route: Route, host: MainActivity): Screen =
    when (route) {
        else -> HomeScreen(host)
    }
