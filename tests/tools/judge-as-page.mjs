// Runs the verifier of verificar.html outside a browser: node judge-as-page.mjs PAGE. Each line of its input is JSON with
// the path of a bundle and an anchor, or null; each line of its output is a verdict.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
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

const script = /<script>([^]*)<\/script>/.exec(readFileSync(process.argv[2], "utf8"))[1];
const context = vm.createContext({ TextEncoder, TextDecoder, atob, btoa, ReadableStream, ...globalThis, DecompressionStream: InflateStream });
vm.runInContext(`${script}\nglobalThis.verifyBundle = verifyBundle;`, context);
for await (const line of createInterface({ input: process.stdin })) {
  const { bundle, anchor } = JSON.parse(line);
  console.log(JSON.stringify(await context.verifyBundle(new Blob([readFileSync(bundle)]), anchor)));
}
