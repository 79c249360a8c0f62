import com.android.apksig.ApkSigner;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Signs an APK: {@code SignApk UNSIGNED SIGNED KEYSTORE ALIAS MIN_API}, the passwords in
 * CANDADO_KEYSTORE_PASSWORD and CANDADO_KEY_PASSWORD. The build runs it from this source, with
 * apksig on the class path.
 */
final class SignApk {
    /** Libraries start on pages of 16 KiB and are mapped from the APK. */
    private static final int LIBRARY_PAGE_BYTES = 16 * 1024;

    public static void main(String[] arguments) throws Exception {
        File unsigned = new File(arguments[0]);
        File signed = new File(arguments[1]);
        ApkSigner.SignerConfig signer = signer(Path.of(arguments[2]), arguments[3]);
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

    private static ApkSigner.SignerConfig signer(Path store, String alias) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, password("CANDADO_KEYSTORE_PASSWORD"));
        }
        PrivateKey key = (PrivateKey) keys.getKey(alias, password("CANDADO_KEY_PASSWORD"));
        if (key == null) {
            throw new IllegalArgumentException("the key store holds no key of the given name");
        }
        X509Certificate certificate = (X509Certificate) keys.getCertificate(alias);
        return new ApkSigner.SignerConfig.Builder("CANDADO", key, List.of(certificate)).build();
    }

    private static char[] password(String variable) {
        return System.getenv(variable).toCharArray();
    }
}
