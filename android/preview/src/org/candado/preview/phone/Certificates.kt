package org.candado.preview.phone

import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.Security
import java.security.cert.Certificate
import java.util.Collections
import java.util.Date
import java.util.Enumeration

/** Android's list of certificate authorities, which a plain JVM lacks: empty, or with one that somebody installed. */
internal object Certificates {
    private const val PROVIDER = "CandadoPreview"

    @Volatile private var installed = false

    /** Makes the list, with the sample certificate or without. */
    fun present(there: Boolean) {
        installed = there
        if (Security.getProvider(PROVIDER) == null) Security.addProvider(Store())
    }

    private class Store : Provider(PROVIDER, "1", "the preview's certificate authorities") {
        init {
            put("KeyStore.AndroidCAStore", Authorities::class.java.name)
        }
    }

    /** Only what the app asks: the names in the list. */
    class Authorities : KeyStoreSpi() {
        override fun engineAliases(): Enumeration<String> =
            Collections.enumeration(if (installed) listOf("user:Empresa de ejemplo") else emptyList())

        override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit

        override fun engineSize() = if (installed) 1 else 0

        override fun engineContainsAlias(alias: String) = alias in engineAliases().toList()

        override fun engineIsCertificateEntry(alias: String) = engineContainsAlias(alias)

        override fun engineGetCertificate(alias: String): Certificate? = null

        override fun engineIsKeyEntry(alias: String) = false

        override fun engineGetKey(alias: String, password: CharArray?): Key? = null

        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

        override fun engineGetCreationDate(alias: String): Date? = null

        override fun engineGetCertificateAlias(certificate: Certificate): String? = null

        override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<Certificate>?) = refuse()

        override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<Certificate>?) = refuse()

        override fun engineSetCertificateEntry(alias: String, certificate: Certificate) = refuse()

        override fun engineDeleteEntry(alias: String) = refuse()

        override fun engineStore(stream: OutputStream?, password: CharArray?) = refuse()

        private fun refuse(): Nothing = throw UnsupportedOperationException()
    }
}
