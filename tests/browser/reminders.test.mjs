// Reminders through days, restarts and journeys.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { freshPhone } from "./previews.mjs";

const phone = await freshPhone();

before(async () => {
  await phone.facts({ notifications: true, screenLock: true });
  // Noon, whatever the hour of this computer: what falls due rings at ten, and nothing rings at night.
  await phone.ask({ do: "clock", local: `${phone.state.now.slice(0, 10)}T12:00` });
  await phone.settle();
});

const notifications = () => phone.state.notifications;
const alarmAt = () => new Date(phone.state.nextAlarmMs);

/** Lets days go by until something hangs in the shade. */
async function untilItRings(most = 40) {
  for (let days = 0; days < most && notifications().length === 0; days += 1) await phone.advance(24);
  assert.equal(notifications().length, 1, "one notification for everything that is due");
}

/** The Saturday after the phone's today. */
function saturday() {
  const day = new Date(`${phone.state.now.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + (((6 - day.getUTCDay()) % 7) || 7));
  return day.toISOString().slice(0, 10);
}

/** Switches the reminders of everything else off, so that this alone falls due. */
async function remindOnlyOf(title) {
  const isOther = ({ role, checked, label, box }) =>
    role === "switch" && checked && box[3] >= 40 && !label.startsWith("Avisarme") && !label.startsWith(title);
  for (let isBottom = false; !isBottom;) {
    const other = phone.state.elements.find(isOther);
    const before = JSON.stringify(phone.state.elements);
    if (other) await phone.tap(other.label, new Set(["switch"]));
    else await phone.scroll(320);
    isBottom = !other && JSON.stringify(phone.state.elements) === before;
  }
}

/** Presses the action of the one notification whose label fits. */
async function press(label) {
  const [shown] = notifications();
  const action = shown.actions.findIndex((title) => label.test(title));
  assert.notEqual(action, -1, `the notification offers ${shown.actions.join(", ")}`);
  await phone.ask({ do: "notification", key: shown.key, action });
  await phone.settle();
}

test("the day after the first opening one notification rings, with a day for later and open", async () => {
  await untilItRings(2);
  assert.match(notifications()[0].title, /puntos por revisar$/);
  assert.equal(notifications()[0].actions[0], `Más tarde: el sábado ${Number(saturday().slice(8))}`);
  assert.ok(notifications()[0].actions.includes("Abrir"));
});

test("open leads from the notification to what is due", async () => {
  await press(/^Abrir$/);
  await phone.expect("Avisos");
  await phone.reach(/^Toca hoy/);
});

test("later is a promise that the app quotes back, and it rings on that day", async () => {
  const promised = saturday();
  await press(/^Más tarde: el sábado/);
  assert.equal(notifications().length, 0);
  await phone.tap("Avisos");
  await phone.reach(/Dijiste que el sábado/);
  await untilItRings(9);
  assert.equal(phone.state.now.slice(0, 10), promised);
});

test("stopped by force the app rings no more, and opened again its alarm stands", async () => {
  await press(/^Más tarde: el sábado/);
  const before = phone.state.nextAlarmMs;
  await phone.page.click("text=Forzar la detención de Candado");
  await phone.settle();
  assert.equal(phone.state.nextAlarmMs, null);
  assert.equal(phone.state.open, false);
  await phone.ask({ do: "launch" });
  await phone.settle();
  assert.equal(phone.state.nextAlarmMs, before);
});

test("stopped by force over its day, it rings when it is opened", async () => {
  await phone.page.click("text=Forzar la detención de Candado");
  await phone.advance(24 * 8);
  assert.equal(notifications().length, 0);
  await phone.ask({ do: "launch" });
  await phone.settle();
  assert.equal(notifications().length, 1);
});

test("after a restart of the phone the alarm stands again", async () => {
  await press(/^Más tarde: el sábado/);
  const before = phone.state.nextAlarmMs;
  await phone.restart();
  assert.equal(phone.state.nextAlarmMs, before);
});

test("a restart after a missed hour shows what was missed", async () => {
  // The alarm is gone as when the phone was off at its hour.
  await phone.page.click("text=Forzar la detención de Candado");
  await phone.advance(24 * 8);
  assert.equal(notifications().length, 0);
  await phone.restart();
  assert.equal(notifications().length, 1);
  await press(/^Más tarde: el sábado/);
});

test("a journey to Tijuana moves the alarm to its ten in the morning", async () => {
  const before = alarmAt().getTime();
  await phone.facts({ zone: "America/Tijuana" });
  assert.equal(alarmAt().toLocaleTimeString("en-GB", { timeZone: "America/Tijuana" }), "10:00:00");
  assert.ok(alarmAt().getTime() > before);
  await phone.facts({ zone: "America/Mexico_City" });
  assert.equal(alarmAt().getTime(), before);
});

test("the card says how the alarm arrived and changes when notifications are taken away", async () => {
  await untilItRings(9);
  await press(/^Más tarde: el sábado/);
  await phone.tap("Inicio");
  await phone.tap("Avisos");
  await phone.reach(/^A tiempo: sábado/);
  await phone.reach(/^Sí\. Pueden llegar/);
  await phone.facts({ notifications: false });
  await phone.reach(/^No, o no todos/);
  await phone.tap("Probar un aviso");
  await phone.expect(/^No pasó/);
  assert.equal(notifications().length, 0);
  await phone.facts({ notifications: true, backgroundRestricted: true });
  await phone.reach(/El teléfono restringe a Candado/);
  await phone.reach(/^No, o no todos/);
  await phone.facts({ backgroundRestricted: false, standby: "rare" });
  await phone.reach(/^Sí, pero pueden llegar tarde/);
  await phone.page.selectOption("#standby", "restricted");
  await phone.reach(/El teléfono casi no deja trabajar/);
  await phone.facts({ standby: "active" });
  await phone.reach(/^Sí\. Pueden llegar/);
  await phone.tap("Probar un aviso");
  assert.equal(notifications()[0].title, "Así se ve un aviso");
  await phone.ask({ do: "dismiss", key: notifications()[0].key });
  await phone.settle();
});

test("an item switched off stays in sight and is gone from what comes", async () => {
  await phone.tap("Cómo y cuándo avisar");
  await phone.tap("Verificación en dos pasos");
  await phone.back();
  await phone.reach("Apagados por ti", null);
});

test("a message is judged with one tap and what gives it away is told", async () => {
  await phone.tap("Un mensaje para juzgar");
  await phone.tap("Un código");
  await phone.reach(/^(Así es|Se parece)/);
  await phone.back();
});

test("the year is saved as a calendar file", async () => {
  await phone.tap("Guardar en mi calendario");
  const asked = await phone.answer({ yes: true, name: "candado-revisiones.ics" });
  assert.equal(asked.kind, "save");
  await phone.expect(/^Guardado/);
  assert.ok(phone.state.documents.length > 0);
});

test("one thing due can be done on its notification", async () => {
  await phone.tap("Avisos");
  await phone.tap("Cómo y cuándo avisar");
  await remindOnlyOf("Dispositivos vinculados");
  await phone.back();
  for (const { key } of notifications()) await phone.ask({ do: "dismiss", key });
  await phone.settle();
  await untilItRings();
  assert.deepEqual(notifications()[0].actions.filter((title) => /^(Hecho|Abrir)$/.test(title)), ["Hecho", "Abrir"]);
  await press(/^Hecho$/);
  assert.equal(notifications().length, 0);
  await phone.tap("Inicio");
  await phone.tap("Avisos");
  await phone.reach(/días después de que lo hiciste/);
});

test("a clock set back a year rings once and no more that day", async () => {
  const year = Number(phone.state.now.slice(0, 4)) - 1;
  await phone.ask({ do: "clock", local: `${year}${phone.state.now.slice(4, 10)}T12:00` });
  await phone.settle();
  assert.equal(notifications().length, 1);
  await phone.ask({ do: "dismiss", key: notifications()[0].key });
  await phone.advance(1);
  assert.equal(notifications().length, 0);
  assert.ok(phone.state.nextAlarmMs > Date.parse(`${phone.state.now}:00-06:00`));
});

test("the page reported no error while it was used", () => {
  assert.deepEqual(phone.errors, []);
});
