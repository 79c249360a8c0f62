// Runs the verifier of verificar.html outside a browser: node judge-as-page.mjs PAGE BUNDLE [ANCHOR]
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { inflateRawSync } from "node:zlib";

// Debian 12's Node 18 lacks the format that every browser of the page's time has; and where Node has it, it lets pass what
// the Compression Streams standard refuses: bytes behind the last block. So all is unpacked at once, and counted.
class InflateStream extends TransformStream {
  constructor(format) {
    if (format !== "deflate-raw") throw new TypeError(`the page asks for ${format}, which bundles do not use`);
    const packed = [];
    super({
      transform(chunk) { packed.push(chunk); },
      flush(controller) {
        const all = Buffer.concat(packed), { buffer, engine } = inflateRawSync(all, { info: true });
        if (engine.bytesWritten !== all.length) throw new TypeError("bytes behind the last block");
        controller.enqueue(buffer);
      },
    });
  }
}

const [page, bundle, anchor] = process.argv.slice(2);
const script = /<script>([^]*)<\/script>/.exec(readFileSync(page, "utf8"))[1];
const context = vm.createContext({ TextEncoder, TextDecoder, atob, btoa, ReadableStream, ...globalThis, DecompressionStream: InflateStream });
vm.runInContext(`${script}\nglobalThis.verifyBundle = verifyBundle;`, context);
const report = await context.verifyBundle(new Blob([readFileSync(bundle)]), anchor ?? null);
console.log(JSON.stringify(report));
