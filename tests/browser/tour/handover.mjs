// The end of the main job: the log verified, handed over, and the bundle judged by the preview and by the app.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The steps from the log to the verifier's verdict; they leave `informe.pdf`, `candado.zip` and `verificacion.txt`. */
export function handover(walk) {
  const { phone, album, folder } = walk;
  const bundlePath = join(folder, "candado.zip");
  return [
    ["verify the log in the app", async () => {
      await walk.go("Bitácora", /Verificar/);
      await phone.expect("Íntegra");
      await album.whole("verificacion");
    }],
    ["hand over: save bundle and report", async () => {
      await walk.visit("entregar", "Bitácora", "Entregar");
      await phone.tap("Guardar informe y archivos");
      const saved = [await save(phone), await save(phone)];
      await phone.expect(/Informe guardado/);
      await album.whole("entregado");
      const report = saved.find((name) => name.endsWith(".pdf"));
      const bundle = saved.find((name) => name.endsWith(".zip"));
      walk.check(report && bundle, `a report and a bundle are saved, not ${saved.join(" and ")}`);
      const pdf = await walk.saved(report);
      await writeFile(join(folder, "informe.pdf"), pdf);
      await writeFile(bundlePath, await walk.saved(bundle));
      walk.check(pdf.subarray(0, 5).toString() === "%PDF-", "the report is a PDF");
      await verify(walk, bundle);
    }],
    ["check the bundle in the app, as whoever receives it would", async () => {
      await walk.visit("paquete", "Bitácora", "Comprobar un paquete");
      await phone.tap("Elegir el paquete");
      await phone.answer({ yes: true, files: ["candado.zip"] });
      await phone.expect("Todo coincide");
      await album.whole("paquete-comprobado");
    }],
    ["the same bundle with one byte changed is refused", async () => {
      const bytes = await readFile(bundlePath);
      const at = bytes.indexOf("4500");
      bytes[at > 0 ? at : Math.floor(bytes.length / 2)] ^= 1;
      const name = await walk.bring("alterado.zip", bytes);
      const verdict = await phone.ask({ do: "verify", name }).catch((refusal) => ({ outcome: refusal.message }));
      walk.check(verdict.outcome === "failed" || verdict.outcome.includes("that is not a bundle"),
        `an altered bundle fails or is no bundle, not: ${verdict.outcome}`);
      await phone.tap("Comprobar otra vez");
      await phone.answer({ yes: true, files: [name] });
      await phone.expect(/^(Algo no coincide|No se puede juzgar)/);
      await album.whole("paquete-alterado");
    }],
  ];
}

/** Answers the app's question where to save something with the name that it proposes; resolves with that name. */
async function save(phone) {
  const end = Date.now() + 30_000;
  while (phone.state.sheet?.kind !== "save") {
    if (Date.now() > end) throw new Error(`the app did not ask to save; the screen says: ${phone.words().join(" | ")}`);
    await phone.settle();
  }
  const { name } = phone.state.sheet;
  await phone.answer({ yes: true, name });
  return name;
}

async function verify(walk, bundle) {
  const report = await walk.phone.ask({ do: "verify", name: bundle });
  const lines = [
    `resultado: ${report.outcome}`, `entradas: ${report.entries}`, `archivos: ${report.files}`, `código: ${report.headCode}`,
    ...report.findings.map((finding) => `hallazgo: ${finding}`), ...report.facts.map((fact) => `dato: ${fact}`),
  ];
  await writeFile(join(walk.folder, "verificacion.txt"), `${lines.join("\n")}\n`);
  walk.check(report.outcome === "verified" && report.findings.length === 0, `the bundle verifies, not: ${lines.join(", ")}`);
  const again = await walk.phone.ask({ do: "verify", name: bundle, anchor: report.headCode });
  walk.check(again.outcome === "verified", "the bundle verifies against its own code");
}
