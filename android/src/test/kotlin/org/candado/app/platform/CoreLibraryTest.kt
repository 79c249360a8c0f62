package org.candado.app.platform

import java.io.File
import org.candado.app.CORE_LIBRARY
import org.candado.app.TestApplication
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, sdk = [35])
class CoreLibraryLoadingTest {
    private val app = RuntimeEnvironment.getApplication() as TestApplication

    @Test
    fun theLibraryIsLoadedOnceAndBeforeTheCoreIsAtWork() {
        app.core { devices() }
        app.core { timeline() }
        assertEquals(listOf(false), app.loads)
    }
}

/** Outside Robolectric, where the machine itself loads libraries. */
class CoreLibraryTest {
    @Test
    fun theJavaMachineAcceptsTheLibrary() {
        val folder = System.getProperty("jna.library.path")
        // Throws when the file is missing or `JNI_OnLoad` refuses.
        System.load(File(folder, System.mapLibraryName(CORE_LIBRARY)).path)
    }
}
