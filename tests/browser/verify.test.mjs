// The page of a bundle that verifies bundles, as an officer uses it: opened from a file, a ZIP dragged onto it or
// picked. It must say of every fixture what the other verifiers say.
import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { openBrowser } from "./driver.mjs";

const here = (path) => new URL(path, import.meta.url);
const fixtures = here("../data/bundles/");
const expected = JSON.parse(readFileSync(new URL("expected.json", fixtures), "utf8"));
const file = (name) => fileURLToPath(new URL(`${name}.zip`, fixtures));
const headlines = { verified: "✓ Todo coincide", failed: "✗ Algo no coincide", "cannot-judge": "? No se puede juzgar" };

let context;
let page;
const requests = [];
const errors = [];

before(async () => {
  context = await openBrowser();
  page = context.pages()[0] ?? await context.newPage();
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
});
after(() => context?.close());

/** The page as it comes out of a bundle, with nothing judged yet. */
async function open(anchor) {
  await page.goto(here("../../core/content/verify/verificar.html").href);
  if (anchor) await page.fill("#anchor", anchor);
}

/** Drags a file from outside the browser onto the page, as the mouse does. */
async function drop(path) {
  const box = await page.locator("#drop").boundingBox();
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const session = await context.newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, ...point, data });
  await session.detach();
}

/** What the page shows once it has judged: the headline and the names of the findings. */
async function shown() {
  await page.waitForSelector("#verdict", { timeout: 20_000 });
  const items = await page.locator("#result li").allTextContents();
  const kinds = items.map((item) => item.match(/ · \(([a-z-]+)\)$/)?.[1]).filter(Boolean);
  return { headline: await page.textContent("#verdict"), kinds };
}

/** The whole verdict on the file that is in the page now. */
const verdict = () => page.evaluate(() => {
  const anchor = document.getElementById("anchor").value.trim();
  return verifyBundle(document.getElementById("file").files[0], anchor === "" ? null : anchor);
});

test("every fixture dropped onto the page gets the verdict of the other verifiers", async () => {
  assert.ok(Object.keys(expected).length > 50);
  for (const [name, { anchor, verdict: wanted }] of Object.entries(expected)) {
    await open(anchor);
    await drop(file(name));
    const said = await shown();
    assert.equal(said.headline, headlines[wanted.outcome], name);
    assert.deepEqual(said.kinds, wanted.findings.map((finding) => finding.kind), name);
    assert.deepEqual(await verdict(), wanted, name);
  }
});

test("a bundle that was picked is judged as one that was dropped, and again when a code is written", async () => {
  await open();
  await page.setInputFiles("#file", file("anchor-newer-than-log"));
  assert.deepEqual(await shown(), { headline: headlines.verified, kinds: [] });
  await page.fill("#anchor", expected["anchor-newer-than-log"].anchor);
  await page.locator("#anchor").blur();
  await page.waitForSelector("#verdict.failed");
  assert.deepEqual((await shown()).kinds, ["truncated"]);
});

test("a disk that stops giving bytes is no verdict about them, wherever it stops", async () => {
  await open();
  await page.setInputFiles("#file", file("sound-packed-anew"));
  await shown();
  const answers = await page.evaluate(async () => {
    const whole = document.getElementById("file").files[0], answers = [];
    for (let stop = 0; ; stop++) {
      let reads = 0;
      const slice = (start, end) => reads++ < stop ? whole.slice(start, end)
        : { arrayBuffer: async () => { throw new DOMException("gone", "NotReadableError"); } };
      const answer = await verifyBundle({ size: whole.size, slice }).then(report => report.outcome, error => error.name);
      answers.push(answer);
      if (reads <= stop) return answers;
    }
  });
  assert.ok(answers.length > 20, String(answers.length));
  assert.equal(answers.pop(), "verified");
  assert.deepEqual([...new Set(answers)], ["NotReadableError"]);
});

test("a file that changes after it was picked cannot be judged, and the page says so", async () => {
  const folder = mkdtempSync(join(tmpdir(), "candado-"));
  const copy = join(folder, "paquete.zip");
  copyFileSync(file("sound"), copy);
  await open();
  await page.setInputFiles("#file", copy);
  assert.equal((await shown()).headline, headlines.verified);
  await new Promise((resolve) => setTimeout(resolve, 1_100)); // its time of change must differ
  appendFileSync(copy, "x");
  await page.fill("#anchor", expected["anchor-early"].anchor);
  await page.locator("#anchor").blur();
  await page.waitForSelector("#verdict.cannot-judge");
  assert.equal((await shown()).headline, headlines["cannot-judge"]);
  assert.match(await page.textContent("#result"), /no se pudo leer hasta el final/);
  rmSync(folder, { recursive: true });
});

test("the page asked nobody for anything and reported no error", () => {
  assert.deepEqual(requests.filter((url) => !url.startsWith("file:")), []);
  assert.deepEqual(errors, []);
});
