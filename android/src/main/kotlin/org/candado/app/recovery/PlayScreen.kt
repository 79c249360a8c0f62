package org.candado.app.recovery

import android.app.AlertDialog
import android.os.Bundle
import android.view.View
import org.candado.app.MainActivity
import org.candado.app.R
import org.candado.app.candado
import org.candado.app.evidence.NoteDraft
import org.candado.app.evidence.NoteKind
import org.candado.app.evidence.caseName
import org.candado.app.platform.CoreGateway
import org.candado.app.ui.Page
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.app.ui.TitleBar
import org.candado.app.ui.clockCards
import org.candado.app.ui.inWords
import org.candado.app.ui.label
import org.candado.app.ui.pickDay
import org.candado.core.CaseFact
import org.candado.core.CaseFacts
import org.candado.core.Filing
import org.candado.core.LogSummary
import org.candado.core.Messenger
import org.candado.core.Place
import org.candado.core.PlayPage
import org.candado.core.PlayStep
import org.candado.core.ScreenTarget
import org.candado.core.Sim
import org.candado.core.Situation
import org.candado.core.StepForm
import org.candado.core.StepMark
import org.candado.core.StepState
import org.candado.core.StepTarget
import org.candado.core.Verdict

/**
 * A play: the step to do now on top, all steps below it, then the clocks, what never to do, and what is known of the
 * case. Looking and answering write nothing; the first thing done or noted, and who notes for the person, opens the case,
 * or goes on with one when the person says so. What was answered until then is said along.
 */
class PlayScreen(host: MainActivity, private val route: Route.Play) : Screen(host) {
    override val private = true
    private val situation = route.situation
    private val incident = route.incident
    private val bar = TitleBar(host)
    private var chosen: String? = route.step

    override val page =
        Page(
            design,
            bar.view,
            footer =
                listOf(
                    design.buttonPair(
                        design.secondary(text(R.string.play_texts)) { host.go(Route.Texts(situation, incident, route.about)) },
                        design.secondary(text(R.string.contacts_title)) { host.go(Route.Contacts) },
                    )
                ),
        )

    override fun takeUp(state: Bundle) {
        super.takeUp(state)
        chosen = state.getString(CHOSEN, chosen)
    }

    override fun keep(state: Bundle) {
        super.keep(state)
        state.putString(CHOSEN, chosen)
    }

    override fun load(): Unit = askForPage({ play(situation, incident, route.about) }, ::show)

    private fun show(play: PlayPage) {
        bar.title(play.title)
        val step = play.steps.firstOrNull { it.id == chosen } ?: play.steps.firstOrNull { it.state is StepState.Open }
        fill(
            listOfNotNull(
                design.lead(play.lead),
                if (play.facts.isHelped) design.second(text(R.string.play_helping)) else null,
            ) +
                listOfNotNull(if (play.asksSim) askSim(play.facts) else null) +
                (step?.let { stepViews(play, it) } ?: listOf(allDone())) +
                listOf(
                    design.section(text(R.string.play_steps, play.progress)),
                    design.list(play.steps.mapIndexed { index, each -> row(index, each, each.id == step?.id) }),
                ) +
                design.clockCards(host, play.clocks, step?.id) { load() } +
                listOf(
                    design.section(text(R.string.play_never)),
                    design.plainCard(design.column(*play.never.map { design.body(it) }.toTypedArray())),
                    design.section(text(R.string.play_case)),
                    facts(play),
                )
        )
    }

    private fun stepViews(play: PlayPage, step: PlayStep): List<View> =
        StepViews(host, design, step, play.facts, actions(play, step)).views()

    private fun allDone(): View =
        design.verdictCard(
            Verdict.OK,
            design.strong(text(R.string.play_all_done)),
            design.below(1, design.second(text(R.string.play_all_done_line))),
            design.below(3, design.primary(text(R.string.play_hand_over)) { host.go(Route.HandOver) }),
        )

    private fun askSim(facts: CaseFacts): View =
        design.verdictCard(
            Verdict.DUE,
            design.strong(text(facts.simQuestion)),
            design.below(1, design.second(text(R.string.play_sim_why))),
            design.below(
                3,
                design.buttonPair(
                    design.secondary(text(facts.label(Sim.HELD))) { change(facts, CaseFact.Sim(Sim.HELD)) },
                    design.secondary(text(facts.label(Sim.GONE))) { change(facts, CaseFact.Sim(Sim.GONE)) },
                ),
            ),
        )

    private fun row(index: Int, step: PlayStep, open: Boolean): View {
        val look =
            when (step.state) {
                is StepState.Done -> Verdict.OK to R.string.step_done
                is StepState.CouldNot -> Verdict.UNKNOWN to R.string.step_could_not
                is StepState.Later -> Verdict.DUE to R.string.step_later
                StepState.Open -> null
            }
        val badge = look?.let { (verdict, words) -> design.badge(verdict, text(words)) }
        val line = if (open) text(R.string.step_shown) else step.stateLine
        return design.row(text(R.string.step_numbered, index + 1, step.title), line, badge) {
            chosen = step.id
            page.scrollToTop()
            load()
        }
    }

