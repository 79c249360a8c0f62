// What a desktop must stand in for: the phone's facts, time, notifications, sharing, saved documents.
// Built once per language, then brought up to date in place, so that nothing being typed is lost.
import { ask, bring } from "./link.js";
import { make, say } from "./dom.js";
import { pageLanguage, text } from "./texts.js";
import { sampleScreenshot } from "./sample.js";

const panel = document.getElementById("panel");
let updates = [];
let state = null;

const report = (failure) => { if (failure.message) say(failure.message); };
const send = (request) => ask(request).catch(report);
const change = (facts) => send({ do: "facts", facts });

const card = (key, id, ...children) => make("section", { className: "card", "data-card": id, "aria-labelledby": `card-${id}` },
  make("h2", { id: `card-${id}`, textContent: text(key) }), ...children);
const note = (key) => make("p", { className: "note", textContent: text(key) });
const button = (key, onclick, kind = "") => make("button", { type: "button", className: `button ${kind}`, textContent: text(key), onclick });

/** A row with a label, a second line and a control. */
function row(id, label, second, control) {
  control.id = id;
  return make("div", { className: "row" },
    make("label", { for: id }, label, second ? make("span", { className: "second", textContent: second }) : null), control);
}

function toggle(id, label, second, read, write) {
  const input = make("input", { type: "checkbox", className: "switch", role: "switch", onchange: () => write(input.checked) });
  updates.push((now) => { input.checked = read(now); });
  return row(id, label, second, input);
}

function field(id, label, properties, read, write) {
  const input = make("input", { className: "field", ...properties, onchange: () => { if (input.value) write(input.value); } });
  updates.push((now) => { if (document.activeElement !== input) input.value = read(now); });
  return row(id, label, null, input);
}

function select(id, label, options, read, write) {
  const input = make("select", { className: "field", onchange: () => write(input.value) },
    options.map(([value, words]) => make("option", { value, textContent: words })));
  updates.push((now) => {
    const value = String(read(now));
    if (![...input.options].some((option) => option.value === value)) input.append(make("option", { value, textContent: value }));
    input.value = value;
  });
  return row(id, label, null, input);
}

function choice(label, options, read, write) {
  const buttons = options.map(([value, words]) => make("button", { type: "button", textContent: words, onclick: () => write(value) }));
  updates.push((now) => buttons.forEach((one, index) => one.setAttribute("aria-pressed", String(options[index][0] === read(now)))));
  return make("div", { className: "row" }, make("span", { className: "label", textContent: label }),
    make("div", { className: "choice", role: "group", "aria-label": label }, buttons));
}

const locale = () => (pageLanguage() === "en" ? "en-GB" : "es-MX");
const day = (date, zone) => new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: zone }).format(date);
const hour = (date, zone) => new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone }).format(date);

function time() {
  const clock = make("p", { className: "clock" });
  const date = make("p", { className: "note" });
  const next = make("p", { className: "note", id: "next-alarm" });
  updates.push((now) => {
    const local = new Date(`${now.now}Z`);
    clock.textContent = hour(local, "UTC");
    date.textContent = day(local, "UTC");
    const alarm = new Date(now.nextAlarmMs);
    next.textContent = now.nextAlarmMs === null ? text("noAlarm")
      : text("nextAlarm", { when: `${day(alarm, now.facts.zone)}, ${hour(alarm, now.facts.zone)}` });
  });
  const days = make("input", { type: "number", className: "field", min: 1, max: 366, value: 45, "aria-label": text("daysOther"), id: "advance-days" });
  const forward = async (hours) => {
    say(text("advancing"));
    buttons.forEach((one) => { one.disabled = true; });
    const answer = await send({ do: "advance", hours });
    buttons.forEach((one) => { one.disabled = false; });
    // A refusal stays to be read.
    if (answer) say("");
  };
  const buttons = [
    button("hour1", () => forward(1)), button("day1", () => forward(24)), button("days7", () => forward(168)),
    button("days30", () => forward(720)), button("go", () => forward(Math.round(Number(days.value) * 24)), "primary"),
  ];
  const hand = make("input", { type: "datetime-local", className: "field", id: "clock-by-hand" });
  return card("time", "time", clock, date, next,
    make("div", { role: "group", "aria-label": text("advance") },
      make("div", { className: "presets" }, buttons.slice(0, 4)), make("div", { className: "inline" }, days, buttons[4])),
    make("div", { className: "group" }, make("label", { for: "clock-by-hand", textContent: text("setClock") }),
      make("div", { className: "inline" }, hand, button("set", () => { if (hand.value) send({ do: "clock", local: hand.value }); }))),
    select("zone", text("zone"), ["America/Mexico_City", "America/Tijuana", "America/Cancun", "America/Los_Angeles", "America/New_York", "Europe/Madrid"]
      .map((zone) => [zone, zone.split("/")[1].replace("_", " ")]), (now) => now.facts.zone, (zone) => change({ zone })),
    toggle("automatic-time", text("automaticTime"), text("automaticTimeNote"), (now) => now.facts.automaticTime, (automaticTime) => change({ automaticTime })));
}

