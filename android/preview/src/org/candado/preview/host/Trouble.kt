package org.candado.preview.host

/** Something the person at the terminal can mend: one sentence and an exit code. */
class Trouble(val exitCode: Int, message: String) : Exception(message)
