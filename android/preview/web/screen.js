// The phone's screen: the picture, what the pointer and the keyboard do to it, the elements laid over it.
import { ask, watchFrames } from "./link.js";
import { make, say } from "./dom.js";

const screen = document.getElementById("screen");
const picture = document.getElementById("frame");
const overlay = document.getElementById("elements");

/** Milliseconds from the end of a tap to the first decoded picture that shows its effect, newest last. */
export const tapMillis = [];
window.candadoTapMillis = tapMillis;

let waitingSince = null;
let frameUrl = null;
let size = { width: 720, height: 1520 };
const density = 2;

const report = (failure) => { if (failure.message) say(failure.message); };
const send = (request) => ask(request).catch(report);

/** Shows every picture as it comes. */
export function showFrames(lost) {
  watchFrames(async (response) => {
    const request = Number(response.headers.get("X-Request"));
    const url = URL.createObjectURL(await response.blob());
    const next = new Image();
    next.src = url;
    await next.decode();
    picture.src = url;
    if (frameUrl) URL.revokeObjectURL(frameUrl);
    frameUrl = url;
    screen.dataset.frame = response.headers.get("X-Frame");
    lastShown = { request, time: performance.now() };
    noteTap();
    fit(next.naturalWidth, next.naturalHeight);
  }, lost);
}

function fit(width, height) {
  if (size.width === width && size.height === height && screen.style.width) return;
  size = { width, height };
  screen.style.width = `${width / density}px`;
  screen.style.height = `${height / density}px`;
}

/** The point of a pointer event in pixels of the phone. */
function point(event) {
  const box = screen.getBoundingClientRect();
  return { x: ((event.clientX - box.left) * size.width) / box.width, y: ((event.clientY - box.top) * size.height) / box.height };
}

let finger = null;
let move = null;
let dragged = false;
let moveSent = Promise.resolve();

function flushMove() {
  if (!move) return;
  const request = { do: "touch", phase: "move", ...move };
  move = null;
  moveSent = send(request).then(flushMove);
}

let lastShown = { request: 0, time: 0 };

/** Notes how long a tap took, once both its answer and a picture that knows of it are there, in whichever order. */
function noteTap() {
  if (waitingSince === null || waitingSince.request === null || lastShown.request < waitingSince.request) return;
  tapMillis.push(lastShown.time - waitingSince.time);
  waitingSince = null;
}

/** A tap ended and the phone has it. */
function answered(watch, answer) {
  if (!answer) return;
  watch.request = answer.request;
  noteTap();
}

/** A tap ends: from here on the next picture that knows of it counts. */
function startWatch() {
  waitingSince = { time: performance.now(), request: null };
  return waitingSince;
}

screen.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || event.target.closest("#sheet, #veil")) return;
  event.preventDefault();
  (editing ? typing : screen).focus({ preventScroll: true });
  screen.setPointerCapture(event.pointerId);
  endWheel();
  finger = event.pointerId;
  dragged = false;
  send({ do: "touch", phase: "down", ...point(event) });
});
screen.addEventListener("pointermove", (event) => {
  if (event.pointerId !== finger) return;
  const idle = move === null;
  dragged = true;
  move = point(event);
  if (idle) moveSent = moveSent.then(flushMove);
});
screen.addEventListener("pointerup", (event) => {
  if (event.pointerId !== finger) return;
  finger = null;
  move = null;
  const end = point(event);
  // Where the finger went is more than where it left: of quick moves only the first may have been sent.
  if (dragged) send({ do: "touch", phase: "move", ...end });
  const watch = startWatch();
  send({ do: "touch", phase: "up", ...end }).then((answer) => answered(watch, answer));
});
screen.addEventListener("pointercancel", () => {
  if (finger === null) return;
  finger = null;
  send({ do: "touch", phase: "cancel", x: 0, y: 0 });
});

// The wheel is a short drag of a finger, which the mouse's button ends.
let wheel = 0;
let wheeling = null;
screen.addEventListener("wheel", (event) => {
  if (event.target.closest("#sheet, #veil")) return;
  event.preventDefault();
  if (finger !== null) return;
  wheel -= event.deltaY * density * 0.6;
  if (!wheeling) drag(point(event));
}, { passive: false });

/** A finger that rested so long before it leaves does not make the list fly on: Robolectric reckons its speed over 200 ms. */
const restMillis = 220;

async function drag(from) {
  wheeling = from;
  await send({ do: "touch", phase: "down", ...from });
  while (wheeling === from && Math.abs(wheel) >= 1) {
    const step = Math.max(-90, Math.min(90, wheel));
    wheel -= step;
    from.y += step;
    await send({ do: "touch", phase: "move", ...from });
    if (Math.abs(wheel) < 1) await new Promise((resolve) => setTimeout(resolve, restMillis));
  }
  if (wheeling === from) endWheel();
}

