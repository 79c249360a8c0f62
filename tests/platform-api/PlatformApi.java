import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.Logger;

/**
 * Prints each call the app's classes make to something that is no public API in a set of
 * signatures, sorted, one a line: {@code PlatformApi SIGNATURES CLASS_FOLDER...}.
 *
 * <p>The app is compiled against a platform that also holds its hidden classes and methods, so the
 * compiler does not object to them; a phone does.
 */
public final class PlatformApi {
    /** What the app brings along itself. */
    private static final Set<String> OWN =
            Set.of("org.candado.*", "kotlin.*", "kotlin.jvm.*", "com.sun.jna.*", "com.sun.jna.ptr.*");

    public static void main(String[] arguments) throws Exception {
        Set<String> found = new TreeSet<>();
        try (InputStream signatures = Files.newInputStream(Path.of(arguments[0]))) {
            SignatureChecker checker = new SignatureChecker(signatures, own(arguments), new Findings(found));
            checker.setSourcePath(List.of());
            for (int index = 1; index < arguments.length; index++) {
                checker.process(Path.of(arguments[index]));
            }
        }
        found.forEach(System.out::println);
    }

    /** The packages of the app's own classes, and those of its libraries. */
    private static Set<String> own(String[] arguments) throws Exception {
        Set<String> packages = new TreeSet<>(OWN);
        for (int index = 1; index < arguments.length; index++) {
            Path folder = Path.of(arguments[index]);
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.filter(path -> path.toString().endsWith(".class"))
                        .map(path -> folder.relativize(path.getParent()).toString())
                        .map(path -> path.replace('/', '.') + ".*")
                        .forEach(packages::add);
            }
        }
        return packages;
    }

    /** animal-sniffer's messages, {@code File.class:line: Undefined reference: what}. */
    private static final class Findings implements Logger {
        private final Set<String> found;

        Findings(Set<String> found) {
            this.found = found;
        }

        @Override
        public void error(String message) {
            int reference = message.indexOf("Undefined reference: ");
            if (reference >= 0) {
                found.add(message.substring(reference + "Undefined reference: ".length()).strip());
            }
        }

        @Override
        public void error(String message, Throwable cause) {
            error(message);
        }

        @Override
        public void info(String message) {}

        @Override
        public void info(String message, Throwable cause) {}

        @Override
        public void debug(String message) {}

        @Override
        public void debug(String message, Throwable cause) {}

        @Override
        public void warn(String message) {}

        @Override
        public void warn(String message, Throwable cause) {}
    }
}
