// For Android Studio only, see gradle/settings.gradle.kts: the same catalogue, manifest, sources and
// resources as ./dev. Run `./dev apk` first: it makes the native libraries and the Kotlin bindings
// that this build takes from target/. It was never run where this project is tested.
plugins {
    alias(libs.plugins.android.application)
}

android {
    namespace = "org.candado.app"
    compileSdk = libs.versions.android.sdk.compile.get().toInt()

    defaultConfig {
        applicationId = "org.candado.app"
        minSdk = libs.versions.android.sdk.min.get().toInt()
        targetSdk = libs.versions.android.sdk.target.get().toInt()
    }

    sourceSets.getByName("main") {
        manifest.srcFile("AndroidManifest.xml")
        kotlin.srcDirs("src/main/kotlin", "../target/android/generated")
        res.srcDirs("res")
        jniLibs.srcDirs("../target/android/lib")
    }
}

dependencies {
    implementation(libs.jna)
    implementation(libs.kotlin.stdlib)
}
