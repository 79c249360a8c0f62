import com.github.unidbg.AndroidEmulator;
import com.github.unidbg.Emulator;
import com.github.unidbg.Module;
import com.github.unidbg.arm.context.Arm64RegisterContext;
import com.github.unidbg.file.linux.AndroidFileIO;
import com.github.unidbg.linux.ARM64SyscallHandler;
import com.github.unidbg.linux.android.AndroidARM64Emulator;
import com.github.unidbg.linux.android.AndroidEmulatorBuilder;
import com.github.unidbg.linux.android.AndroidResolver;
import com.github.unidbg.linux.android.dvm.DalvikModule;
import com.github.unidbg.pointer.UnidbgPointer;
import com.github.unidbg.memory.SvcMemory;
import com.github.unidbg.unix.UnixSyscallHandler;
import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import unicorn.Arm64Const;

/**
 * Runs the arm64 library of the APK on an emulated processor with the C library of Android 6:
 * {@code EmulatedLibrary APK HOST_LIBRARY WORK_FOLDER}. Leaves with 1 if anything differs.
 *
 * <p>It calls the exported functions as the generated Kotlin does, so it knows UniFFI's calling
 * convention: texts travel in a {@code RustBuffer} (capacity, length, address: 24 bytes, hence by
 * reference on arm64, and returned through register x8), the outcome in a {@code RustCallStatus}
 * (code, then a RustBuffer). One thread only: a call that starts another does not come back.
 */
public final class EmulatedLibrary {
    private static final String ENTRY = "lib/arm64-v8a/libcandado.so";
    /** Inside the emulated phone. */
    private static final String FOLDER = "/data/local/tmp";
    private static final int ANDROID_API = 23;
    private static final int RUST_BUFFER_BYTES = 24;
    private static final int STATUS_BYTES = 8 + RUST_BUFFER_BYTES;
    private static final int SUCCESS = 0;

