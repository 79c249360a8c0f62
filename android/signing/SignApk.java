import com.android.apksig.ApkSigner;
import java.io.File;
import java.io.IOException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Signs an APK: {@code SignApk UNSIGNED SIGNED KEYSTORE ALIAS MIN_API}, the passwords in
 * CANDADO_KEYSTORE_PASSWORD and CANDADO_KEY_PASSWORD. The build runs it from this source, with
 * apksig on the class path. A key that cannot be used ends it with a line "refused: " and why.
 */
final class SignApk {
    /** Libraries start on pages of 16 KiB and are mapped from the APK. */
    private static final int LIBRARY_PAGE_BYTES = 16 * 1024;

    public static void main(String[] arguments) throws Exception {
        File unsigned = new File(arguments[0]);
        File signed = new File(arguments[1]);
        ApkSigner.SignerConfig signer;
        try {
            signer = signer(new File(arguments[2]), arguments[3]);
        } catch (Refused refused) {
            System.out.println("refused: " + refused.getMessage());
            System.exit(1);
            return;
        }
        new ApkSigner.Builder(List.of(signer))
                .setInputApk(unsigned)
                .setOutputApk(signed)
                .setMinSdkVersion(Integer.parseInt(arguments[4]))
                // Scheme 1 is for phones older than the app's oldest.
                .setV1SigningEnabled(false)
                .setV2SigningEnabled(true)
                .setV3SigningEnabled(true)
                .setLibraryPageAlignmentBytes(LIBRARY_PAGE_BYTES)
                .build()
                .sign();
    }

    private static ApkSigner.SignerConfig signer(File store, String alias) throws Exception {
        KeyStore keys = open(store);
        PrivateKey key;
        try {
            key = (PrivateKey) keys.getKey(alias, password("CANDADO_KEY_PASSWORD"));
        } catch (UnrecoverableKeyException wrong) {
            throw new Refused("CANDADO_KEY_PASSWORD is not the password of the key " + alias);
        }
        if (key == null) {
            throw new Refused(store + " holds no key named " + alias + ", which CANDADO_KEY_ALIAS asks for");
        }
        X509Certificate certificate = (X509Certificate) keys.getCertificate(alias);
        return new ApkSigner.SignerConfig.Builder("CANDADO", key, List.of(certificate)).build();
    }

    /** Opens a key store of either kind, PKCS12 or JKS. */
    private static KeyStore open(File store) throws Exception {
        if (!store.isFile()) {
            throw new Refused("there is no key store " + store + ", which CANDADO_KEYSTORE names");
        }
        try {
            return KeyStore.getInstance(store, password("CANDADO_KEYSTORE_PASSWORD"));
        } catch (KeyStoreException | IOException unreadable) {
            // Only a wrong password has this cause, whatever the kind of store.
            if (unreadable.getCause() instanceof UnrecoverableKeyException) {
                throw new Refused("CANDADO_KEYSTORE_PASSWORD is not the password of " + store);
            }
            throw new Refused(store + " cannot be read as a key store (PKCS12 or JKS)");
        }
    }

    private static char[] password(String variable) {
        return System.getenv(variable).toCharArray();
    }

    /** A key that cannot be used, in one sentence. */
    private static final class Refused extends Exception {
        Refused(String sentence) {
            super(sentence);
        }
    }
}
