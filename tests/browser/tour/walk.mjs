// What every part of the tour does: go somewhere, take pictures, insist.
import { Album } from "./album.mjs";

/** A walk through the app on `phone`, with its pictures and results in `folder`; `state` is the folder of the phone. */
export class Walk {
  constructor(phone, folder, state) {
    this.phone = phone;
    this.folder = folder;
    this.state = state;
    this.album = new Album(phone, folder);
  }

  /** From wherever the walk stands to a tab of the bottom bar. */
  async tab(label) {
    const { phone } = this;
    for (let tries = 0; tries < 6; tries += 1) {
      await phone.settle();
      // The word may also be a heading above; what counts is the tab in the bottom bar.
      if (phone.state.elements.some((element) => element.label === label && element.role === "button" && element.box[1] > 900)) break;
      await phone.back();
    }
    await phone.tap(label);
  }

  /** From home over what is tapped to a place, which is pictured in every look. */
  async visit(name, ...taps) {
    await this.go(...taps);
    await this.album.whole(name);
  }

  /** The same for a place whose lower part another picture has. */
  async glance(name, ...taps) {
    await this.go(...taps);
    await this.album.upper(name);
  }

  /** From home over what is tapped. */
  async go(...taps) {
    await this.tab("Inicio");
    for (const label of taps) await this.phone.tap(label);
  }

  /** Taps on from here and pictures what comes in every look. */
  async on(name, ...taps) {
    for (const label of taps) await this.phone.tap(label);
    await this.album.whole(name);
  }

  /** Ends the tour with `words` unless something holds. */
  check(holds, words) {
    if (!holds) throw new Error(`${words}; the screen says: ${this.phone.words().join(" | ")}`);
  }

  /** Puts a file among the phone's documents; resolves with its name there. */
  bring(name, bytes) {
    return this.phone.page.evaluate(async ([file, data]) => {
      const { bring } = await import("/link.js");
      return bring(file, Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
    }, [name, Buffer.from(bytes).toString("base64")]);
  }

  /** A made-up screenshot among the phone's documents; resolves with its name there. */
  bringScreenshot(name) {
    return this.phone.page.evaluate(async (file) => {
      const [{ bring }, { sampleScreenshot }] = await Promise.all([import("/link.js"), import("/sample.js")]);
      return bring(file, await sampleScreenshot());
    }, name);
  }

  /** A document that the app saved. */
  async saved(name) {
    const data = await this.phone.page.evaluate(async (file) => {
      const response = await fetch(`/documents/${encodeURIComponent(file)}`);
      if (!response.ok) throw new Error(`${response.status} for ${file}`);
      let text = "";
      for (const byte of new Uint8Array(await response.arrayBuffer())) text += String.fromCharCode(byte);
      return btoa(text);
    }, name);
    return Buffer.from(data, "base64");
  }
}
