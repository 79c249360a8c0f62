package org.candado.app.ui

import android.os.Bundle
import org.candado.app.TestApplication
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35])
class BackStackTest {
    @Test
    fun backLeadsTheWayOneCameAndEndsAtHome() {
        val stack = BackStack()
        stack.push(Route.Checkup)
        stack.push(Route.Item("screen_lock"))
        assertTrue(stack.pop())
        assertEquals(Route.Checkup, stack.top.route)
        assertTrue(stack.pop())
        assertEquals(Route.Home, stack.top.route)
        assertFalse(stack.pop())
    }

    @Test
    fun aTabIsAlwaysOneStepFromHome() {
        val stack = BackStack()
        stack.push(Route.Checkup)
        stack.push(Route.Item("screen_lock"))
        stack.push(Route.Log)
        assertEquals(2, stack.size)
        stack.push(Route.Home)
        assertEquals(1, stack.size)
    }

    @Test
    fun goingWhereOneIsAddsNothing() {
        val stack = BackStack()
        stack.push(Route.Settings)
        stack.push(Route.Settings)
        assertEquals(2, stack.size)
    }

    @Test
    fun whatIsLeftForAnotherPlaceIsNotOnTheWayBack() {
        val stack = BackStack()
        stack.push(Route.Log)
        stack.push(Route.NoteKinds(1))
        stack.replace(Route.Entry(2))
        assertTrue(stack.pop())
        assertEquals(Route.Log, stack.top.route)
    }

    @Test
    fun theWayAndWhatWasTypedSurviveBeingKept() {
        val stack = BackStack()
        stack.push(Route.Devices)
        stack.push(Route.NewDevice)
        stack.top.state.putString("name", "Laptop")
        val bundle = Bundle()
        stack.save(bundle)
        val restored = BackStack.restore(bundle)
        assertEquals(3, restored.size)
        assertEquals(Route.NewDevice, restored.top.route)
        assertEquals("Laptop", restored.top.state.getString("name"))
    }

    @Test
    fun anUnreadableStateLeadsHome() {
        assertEquals(Route.Home, BackStack.restore(null).top.route)
        val bundle = Bundle()
        bundle.putStringArrayList("routes", arrayListOf("nowhere", "checkup"))
        assertEquals(Route.Home, BackStack.restore(bundle).top.route)
    }
}