    private fun facts(play: PlayPage): View {
        val facts = play.facts
        val change = { design.action(text(R.string.change)) }
        return design.list(
            design.row(text(R.string.case_messenger), text(facts.messenger.label), change()) { pickMessenger(facts) },
            design.row(text(R.string.case_sim), text(facts.label(facts.sim)), change()) { pickSim(facts) },
            design.row(text(facts.placeTitle), text(facts.place.label), change()) { pickPlace(facts) },
            design.row(text(R.string.case_helper), facts.helper.ifEmpty { text(R.string.case_self) }, change()) {
                withCase { case ->
                    if (case != incident) host.goInstead(Route.Play(situation, case, chosen))
                    host.go(Route.Helper(situation, case))
                }
            },
            filing(R.string.case_report, play.report, StepForm.REPORT, facts),
            filing(R.string.case_complaint, play.complaint, StepForm.COMPLAINT, facts),
        )
    }

    /** A report and a complaint are two things: each has its own number, and says so while it has none. */
    private fun filing(title: Int, filing: Filing?, form: StepForm, facts: CaseFacts): View {
        val line =
            when {
                filing == null -> text(R.string.case_pending)
                filing.number.isEmpty() -> text(R.string.case_no_number, filing.authority)
                else -> text(R.string.day_and_title, filing.authority, filing.number)
            }
        return design.row(text(title), line) {
            if (filing == null) write(form, facts) else host.go(Route.Entry(filing.seq.toLong()))
        }
    }

    private fun actions(play: PlayPage, step: PlayStep) =
        object : StepActions {
            override fun mark(mark: StepMark) = act({ markStep(it, step.id, mark) }) { marked(it, step, mark) }

            override fun takeBack() {
                // What is done by a note of its own is not done when that note is taken back.
                val note = step.notedIn
                if (note == null) act({ unmarkStep(it, step.id) }) { stay(it, step.id) }
                else host.go(Route.Amend(note.toLong(), retract = true))
            }

            override fun later() =
                ask({ today() }) { today ->
                    host.pickDay(today) { day, _ ->
                        val later = StepMark.Later(day.toString())
                        act({ case -> markStep(case, step.id, later) }) { case -> marked(case, step, later) }
                    }
                }

            override fun startClock() =
                act({ startStepClock(it, step.id) }) { case ->
                    stay(case, step.id)
                    host.notice(text(R.string.step_clock_started))
                    host.notificationPermission.offer()
                }

            override fun open(target: StepTarget) {
                val there =
                    when (target) {
                        StepTarget.DEVICES -> {
                            host.go(Route.Devices)
                            true
                        }
                        StepTarget.MESSENGER ->
                            host.platform.settingsScreens.open(host, ScreenTarget.OpenMessenger(play.facts.messenger))
                    }
                if (!there) host.notice(text(R.string.device_not_opened))
            }

            override fun openText(id: String) = host.go(Route.Text(situation, incident, id, route.about))

            override fun write(form: StepForm) = this@PlayScreen.write(form, play.facts)

            override fun elsewhere() = change(play.facts, CaseFact.Place(Place.ELSEWHERE))
        }

    /** Does something to the case, which is opened first where it is not yet. */
    private fun act(work: CoreGateway.Core.(Long) -> Unit, done: (Long) -> Unit) = withCase { case ->
        askOnce({ work(case) }) {
            host.candado.reminders.rearm()
            done(case)
        }
    }

    private fun marked(case: Long, step: PlayStep, mark: StepMark) {
        // What could not be done stays open, with what helps then; otherwise on to the next step.
        stay(case, if (mark is StepMark.CouldNot) step.id else null)
        when (mark) {
            is StepMark.Done ->
                host.notice(text(R.string.step_noted), text(R.string.undo)) {
                    host.core.ask({ unmarkStep(case, step.id) }, refused = { host.notice(design.errorText(it)) }) {
                        host.candado.reminders.rearm()
                        if (host.route is Route.Play) host.goInstead(Route.Play(situation, case, step.id))
                    }
                }
            is StepMark.Later -> host.notificationPermission.offer()
            is StepMark.CouldNot -> Unit
        }
    }

    /** Shows the play of the case again, with a step on top or the next one that is left. */
    private fun stay(case: Long, step: String?) {
        if (case != incident) {
            host.goInstead(Route.Play(situation, case, step))
            return
        }
        chosen = step
        page.scrollToTop()
        load()
    }

