package org.candado.app

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import java.io.File

/** Leaves a picture of what is shown in the build folder, for looking at, and gives it. */
fun picture(root: View, folder: String, name: String): Bitmap {
    val bitmap = Bitmap.createBitmap(root.width, root.height, Bitmap.Config.ARGB_8888)
    root.jumpDrawablesToCurrentState()
    root.draw(Canvas(bitmap))
    val file = File("target/screens/$folder", name.replace('/', '-') + ".png")
    file.parentFile.mkdirs()
    file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
    return bitmap
}

/** Whether nothing is drawn below the title and above the lower quarter, whatever stands at the edge, where lists show their length. */
fun Bitmap.isEmptyInside(): Boolean {
    val (across, down) = width * 7 / 8 to height * 5 / 8
    val pixels = IntArray(across * down)
    getPixels(pixels, 0, across, 0, height / 8, across, down)
    return pixels.all { it == pixels.first() }
}
