// What the system would put over the app: permission, pickers, and where the app leads out of itself.
import { ask, bring } from "./link.js";
import { make, say } from "./dom.js";
import { text } from "./texts.js";

const sheet = document.getElementById("sheet");
let shown = "";

/** Shows the sheet that the phone is waiting behind, or none. */
export function showSheet(state) {
  const wanted = JSON.stringify([state.sheet, state.sheet?.kind === "pick" ? state.documents : null, text("cancel")]);
  if (wanted === shown) return;
  shown = wanted;
  sheet.hidden = !state.sheet;
  if (!state.sheet) return sheet.replaceChildren();
  const build = { permission, pick, save, share, open }[state.sheet.kind];
  const body = make("form", { className: "body", role: "dialog", "aria-modal": "true", "aria-labelledby": "sheet-title" });
  body.append(...build(state.sheet, state));
  body.addEventListener("submit", (event) => event.preventDefault());
  body.addEventListener("keydown", (event) => { if (event.key === "Escape") answer({ yes: false }); });
  sheet.replaceChildren(body);
  body.querySelector("input[type=text], .primary, button")?.focus({ preventScroll: true });
}

const report = (failure) => { if (failure.message) say(failure.message); };
const answer = (fields) => ask({ do: "answer", ...fields }).catch(report);
const title = (words) => make("h2", { id: "sheet-title", textContent: words });
const note = (words) => make("p", { className: "who", textContent: words });
const button = (key, kind, onclick) => make("button", { type: "button", className: `button ${kind}`, textContent: text(key), onclick });
const actions = (...buttons) => make("div", { className: "actions" }, ...buttons);

function permission() {
  return [
    title(text("permissionTitle")),
    actions(button("no", "plain", () => answer({ yes: false })), button("yes", "primary", () => answer({ yes: true }))),
  ];
}

function fits(document, types) {
  return types.some((type) => type === "*/*" || type === document.type || (type.endsWith("/*") && document.type.startsWith(type.slice(0, -1))));
}

function pick(asked, state) {
  const documents = state.documents.filter((document) => fits(document, asked.types));
  const kind = asked.several ? "checkbox" : "radio";
  const list = make("ul", {}, documents.map((document, index) => make("li", {}, make("label", {},
    make("input", { type: kind, name: "document", value: document.name, checked: index === 0 }), document.name))));
  const own = make("input", {
    type: "file", className: "hidden-input", multiple: asked.several, accept: asked.types.join(","), "aria-label": text("pickOwn"),
    onchange: async () => {
      const files = [];
      try {
        for (const file of own.files) files.push(await bring(file.name, file));
      } catch (failure) { return report(failure); }
      if (files.length) answer({ yes: true, files });
    },
  });
  const choose = () => answer({ yes: true, files: [...list.querySelectorAll("input:checked")].map((input) => input.value) });
  return [
    title(text("pickTitle")), note(text("pickNote")),
    documents.length ? list : make("p", { textContent: text("pickNone") }), own,
    actions(
      button("cancel", "plain", () => answer({ yes: false })),
      button("pickOwn", "", () => own.click()),
      documents.length ? button("choose", "primary", choose) : null,
    ),
  ];
}

function save(asked) {
  const name = make("input", { type: "text", className: "field", id: "save-name", value: asked.name, maxLength: 100 });
  const keep = () => answer({ yes: true, name: name.value || asked.name });
  name.addEventListener("keydown", (event) => { if (event.key === "Enter") keep(); });
  return [
    title(text("saveTitle")), note(text("documentsNote")),
    make("label", { for: "save-name", textContent: text("saveName") }), name,
    actions(button("cancel", "plain", () => answer({ yes: false })), button("save", "primary", keep)),
  ];
}

function share(asked) {
  return [
    title(text("shareTitle")),
    asked.text ? make("pre", { textContent: asked.text }) : null,
    asked.files ? note(text("shareFilesCount", { count: asked.files })) : null,
    actions(button("close", "plain", () => answer({ yes: false })), button("chooseApp", "primary", () => answer({ yes: true }))),
  ].filter(Boolean);
}

/** Where an intent leads, in words. */
function place(asked) {
  const app = { "com.whatsapp": "WhatsApp", "com.whatsapp.w4b": "WhatsApp Business", "org.telegram.messenger": "Telegram", "org.thoughtcrime.securesms": "Signal" };
  const action = asked.action.split(".").pop();
  const known = {
    SET_NEW_PASSWORD: "placeLock", SECURITY_SETTINGS: "placeSecurity", SYSTEM_UPDATE_SETTINGS: "placeUpdate",
    DEVICE_INFO_SETTINGS: "placeUpdate", SETTINGS: "placeSettings", APP_NOTIFICATION_SETTINGS: "placeNotifications",
    APPLICATION_DETAILS_SETTINGS: "placeApp", DISPLAY_SETTINGS: "placeDisplay", NOTIFICATION_SETTINGS: "placeAllNotifications",
    ACTION_NOTIFICATION_LISTENER_SETTINGS: "placeNotificationAccess", ACCESSIBILITY_SETTINGS: "placeAccessibility",
    INPUT_METHOD_SETTINGS: "placeKeyboards", MANAGE_DEFAULT_APPS_SETTINGS: "placeDefaultApps",
    APPLICATION_DEVELOPMENT_SETTINGS: "placeDeveloper", DATE_SETTINGS: "placeDate", VERIFY_APPS_SETTINGS: "placePlayProtect",
  }[action];
  if (known) return text(known);
  if (asked.package === "com.android.settings") return text("placeAdmins");
  if (action === "DIAL") return text("placeDial", { number: decodeURIComponent(asked.data.replace(/^tel:/, "")) });
  const named = app[asked.package] ?? app[new URLSearchParams(asked.data.split("?")[1]).get("id")];
  if (asked.data.startsWith("market:")) return text("placeStore", { app: named ?? asked.data });
  if (named) return text("placeMessenger", { app: named });
  return text("placeLink", { address: asked.data || asked.action });
}

function open(asked) {
  return [
    title(text("opensTitle", { place: place(asked) })), note(text("opensNote")),
    actions(button("close", "primary", () => answer({ yes: false }))),
  ];
}
