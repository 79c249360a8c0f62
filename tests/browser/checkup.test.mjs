// The checkup as a person does it: first run, something mended in the panel, a lost computer, answers that grow old.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshPhone } from "./previews.mjs";

const phone = await freshPhone();

test("a sample app that reads notifications is asked about until somebody knows it", async () => {
  await phone.facts({ screenLock: true, lockScreenContent: false, sampleApp: { notificationReader: true } });
  await phone.tap("Revisión");
  await phone.tap("Lectores de notificaciones");
  await phone.expect("Linterna Pro");
  await phone.tap("Sí, las conozco");
  await phone.declineReminders();
  await phone.tap("Lectores de notificaciones");
  await phone.expect("Bien");
  await phone.facts({ sampleApp: { notificationReader: false } });
  await phone.expect("Bien");
  await phone.back();
  await phone.tap("Inicio");
});

test("the questions are answered one a page, in one tap each", async () => {
  await phone.tap("Revisión");
  await phone.tap(/^Contestar \d+ preguntas$/);
  const taps = await phone.answerQuestions();
  assert.equal(taps.length, 13, `${taps.join("\n")}\nthen ${phone.words().join(" | ")}`);
  await phone.tap("Ver la revisión");
  await phone.back();
  await phone.tap("Inicio");
});

test("USB debugging switched on in the panel is the worst thing, and off again it heals", async () => {
  await phone.page.click("#usb-debugging");
  await phone.expect("Una computadora puede entrar a tu teléfono");
  await phone.page.click("#usb-debugging");
  await phone.expect("Todo en orden");
});

test("a lost computer is at risk until its session is closed", async () => {
  await phone.tap("Mis dispositivos");
  await phone.tap("Agregar dispositivo");
  await phone.type("Nombre", "Laptop vieja");
  await phone.tap("Lo perdí");
  await phone.tap("Guardar");
  await phone.expect("Cierra la sesión de ese equipo");
  await phone.back();
  await phone.expect("En riesgo");
  await phone.tap("Ya cerré la sesión");
  await phone.back();
  await phone.expect("Sesiones cerradas");
  await phone.back();
  await phone.reach("Todo en orden");
});

test("forty days later the linked devices are due again, and the history says since when", async () => {
  await phone.advance(40 * 24);
  await phone.tap("Inicio");
  await phone.tap("Revisión");
  await phone.reach(/^Desde el .*dispositivos vinculados/);
  await phone.tap("Dispositivos vinculados");
  await phone.expect("Toca hoy");
  await phone.back();
  await phone.tap("Historial");
  await phone.expect(/Dispositivos vinculados, toca revisarlo/);
});

test("the page reported no error while it was used", () => {
  assert.deepEqual(phone.errors, []);
});