    private fun pickMessenger(facts: CaseFacts) {
        val all = Messenger.entries
        pick(R.string.case_messenger, all.map { text(it.label) }, all.indexOf(facts.messenger)) {
            change(facts, CaseFact.Messenger(all[it]))
        }
    }

    private fun pickPlace(facts: CaseFacts) {
        val all = Place.entries
        pick(facts.placeQuestion, all.map { text(it.label) }, all.indexOf(facts.place)) {
            change(facts, CaseFact.Place(all[it]))
        }
    }

    private fun pickSim(facts: CaseFacts) {
        val all = Sim.entries
        pick(facts.simQuestion, all.map { text(facts.label(it)) }, all.indexOf(facts.sim)) {
            change(facts, CaseFact.Sim(all[it]))
        }
    }

    /** Takes one answer about the case: into the case where there is one, else along with what was said before it. */
    private fun change(facts: CaseFacts, fact: CaseFact) {
        if (incident != null) {
            act({ changeCase(it, fact) }) { stay(it, null) }
            return
        }
        val said = NewCase(facts.messenger, route.about?.helping == true, facts.sim, facts.place)
        host.goInstead(Route.Play(situation, about = said.with(fact)))
    }

    private fun pick(title: Int, options: List<String>, present: Int, chosen: (Int) -> Unit) {
        AlertDialog.Builder(host)
            .setTitle(title)
            .setSingleChoiceItems(options.toTypedArray(), present) { dialog, which ->
                dialog.dismiss()
                chosen(which)
            }
            .setNegativeButton(R.string.cancel, null)
            .show()
    }

    /** The form of a note that belongs to a step; who it was with stands in it already. */
    private fun write(form: StepForm, facts: CaseFacts) {
        val kind = form.kind
        val authority =
            when {
                facts.place == Place.ELSEWHERE -> null
                form == StepForm.REPORT -> text(R.string.case_police)
                form == StepForm.COMPLAINT -> text(R.string.case_office)
                else -> null
            }
        withCase { case ->
            val route = Route.NoteForm(case, kind)
            askOnce({
                if (authority != null && draft(route.path) == null) {
                    saveDraft(route.path, NoteDraft(fields = mapOf("authority" to authority)).write())
                }
            }) {
                if (case != incident) host.goInstead(Route.Play(situation, case, chosen))
                host.go(route)
            }
        }
    }

    /** The case this belongs to: the known one, the open one if the person says it is the same, or a new one. */
    private fun withCase(then: (Long) -> Unit) {
        if (incident != null) {
            then(incident)
            return
        }
        askOnce({ summary() }) { log -> if (log.latestIncident == null) begin(null, then) else askWhichCase(log, then) }
    }

    private fun askWhichCase(log: LogSummary, then: (Long) -> Unit) {
        AlertDialog.Builder(host)
            .setTitle(R.string.case_same_title)
            .setMessage(text(R.string.case_same, host.caseName(log.incidentTitle)))
            .setPositiveButton(R.string.case_same_yes) { _, _ -> begin(log.latestIncident?.toLong(), then) }
            .setNegativeButton(R.string.case_same_no) { _, _ -> begin(null, then) }
            .show()
    }

    private fun begin(case: Long?, then: (Long) -> Unit) = askOnce({ beginPlay(situation, case, route.about) }, done = then)

    private companion object {
        const val CHOSEN = "chosen"
    }
}

/** Whether somebody helps: what is asked is then about the person affected, who is not who reads it. */
val CaseFacts.isHelped: Boolean
    get() = helper.isNotEmpty()

private val CaseFacts.simQuestion: Int
    get() = if (isHelped) R.string.play_sim_ask_helped else R.string.play_sim_ask

private val CaseFacts.placeTitle: Int
    get() = if (isHelped) R.string.case_place_helped else R.string.case_place

private val CaseFacts.placeQuestion: Int
    get() = if (isHelped) R.string.case_place_ask_helped else R.string.case_place_ask

private fun CaseFacts.label(sim: Sim): Int =
    when (sim) {
        Sim.HELD -> if (isHelped) R.string.sim_held_helped else R.string.sim_held
        Sim.GONE -> if (isHelped) R.string.sim_gone_helped else R.string.sim_gone
        Sim.NOT_SAID -> R.string.sim_not_said
    }

private val Place.label: Int
    get() =
        when (this) {
            Place.MEXICO_CITY -> R.string.place_city
            Place.ELSEWHERE -> R.string.place_elsewhere
            Place.NOT_SAID -> R.string.place_not_said
        }

private val StepForm.kind: NoteKind
    get() =
        when (this) {
            StepForm.CONTACT -> NoteKind.Contact
            StepForm.TRANSFER -> NoteKind.Transfer
            StepForm.THREAT -> NoteKind.Threat
            StepForm.REPORT -> NoteKind.ReportFiled
            StepForm.COMPLAINT -> NoteKind.ComplaintFiled
        }
