// The takeover play, from the first tap to the PDF that holds its steps.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { emptyState, freshPhone, removeState } from "./previews.mjs";

const phone = await freshPhone();

/** What the log says of each step, in order; the first words of the screen are the step's title. */
const takeover = [
  ["Registra tu número otra vez", "Hecho", "Volví a registrar mi número en WhatsApp"],
  ["¿Te pide un PIN que no pusiste?", "No me pide PIN", "me dejó entrar sin pedir un PIN"],
  ["Pon tu propio PIN y un correo", "Hecho", "Puse mi PIN y mi correo"],
  ["Cierra los dispositivos que no sean tuyos", "Hecho", "cerré los que no eran míos"],
  ["Avisa a tus contactos por otro lado", "Hecho", "Avisé a mis contactos por otro medio"],
  ["Si hubo dinero, llama a tu banco", "Hecho", "Llamé al banco"],
  ["Reporta a la Policía Cibernética", "Hecho", "Reporté a la Policía Cibernética"],
  ["Presenta la denuncia", "Hecho", "Presenté la denuncia ante la Fiscalía"],
];

test("two taps lead to the first step", async () => {
  await phone.tap("Me robaron la cuenta");
  await phone.tap("Me sacó de WhatsApp");
  await phone.expect("Registra tu número otra vez");
});

test("each step leads to the next", async () => {
  for (const [title, button] of takeover) {
    await phone.expect(title);
    await phone.tap(button);
  }
  await phone.expect("Todos los pasos tienen respuesta");
});

test("the report holds every step that was done", async () => {
  await phone.tap("Entregar la bitácora");
  await phone.tap("Guardar solo el informe (PDF)");
  await phone.answer({ yes: true, name: "informe.pdf" });
  await phone.expect(/Informe guardado/);
  const bytes = await phone.page.evaluate(async (file) => {
    const response = await fetch(`/documents/${encodeURIComponent(file)}`);
    return [...new Uint8Array(await response.arrayBuffer())];
  }, "informe.pdf");
  const folder = await emptyState();
  const path = join(folder, "informe.pdf");
  await writeFile(path, Buffer.from(bytes));
  const { stdout } = await promisify(execFile)("pdftotext", [path, "-"]);
  await removeState(folder);
  const said = stdout.replace(/\s+/g, " ");
  for (const [, , done] of takeover) assert.ok(said.includes(done), `"${done}" is not in the report: ${said}`);
});

test("the page reported no error while it was used", () => {
  assert.deepEqual(phone.errors, []);
});
