// The main job, as somebody does it whose account is stolen: checkup, devices, a reminder, the play, notes.
import { join } from "node:path";

/** The steps up to the log, each behind what it does in words. */
export function job(walk) {
  const { phone, album } = walk;
  return [
    ["open the app for the first time", async () => {
      await phone.expect("Candado");
      await album.whole("inicio-primera-vez");
    }],
    ["do the first checkup", async () => {
      await walk.tab("Revisión");
      await phone.expect("Lo que el teléfono dice");
      await album.whole("revision");
      await walk.on("pregunta", /^Contestar \d+ preguntas$/);
      await phone.answerQuestions(() => album.upper("permiso-de-avisos"));
      await album.whole("preguntas-contestadas");
      await phone.tap("Ver la revisión");
    }],
    ["fix the screen lock in the panel and see it turn", async () => {
      await walk.go("Revisión", "Bloqueo de pantalla");
      await phone.expect("En riesgo");
      await album.whole("punto-medido");
      await phone.tap("Poner bloqueo");
      const sheet = await phone.answer({ yes: false });
      walk.check(sheet.kind === "open", "the button leads to the phone's settings");
      await phone.page.click("#screen-lock");
      await phone.expect("Bien");
      await album.upper("punto-resuelto");
    }],
    ["add a laptop, mark it sold, see it pending, sign it out", async () => {
      await walk.visit("dispositivos-vacio", "Mis dispositivos");
      await phone.tap("Agregar dispositivo");
      await phone.type("Nombre", "Laptop HP de la oficina");
      await album.whole("dispositivo-nuevo");
      await phone.tap("Guardar");
      await phone.tap("Laptop HP de la oficina");
      await phone.tap("Lo vendí o regalé");
      await phone.expect("Cierra la sesión de WhatsApp");
      await album.whole("dispositivo-pendiente");
      await phone.back();
      await phone.expect("Falta cerrar sesión");
      await album.whole("dispositivos-pendiente");
      await walk.glance("inicio-pendiente");
      await walk.go("Mis dispositivos", "Laptop HP de la oficina", "Ya cerré la sesión");
      await phone.back();
      await phone.expect("Sesiones cerradas");
      await album.upper("dispositivos-cerrado");
    }],
    ["allow notifications and let days go by until a reminder rings", async () => {
      await walk.visit("avisos", "Avisos");
      await phone.page.click("#notifications-allowed");
      await phone.settle();
      walk.check(phone.state.facts.notifications === true, "notifications are allowed");
      walk.check(phone.state.nextAlarmMs !== null, "an alarm is set");
      for (let days = 0; days < 200 && phone.state.notifications.length === 0; days += 10) await phone.advance(240);
      walk.check(phone.state.notifications.length === 1, "one notification hangs in the shade");
      await phone.page.screenshot({ path: join(walk.folder, "pagina-con-aviso.png"), fullPage: true });
    }],
    ["tap the notification", async () => {
      await phone.page.click(".notification .open");
      await phone.settle();
      await album.whole("desde-el-aviso");
      walk.check(phone.state.notifications.length === 0, "a tapped notification goes away");
    }],
    ["after the account was taken: the first step of the play, done", async () => {
      await walk.visit("que-paso", "Me robaron la cuenta");
      await phone.tap("Me sacó de WhatsApp");
      await phone.expect("Registra tu número otra vez");
      await album.whole("primer-paso");
      await phone.tap("Hecho");
      await phone.expect("¿Te pide un PIN que no pusiste?");
      await album.upper("segundo-paso");
    }],
    ["note what happened with a screenshot shared from another app", async () => {
      const name = await walk.bringScreenshot("captura-del-chat.png");
      await phone.ask({ do: "share", text: "", files: [name] });
      await phone.expect("Guardar lo compartido");
      await album.whole("compartir");
      await phone.tap("Me contactaron");
      await phone.reach(name);
      await phone.type("Número", "+52 55 0000 0000");
      await phone.type("¿Qué dijo o pidió?", "Que era mi prima Ana, que había cambiado de número y necesitaba 4,500 pesos.");
      await album.whole("nota-con-captura");
      await phone.tap("Guardar");
      await phone.expect(/Verificar/);
    }],
    ["note a transfer, first with a wrong CLABE, then with the right one", async () => {
      await walk.visit("clases-de-nota", "Bitácora", "Agregar nota");
      await phone.tap("Transferencia");
      await phone.type("Cantidad en pesos", "4500");
      await phone.type("Clave de rastreo", "2026031440014BMOV0000012345677");
      await phone.type("CLABE que recibió", "032180000118359718");
      await phone.tap("Guardar");
      await phone.reach(/El último dígito no coincide/);
      await album.one("transferencia-clabe-mal");
      await phone.type("CLABE que recibió", "032180000118359719");
      await phone.tap("Guardar");
      await phone.expect(/Verificar/);
      await album.whole("bitacora");
    }],
  ];
}
