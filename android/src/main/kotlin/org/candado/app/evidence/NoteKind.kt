package org.candado.app.evidence

/** The kinds of note a form exists for; [slug] is its name in routes and drafts. */
enum class NoteKind(val slug: String) {
    Contact("contact"),
    CodeShared("code"),
    Transfer("transfer"),
    Recovered("recovered"),
    ReportFiled("filed"),
    ComplaintFiled("complaint"),
    StepTaken("step"),
    Note("note"),
}
