package org.candado.app

import java.io.File
import java.nio.file.Files
import org.candado.bindings.ApiException
import org.candado.bindings.Care
import org.candado.bindings.Evidence
import org.candado.bindings.contacts
import org.candado.bindings.helperName
import org.candado.bindings.readTelephone
import org.candado.bindings.readyText
import org.candado.bindings.readyTexts
import org.candado.core.CaseFact
import org.candado.core.CaseFacts
import org.candado.core.ClockReading
import org.candado.core.EntryBody
import org.candado.core.NewEntry
import org.candado.core.TheftKind
import org.candado.core.Language
import org.candado.core.Messenger
import org.candado.core.Place
import org.candado.core.Sim
import org.candado.core.Situation
import org.candado.core.StepMark
import org.candado.core.StepState
import org.candado.core.TelephoneReading
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** Every exported function of recovery once, through the real binding and the real library, on the JVM. */
class RecoveryBindingTest {
    private val folder: File = Files.createTempDirectory("candado-recovery").toFile()
    private val care by lazy { Care.open(folder.path) }
    private val evidence by lazy { Evidence.open(folder.path) }
    private val clock = ClockReading(START_MS, "America/Mexico_City", true, 7, 60_000)
    private val facts = CaseFacts(Messenger.WHATS_APP, Sim.GONE, Place.NOT_SAID, "")

    private fun page(incident: ULong) =
        care.play(evidence, Situation.LOGGED_OUT, incident, facts, clock, Language.SPANISH)

    private fun begin() =
        care.beginPlay(evidence, Situation.LOGGED_OUT, null, facts, soundPhone(FakeClock()), clock, Language.SPANISH)

    @Test
    fun aPlayIsBegunMarkedTakenBackAndFoundAgain() {
        val snapshot = soundPhone(FakeClock()).copy(messengers = emptyList())
        assertEquals(Messenger.WHATS_APP, care.firstFacts(snapshot).messenger)
        val incident = begin()
        val seq = care.markStep(evidence, incident, "reregister", StepMark.Done, clock, Language.SPANISH)
        assertTrue(evidence.timeline(clock, Language.SPANISH).any { it.seq == seq && it.body is EntryBody.StepTaken })
        fun state() = page(incident).steps.single { it.id == "reregister" }.state
        assertEquals(StepState.Done(START_MS), state())
        care.unmarkStep(evidence, incident, "reregister", clock, Language.SPANISH)
        assertEquals(StepState.Open, state())
        val run = care.triage(evidence, Messenger.WHATS_APP, Language.SPANISH).runs.single()
        assertEquals(incident, run.incident)
        assertThrows(ApiException.DateNotAhead::class.java) {
            care.markStep(evidence, incident, "bank", StepMark.Later("2026-03-14"), clock, Language.SPANISH)
        }
        assertThrows(ApiException.NotFound::class.java) {
            care.markStep(evidence, 99uL, "bank", StepMark.Done, clock, Language.SPANISH)
        }
    }

    @Test
    fun anIncidentIsOpenedWithWhatTheCheckupSays() {
        val body = EntryBody.IncidentOpened(TheftKind.TAKEOVER, "Robo de cuenta")
        val opening = NewEntry(null, null, body, emptyList(), null)
        val incident = care.openIncident(evidence, opening, soundPhone(FakeClock()), clock)
        val noted = evidence.timeline(clock, Language.SPANISH).single { it.incident == incident }
        assertTrue("screen_lock" in (noted.body as EntryBody.CheckupSnapshot).ok)
        care.saveDraft("case", "Robo")
        assertEquals(2uL, care.saveOpening(evidence, "case", opening, soundPhone(FakeClock()), clock))
        assertEquals(2, evidence.timeline(clock, Language.SPANISH).count { it.body is EntryBody.CheckupSnapshot })
        assertNull(care.formDraft(evidence, "case"))
    }

    @Test
    fun aClockOfAStepRunsAndTheFactsOfTheCaseAreKept() {
        val incident = begin()
        care.startStepClock(evidence, incident, "unknown_pin", clock, Language.SPANISH)
        assertEquals("unknown_pin", page(incident).clocks.single().clockId)
        for (fact in listOf(CaseFact.Sim(Sim.HELD), CaseFact.Helper("Ana"))) {
            care.changeCase(evidence, incident, fact, clock, Language.SPANISH)
        }
        assertEquals(Sim.HELD, page(incident).facts.sim)
        assertEquals("Ana", page(incident).facts.helper)
        assertFalse(page(incident).steps.any { it.textId == "support_email" })
        assertEquals("Ana", helperName(" Ana "))
        assertThrows(ApiException.InvalidField::class.java) { helperName("a".repeat(61)) }
    }

    @Test
    fun theNumberOfACaseIsRememberedWhenItsCountryIsCertain() {
        val incident = begin()
        care.rememberNumber(evidence, incident, "55 1234 5678")
        assertEquals("", care.accountNumber(evidence, incident))
        care.rememberNumber(evidence, incident, "+52 55 1234 5678")
        assertEquals("+525512345678", care.accountNumber(evidence, incident))
    }

    @Test
    fun textsAreFilledAndContactsAreThere() {
        val mail = readyText(evidence, "support_email", null, facts, "+525512345678", clock, Language.ENGLISH)
        assertTrue(mail.body.contains("Lost/Stolen: Please deactivate my account"))
        assertTrue(mail.body.contains("+525512345678"))
        assertTrue(readyTexts(evidence, null, facts, "", clock, Language.SPANISH).any { it.id == "bank_script" })
        assertTrue(contacts(clock, Language.SPANISH).contacts.any { it.numbers.any { number -> number.dial == "089" } })
    }

    @Test
    fun aNumberWithoutItsCountryIsAsked() {
        assertEquals(TelephoneReading.National("+525512345678"), readTelephone("55 1234 5678"))
        assertEquals(TelephoneReading.NotANumber, readTelephone("mi número"))
    }
}
