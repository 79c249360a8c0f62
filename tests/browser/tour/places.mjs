// The places that the main job does not come by, and the other states of those that it does.
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What may have happened, as the screen says it, and the name of its pictures. */
const plays = [
  ["Me sacó de WhatsApp", "me-saco"],
  ["Sigo dentro, pero algo anda mal", "algo-anda-mal"],
  ["Acabo de dar un código", "di-un-codigo"],
  ["Perdí o me robaron el teléfono", "sin-telefono"],
  ["Perdí o me robaron una computadora o tablet", "sin-computadora"],
  ["Pagué, o pagó un contacto", "pague"],
  ["Me amenazan con publicar algo", "amenazas"],
];

const notes = [
  "Me contactaron", "Di un código", "Me sacaron de la cuenta", "Vi un dispositivo desconocido", "Transferencia",
  "Engañaron a un contacto", "Me amenazaron", "Recuperé la cuenta", "Hice un reporte", "Presenté la denuncia", "Hice algo",
  "Alguien vio lo que pasó", "Otra cosa",
];

/** The places that are pictured in large letters too, each with the way to it from home. */
const main = [
  ["inicio"], ["revision", "Revisión"], ["punto", "Revisión", "Bloqueo de pantalla"], ["bitacora", "Bitácora"],
  ["nota", "Bitácora", "Agregar nota", "Transferencia"], ["entregar", "Bitácora", "Entregar"], ["avisos", "Avisos"],
  ["que-paso", "Me robaron la cuenta"], ["que-hacer", "Me robaron la cuenta", "Pagué, o pagó un contacto"],
];

/** A chat whose dates could be read in two ways. */
const chat = [
  "03/04/26, 1:58 - Los mensajes y las llamadas están cifrados de extremo a extremo.",
  "03/04/26, 2:10 - +52 55 0000 0000: ¿Me pasas el código que te llegó?",
  "03/04/26, 2:11 - +52 55 0000 0000: Es urgente, me lo pide el banco",
  "03/04/26, 2:12 - Yo: <Multimedia omitido>",
].join("\n");

