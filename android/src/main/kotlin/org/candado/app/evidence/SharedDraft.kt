package org.candado.app.evidence

import org.candado.app.platform.CoreGateway

/** The draft in which [org.candado.app.ShareActivity] leaves what other apps shared, until it is noted or discarded. */
const val SHARED_DRAFT = "share"

/** The field that holds the words shared last: they are looked at alone, whatever else waits. */
private const val LATEST = "latest"

/** What was shared and waits. */
fun CoreGateway.Core.sharedDraft(): NoteDraft = draft(SHARED_DRAFT)?.let(NoteDraft::read) ?: NoteDraft()

/** Keeps what waits; nothing at all is no draft. */
fun CoreGateway.Core.keepShared(shared: NoteDraft) =
    if (shared.waits) saveDraft(SHARED_DRAFT, shared.write()) else discardDraft(SHARED_DRAFT)

/** Everything that waits was noted, or the person does not want it. */
fun CoreGateway.Core.forgetShared() = discardDraft(SHARED_DRAFT)

/** Whether anything of it waits to be noted. */
val NoteDraft.waits: Boolean
    get() = files.isNotEmpty() || !fields[TEXT].isNullOrBlank()

/** The words that were shared last. */
val NoteDraft.latestWords: String
    get() = fields[LATEST] ?: fields[TEXT].orEmpty()

/** With words that are shared now. Words that wait already, shared again, are not written twice. */
fun NoteDraft.sharing(words: String): NoteDraft {
    if (words.isBlank()) return this
    val before = fields[TEXT].orEmpty()
    val text = if (words in before) before else listOf(before, words).filter { it.isNotBlank() }.joinToString("\n")
    return copy(fields = fields + mapOf(TEXT to text, LATEST to words))
}

/** Without words that were noted. */
fun NoteDraft.without(words: String): NoteDraft {
    val rest = fields[TEXT].orEmpty().replaceFirst(words, "").trim('\n')
    return copy(fields = if (rest.isBlank()) emptyMap() else mapOf(TEXT to rest))
}
