package org.candado.app

import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.w3c.dom.Element

/** The words of the app: both languages complete, alike in what is filled in, and none in the code. */
class StringsTest {
    private val spanish = read("android/res/values")
    private val english = read("android/res/values-en")

    /** The words of every strings file of a folder; there is one per area. */
    private fun read(folder: String): Map<String, List<String>> =
        checkNotNull(File(folder).listFiles { file -> file.name.startsWith("strings") })
            .map(::readFile)
            .reduce { all, more -> all + more }

    private fun readFile(file: File): Map<String, List<String>> {
        val document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file)
        val children = document.documentElement.childNodes
        return (0 until children.length)
            .mapNotNull { children.item(it) as? Element }
            .filter { it.getAttribute("translatable") != "false" }
            .associate { element ->
                val items = element.getElementsByTagName("item")
                val texts =
                    if (items.length == 0) listOf(element.textContent)
                    else (0 until items.length).map { items.item(it).textContent }
                "${element.tagName} ${element.getAttribute("name")}" to texts
            }
    }

    @Test
    fun bothLanguagesHaveTheSameWords() = assertEquals(spanish.keys, english.keys)

    @Test
    fun whatIsFilledInIsTheSameInBothLanguages() {
        val differing =
            spanish.keys.filter { name ->
                fun marks(texts: List<String>?) = texts.orEmpty().flatMap { Regex("%\\d\\\$[ds]").findAll(it).map { mark -> mark.value } }.toSet()
                marks(spanish[name]) != marks(english[name])
            }
        assertTrue(differing.toString(), differing.isEmpty())
    }

    @Test
    fun nothingShouts() {
        val loud = (spanish + english).values.flatten().filter { '!' in it || '¡' in it }
        assertTrue(loud.toString(), loud.isEmpty())
    }

    @Test
    fun noScreenHasWordsOfItsOwn() {
        val call = Regex("""(?:\.text|setText|\.hint|contentDescription|setTitle|setMessage|notice)\s*(?:=|\()\s*"[^"]*\p{L}{2}""")
        val sources = File("android/src/main/kotlin").walk().filter { it.extension == "kt" }.toList()
        assertTrue(sources.size > 30)
        val found = sources.filter { call.containsMatchIn(it.readText()) }.map { it.name }
        assertTrue(found.toString(), found.isEmpty())
    }

    /** [Design][org.candado.app.ui.Design] and what stands beside it make every view; the window alone clears the bars. */
    @Test
    fun noScreenStylesItself() {
        val styling =
            Regex("""setPadding|[tT]extSize|setTextColor|typeface|minimumHeight|minHeight|paintFlags|setBackground|background = |\.alpha = |TintList""")
        val screens =
            File("android/src/main/kotlin").walk().filter { it.extension == "kt" && it.parentFile.name != "ui" && it.name != "MainActivity.kt" }
        assertTrue(screens.count() > 60)
        // The application's executors are no look.
        val found = screens.filter { file -> file.name != "CandadoApplication.kt" && styling.containsMatchIn(file.readText()) }
        assertEquals(emptyList<String>(), found.map { it.name }.toList())
    }

    @Test
    fun onlyThePlatformReadsAClock() {
        val clock = Regex("""currentTimeMillis|Instant\.now|LocalDate\.now|LocalDateTime\.now|\bDate\(\)|Calendar\.getInstance""")
        val found =
            File("android/src/main/kotlin").walk().filter { it.extension == "kt" && clock.containsMatchIn(it.readText()) }
        assertEquals(listOf("PhoneClock.kt"), found.map { it.name }.toList())
    }

    @Test
    fun onlyTheGatewayAndTheChatReaderTouchTheGeneratedObjects() {
        val found =
            File("android/src/main/kotlin").walk().filter { it.extension == "kt" && "org.candado.bindings" in it.readText() }
        assertEquals(setOf("CoreGateway.kt", "ChatWork.kt"), found.map { it.name }.toSet())
    }
}
