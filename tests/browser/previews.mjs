// Phones for the browser tests: new ones in the preview that is there, and previews of a test's own, started with
// `CANDADO_PREVIEW_COMMAND`, a line per argument.
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
 * A phone that nobody used, in a page of a browser of its own, for the tests of one file. It is the next one in the
 * preview at `CANDADO_PREVIEW_ADDRESS`: a new phone there is a matter of a second, another preview one of twenty.
 */
export async function freshPhone() {
  const context = await openBrowser();
  after(() => context.close());
  const phone = await Phone.open(context, process.env.CANDADO_PREVIEW_ADDRESS);
  await phone.replace();
  return phone;
}
