// Building elements without markup in strings, so that nothing from the phone is ever read as HTML.

/** An element with properties and children; `on…` are listeners, `aria-…`, `data-…` and `for` are attributes. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.includes("-") || name === "for" || name === "role" || name === "list") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Says a sentence at the bottom of the page for a few seconds. */
export function say(sentence) {
  const status = document.getElementById("status");
  status.textContent = sentence;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { status.textContent = ""; }, 6000);
}