/** One step for every part of the app. */
export function places(walk) {
  const { phone, album } = walk;
  return [
    ["picture the rest of the checkup and of the devices", async () => {
      await walk.visit("historial", "Revisión", "Historial");
      await walk.visit("punto-declarado", "Revisión", "Dispositivos vinculados");
      await walk.visit("dispositivo-cambiar", "Mis dispositivos", "Laptop HP de la oficina", "Cambiar nombre, cuentas o uso");
      await walk.visit("dispositivo-perdido", "Mis dispositivos", "Perdí o me robaron uno");
      await walk.on("dispositivo-perdido-nuevo", "Es otro que no está en la lista");
    }],
    ["picture the reminders", async () => {
      await walk.visit("avisos-como-y-cuando", "Avisos", "Cómo y cuándo avisar");
      await walk.visit("mensaje-del-dia", "Avisos", "Un mensaje para juzgar");
      const [first] = phone.state.elements.filter((element) => element.role === "button" && element.label !== "Atrás");
      await walk.on("mensaje-del-dia-juzgado", first.label);
      await phone.facts({ notifications: false });
      await walk.glance("inicio-sin-avisos");
      await walk.visit("avisos-no-llegan", "Avisos");
      await phone.facts({ notifications: true });
    }],
    ["picture what happened, the plays, texts, helpers and whom to call", async () => {
      for (const [label, name] of plays) await walk.glance(`que-hacer-${name}`, "Me robaron la cuenta", label);
      await walk.go("Me robaron la cuenta", "Me sacó de WhatsApp");
      await phone.tap("No pude");
      await album.upper("paso-no-pude");
      await walk.on("quien-anota", "Quién anota");
      await walk.visit("textos", "Me robaron la cuenta", "Me sacó de WhatsApp", "Textos listos");
      const texts = phone.state.elements.filter((element) => element.role === "button" && element.label.includes(", ")).map((each) => each.label);
      for (const [index, label] of texts.entries()) {
        await walk.on(`texto-${index + 1}`, label);
        await phone.back();
      }
      await walk.visit("ayudo-a-alguien", "Me robaron la cuenta", "Ayudo a alguien");
      await walk.visit("a-quien-llamar", "Me robaron la cuenta", "A quién llamar");
      await phone.tap("Otro estado");
      await album.upper("a-quien-llamar-otro-estado");
    }],
    ["picture every form of a note", async () => {
      for (const label of notes) {
        await walk.go("Bitácora", "Agregar nota", label);
        await album.whole(phone.state.place.path.replace(/^note\/\d+\//, "nota-"));
      }
    }],
    ["picture an exported chat, from the file to what is noted of it", async () => {
      await walk.visit("chat", "Bitácora", "Agregar nota", "Chat exportado");
      const name = await walk.bring("Chat de WhatsApp con Desconocido.txt", chat);
      await phone.tap("Elegir archivo");
      await phone.answer({ yes: true, files: [name] });
      await phone.expect("¿De qué día es este mensaje?");
      await album.whole("chat-fechas");
      await phone.tap(/^3 de abril/);
      await phone.expect(/4 mensajes/);
      await walk.on("chat-mensajes", /¿Me pasas el código/);
      await phone.tap("Anotar 1 mensaje");
      await album.upper("bitacora-con-chat");
    }],
    ["picture single entries and what corrects them", async () => {
      await walk.visit("nota", "Bitácora", /Que era mi prima Ana/);
      await walk.on("nota-corregir", "Corregir");
      await phone.back();
      await walk.on("nota-retirar", "Retirar");
      await walk.visit("mensaje-citado", "Bitácora", /¿Me pasas el código/);
      await walk.on("mensaje-citado-corregir", "Corregir");
      await phone.type("¿Qué es lo correcto?", "El mensaje llegó a las 2:10 de la tarde.");
      await walk.on("mensaje-citado-corregido", "Guardar");
      await walk.visit("caso", "Bitácora", /^Me sacaron de mi cuenta/);
      await walk.on("caso-corregir", "Corregir");
      await walk.visit("bitacora-buscar", "Bitácora", "Buscar u ordenar");
      await walk.visit("codigo", "Bitácora", "Código de la bitácora");
      await walk.on("codigo-copiado", "Ya lo copié a mano");
    }],
    ["picture a second case and handing over one of two", async () => {
      await walk.visit("caso-nuevo", "Bitácora", "Abrir otro caso");
      await phone.tap("Otra cosa");
      await walk.on("bitacora-dos-casos", "Abrir el caso");
      await walk.on("entregar-un-caso", "Entregar");
      await walk.on("entregar-todo-abierto", /^\d+ notas? en el informe/, /^Tus datos/, /^Idioma y papel/);
    }],
    ["picture what is shared and messages that are looked at", async () => {
      await phone.ask({ do: "share", text: "Tu cuenta fue bloqueada, entra a https://bbva-mx.top", files: [] });
      await phone.expect("Guardar lo compartido");
      await album.whole("compartir-texto");
      await phone.tap("Descartar lo compartido");
      await walk.visit("mensaje", "Revisar un mensaje");
      await phone.type("El mensaje", "Tu cuenta fue bloqueada, entra a https://bbva-mx.top y envia el codigo que te llego");
      await walk.on("mensaje-peligro", "Revisar");
      await phone.tap("Revisar otro");
      await phone.type("El mensaje", "Nos vemos el domingo en casa de la abuela");
      await walk.on("mensaje-sin-senales", "Revisar");
    }],
    ["picture the settings", async () => {
      await walk.visit("ajustes", "Ajustes");
      for (const [label, name] of [["Idioma", "idioma"], ["Límites de la revisión", "limites"], ["Qué protege y qué no", "que-protege"], ["Licencias", "licencias"]]) {
        await walk.visit(name, "Ajustes", label);
      }
    }],
    ["picture the main places turned, and at 320 dp with letters twice as large", async () => {
      await walk.go();
      await phone.facts({ landscape: true });
      await album.one("girado-inicio");
      await phone.facts({ landscape: false, width: 320, fontScale: 2 });
      for (const [name, ...taps] of main) {
        await walk.go(...taps);
        await album.one(`letra-doble-${name}`);
      }
      await phone.facts({ width: 360, fontScale: 1 });
    }],
    ["picture a damaged log and what is saved of it", async () => {
      const log = join(walk.state, "app/no_backup/candado/evidence.db");
      for (const end of ["", "-wal", "-shm"]) await rm(log + end, { force: true });
      await writeFile(log, "no database".repeat(500));
      await phone.restart();
      await phone.reach(/No se puede leer/);
      await album.upper("inicio-bitacora-danada");
      await walk.visit("bitacora-danada", "Bitácora");
      await walk.on("rescate", "Ver qué hacer");
      await phone.tap("Guardar lo que se puede leer");
      await phone.answer({ yes: true, name: "candado-rescate.zip" });
      await phone.reach("Empezar una bitácora nueva");
      await album.whole("rescate-guardado");
    }],
  ];
}
