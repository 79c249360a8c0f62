package org.candado.app

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import java.io.File

/** Leaves a picture of what is shown in the build folder, for looking at. */
fun picture(root: View, folder: String, name: String) {
    val bitmap = Bitmap.createBitmap(root.width, root.height, Bitmap.Config.ARGB_8888)
    root.jumpDrawablesToCurrentState()
    root.draw(Canvas(bitmap))
    val file = File("target/screens/$folder", name.replace('/', '-') + ".png")
    file.parentFile.mkdirs()
    file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
}
