// Talking with the phone: one request at a time in the order they were made, two long polls for news.
import { text } from "./texts.js";

const token = document.querySelector("meta[name=token]").content;
const headers = { "X-Candado-Token": token };

/** A refusal by the phone, in the page's language. */
export class Refused extends Error {}

async function answerOf(response) {
  if (response.status === 403) {
    // The program was started anew: this page's token is from before.
    location.reload();
    throw new Refused("");
  }
  if (!response.ok) throw new Refused(text(`refused-${response.headers.get("X-Reason") ?? "failed"}`));
  return response;
}

/** A request that only the person waits for: where nobody answers, the page says so itself. */
async function reach(address, options) {
  const response = await fetch(address, { ...options, method: "POST", headers }).catch(() => { throw new Refused(text("lost")); });
  return answerOf(response);
}

let last = Promise.resolve();

/** Asks the phone for something; resolves with its answer, rejects with [Refused]. */
export function ask(request) {
  const next = last.then(async () => {
    const response = await reach("/api/act", { body: JSON.stringify(request) });
    return response.json();
  });
  last = next.catch(() => {});
  return next;
}

/** Puts a file of this computer among the phone's documents; resolves with its name there. */
export async function bring(name, body) {
  const response = await reach(`/api/files?name=${encodeURIComponent(name)}`, { body });
  return (await response.json()).name;
}

/** Resolves when the page is in sight. */
const inSight = () => new Promise((resolve) => {
  if (!document.hidden) return resolve();
  document.addEventListener("visibilitychange", () => resolve(inSight()), { once: true });
});

/** Waits for news at an address, and gives up when the page goes out of sight. */
async function news(address) {
  const ending = new AbortController();
  const end = () => ending.abort();
  document.addEventListener("visibilitychange", end);
  try {
    return await answerOf(await fetch(address, { headers, signal: ending.signal }));
  } finally {
    document.removeEventListener("visibilitychange", end);
  }
}

async function poll(path, number, use, lost) {
  let after = 0;
  for (;;) {
    // A browser opens few connections to one program; pages that nobody sees would take them all and taps would wait.
    await inSight();
    try {
      const response = await news(`${path}?after=${after}`);
      lost(false);
      if (response.status === 204) continue;
      after = Number(response.headers.get(number));
      await use(response);
    } catch (failure) {
      if (document.hidden) continue;
      if (!(failure instanceof Refused) || failure.message) lost(true);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** Calls [use] with every new picture, as a response with `X-Frame` and `X-Request`. */
export const watchFrames = (use, lost) => poll("/api/frame", "X-Frame", use, lost);

/** Calls [use] with every new state. */
export const watchState = (use, lost) => poll("/api/state", "X-State", async (response) => use(await response.json()), lost);
