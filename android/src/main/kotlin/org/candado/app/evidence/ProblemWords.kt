package org.candado.app.evidence

import android.content.Context
import org.candado.app.R
import org.candado.core.FieldProblem

/** What is wrong with a field and what to do, for the line inside its frame. */
fun FieldProblem.inWords(context: Context): String =
    when (this) {
        FieldProblem.Empty -> context.getString(R.string.problem_empty)
        is FieldProblem.TooLong -> context.getString(R.string.problem_too_long, limit.toLong())
        FieldProblem.WrongCharacter -> context.getString(R.string.problem_character)
        is FieldProblem.DigitCount -> context.getString(R.string.problem_digits, expected.toLong())
        FieldProblem.CheckDigit -> context.getString(R.string.problem_check_digit)
        FieldProblem.SpanBackwards -> context.getString(R.string.problem_span)
        FieldProblem.ImpossibleDate -> context.getString(R.string.problem_date)
        FieldProblem.ImpossibleAmount -> context.getString(R.string.problem_amount)
    }
