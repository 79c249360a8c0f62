package org.candado.app.platform

import android.content.Context

/** The platform on a phone. `words` gives a context in the person's language, for text shown outside activities. */
fun androidPlatform(context: Context): Platform {
    val languages = AndroidLanguages(context)
    return Platform(
        clock = AndroidPhoneClock(context),
        probes = AndroidPhoneProbes(context),
        alarms = AndroidAlarms(context),
        notifications = AndroidNotifications(context) { languages.wrap(context) },
        settingsScreens = AndroidSettingsScreens(),
        languages = languages,
    )
}
