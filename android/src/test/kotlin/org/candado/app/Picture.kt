package org.candado.app

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import java.io.File

/** Leaves a picture of what is shown in the build folder, for looking at, and gives it. As JPEG: packing PNG took a third of the time of all screens. */
fun picture(root: View, folder: String, name: String): Bitmap {
    val bitmap = Bitmap.createBitmap(root.width, root.height, Bitmap.Config.ARGB_8888)
    root.jumpDrawablesToCurrentState()
    root.draw(Canvas(bitmap))
    val file = File("target/screens/$folder", name.replace('/', '-') + ".jpg")
    file.parentFile.mkdirs()
    file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.JPEG, 90, it) }
    return bitmap
}

/** Whether nothing is drawn below the title and above the lower quarter, whatever stands at the edge, where lists show their length. */
fun Bitmap.isEmptyInside(): Boolean {
    val (across, down) = width * 7 / 8 to height * 5 / 8
    val pixels = IntArray(across * down)
    getPixels(pixels, 0, across, 0, height / 8, across, down)
    return pixels.all { it == pixels.first() }
}
