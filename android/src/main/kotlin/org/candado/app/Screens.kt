package org.candado.app

import org.candado.app.checkup.CheckupScreen
import org.candado.app.checkup.HistoryScreen
import org.candado.app.checkup.ItemScreen
import org.candado.app.checkup.LimitsScreen
import org.candado.app.checkup.QuestionsScreen
import org.candado.app.devices.DeviceFormScreen
import org.candado.app.devices.DeviceScreen
import org.candado.app.devices.DevicesScreen
import org.candado.app.devices.LostDeviceScreen
import org.candado.app.evidence.AmendScreen
import org.candado.app.evidence.ChatScreen
import org.candado.app.evidence.EntryScreen
import org.candado.app.evidence.HandOverScreen
import org.candado.app.evidence.HeadCodeScreen
import org.candado.app.evidence.LogScreen
import org.candado.app.evidence.NewIncidentScreen
import org.candado.app.evidence.NoteFormScreen
import org.candado.app.evidence.NoteKindsScreen
import org.candado.app.evidence.RescueScreen
import org.candado.app.evidence.ShareScreen
import org.candado.app.evidence.VerifyScreen
import org.candado.app.home.HomeScreen
import org.candado.app.messages.MessageScreen
import org.candado.app.recovery.ContactsScreen
import org.candado.app.recovery.HelperScreen
import org.candado.app.recovery.PlayScreen
import org.candado.app.recovery.StolenScreen
import org.candado.app.recovery.TextScreen
import org.candado.app.recovery.TextsScreen
import org.candado.app.reminders.ReminderChoicesScreen
import org.candado.app.reminders.RemindersScreen
import org.candado.app.reminders.ScamScreen
import org.candado.app.settings.AboutScreen
import org.candado.app.settings.LanguageScreen
import org.candado.app.settings.LicencesScreen
import org.candado.app.settings.SettingsScreen
import org.candado.app.ui.Route
import org.candado.app.ui.Screen
import org.candado.core.DeviceStatus

/** The screen of each place. */
fun makeScreen(route: Route, host: MainActivity): Screen =
    when (route) {
        Route.Home -> HomeScreen(host)
        Route.Checkup -> CheckupScreen(host)
        Route.Log -> LogScreen(host)
        Route.Reminders -> RemindersScreen(host)
        is Route.Item -> ItemScreen(host, route.id)
        Route.Questions -> QuestionsScreen(host)
        Route.CheckupHistory -> HistoryScreen(host)
        Route.Devices -> DevicesScreen(host)
        Route.NewDevice -> DeviceFormScreen(host)
        Route.NewLostDevice -> DeviceFormScreen(host, status = DeviceStatus.LOST)
        is Route.EditDevice -> DeviceFormScreen(host, route.id)
        Route.LostDevice -> LostDeviceScreen(host)
        is Route.Device -> DeviceScreen(host, route.id)
        Route.Stolen -> StolenScreen(host)
        Route.Helping -> StolenScreen(host, helping = true)
        is Route.Play -> PlayScreen(host, route)
        is Route.Texts -> TextsScreen(host, route)
        is Route.Text -> TextScreen(host, route)
        is Route.Helper -> HelperScreen(host, route.situation, route.incident)
        Route.Contacts -> ContactsScreen(host)
        Route.NewIncident -> NewIncidentScreen(host)
        is Route.RenameIncident -> NewIncidentScreen(host, route.incident)
        is Route.NoteKinds -> NoteKindsScreen(host, route.incident)
        is Route.NoteForm -> NoteFormScreen(host, route.incident, route.kind, route.amends)
        is Route.Chat -> ChatScreen(host, route.incident)
        is Route.Entry -> EntryScreen(host, route.seq)
        is Route.Amend -> AmendScreen(host, route.seq, route.retract)
        Route.HeadCode -> HeadCodeScreen(host)
        Route.Verify -> VerifyScreen(host)
        Route.HandOver -> HandOverScreen(host)
        is Route.HandOverCase -> HandOverScreen(host, route.incident)
        Route.Share -> ShareScreen(host)
        Route.ScamOfTheDay -> ScamScreen(host)
        Route.Message -> MessageScreen(host)
        Route.ReminderChoices -> ReminderChoicesScreen(host)
        Route.Rescue -> RescueScreen(host)
        Route.Limits -> LimitsScreen(host)
        Route.Settings -> SettingsScreen(host)
        Route.Language -> LanguageScreen(host)
        Route.About -> AboutScreen(host)
        Route.Licences -> LicencesScreen(host)
    }
