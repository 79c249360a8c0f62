// Talking with the phone: one request at a time in the order they were made, two long polls for news.
const token = document.querySelector("meta[name=token]").content;
const headers = { "X-Candado-Token": token };

/** A refusal by the phone, with its own sentence. */
export class Refused extends Error {}

async function answerOf(response) {
  if (response.status === 403) {
    // The program was started anew: this page's token is from before.
    location.reload();
    throw new Refused("");
  }
  if (!response.ok) throw new Refused((await response.text()).trim());
  return response;
}

let last = Promise.resolve();

/** Asks the phone for something; resolves with its answer, rejects with [Refused]. */
export function ask(request) {
  const next = last.then(async () => {
    const response = await fetch("/api/act", { method: "POST", headers, body: JSON.stringify(request) });
    return (await answerOf(response)).json();
  });
  last = next.catch(() => {});
  return next;
}

/** Puts a file of this computer among the phone's documents; resolves with its name there. */
export async function bring(name, body) {
  const response = await fetch(`/api/files?name=${encodeURIComponent(name)}`, { method: "POST", headers, body });
  return (await (await answerOf(response)).json()).name;
}

async function poll(path, number, use, lost) {
  let after = 0;
  for (;;) {
    try {
      const response = await answerOf(await fetch(`${path}?after=${after}`, { headers }));
      lost(false);
      if (response.status === 204) continue;
      after = Number(response.headers.get(number));
      await use(response);
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.message) lost(true);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** Calls [use] with every new picture, as a response with `X-Frame` and `X-Request`. */
export const watchFrames = (use, lost) => poll("/api/frame", "X-Frame", use, lost);

/** Calls [use] with every new state. */
export const watchState = (use, lost) => poll("/api/state", "X-State", async (response) => use(await response.json()), lost);