/** The finger that the wheel moves leaves where it rests. */
function endWheel() {
  if (!wheeling) return;
  send({ do: "touch", phase: "move", ...wheeling });
  send({ do: "touch", phase: "up", ...wheeling });
  wheeling = null;
  wheel = 0;
}

// Typing goes through a field of the browser, which knows dead keys, input methods and the clipboard.
const typing = document.getElementById("typing");
const keys = new Set(["Backspace", "Delete", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Enter"]);
let editing = false;

function sendTyped() {
  const words = typing.value;
  typing.value = "";
  if (words) send({ do: "text", text: words });
}
typing.addEventListener("input", (event) => { if (!event.isComposing) sendTyped(); });
typing.addEventListener("compositionend", sendTyped);
typing.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "a") {
    event.preventDefault();
    send({ do: "select-all" });
  } else if (event.key === "Tab") {
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  } else if (keys.has(event.key) && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    send({ do: "key", key: event.key });
  }
});

/** From the field being typed in to the element before or after it. */
function step(by) {
  const stops = [...overlay.children].filter((node) => node.tabIndex === 0);
  const here = stops.findIndex((node) => node.dataset.focused === "true");
  (stops[here + by] ?? document.getElementById("back")).focus();
}

screen.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.target.closest("#sheet, #veil")) return;
  event.preventDefault();
  send({ do: "back" });
});

/** Taps the middle of an element, as Enter on it does. */
function tap(element) {
  const [left, top, width, height] = element.box;
  const watch = startWatch();
  return send({ do: "tap", x: left + width / 2, y: top + height / 2 })
    .then((answer) => answered(watch, answer));
}

const roles = { switch: "switch", checkbox: "checkbox", radio: "radio", textbox: "textbox", heading: "heading", text: "text" };

function lay(element) {
  const [left, top, width, height] = element.box;
  const press = { button: true, switch: true, checkbox: true, radio: true, textbox: true }[element.role];
  const node = make(press && element.role !== "textbox" ? "button" : "div", {
    role: roles[element.role],
    textContent: press ? "" : element.label,
    "aria-label": press ? element.label : null,
    "data-role": element.role,
    "data-id": element.id,
    "aria-checked": element.checked === undefined ? null : String(element.checked),
    "aria-pressed": element.role === "button" && element.selected ? "true" : null,
    "data-focused": element.focused ? "true" : null,
    "aria-disabled": element.enabled ? null : "true",
    "aria-description": [element.state, element.error].filter(Boolean).join(". ") || null,
    "aria-level": element.role === "heading" ? "2" : null,
  });
  if (press) {
    node.tabIndex = 0;
    node.addEventListener("click", (event) => { if (event.detail === 0) tap(element); });
  }
  if (element.role === "textbox") {
    node.dataset.value = element.text;
    node.addEventListener("focus", () => { if (!element.focused && finger === null) tap(element); });
  }
  node.style.cssText = `left:${left / density}px;top:${top / density}px;width:${width / density}px;height:${height / density}px`;
  return node;
}

let laid = "";

/** Lays the elements of the phone over the picture; the focus stays where it was if its element is still there. */
export function showElements(state) {
  if (editing !== state.editing) {
    editing = state.editing;
    const here = document.activeElement;
    if (editing && (here === screen || here?.dataset.role === "textbox")) typing.focus({ preventScroll: true });
    if (!editing && here === typing) screen.focus({ preventScroll: true });
  }
  const elements = (state.elements ?? []).filter((element) => element.role !== "scroll");
  const now = JSON.stringify(elements);
  if (now === laid) return;
  laid = now;
  const focused = overlay.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  const had = [...overlay.children].indexOf(document.activeElement);
  overlay.replaceChildren(...elements.map(lay));
  if (focused === null) return;
  const again = [...overlay.children].find((node) => node.tabIndex === 0 && keyOf(node) === focused) ?? overlay.children[had];
  (again?.tabIndex === 0 ? again : screen).focus({ preventScroll: true });
}

const keyOf = (node) => `${node.dataset.role} ${node.dataset.id} ${node.getAttribute("aria-label")}`;

document.getElementById("back").addEventListener("click", () => send({ do: "back" }));
document.getElementById("keep").addEventListener("click", async () => {
  const { png } = (await send({ do: "picture" })) ?? {};
  if (png) make("a", { href: `data:image/png;base64,${png}`, download: `candado-${screen.dataset.frame}.png` }).click();
});