function notifications() {
  const badge = make("span", { className: "badge" });
  const list = make("div", { "aria-live": "polite" });
  updates.push((now) => {
    badge.textContent = now.notifications.length || "";
    badge.hidden = now.notifications.length === 0;
    list.replaceChildren(...(now.notifications.length ? now.notifications.map(notification) : [note("noNotifications")]));
  });
  const whole = card("notifications", "notifications", list,
    toggle("notifications-allowed", text("notificationsAllowed"), null, (now) => now.facts.notifications === true, (allowed) => change({ notifications: allowed })),
    toggle("background-restricted", text("backgroundRestricted"), null, (now) => now.facts.backgroundRestricted, (backgroundRestricted) => change({ backgroundRestricted })),
    select("standby", text("standby"), ["active", "rare", "restricted"].map((bucket) => [bucket, text(`standby-${bucket}`)]), (now) => now.facts.standby, (standby) => change({ standby })),
    button("forceStop", () => send({ do: "force-stop" })), note("forceStopNote"));
  whole.querySelector("h2").append(badge);
  return whole;
}

function notification(one) {
  return make("div", { className: "notification" },
    make("button", { type: "button", className: "open", onclick: () => send({ do: "notification", key: one.key }) },
      make("strong", { textContent: one.title }), one.text),
    make("div", { className: "actions" },
      one.actions.map((words, action) => make("button", {
        type: "button", className: "button", textContent: words, onclick: () => send({ do: "notification", key: one.key, action }),
      })),
      button("dismiss", () => send({ do: "dismiss", key: one.key }), "plain")));
}

function facts() {
  return card("facts", "facts",
    toggle("screen-lock", text("screenLock"), text("screenLockNote"), (now) => now.facts.screenLock, (screenLock) => change({ screenLock })),
    toggle("simple-lock", text("simpleLock"), null, (now) => now.facts.simpleLock, (simpleLock) => change({ simpleLock })),
    select("screen-off", text("screenOff"), [["15", "15 s"], ["30", "30 s"], ["120", "2 min"], ["600", "10 min"], ["1800", "30 min"]],
      (now) => now.facts.screenOffSeconds, (seconds) => change({ screenOffSeconds: Number(seconds) })),
    toggle("lock-screen-content", text("lockScreenContent"), null, (now) => now.facts.lockScreenContent, (lockScreenContent) => change({ lockScreenContent })),
    field("patch", text("patch"), { type: "date" }, (now) => now.facts.patch, (patch) => change({ patch })),
    select("play-protect", "Play Protect", [["on", text("playProtectOn")], ["off", text("playProtectOff")], ["silent", text("playProtectSilent")]],
      (now) => now.facts.playProtect, (playProtect) => change({ playProtect })),
    toggle("developer-options", text("developerOptions"), null, (now) => now.facts.developerOptions, (developerOptions) => change({ developerOptions })),
    toggle("usb-debugging", text("usbDebugging"), null, (now) => now.facts.usbDebugging, (usbDebugging) => change({ usbDebugging })),
    toggle("encrypted", text("encrypted"), null, (now) => now.facts.encrypted, (encrypted) => change({ encrypted })),
    toggle("test-keys", text("testKeys"), null, (now) => now.facts.testKeys, (testKeys) => change({ testKeys })));
}

function sampleApp() {
  const places = { notificationReader: "reader", accessibility: "watcher", keyboard: "keyboard", sms: "smsApp", admin: "admin", certificate: "certificate" };
  return card("sampleApp", "sample-app", note("sampleAppNote"), ...Object.entries(places).map(([place, key]) =>
    toggle(`sample-${place}`, text(key), null, (now) => now.facts.sampleApp[place], (there) => change({ sampleApp: { [place]: there } }))));
}

const messengerNames = { "com.whatsapp": "WhatsApp", "com.whatsapp.w4b": "WhatsApp Business", "org.telegram.messenger": "Telegram", "org.thoughtcrime.securesms": "Signal" };

