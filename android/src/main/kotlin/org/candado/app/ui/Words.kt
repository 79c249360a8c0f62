package org.candado.app.ui

import android.content.Context
import java.time.LocalDate
import java.time.format.DateTimeFormatter
import java.util.Locale
import org.candado.app.R
import org.candado.core.DeviceKind
import org.candado.core.DeviceStatus
import org.candado.core.LastUsed
import org.candado.core.Messenger

/** The messenger's own name. */
val Messenger.label: Int
    get() =
        when (this) {
            Messenger.WHATS_APP -> R.string.messenger_whatsapp
            Messenger.WHATS_APP_BUSINESS -> R.string.messenger_whatsapp_business
            Messenger.TELEGRAM -> R.string.messenger_telegram
            Messenger.SIGNAL -> R.string.messenger_signal
        }

/** What became of a device, in the person's words. */
val DeviceStatus.label: Int
    get() =
        when (this) {
            DeviceStatus.IN_USE -> R.string.device_in_use
            DeviceStatus.UNUSED -> R.string.device_unused
            DeviceStatus.LOST -> R.string.device_lost
            DeviceStatus.STOLEN -> R.string.device_stolen
            DeviceStatus.SOLD -> R.string.device_sold
        }

/** When a device was last used, in the person's words. */
val LastUsed.label: Int
    get() =
        when (this) {
            LastUsed.TODAY -> R.string.device_used_today
            LastUsed.THIS_MONTH -> R.string.device_used_this_month
            LastUsed.EARLIER -> R.string.device_used_earlier
            LastUsed.NOT_KNOWN -> R.string.device_used_not_known
        }

/** What kind of device. */
val DeviceKind.label: Int
    get() =
        when (this) {
            DeviceKind.PHONE -> R.string.device_phone
            DeviceKind.COMPUTER -> R.string.device_computer
            DeviceKind.TABLET -> R.string.device_tablet
        }

/** The picture of a kind of device. */
val DeviceKind.icon: Int
    get() =
        when (this) {
            DeviceKind.PHONE -> R.drawable.ic_phone
            DeviceKind.COMPUTER -> R.drawable.ic_computer
            DeviceKind.TABLET -> R.drawable.ic_tablet
        }

/** The language that the context's words are in. */
val Context.locale: Locale
    get() = resources.configuration.locales[0]

/** A day such as "sábado 28" ("EEEE d"), in the language of the context's words. */
fun LocalDate.inWords(context: Context, pattern: String): String =
    DateTimeFormatter.ofPattern(pattern, context.locale).format(this)
