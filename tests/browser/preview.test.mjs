// The preview itself: what reaches the phone, what is refused, and that a restart loses nothing.
import assert from "node:assert/strict";
import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { after, test } from "node:test";
import { openBrowser, Phone } from "./driver.mjs";
import { emptyState, removeState, start, stop } from "./previews.mjs";

// A preview of its own, because it is stopped and its folders are taken away.
const folder = await emptyState();
const options = ["--port", "0", "--state", folder, "--documents", join(folder, "documents")];
let preview = await start(...options);
assert.ok(preview.address, preview.words);
const address = new URL(preview.address);
const context = await openBrowser();
const phone = await Phone.open(context, preview.address);
after(async () => {
  await context.close();
  await stop(preview);
  await removeState(folder);
});

/** A request with exactly these headers, which no browser would let a page send. */
function send(path, { method = "GET", headers = {}, body = "" } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: address.port, path, method, headers: { Host: address.host, ...headers } }, (response) => {
      let text = "";
      response.on("data", (part) => { text += part; });
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const token = async () => (await send("/")).text.match(/name="token" content="([0-9a-f]{32})"/)[1];

test("the page says that it is a simulation", async () => {
  assert.match(await phone.page.textContent("header"), /simulación/);
});

test("an item at risk turns well when the panel sets the screen lock", async () => {
  await phone.tap("Revisión");
  await phone.tap("Bloqueo de pantalla");
  await phone.expect("En riesgo");
  await phone.page.click("#screen-lock");
  await phone.expect("Bien");
  await phone.back();
});

test("what is typed in the browser reaches the phone's field, accents too", async () => {
  await phone.tap("Inicio");
  await phone.tap("Mis dispositivos");
  await phone.tap("Agregar dispositivo");
  await phone.type("Nombre", "Compu de mamá");
  await phone.page.keyboard.type(" 2x");
  await phone.page.keyboard.press("Backspace");
  await phone.settle();
  assert.equal(phone.find("Nombre", new Set(["textbox"])).text, "Compu de mamá 2");
  await phone.tap("Guardar");
  await phone.expect("Compu de mamá 2");
});

test("a sold computer waits for its sign-out and then no longer", async () => {
  await phone.tap("Compu de mamá 2");
  await phone.tap("Lo vendí o regalé");
  await phone.tap("Ya cerré la sesión");
  await phone.back();
  await phone.expect("Sesiones cerradas");
  await phone.back();
});

test("the phone can be used from the keyboard alone", async () => {
  await phone.settle();
  await phone.page.getByRole("button", { name: "Avisos", exact: true }).focus();
  await phone.page.keyboard.press("Enter");
  await phone.expect("¿Me van a llegar?", 3).catch(() => phone.reach("¿Me van a llegar?"));
  await phone.page.keyboard.press("Escape");
  await phone.expect("Candado");
});

test("a reminder rings when days go by, and a tap on it leads into the app", async () => {
  await phone.page.click("#notifications-allowed");
  for (let days = 0; days < 200; days += 10) {
    await phone.advance(240);
    if (phone.state.notifications.length) break;
  }
  assert.equal(phone.state.notifications.length, 1);
  await phone.page.click(".notification .open");
  await phone.settle();
  assert.equal(phone.state.notifications.length, 0);
});

test("back from the first screen closes the app and its icon opens it again", async () => {
  for (let tries = 0; tries < 6 && phone.state.open; tries += 1) await phone.back();
  await phone.page.getByRole("button", { name: "Abrir Candado" }).click();
  await phone.expect("Candado");
});

test("rotation, dark theme, language and letter size reach the app", async () => {
  await phone.facts({ landscape: true, night: true, language: "en", fontScale: 1.3 });
  await phone.expect("Home");
  const size = await phone.page.locator("#screen").boundingBox();
  assert.ok(size.width > size.height);
  await phone.facts({ landscape: false, night: false, language: "es", fontScale: 1 });
  await phone.expect("Inicio");
});

test("a restart of the phone keeps what the app stored", async () => {
  await phone.restart();
  await phone.tap("Mis dispositivos");
  await phone.expect("Compu de mamá 2");
  await phone.back();
});

test("a request to another host name is refused", async () => {
  assert.equal((await send("/", { headers: { Host: `evil.example:${address.port}` } })).status, 403);
});

test("a page from elsewhere cannot tap the app, not even with the token", async () => {
  const headers = { "X-Candado-Token": await token(), "Content-Type": "text/plain" };
  const tap = { method: "POST", body: JSON.stringify({ do: "back" }) };
  assert.equal((await send("/api/act", { ...tap, headers: { ...headers, Origin: "http://evil.example" } })).status, 403);
  assert.equal((await send("/api/act", { ...tap, headers: { ...headers, Origin: "null" } })).status, 403);
  assert.equal((await send("/api/act", { ...tap, headers: { ...headers, "Sec-Fetch-Site": "cross-site" } })).status, 403);
});

test("without the page's token nothing can be asked or seen", async () => {
  assert.equal((await send("/api/act", { method: "POST", body: JSON.stringify({ do: "back" }) })).status, 403);
  assert.equal((await send("/api/state?after=0")).status, 403);
  assert.equal((await send("/api/frame?after=0")).status, 403);
});

test("unknown addresses, words and paths out of the folder get a sentence, not a trace", async () => {
  const headers = { "X-Candado-Token": await token() };
  for (const path of ["/nothing", "/../Main.kt", "/%2e%2e/x.js", "/documents/..%2Fphone.json", "/documents/nothing.pdf"]) {
    const answer = await send(path);
    assert.equal(answer.status, 404, path);
    assert.doesNotMatch(answer.text, /Exception|\tat /);
  }
  for (const body of ["", "{", "[]", "{}", "{\"do\":\"fly\"}", "{\"do\":\"facts\",\"facts\":{\"width\":1}}", "{\"do\":\"tap\"}"]) {
    const answer = await send("/api/act", { method: "POST", headers, body });
    assert.equal(answer.status, 400, body);
    assert.doesNotMatch(answer.text, /Exception|\tat /);
  }
  assert.equal((await send("/", { method: "PUT" })).status, 405);
});

/** Asks the phone for something that it must refuse; gives the reason. */
async function refused(asked) {
  const answer = await send("/api/act", { method: "POST", headers: { "X-Candado-Token": await token() }, body: JSON.stringify(asked) });
  assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} for ${JSON.stringify(asked)}`);
  return answer.headers["x-reason"];
}

test("facts and hours that make no sense are refused, and the phone starts again as it was", async () => {
  const before = phone.state.facts;
  for (const local of ["+999999999-01-01T00:00", "-999999999-01-01T00:00", "1999-12-31T23:59", "tomorrow"]) {
    assert.equal(await refused({ do: "clock", local }), "no-date", local);
  }
  for (const facts of [{ boots: -5 }, { clockAheadMs: 1e18 }, { appLanguage: "en" }, { notifications: "perhaps" }, { zone: "Mars/Olympus" },
    { messengers: { "com.whatsapp": { updated: "+999999999-01-01" } } }]) {
    assert.match(await refused({ do: "facts", facts }), /^no-(such-setting|date)$/, JSON.stringify(facts));
  }
  await phone.restart();
  assert.deepEqual({ ...phone.state.facts, boots: 0 }, { ...before, boots: 0 });
});

test("a file is brought with a name as long as any, and a disk that refuses it is told", async () => {
  const headers = { "X-Candado-Token": await token() };
  const bring = (name) => send(`/api/files?name=${encodeURIComponent(name)}`, { method: "POST", headers, body: "hola" });
  const long = await bring(`${"ñandú 人".repeat(40)}.txt`);
  assert.equal(long.status, 200);
  assert.match(JSON.parse(long.text).name, /\.txt$/);
  await rm(join(folder, "documents"), { recursive: true });
  const nowhere = await bring("nota.txt");
  await mkdir(join(folder, "documents"));
  assert.equal(nowhere.status, 507);
  assert.equal(nowhere.headers["x-reason"], "disk");
});

test("a closed tab harms nothing", async () => {
  const second = await context.newPage();
  await second.goto(address.href);
  await second.close({ runBeforeUnload: false });
  await phone.settle();
  assert.ok(phone.state.open);
});

test("a taken port and a folder that cannot be written get one sentence", async () => {
  const state = await emptyState();
  const taken = await start("--port", address.port, "--state", state, "--documents", state);
  assert.equal(taken.code, 4);
  assert.match(taken.words, /port \d+ is taken/);
  const unwritable = await start("--port", "0", "--state", "/proc/candado", "--documents", state);
  assert.equal(unwritable.code, 3);
  assert.match(unwritable.words, /cannot write/);
  await removeState(state);
});

test("a new phone knows nothing of the one before, which stays on the disk", async () => {
  await writeFile(join(folder, "documents", "nota.txt"), "hola");
  phone.page.once("dialog", (dialog) => dialog.dismiss());
  const button = phone.page.getByRole("button", { name: "Empezar con un teléfono nuevo" });
  await button.click();
  await phone.settle();
  assert.ok(phone.state.facts.boots > 1, "who says no keeps the phone");
  phone.page.once("dialog", (dialog) => dialog.accept());
  await phone.afterStart(() => button.click());
  assert.equal(phone.state.facts.boots, 1);
  assert.equal(phone.state.facts.screenLock, false);
  assert.deepEqual(phone.state.documents, []);
  await phone.tap("Mis dispositivos");
  assert.ok(!phone.sees("Compu de mamá 2"));
  await phone.back();
  for (const kept of ["app", "phone.json", "documents/nota.txt"]) await access(join(folder, kept));
});

test("the page reported no error while it was used", () => {
  assert.deepEqual(phone.errors, []);
});

test("one state folder serves one preview at a time, and a restart finds everything", { timeout: 180_000 }, async () => {
  await phone.facts({ screenLock: true, night: true });
  await phone.advance(48);
  const then = phone.state.now;

  const second = await start(...options);
  assert.equal(second.code, 3);
  assert.match(second.words, /another preview is using/);
  assert.doesNotMatch(second.words, /\tat /);

  await stop(preview);
  preview = await start(...options);
  const again = await Phone.open(context, preview.address);
  assert.equal(again.state.facts.screenLock, true);
  assert.equal(again.state.facts.night, true);
  assert.ok(again.state.now >= then, "the simulated clock went on");
});
