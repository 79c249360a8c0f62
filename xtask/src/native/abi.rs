//! The kinds of phones the library is built for.

/// One application binary interface of Android.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Abi {
    /// Its folder below `lib/` in the APK, which is also Android's name for it.
    pub(crate) folder: &'static str,
    /// Rust's name for it.
    pub(crate) rust_target: &'static str,
    /// clang's name for it, without the API level.
    pub(crate) clang_target: &'static str,
    /// 32 or 64: which lists in `bindings/sysroot/symbols` hold the names of its libraries.
    pub(crate) word_bits: u8,
}

/// What the APK carries: today's phones, emulators and Chromebooks, and cheap phones whose Android is 32-bit.
pub(crate) static ABIS: [Abi; 3] = [
    Abi {
        folder: "arm64-v8a",
        rust_target: "aarch64-linux-android",
        clang_target: "aarch64-linux-android",
        word_bits: 64,
    },
    Abi {
        folder: "x86_64",
        rust_target: "x86_64-linux-android",
        clang_target: "x86_64-linux-android",
        word_bits: 64,
    },
    Abi {
        folder: "armeabi-v7a",
        rust_target: "armv7-linux-androideabi",
        clang_target: "armv7a-linux-androideabi",
        word_bits: 32,
    },
];
