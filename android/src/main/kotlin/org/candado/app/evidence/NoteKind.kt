package org.candado.app.evidence

/** The kinds of note a form exists for; [slug] is its name in routes and drafts. */
enum class NoteKind(val slug: String) {
    Contact("contact"),
    CodeShared("code"),
    AccountLost("lost"),
    SuspiciousDevice("device"),
    Transfer("transfer"),
    ContactDefrauded("defrauded"),
    Threat("threat"),
    Recovered("recovered"),
    ReportFiled("filed"),
    ComplaintFiled("complaint"),
    StepTaken("step"),
    Witness("witness"),
    Note("note"),
}
