// Uses the preview as a person does: a real browser, real clicks on what is written on the screen.
// Shared by the browser tests and the tour.
import { chromium } from "playwright-core";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const pressable = new Set(["button", "switch", "checkbox", "radio", "textbox"]);
const density = 2;
const goodAnswers = ["Solo uso este teléfono", "No, a nadie", "Todos son míos", "Sí, está activada", "Sí, y solo yo entro",
  "Con PIN mío, o desactivado", "Sí, y no es el de fábrica", "Sí, ya la tenemos", "No, ninguno", "Sí, ya la tengo",
  "Sí, en papel o con alguien", "Sí, y puse una clave", "Sí, los conozco"];

/** Debian's Chromium, headless, with a profile of its own; closing it removes the profile. */
export async function openBrowser(options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "candado-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium", headless: true, args: flags,
    viewport: { width: 1280, height: 1000 }, locale: "es-MX", ...options,
  });
  const close = context.close.bind(context);
  context.close = async () => {
    await close();
    await rm(profile, { recursive: true, force: true });
  };
  return context;
}

/** The phone in a page of that browser. */
export class Phone {
  constructor(page) {
    this.page = page;
    this.errors = [];
    page.on("pageerror", (error) => this.errors.push(error.message));
    page.on("console", (message) => { if (message.type() === "error") this.errors.push(message.text()); });
  }

  /** Opens the page and waits for the first screen. */
  static async open(context, address) {
    const phone = new Phone(context.pages()[0] ?? await context.newPage());
    await phone.page.goto(address);
    await phone.page.waitForSelector("#screen[data-frame]", { timeout: 60_000 });
    await phone.page.waitForSelector("#veil:not(.on)", { state: "attached", timeout: 60_000 });
    await phone.settle();
    return phone;
  }

  /** Asks the phone directly, with the page's own token and order. */
  ask(request) {
    return this.page.evaluate(async (asked) => (await import("/link.js")).ask(asked), request);
  }

  /** Waits until the app rests; gives what is on the screen. */
  async settle() {
    this.state = await this.ask({ do: "settle" });
    return this.state;
  }

  /** The element with this label now (a string is the whole label or its first line, a RegExp searches). */
  find(label, roles = null) {
    const fits = (text) => (label instanceof RegExp ? label.test(text) : text === label || text.startsWith(`${label}, `));
    return this.state.elements.find((element) => (roles === null || roles.has(element.role)) && fits(element.label) && element.box[3] >= 16);
  }

  /** Whether something on the screen says this; scrolls nowhere. */
  sees(label) {
    return this.find(label) !== undefined;
  }

  /** Waits for words on the screen. */
  async expect(label, seconds = 10) {
    await this.until(() => this.sees(label), `"${label}" is not on the screen`, seconds);
    return this.find(label);
  }

