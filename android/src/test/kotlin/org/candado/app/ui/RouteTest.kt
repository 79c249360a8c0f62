package org.candado.app.ui

import org.candado.app.evidence.NoteKind
import org.candado.app.recovery.NewCase
import org.candado.core.Messenger
import org.candado.core.Place
import org.candado.core.Sim
import org.candado.core.Situation
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

class RouteTest {
    @Test
    fun everyRouteIsReadBackFromItsPath() {
        val routes =
            Route.fixed +
                listOf(
                    Route.Item("screen_lock"), Route.EditDevice(3), Route.Device(3), Route.RenameIncident(0), Route.HandOverCase(0),
                    Route.NoteForm(0, NoteKind.Transfer, 7), Route.NoteKinds(0), Route.Chat(2), Route.Entry(7),
                    Route.Amend(7, retract = false), Route.Amend(7, retract = true),
                ) + NoteKind.entries.map { Route.NoteForm(4, it) } + Situation.entries.flatMap(::recovery)
        routes.forEach { assertEquals(it, Route.parse(it.path)) }
    }

    private fun recovery(situation: Situation) =
        listOf(
            Route.Play(situation), Route.Play(situation, 0), Route.Play(situation, 3, "bank"), Route.Play(situation, null, "bank"), Route.Texts(situation, null),
            Route.Texts(situation, 3), Route.Text(situation, null, "bank_script"), Route.Text(situation, 3, "bank_script"),
            Route.Helper(situation, 3),
        ) + cases.flatMap { about ->
            listOf(
                Route.Play(situation, about = about), Route.Play(situation, null, "bank", about), Route.Texts(situation, null, about),
                Route.Text(situation, null, "bank_script", about),
            )
        }

    private val cases =
        listOf(
            NewCase(Messenger.TELEGRAM), NewCase(Messenger.WHATS_APP_BUSINESS, helping = true), NewCase(Messenger.SIGNAL, sim = Sim.GONE),
            NewCase(Messenger.WHATS_APP, helping = true, Sim.HELD, Place.MEXICO_CITY), NewCase(Messenger.WHATS_APP, place = Place.ELSEWHERE),
        )

    @Test
    fun aReminderLeadsToItsItemOrToItsStep() {
        assertEquals(Route.Play(Situation.LOGGED_OUT, 3, "bank"), Route.ofReminder("step/3/bank", "play/logged_out/3/bank"))
        assertEquals(Route.Item("screen_lock"), Route.ofReminder("screen_lock", ""))
        assertEquals(Route.Item("step/3/bank"), Route.ofReminder("step/3/bank", "play/unheard-of/3/bank"))
    }

    @Test
    fun aClockLeadsToItsStepOrToWhereClocksStand() {
        assertEquals(Route.Play(Situation.LOST_PHONE, 3, "deactivate"), Route.ofClock("play/lost_phone/3/deactivate"))
        assertEquals(Route.Reminders, Route.ofClock(""))
        assertEquals(Route.Reminders, Route.ofClock("stolen"))
    }

    @Test
    fun aPathThatLeadsNowhereIsNoRoute() {
        listOf("", "item/", "device/x", "device", "note/1/unheard-of", "../home", "entry/7/8", "play/dance", "play/logged_out/x", "play/logged_out/1/", "play/logged_out/telegrams", "texts/logged_out/3/telegram", "text/logged_out/1", "helper/logged_out").forEach {
            assertNull(it, Route.parse(it))
        }
    }
}
