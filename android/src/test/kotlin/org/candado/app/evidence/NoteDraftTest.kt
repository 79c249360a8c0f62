package org.candado.app.evidence

import org.candado.app.TestApplication
import org.candado.core.Attachment
import org.candado.core.Precision
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35])
class NoteDraftTest {
    private val draft =
        NoteDraft(
            fields = mapOf("amount" to "4,500.00", TEXT to "línea 1\n\"línea\" 2 — ñ 😀"),
            known = WhenKnown.About,
            day = "2026-03-14",
            time = "02:31",
            untilDay = "2026-03-15",
            untilTime = "00:10",
            files = listOf(Attachment("ab".repeat(32), 120u, "image/png", "captura \"1\".png")),
        )

    @Test
    fun aDraftIsReadBackAsItWasWritten() = assertEquals(draft, NoteDraft.read(draft.write()))

    @Test
    fun anUnreadableDraftIsEmpty() {
        listOf("", "{", "[]", "{\"fields\":3}").forEach { assertEquals(NoteDraft(), NoteDraft.read(it)) }
    }

    @Test
    fun whatIsKnownOfTheTimeIsToldAsItIs() {
        val zone = "America/Mexico_City"
        assertEquals(Precision.ABOUT, draft.happened(zone)?.precision)
        assertEquals("2026-03-14T02:31", draft.happened(zone)?.from)
        assertEquals("2026-03-14T00:00", draft.copy(known = WhenKnown.Day).happened(zone)?.from)
        assertNull(draft.copy(known = WhenKnown.Unknown).happened(zone))
        val hour = draft.copy(known = WhenKnown.Hour).happened(zone)
        assertEquals("2026-03-14T02:00" to Precision.HOUR, hour?.from to hour?.precision)
        val span = draft.copy(known = WhenKnown.Span).happened(zone)
        assertEquals("2026-03-14T02:31" to "2026-03-15T00:10", span?.from to span?.to)
        val days = draft.copy(known = WhenKnown.Days).happened(zone)
        assertEquals("2026-03-15T00:00" to Precision.DAY, days?.to to days?.precision)
    }
}
