package org.candado.preview.host

import org.junit.runners.model.FrameworkMethod
import org.robolectric.RobolectricTestRunner
import org.robolectric.internal.bytecode.InstrumentationConfiguration

/** Robolectric's runner, told that this package is shared with the web server outside its class loader. */
class PhoneRunner(session: Class<*>) : RobolectricTestRunner(session) {
    override fun createClassLoaderConfig(method: FrameworkMethod): InstrumentationConfiguration =
        InstrumentationConfiguration.Builder(super.createClassLoaderConfig(method))
            .doNotAcquirePackage("org.candado.preview.host.")
            .build()
}
