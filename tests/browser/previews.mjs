// Starts previews for the browser tests. `CANDADO_PREVIEW_COMMAND` is the command, a line per argument.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { openBrowser, Phone } from "./driver.mjs";

const command = process.env.CANDADO_PREVIEW_COMMAND.split("\n");

/** An empty folder for a preview's state. */
export const emptyState = () => mkdtemp(join(tmpdir(), "candado-state-"));

/** Removes such a folder. */
export const removeState = (folder) => rm(folder, { recursive: true, force: true });

/** Starts a preview; resolves with its address, or with its exit code and last words. */
export function start(...options) {
  const running = spawn(command[0], [...command.slice(1), ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  return new Promise((resolve) => {
    const hear = (part) => {
      words += part;
      const ready = words.match(/ready at (\S+)/);
      if (ready) resolve({ process: running, address: ready[1] });
    };
    running.stdout.on("data", hear);
    running.stderr.on("data", hear);
    running.on("exit", (code) => resolve({ process: running, code, words }));
  });
}

/** Ends a preview and waits until it is gone. */
export async function stop(running) {
  const gone = new Promise((resolve) => running.process.on("exit", resolve));
  running.process.kill("SIGTERM");
  await gone;
}

/**
 * A phone that nobody used, in a browser page, for the tests of one file; all of it goes when they end.
 * Resolves with the page's phone, its browser context, the preview's address and the folder of its state.
 */
export async function freshPhone() {
  const state = await emptyState();
  const preview = await start("--port", "0", "--state", state, "--documents", join(state, "documents"));
  if (!preview.address) throw new Error(`the preview did not start: ${preview.words}`);
  const context = await openBrowser();
  after(async () => {
    await context.close();
    await stop(preview);
    await removeState(state);
  });
  return { phone: await Phone.open(context, preview.address), context, address: new URL(preview.address), folder: state };
}
