// What the system puts over the app: the pictures to pick from, and the place to save a file in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshPhone } from "./previews.mjs";

const phone = await freshPhone();

/** A made-up screenshot among the phone's files. */
const screenshot = (name) => phone.page.evaluate(async (fileName) => {
  const [{ bring }, { sampleScreenshot }] = await Promise.all([import("/link.js"), import("/sample.js")]);
  return bring(fileName, await sampleScreenshot());
}, name);

const documents = () => phone.state.documents.map((one) => one.name);

test("a picture picked for a note is kept with it", async () => {
  await phone.tap("Me robaron la cuenta");
  await phone.tap("Es otra cosa: abrir un caso");
  await phone.tap("Abrir el caso");
  await phone.tap(/^(Agregar )?[Nn]ota$/);
  await phone.tap("Me contactaron");
  await phone.type("¿Qué dijo o pidió?", "Un código de seis cifras.");
  const name = await screenshot("captura.png");
  await phone.tap("Agregar captura");
  assert.equal((await phone.answer({ yes: true, files: [name] })).kind, "pick");
  await phone.expect(name);
  await phone.tap("Guardar");
  await phone.reach(/1 archivo/);
});

test("who picks nothing keeps what was typed", async () => {
  await phone.tap(/^(Agregar )?[Nn]ota$/);
  await phone.tap("Me contactaron");
  await phone.type("¿Qué dijo o pidió?", "Que era el banco.");
  await phone.tap("Agregar captura");
  await phone.answer({ yes: false });
  assert.equal(phone.find("¿Qué dijo o pidió?", new Set(["textbox"])).text, "Que era el banco.");
  await phone.tap("Guardar");
  await phone.expect(/Verificar/);
});

test("who chooses no place for the report saves nothing and can try again", async () => {
  await phone.tap("Entregar");
  await phone.tap("Guardar solo el informe (PDF)");
  assert.equal((await phone.answer({ yes: false })).kind, "save");
  assert.equal(documents().some((name) => name.endsWith(".pdf")), false);
});

test("a report saved under a name of one's own lands there", async () => {
  await phone.tap("Guardar solo el informe (PDF)");
  await phone.answer({ yes: true, name: "mi informe.pdf" });
  await phone.expect("Informe guardado");
  assert.ok(documents().includes("mi informe.pdf"), documents().join(", "));
});

test("the page reported no error while it was used", () => {
  assert.deepEqual(phone.errors, []);
});
