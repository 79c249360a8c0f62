package org.candado.app.platform

import org.candado.app.R
import org.candado.core.ChatProblem
import org.candado.core.EntryField
import org.candado.core.FieldProblem

/** What went wrong, as far as a screen does something different about it. Carries nothing the person wrote. */
sealed interface AppError {
    /** The sentence for it. */
    val message: Int

    /** A field of an entry is refused; the sentence stands beside the field. */
    data class Field(val field: EntryField, val problem: FieldProblem) : AppError {
        override val message get() = R.string.error_field
    }

    /** The device name is empty (`limit` 0) or longer than `limit` characters. */
    data class DeviceName(val limit: Long) : AppError {
        override val message get() =
            if (limit == 0L) R.string.error_device_name_empty else R.string.error_device_name_long
    }

    /** There is no message (`limitBytes` 0), or it is longer than `limitBytes`. */
    data class Message(val limitBytes: Long) : AppError {
        override val message get() = if (limitBytes == 0L) R.string.error_message_empty else R.string.error_message_long
    }

    /** A limit of the checkup goes from `minimum` to `maximum` and no further. */
    data class Limit(val minimum: Long, val maximum: Long) : AppError {
        override val message get() = R.string.error_limit
    }

    /** The file is larger than `limitBytes`. */
    data class FileTooLarge(val limitBytes: Long) : AppError {
        override val message get() = R.string.error_file_too_large
    }

    /** A file cannot be taken as an exported chat. */
    data class Chat(val problem: ChatProblem) : AppError {
        override val message get() =
            when (problem) {
                ChatProblem.NOT_A_CHAT -> R.string.error_chat_not_a_chat
                ChatProblem.TOO_LONG -> R.string.error_chat_too_long
                ChatProblem.ARCHIVE_UNREADABLE -> R.string.error_chat_archive_unreadable
                ChatProblem.NO_CHAT_INSIDE -> R.string.error_chat_nothing_inside
                ChatProblem.DATE_ORDER_UNKNOWN -> R.string.error_chat_dates
                ChatProblem.CANCELLED -> R.string.error_chat_cancelled
            }
    }

    /** Everything that needs nothing but its sentence. */
    enum class Plain(override val message: Int) : AppError {
        NewerData(R.string.error_newer_data),
        DamagedData(R.string.error_damaged_data),
        NoSpace(R.string.error_no_space),
        DateNotAhead(R.string.error_date_not_ahead),
        NoDayLeft(R.string.error_no_day_left),
        FileEmpty(R.string.error_file_empty),
        FileCutShort(R.string.error_file_cut_short),
        FileUnreadable(R.string.error_file_unreadable),
        Cancelled(R.string.error_cancelled),
        StampOfOther(R.string.error_stamp_of_other),
        NotFound(R.string.error_not_found),
        Internal(R.string.error_internal),
    }
}
