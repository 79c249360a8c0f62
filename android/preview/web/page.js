// Puts the page together: words, picture, panel, and what covers the phone while it is not there.
import { ask, watchState } from "./link.js";
import { make, say } from "./dom.js";
import { choosePageLanguage, pageLanguage, text } from "./texts.js";
import { showElements, showFrames } from "./screen.js";
import { showSheet } from "./sheet.js";
import { buildPanel, updatePanel } from "./panel.js";

const veil = document.getElementById("veil");
let state = { phase: "starting" };
let lost = false;

function cover() {
  const waiting = (key) => [make("div", { className: "spinner" }), make("p", { textContent: text(key) })];
  const open = make("button", { type: "button", className: "button primary", textContent: text("openApp"), onclick: () => ask({ do: "launch" }).catch((failure) => say(failure.message)) });
  const children = lost ? waiting("lost")
    : state.phase === "starting" ? waiting("starting")
    : state.phase === "off" ? waiting("restarting")
    : state.open ? [] : [make("img", { src: "icon.svg", alt: "", width: 72, height: 72 }), make("p", { textContent: text("closed") }), open];
  veil.classList.toggle("on", children.length > 0);
  const now = children.map((child) => child.textContent).join("|");
  if (veil.dataset.now !== now) veil.replaceChildren(...children);
  veil.dataset.now = now;
}

function words() {
  document.documentElement.lang = pageLanguage() === "en" ? "en" : "es-MX";
  document.title = text("pageTitle");
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = text(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", text(node.dataset.label));
  for (const node of document.querySelectorAll("[data-page-language]")) {
    node.setAttribute("aria-pressed", String(node.dataset.pageLanguage === pageLanguage()));
  }
  buildPanel();
  show();
}

function show() {
  cover();
  updatePanel(state);
  if (state.phase !== "on") return;
  showElements(state);
  showSheet(state);
}

for (const node of document.querySelectorAll("[data-page-language]")) {
  node.addEventListener("click", () => { choosePageLanguage(node.dataset.pageLanguage); words(); });
}
document.getElementById("rotate").addEventListener("click", () => {
  if (state.facts) ask({ do: "facts", facts: { landscape: !state.facts.landscape } }).catch((failure) => say(failure.message));
});

function connection(isLost) {
  if (lost === isLost) return;
  lost = isLost;
  cover();
}

words();
watchState((now) => {
  if (now.crashed && !state.crashed) say(text("crashed"));
  state = now;
  show();
}, connection);
showFrames(connection);
