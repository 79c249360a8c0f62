// The whole path of the evidence log: a screenshot and an exported chat shared, three notes, handed over, verified.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshPhone } from "./previews.mjs";

const phone = await freshPhone();

const chat = [
  "24/11/26, 1:58\u202fa.\u00a0m. - Los mensajes y las llamadas están cifrados de extremo a extremo.",
  "24/11/26, 2:10\u202fa.\u00a0m. - +52 55 0000 0000: ¿Me pasas el código que te llegó?",
  "24/11/26, 2:11\u202fa.\u00a0m. - +52 55 0000 0000: Es urgente:",
  "me lo pide el banco",
  "24/11/26, 2:12\u202fa.\u00a0m. - Yo: <Multimedia omitido>",
].join("\n");

/** Brings a screenshot and the chat to the phone and shares them as a messenger would. */
const share = () => phone.page.evaluate(async (text) => {
  const [{ ask, bring }, { sampleScreenshot }] = await Promise.all([import("/link.js"), import("/sample.js")]);
  const files = [
    await bring("captura.png", await sampleScreenshot()),
    await bring("Chat de WhatsApp con Desconocido.txt", new Blob([text], { type: "text/plain" })),
  ];
  await ask({ do: "share", text: "", files });
}, chat);

const documents = () => phone.state.documents.map((one) => one.name);

test("a screenshot and an exported chat are shared and open a case", async () => {
  await share();
  await phone.expect("captura.png");
  await phone.tap("Me sacaron de mi cuenta");
  await phone.expect("Elegir mensajes de un chat");
});

test("picked messages of the chat become notes, found without their accents", async () => {
  await phone.tap("Elegir mensajes de un chat");
  await phone.expect(/4 mensajes/);
  await phone.type("Buscar en el chat", "CODIGO");
  await phone.expect(/¿Me pasas el código/);
  await phone.tap(/¿Me pasas el código/);
  await phone.tap("Anotar 1 mensaje");
});

test("the screenshot that came along is noted next", async () => {
  await phone.expect("captura.png");
  await phone.tap("Me contactaron");
  await phone.type("¿Qué dijo o pidió?", "Se hizo pasar por el banco.");
  await phone.tap("Guardar");
  await phone.reach(/1 archivo/);
});

test("two more notes are written", async () => {
  await phone.tap(/^(Agregar )?[Nn]ota$/);
  await phone.tap("Di un código");
  await phone.tap("Guardar");
  await phone.expect("Nota guardada");
  await phone.tap(/^(Agregar )?[Nn]ota$/);
  await phone.tap("Otra cosa");
  await phone.type("¿Qué pasó?", "Avisé a mi familia.");
  await phone.tap("Guardar");
  await phone.expect(/Verificar/);
});

test("the log verifies on the phone, and so does the bundle that is handed over", async () => {
  await phone.tap(/Verificar/);
  await phone.expect("Íntegra");
  await phone.back();
  await phone.tap("Entregar");
  await phone.tap("Guardar informe y archivos");
  await phone.answer({ yes: true, name: "paquete.zip" });
  await phone.answer({ yes: true, name: "informe.pdf" });
  await phone.expect("Informe guardado");
  assert.ok(documents().includes("informe.pdf"), documents().join(", "));
  const bundle = "paquete.zip";
  const report = await phone.ask({ do: "verify", name: bundle, anchor: "" });
  assert.equal(report.outcome, "verified");
  // Opening, the checkup noted with it, the import, one message, three notes, the export.
  assert.equal(report.entries, 8);
  assert.equal(report.files, 2);
  const anchored = await phone.ask({ do: "verify", name: bundle, anchor: report.headCode });
  assert.equal(anchored.outcome, "verified");
});

test("the page reported no error while it was used", () => {
  assert.deepEqual(phone.errors, []);
});
