package org.candado.app.platform

/**
 * Everything the app takes from the phone. Each part is a small interface with an `Android…` implementation, so that
 * tests and the browser preview can stand in for the phone.
 */
class Platform(
    val clock: PhoneClock,
    val probes: PhoneProbes,
    val alarms: Alarms,
    val notifications: Notifications,
    val settingsScreens: SettingsScreens,
    val languages: Languages,
)
