package org.candado.app.ui

import org.candado.app.evidence.NoteKind
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

class RouteTest {
    @Test
    fun everyRouteIsReadBackFromItsPath() {
        val routes =
            listOf(
                Route.Home, Route.Checkup, Route.Log, Route.Reminders, Route.Item("screen_lock"), Route.Devices,
                Route.NewDevice, Route.LostDevice, Route.Device(3), Route.Stolen, Route.NewIncident,
                Route.NoteKinds(0), Route.Entry(7), Route.Amend(7, retract = false), Route.Amend(7, retract = true),
                Route.Verify, Route.HandOver, Route.Share, Route.Settings, Route.Language, Route.About, Route.Licences,
            ) + NoteKind.entries.map { Route.NoteForm(4, it) }
        routes.forEach { assertEquals(it, Route.parse(it.path)) }
    }

    @Test
    fun aPathThatLeadsNowhereIsNoRoute() {
        listOf("", "item/", "device/x", "device", "note/1/unheard-of", "../home", "entry/7/8").forEach {
            assertNull(it, Route.parse(it))
        }
    }
}
