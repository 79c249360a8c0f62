// For Android Studio: open the folder gradle/ as a project. ./dev does not use Gradle, and CI cannot
// run this build (no current Gradle is to be had there); xtask/src/gradle.rs checks what can be
// checked of it. It stands in this folder, not in the root, so that Gradle does not hold its own
// plugins against verification-metadata.xml, which lists what ./dev uses.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
    }
    versionCatalogs {
        create("libs") {
            from(files("libs.versions.toml"))
        }
    }
}

rootProject.name = "candado"
include(":android")
project(":android").projectDir = file("../android")
