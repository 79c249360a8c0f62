package org.candado.app.recovery

import android.content.ClipData
import android.content.ClipboardManager
import android.os.Build
import android.os.Bundle
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.ui.Leave
import org.candado.app.ui.Page
import org.candado.app.ui.Screen
import org.candado.app.ui.chips
import org.candado.app.ui.topBar
import org.candado.core.ContactCard
import org.candado.core.ContactNumber
import org.candado.core.ContactPage
import org.candado.core.Scope

/** Who to call, and how to tell the police from who poses as them. */
class ContactsScreen(host: MainActivity) : Screen(host) {
    override val page = Page(design, design.topBar(text(R.string.contacts_title), Leave.back { host.goBack() }))

    private var elsewhere = false

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        elsewhere = state.getBoolean(ELSEWHERE)
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putBoolean(ELSEWHERE, elsewhere)
    }

    override fun load(): Unit =
        askForPage({ contacts() }) { contacts ->
            fill(
                listOf(impersonation(contacts), askPlace()) +
                    (if (elsewhere) listOf(design.plainCard(design.body(contacts.elsewhere)))
                    else group(R.string.place_city, contacts, Scope.MEXICO_CITY)) +
                    group(R.string.contacts_federal, contacts, Scope.FEDERAL) +
                    group(R.string.contacts_customers, contacts, Scope.CUSTOMERS)
            )
        }

    /** The city's own numbers are of no use elsewhere. */
    private fun askPlace(): View {
        val places = listOf(false to text(R.string.place_city), true to text(R.string.place_elsewhere))
        val chips = design.chips(places, elsewhere) {
            elsewhere = it
            load()
        }
        return design.stack(design.section(text(R.string.case_place_ask)), design.below(1, chips))
    }

    private fun impersonation(contacts: ContactPage): View =
        design.card(
            design.strong(contacts.impersonationTitle),
            *contacts.impersonation.map { design.below(2, design.body(it)) }.toTypedArray(),
            design.below(2, design.second(contacts.impersonationSources.joinToString("\n"))),
        )

    private fun group(heading: Int, contacts: ContactPage, scope: Scope): List<View> =
        listOf(design.section(text(heading))) + contacts.contacts.filter { it.scope == scope }.map(::card)

    private fun card(contact: ContactCard): View {
        val hours = listOf(contact.role, contact.hours).filter { it.isNotEmpty() }
        val numbers = contact.numbers.map { number ->
            design.below(2, design.secondary(text(R.string.contacts_dial, number.shown)) { host.dial(number) })
        }
        val copies = (contact.numbers.map { it.shown } + contact.copy).map { words ->
            design.textButton(text(R.string.contacts_copy, words)) { host.copy(words) }
        }
        return design.card(
            design.strong(contact.name),
            *hours.map { design.below(1, design.body(it)) }.toTypedArray(),
            *numbers.toTypedArray(),
            contact.note.takeIf { it.isNotEmpty() }?.let { design.below(2, design.second(it)) },
            *copies.toTypedArray(),
            design.below(1, design.second(contact.sourceLines.joinToString("\n"))),
        )
    }

    private companion object {
        const val ELSEWHERE = "elsewhere"
    }
}

/** Opens the dialler with a number; says the number where nothing can dial. */
fun MainActivity.dial(number: ContactNumber) {
    if (!platform.settingsScreens.dial(this, number.dial)) notice(getString(R.string.no_dialler, number.shown))
}

/** Puts words where they can be pasted. From Android 13 on the phone says so itself. */
fun MainActivity.copy(words: String) {
    val clipboard = getSystemService(ClipboardManager::class.java)
    clipboard.setPrimaryClip(ClipData.newPlainText(getString(R.string.app_name), words))
    if (Build.VERSION.SDK_INT < 33) notice(getString(R.string.copied))
}