function messengers() {
  return card("messengers", "messengers", Object.entries(messengerNames).flatMap(([name, words]) => {
    const id = name.replaceAll(".", "-");
    const set = (fields) => change({ messengers: { [name]: fields } });
    const details = [
      field(`${id}-version`, text("version"), { type: "text", maxLength: 40, "aria-label": `${words}: ${text("version")}` }, (now) => now.facts.messengers[name].version, (version) => set({ version })),
      field(`${id}-updated`, text("updated"), { type: "date", "aria-label": `${words}: ${text("updated")}` }, (now) => now.facts.messengers[name].updated, (updated) => set({ updated })),
      toggle(`${id}-store`, `${words}: ${text("fromStore")}`, null, (now) => now.facts.messengers[name].fromStore, (fromStore) => set({ fromStore })),
      toggle(`${id}-modified`, `${words}: ${text("modified")}`, null, (now) => now.facts.messengers[name].modified, (modified) => set({ modified })),
    ];
    updates.push((now) => details.forEach((one) => { one.hidden = !now.facts.messengers[name].installed; one.style.display = one.hidden ? "none" : ""; }));
    return [toggle(id, words, null, (now) => now.facts.messengers[name].installed, (installed) => set({ installed })), ...details];
  }));
}

function look() {
  return card("look", "look",
    choice(text("phoneLanguage"), [["es", "Español"], ["en", "English"]], (now) => now.facts.language, (language) => change({ language })),
    toggle("night", text("dark"), null, (now) => now.facts.night, (night) => change({ night })),
    select("font-scale", text("fontScale"), [["0.85", "85 %"], ["1", "100 %"], ["1.3", "130 %"], ["1.6", "160 %"], ["2", "200 %"]],
      (now) => now.facts.fontScale, (scale) => change({ fontScale: Number(scale) })),
    choice(text("width"), [[360, text("wide")], [320, text("narrow")]], (now) => now.facts.width, (width) => change({ width })));
}

function share() {
  const words = make("textarea", { className: "field", id: "share-text", "aria-label": text("shareText"), placeholder: text("shareText") });
  const files = make("input", { type: "file", className: "hidden-input", id: "share-files", multiple: true, tabIndex: -1, "aria-label": text("shareFiles"), onchange: () => chosen() });
  const names = make("p", { className: "note" });
  const chosen = () => { names.textContent = [...files.files].map((file) => file.name).join(", "); };
  const go = async () => {
    try {
      const brought = [];
      for (const file of files.files) brought.push(await bring(file.name, file));
      await ask({ do: "share", text: words.value, files: brought });
      words.value = "";
      files.value = "";
      chosen();
    } catch (failure) { report(failure); }
  };
  const sample = async () => {
    try {
      await ask({ do: "share", text: "", files: [await bring("captura-ejemplo.png", await sampleScreenshot())] });
    } catch (failure) { report(failure); }
  };
  return card("share", "share", words, files, names,
    make("div", { className: "actions" }, button("shareButton", go, "primary"), button("shareChoose", () => files.click()), button("sample", sample)), note("shareNote"));
}

const size = (bytes) => (bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

function documents() {
  const list = make("ul", {});
  const verdict = make("div", { "aria-live": "polite" });
  const anchor = make("input", { type: "text", className: "field", id: "verify-anchor", "aria-label": text("verifyAnchor"), placeholder: text("verifyAnchor") });
  const verify = async (name) => {
    try {
      const report = await ask({ do: "verify", name, anchor: anchor.value });
      const words = text(report.outcome, { entries: report.entries, files: report.files, code: report.headCode, findings: report.findings.map((finding) => text(`finding-${finding}`)).join(", ") });
      verdict.replaceChildren(make("p", { className: report.outcome === "verified" ? "verdict" : "verdict bad", textContent: words }));
    } catch (failure) { report(failure); }
  };
  let before = "";
  updates.push((now) => {
    const wanted = JSON.stringify(now.documents);
    if (wanted === before) return;
    before = wanted;
    anchor.hidden = !now.documents.some((one) => one.type === "application/zip");
    list.replaceChildren(...now.documents.map((one) => make("li", { className: "row file" },
      make("div", { className: "label" },
        make("a", { href: `/documents/${encodeURIComponent(one.name)}`, download: one.name, textContent: one.name }),
        make("span", { className: "second", textContent: size(one.bytes) })),
      one.type === "application/zip" ? button("verify", () => verify(one.name)) : null)));
    if (!now.documents.length) list.replaceChildren(make("li", {}, note("noDocuments")));
  });
  return card("documents", "documents", list, anchor, verdict, note("documentsNote"));
}

function power() {
  return card("power", "power", button("reboot", () => send({ do: "reboot" })), note("rebootNote"),
    button("newPhone", () => { if (confirm(text("newPhoneSure"))) send({ do: "new-phone" }); }), note("newPhoneNote"));
}

/** Builds the panel in the page's language. */
export function buildPanel() {
  updates = [];
  const columns = [[time(), notifications(), share()], [facts(), sampleApp(), messengers(), look(), documents(), power()]];
  panel.replaceChildren(...columns.map((cards) => make("div", { className: "column" }, cards)));
  if (state) updatePanel(state);
}

/** Brings the panel up to date. */
export function updatePanel(now) {
  if (!now.facts) return;
  state = now;
  updates.forEach((update) => update(now));
}
