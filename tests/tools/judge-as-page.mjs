// Runs the verifier of verificar.html outside a browser: node judge-as-page.mjs PAGE BUNDLE [ANCHOR]
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [page, bundle, anchor] = process.argv.slice(2);
const script = /<script>([^]*)<\/script>/.exec(readFileSync(page, "utf8"))[1];
const context = vm.createContext({ TextEncoder, TextDecoder, DecompressionStream, atob, btoa, ...globalThis });
vm.runInContext(`${script}\nglobalThis.verifyBundle = verifyBundle;`, context);
const report = await context.verifyBundle(new Blob([readFileSync(bundle)]), anchor ?? null);
console.log(JSON.stringify(report));
