package org.candado.preview.phone

import android.os.ParcelFileDescriptor
import org.candado.bindings.ApiException
import org.candado.bindings.verifyBundle
import org.candado.preview.host.Link
import org.candado.preview.host.Names
import org.candado.preview.host.Reason
import org.candado.preview.host.Refusal
import org.candado.core.Fact
import org.candado.core.VerificationReport
import org.json.JSONArray
import org.json.JSONObject
import java.io.FileNotFoundException

/** Asks the core's verifier about a bundle among the documents, as a stranger who received it would. */
internal object Verification {
    /** The verifier's report; [anchor] is a code noted outside the bundle, if there is one. */
    fun of(name: String, anchor: String?): JSONObject = try {
        ParcelFileDescriptor.open(Link.phone.documents.resolve(Names.safe(name)).toFile(), ParcelFileDescriptor.MODE_READ_ONLY)
            .use { described(verifyBundle(it.fd, anchor)) }
    } catch (missing: FileNotFoundException) {
        throw Refusal(Reason.NO_DOCUMENT)
    } catch (refused: ApiException) {
        throw Refusal(Reason.NO_BUNDLE)
    }

    private fun described(report: VerificationReport) = JSONObject()
        .put("outcome", report.outcome.name.lowercase())
        .put("entries", report.entries.toLong())
        .put("files", report.files.toLong())
        .put("headCode", report.headCode)
        .put("findings", JSONArray(report.findings.map { it.kind.name.lowercase() }.distinct()))
        .put("facts", JSONArray(report.facts.map(::named)))

    private fun named(fact: Fact): String = when (fact) {
        is Fact.Withheld -> "${fact.count} withheld"
        is Fact.ClockMoved -> "entry ${fact.seq}: clock moved by ${fact.byMs} ms"
        is Fact.BootChanged -> "entry ${fact.seq}: the phone was started anew"
        is Fact.TimeNotAutomatic -> "entry ${fact.seq}: automatic time was off or unknown"
        Fact.NoAnchor -> "no anchor"
        is Fact.AnchorReaches -> "the anchor fixes ${fact.size} entries"
    }
}
