// Runs the verifier of verificar.html outside a browser: node judge-as-page.mjs PAGE BUNDLE [ANCHOR]
import { readFileSync } from "node:fs";
import { Duplex } from "node:stream";
import vm from "node:vm";
import { createInflateRaw } from "node:zlib";

// Debian 12's Node 18 lacks the format that every browser of the page's time has.
class InflateStream {
  constructor(format) {
    if (format !== "deflate-raw") throw new TypeError(`the page asks for ${format}, which bundles do not use`);
    return Duplex.toWeb(createInflateRaw());
  }
}

const [page, bundle, anchor] = process.argv.slice(2);
const script = /<script>([^]*)<\/script>/.exec(readFileSync(page, "utf8"))[1];
const context = vm.createContext({ TextEncoder, TextDecoder, atob, btoa, ...globalThis, DecompressionStream: InflateStream });
vm.runInContext(`${script}\nglobalThis.verifyBundle = verifyBundle;`, context);
const report = await context.verifyBundle(new Blob([readFileSync(bundle)]), anchor ?? null);
console.log(JSON.stringify(report));