  /** Waits until something about the phone holds; fails with these words when it never does. */
  async until(holds, words, seconds = 10) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      await this.settle();
      if (await holds()) return;
      if (Date.now() > end) throw new Error(`${words}; it says: ${this.words().join(" | ")}`);
    }
  }

  /** Everything written on the screen. */
  words() {
    return this.state.elements.map((element) => element.label).filter(Boolean);
  }

  /** Scrolls until the element is there, downwards and then from the top. */
  async reach(label, roles = null) {
    await this.settle();
    for (const direction of [1, -1, 1]) {
      for (let step = 0; step < 40; step += 1) {
        const element = this.find(label, roles);
        if (element && element.box[3] >= 40) return element;
        const before = JSON.stringify(this.state.elements);
        await this.scroll(direction * 320);
        if (JSON.stringify(this.state.elements) === before) break;
      }
    }
    const found = this.find(label, roles);
    if (found) return found;
    throw new Error(`cannot find "${label}" on the screen, which says: ${this.words().join(" | ")}`);
  }

  /** Scrolls the longest list by so many dp. */
  async scroll(dp) {
    const lists = this.state.elements.filter((element) => element.role === "scroll");
    if (!lists.length) return;
    const list = lists.sort((a, b) => b.box[3] - a.box[3])[0];
    const [x, y, width, height] = list.box;
    // From one end of the list towards the other, held before letting go.
    const from = dp > 0 ? y + height - 30 : y + 30;
    const to = Math.max(y + 4, Math.min(y + height - 4, from - dp * density));
    const at = x + width - 6;
    await this.ask({ do: "touch", phase: "down", x: at, y: from });
    for (let part = 1; part <= 6; part += 1) await this.ask({ do: "touch", phase: "move", x: at, y: from + ((to - from) * part) / 6 });
    // As long as the page's own wheel rests, or the list would fly on past what nobody has seen.
    await new Promise((resolve) => setTimeout(resolve, 220));
    await this.ask({ do: "touch", phase: "move", x: at, y: to });
    await this.ask({ do: "touch", phase: "up", x: at, y: to });
    await this.settle();
  }

  /** Where a point of the phone is on the page. */
  async pointOf(element) {
    const box = await this.page.locator("#screen").boundingBox();
    const [left, top, width, height] = element.box;
    return [box.x + (left + width / 2) / density, box.y + (top + height / 2) / density];
  }

  /** Reaches an element and waits until a list that still glides has come to rest under it. */
  async steady(label, roles) {
    let element = await this.reach(label, roles);
    for (let looks = 0; looks < 20; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      await this.settle();
      const again = this.find(label, roles);
      if (again && again.box.join() === element.box.join()) return again;
      element = again ?? (await this.reach(label, roles));
    }
    return element;
  }

  /** Clicks an element with the mouse; waits until the app has answered. */
  async tap(label, roles = pressable) {
    const element = await this.steady(label, roles);
    const [x, y] = await this.pointOf(element);
    await this.page.mouse.click(x, y);
    await this.settle();
  }

  /** Clicks an element if it is on the screen now. */
  async tapIfThere(label) {
    await this.settle();
    if (this.find(label, pressable)) await this.tap(label);
  }

  /** After the first reminder was made the app asks whether it may show it; [look] is called before it is declined. */
  async declineReminders(look = async () => {}) {
    if (!this.sees("Sí, avisarme")) return;
    await look();
    await this.tap("Ahora no");
  }

  /** Milliseconds from a click to the decoded picture of another screen, whose words are there too. */
  async timedTap(label) {
    const element = await this.reach(label, pressable);
    const [x, y] = await this.pointOf(element);
    await this.page.evaluate(() => {
      window.tapMeasure = new Promise((resolve) => {
        const elements = document.getElementById("elements");
        document.getElementById("screen").addEventListener("pointerup", () => {
          const start = performance.now();
          const before = elements.textContent;
          const watch = new MutationObserver(() => {
            if (elements.textContent === before) return;
            watch.disconnect();
            resolve(performance.now() - start);
          });
          watch.observe(elements, { childList: true });
        }, { once: true });
      });
    });
    await this.page.mouse.click(x, y);
    const millis = await this.page.evaluate(() => Promise.race([window.tapMeasure, new Promise((resolve) => setTimeout(() => resolve(null), 3000))]));
    await this.settle();
    return millis;
  }

  /** Replaces the text of a field, typing on the browser's keyboard. */
  async type(label, text) {
    await this.tap(label, new Set(["textbox"]));
    await this.page.waitForFunction(() => document.activeElement?.id === "typing", null, { timeout: 5000 });
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.press("Backspace");
    await this.page.keyboard.insertText(text);
    await this.settle();
  }

  /** Answers the questions of the checkup, one a page, as somebody does whose affairs are in order; gives what it tapped, and where. */
  async answerQuestions(lookAtOffer) {
    const taps = [];
    // The notice of an answer before goes by itself after 8 s; the page takes its room then, and a tap would miss its button.
    await this.until(() => !this.sees("Deshacer"), "the notice stays", 20);
    while (!this.sees("Ya contestaste todo")) {
      // So many questions a sitting, and the rest in another.
      if (this.sees("Por hoy es suficiente")) {
        await this.tap("Ver la revisión");
        await this.tap(/^Contestar \d+ preguntas?$/);
        continue;
      }
      const answer = goodAnswers.find((words) => this.state.elements.some((element) => element.label === words));
      if (!answer || taps.length > goodAnswers.length) throw new Error(`no answer is known after ${taps.join("; ")} for: ${this.words().join(" | ")}`);
      await this.reach(answer, pressable);
      const question = this.words().join(" | ");
      await this.tap(answer);
      taps.push(`"${answer}" on ${question}`);
      // On a busy computer what follows may come when the app seemed to rest, and this answer would be tapped again.
      await this.until(() => this.words().join(" | ") !== question, `nothing followed on "${answer}"`);
      await this.declineReminders(lookAtOffer);
    }
    return taps;
  }

  /** The phone's Back. */
  async back() {
    await this.page.click("#back");
    await this.settle();
  }

  /** Switches the phone off and on. */
  restart() {
    return this.afterStart(() => this.ask({ do: "reboot" }));
  }

  /** Puts a phone that nobody used in this one's place. */
  replace() {
    return this.afterStart(() => this.ask({ do: "new-phone" }));
  }

  /** Waits for the start of the phone that follows on something. */
  async afterStart(something) {
    await something();
    await this.page.waitForSelector("#veil.on", { state: "attached" });
    await this.page.waitForSelector("#veil:not(.on)", { state: "attached", timeout: 60_000 });
    await this.settle();
  }

  /** Sets facts of the phone, as the panel does. */
  async facts(facts) {
    await this.ask({ do: "facts", facts });
    await this.settle();
  }

  /** Lets hours go by. */
  async advance(hours) {
    await this.ask({ do: "advance", hours });
    await this.settle();
  }

  /** Answers what the system asks: permission, picker, save, or "back to the app". */
  async answer(fields) {
    await this.until(() => this.state.sheet, "the app asked for nothing");
    const sheet = this.state.sheet;
    await this.ask({ do: "answer", ...fields });
    await this.settle();
    return sheet;
  }

  /** Keeps the picture of the screen at rest, as PNG. */
  async picture(path) {
    const { png } = await this.ask({ do: "picture" });
    await writeFile(path, Buffer.from(png, "base64"));
  }
}