    private final AndroidEmulator emulator;
    private final Module library;
    private long care;
    private int passes;
    private int failures;

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[2]);
        Path library = work.resolve("libcandado.so");
        Files.createDirectories(work);
        try (ZipFile apk = new ZipFile(arguments[0]);
                InputStream entry = apk.getInputStream(apk.getEntry(ENTRY))) {
            Files.copy(entry, library, StandardCopyOption.REPLACE_EXISTING);
        }
        Path folder = Files.createDirectories(work.resolve("root" + FOLDER));
        // Of a file that is absent the emulator's lstat says EPERM, where Linux says ENOENT and SQLite
        // goes on to make it; an empty file is an empty database.
        Files.write(folder.resolve("state.db"), new byte[0]);
        EmulatedLibrary test = new EmulatedLibrary(library.toFile(), work.resolve("root").toFile());
        test.answersLikeTheLibraryOfThisComputer(library.toFile(), arguments[1]);
        // One connection for all: with a second one the emulator's file locks never come free.
        test.care = test.open(FOLDER);
        test.whatSqliteStoresComesBack();
        System.out.println("# pass " + test.passes);
        System.out.println("# fail " + test.failures);
        // The emulator's own threads would keep the process alive.
        System.exit(test.failures == 0 ? 0 : 1);
    }

    private EmulatedLibrary(File file, File root) {
        emulator = new PhoneBuilder().setProcessName("org.candado.app").setRootDir(root).build();
        emulator.getMemory().setLibraryResolver(new AndroidResolver(ANDROID_API));
        DalvikModule loaded = emulator.createDalvikVM().loadLibrary(file, true);
        // Fails unless JNI_OnLoad answers with a version of JNI that Android knows.
        loaded.callJNI_OnLoad(emulator);
        library = loaded.getModule();
        check("JNI_OnLoad answered with a JNI version", true);
    }

    /** Contract version and the checksum of every exported function: is it the same surface? */
    private void answersLikeTheLibraryOfThisComputer(File file, String hostLibrary)
            throws Exception {
        NativeLibrary host = NativeLibrary.getInstance(hostLibrary);
        Set<String> names = new TreeSet<>(List.of("ffi_candado_uniffi_contract_version"));
        // The names stand in the library's table of exported symbols, each ended by a zero byte.
        String bytes = new String(Files.readAllBytes(file.toPath()), StandardCharsets.ISO_8859_1);
        Matcher checksums = Pattern.compile("uniffi_candado_checksum_\\w+(?=\\x00)").matcher(bytes);
        while (checksums.find()) {
            names.add(checksums.group());
        }
        for (String name : names) {
            int here = host.getFunction(name).invokeInt(new Object[0]) & 0xffff;
            int there = call(name).intValue() & 0xffff;
            if (here != there) {
                check(name + " is " + there + ", on this computer " + here, false);
            }
        }
        check(names.size() + " answers about the surface are those of this computer", names.size() > 20);
    }

    private void whatSqliteStoresComesBack() {
        String text = "borrador con acentos: ñ, ü, ¿?";
        Status status = new Status();
        call("uniffi_candado_fn_method_care_save_draft",
                clone(care), lower("note"), lower(text), status.address());
        check("a draft is stored through SQLite", status.code() == SUCCESS);
        check("the draft comes back, whole", text.equals(draft(care, "note")));
        check("a draft nobody stored is absent", draft(care, "other") == null);
    }

    private long open(String folder) {
        Status status = new Status();
        long care = call("uniffi_candado_fn_constructor_care_open",
                lower(folder), status.address()).longValue();
        if (status.code() != SUCCESS) {
            throw new IllegalStateException("Care.open ended with " + status);
        }
        return care;
    }

    /** A handle to pass: every call consumes the one it is given. */
    private long clone(long handle) {
        return call("uniffi_candado_fn_clone_care", handle, new Status().address()).longValue();
    }

    /** The draft of a form, or null. */
    private String draft(long care, String form) {
        Status status = new Status();
        UnidbgPointer result = memory(RUST_BUFFER_BYTES);
        callReturningBuffer(result, "uniffi_candado_fn_method_care_draft",
                clone(care), lower(form), status.address());
        if (status.code() != SUCCESS) {
            throw new IllegalStateException("Care.draft ended with " + status);
        }
        UnidbgPointer data = result.getPointer(16);
        // An optional text: a byte that says whether it is there, its length, its bytes.
        if (data.getByte(0) == 0) {
            return null;
        }
        int length = Integer.reverseBytes(data.getInt(1));
        return new String(data.getByteArray(5, length), StandardCharsets.UTF_8);
    }

    private long lower(String text) {
        return lower(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A RustBuffer with the bytes, which the call it is passed to frees. */
    private long lower(byte[] bytes) {
        UnidbgPointer source = memory(Math.max(bytes.length, 1));
        source.write(0, bytes, 0, bytes.length);
        UnidbgPointer buffer = memory(RUST_BUFFER_BYTES);
        callReturningBuffer(buffer, "ffi_candado_rustbuffer_from_bytes",
                (long) bytes.length, source.peer, new Status().address());
        return buffer.peer;
    }

    private void callReturningBuffer(UnidbgPointer result, String name, Object... arguments) {
        emulator.getBackend().reg_write(Arm64Const.UC_ARM64_REG_X8, result.peer);
        call(name, arguments);
    }

    private Number call(String name, Object... arguments) {
        return library.callFunction(emulator, name, arguments);
    }

    private UnidbgPointer memory(int bytes) {
        return emulator.getMemory().malloc(bytes, true).getPointer();
    }

    private void check(String sentence, boolean holds) {
        System.out.println((holds ? "ok      " : "FAILED  ") + sentence);
        if (holds) {
            passes++;
        } else {
            failures++;
        }
    }

    /** How a call ended. */
    private final class Status {
        private final UnidbgPointer memory = memory(STATUS_BYTES);

        Status() {
            memory.setMemory(0, STATUS_BYTES, (byte) 0);
        }

        long address() {
            return memory.peer;
        }

        int code() {
            return memory.getByte(0);
        }

        @Override
        public String toString() {
            int length = (int) memory.getLong(16);
            UnidbgPointer error = memory.getPointer(24);
            String bytes = error == null ? "" : Arrays.toString(error.getByteArray(0, length));
            return "status " + code() + " " + bytes;
        }
    }

    /** An emulated phone that can also read and write at a place of a file. */
    private static final class PhoneBuilder extends AndroidEmulatorBuilder {
        PhoneBuilder() {
            super(true);
        }

        @Override
        public AndroidEmulator build() {
            return new AndroidARM64Emulator(processName, rootDir, backendFactories) {
                @Override
                protected UnixSyscallHandler<AndroidFileIO> createSyscallHandler(SvcMemory memory) {
                    return new FileCalls(memory);
                }
            };
        }
    }

    /** The calls of Linux that SQLite makes and the emulator lacks. */
    private static final class FileCalls extends ARM64SyscallHandler {
        /** The emulator hands the address over as if it were a signed number of 32 bits. */
        private static final long ADDRESS = 0xffffffffL;
        private static final int GET_LOCK = 5;
        private static final short UNLOCKED = 2;
        private static final int FTRUNCATE = 46;
        private static final int PREAD64 = 67;
        private static final int PWRITE64 = 68;
        private static final int FSYNC = 82;
        private static final int FDATASYNC = 83;

        FileCalls(SvcMemory memory) {
            super(memory);
        }

        /** Nobody else holds a lock here: the answer to "who holds it" is nobody. */
        @Override
        protected int fcntl(Emulator<?> emulator, int file, int command, long argument) {
            if (command == GET_LOCK) {
                UnidbgPointer.pointer(emulator, argument & ADDRESS).setShort(0, UNLOCKED);
                return 0;
            }
            return super.fcntl(emulator, file, command, argument);
        }

        @Override
        protected boolean handleUnknownSyscall(Emulator<?> emulator, int number) {
            Arm64RegisterContext registers = emulator.getContext();
            AndroidFileIO file = fdMap.get(registers.getIntArg(0));
            if (file == null) {
                return false;
            }
            long result;
            switch (number) {
                case PREAD64 -> {
                    file.lseek((int) registers.getLongArg(3), 0);
                    int count = file.read(emulator.getBackend(), registers.getPointerArg(1), registers.getIntArg(2));
                    result = Math.max(count, 0);
                }
                case PWRITE64 -> {
                    file.lseek((int) registers.getLongArg(3), 0);
                    result = file.write(registers.getPointerArg(1).getByteArray(0, registers.getIntArg(2)));
                }
                case FTRUNCATE -> result = file.ftruncate((int) registers.getLongArg(1));
                case FSYNC, FDATASYNC -> result = 0;
                default -> {
                    return false;
                }
            }
            emulator.getBackend().reg_write(Arm64Const.UC_ARM64_REG_X0, result);
            return true;
        }
    }
}
