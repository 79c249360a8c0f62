package org.candado.app

import java.io.File
import java.nio.file.Files
import org.candado.bindings.ApiException
import org.candado.bindings.Evidence
import org.candado.bindings.Progress
import org.candado.bindings.verifyBundle
import org.candado.core.ClockReading
import org.candado.core.EntryBody
import org.candado.core.Fact
import org.candado.core.Language
import org.candado.core.Narrator
import org.candado.core.NewEntry
import org.candado.core.PaperSize
import org.candado.core.ReportOptions
import org.candado.core.TheftKind
import org.candado.core.VerificationOutcome
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** The exported functions that verify the log and hand it over, through the real binding and the real library. */
class HandOverBindingTest {
    private val folder: File = Files.createTempDirectory("candado-handover").toFile()
    private val evidence by lazy { Evidence.open(folder.path) }
    private val clock = ClockReading(START_MS, "America/Mexico_City", true, 7, 60_000)
    private val options =
        ReportOptions(Language.SPANISH, PaperSize.LETTER, Narrator("", "", "", "", "", "", "", ""), emptyList(), emptyList(), emptyList())

    private fun open() =
        evidence.append(
            NewEntry(null, null, EntryBody.IncidentOpened(TheftKind.TAKEOVER, "Robo de cuenta"), emptyList(), null),
            clock,
        )

    @Test
    fun theLogVerifiesAndSoDoesItsBundleAndAnAlteredOneDoesNot() {
        open()
        assertEquals(VerificationOutcome.VERIFIED, evidence.verify(Progress()).outcome)
        val early = evidence.head().code
        val bundle = File(folder, "bundle.zip")
        val head = bundle.lend { evidence.writeBundle(options, clock, it, Progress()) }
        fun verified(anchor: String?) = bundle.lend { verifyBundle(it, anchor) }
        assertEquals(VerificationOutcome.VERIFIED, verified(head.code).outcome)
        assertTrue(verified(null).facts.contains(Fact.NoAnchor))
        assertEquals(listOf(Fact.AnchorReaches(1uL)), verified(early).facts)
        val bytes = bundle.readBytes()
        bytes[bytes.size / 3] = (bytes[bytes.size / 3].toInt() xor 1).toByte()
        bundle.writeBytes(bytes)
        assertFalse(verified(head.code).outcome == VerificationOutcome.VERIFIED)
    }

    @Test
    fun theReportIsAPdf() {
        open()
        val report = File(folder, "informe.pdf")
        val head = report.lend { evidence.writeReport(options, clock, it) }
        assertEquals("%PDF-", report.readBytes().decodeToString(0, 5))
        assertEquals(evidence.head(), head)
        assertEquals(START_MS, evidence.summary().lastExportMs)
    }

    @Test
    fun whatIsStoppedLeavesAnEmptyDocumentAndNoCopyThatNobodyHas() {
        open()
        val stopped = Progress().apply { cancel() }
        assertThrows(ApiException.Cancelled::class.java) { evidence.verify(stopped) }
        val bundle = File(folder, "bundle.zip")
        assertThrows(ApiException.Cancelled::class.java) {
            bundle.lend { evidence.writeBundle(options, clock, it, stopped) }
        }
        assertEquals(0L, bundle.length())
        assertNull(evidence.summary().lastExportMs)
        val whole = Progress()
        bundle.lend { evidence.writeBundle(options, clock, it, whole) }
        assertEquals(100, whole.percent().toInt())
    }

    @Test
    fun aDigestIsGivenOutAndAStampOverSomethingElseIsRefused() {
        open()
        val digest = evidence.digestToStamp(clock)
        fun stamp(bytes: ByteArray) =
            File(folder, "sello.tsr").apply { writeBytes(bytes) }.lend { evidence.attach(it, "sello.tsr", null, ULong.MAX_VALUE, Progress()) }
        assertThrows(ApiException.StampOfOther::class.java) { evidence.noteTimeStamp(stamp(byteArrayOf(1)), clock) }
        val raw = digest.chunked(2).map { it.toInt(16).toByte() }.toByteArray()
        val seq = evidence.noteTimeStamp(stamp(byteArrayOf(48) + raw), clock)
        assertEquals(EntryBody.TimeStampToken(digest), evidence.entry(seq, clock, Language.SPANISH)?.entry?.body)
    }

    @Test
    fun aChangeOfZoneIsNotedAndFilesThatNothingNamesAreLetGoAtTheStart() {
        assertNull(evidence.noteClockChange(clock))
        open()
        assertEquals(1uL, evidence.noteClockChange(clock.copy(zone = "America/Tijuana")))
        val left = File(folder, "resto.txt").apply { writeText("resto") }.lend { evidence.attach(it, "resto.txt", null, ULong.MAX_VALUE, Progress()) }
        assertEquals(0uL, evidence.releaseUnneeded(listOf(left.sha256)))
        assertEquals(1uL, evidence.releaseUnneeded(emptyList()))
    }
}
