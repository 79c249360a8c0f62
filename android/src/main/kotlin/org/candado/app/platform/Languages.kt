package org.candado.app.platform

import android.app.LocaleManager
import android.content.Context
import android.content.res.Configuration
import android.os.Build
import android.os.LocaleList
import java.util.Locale
import org.candado.app.R
import org.candado.core.Language

/** The language the app speaks: the phone's, or the one the person chose for this app. */
interface Languages {
    /** Tag of the chosen language, such as `es-MX`; `null` when the app follows the phone. */
    fun chosen(): String?

    /** Stores the choice. The caller recreates its activity. */
    fun choose(tag: String?)

    /** A context that speaks the chosen language. */
    fun wrap(base: Context): Context
}

/** The language of a context's resources, as the core names it. */
fun Context.coreLanguage(): Language =
    if (getString(R.string.core_language) == "en") Language.ENGLISH else Language.SPANISH

/** From API 33 the phone keeps the choice beside its own; before, the app keeps it. */
class AndroidLanguages(private val context: Context) : Languages {
    private val stored
        get() = context.getSharedPreferences("language", Context.MODE_PRIVATE)

    override fun chosen(): String? =
        if (Build.VERSION.SDK_INT >= 33) {
            val locales = context.getSystemService(LocaleManager::class.java)?.applicationLocales
            if (locales == null || locales.isEmpty) null else locales[0].toLanguageTag()
        } else {
            stored.getString(KEY, null)
        }

    override fun choose(tag: String?) {
        if (Build.VERSION.SDK_INT >= 33) {
            context.getSystemService(LocaleManager::class.java)?.applicationLocales =
                if (tag == null) LocaleList.getEmptyLocaleList() else LocaleList.forLanguageTags(tag)
        } else {
            stored.edit().putString(KEY, tag).apply()
        }
    }

    override fun wrap(base: Context): Context {
        if (Build.VERSION.SDK_INT >= 33) return base
        val tag = chosen() ?: return base
        val configuration = Configuration()
        configuration.setLocales(LocaleList(Locale.forLanguageTag(tag)))
        return base.createConfigurationContext(configuration)
    }

    private companion object {
        const val KEY = "tag"
    }
}
