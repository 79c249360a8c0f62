// The tour's pictures: every place in both languages and both themes, and what has not been pictured yet.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Both languages in both themes. The walk itself goes in the first look, and each change from one to the next is small. */
const looks = [
  { name: "es-claro", language: "es", night: false },
  { name: "es-oscuro", language: "es", night: true },
  { name: "en-oscuro", language: "en", night: true },
  { name: "en-claro", language: "en", night: false },
];

/** Further than any list is high, in dp: one such drag moves a long page on by what is in sight of it. */
const pageDp = 2000;

const source = (path) => readFile(new URL(`../../../${path}`, import.meta.url), "utf8");

/** The pictures of one tour, taken of `phone` into `folder`. */
export class Album {
  constructor(phone, folder) {
    this.phone = phone;
    this.folder = folder;
    this.count = 0;
    this.taken = new Map(looks.map((look) => [look.name, new Set()]));
  }

  /** One picture of what is shown now; its look is part of the name. */
  async one(name) {
    await this.phone.settle();
    const { facts, place } = this.phone.state;
    const look = looks.find((each) => each.language === facts.language && each.night === facts.night);
    placesIn(place).forEach((each) => this.taken.get(look.name).add(each));
    await this.phone.picture(join(this.folder, `${name}-${look.name}.png`));
    this.count += 1;
  }

  /** The screen in every look, from its upper end as far as it fits. */
  async upper(name) {
    const { path } = this.phone.state.place;
    while (this.scrolls("up")) await this.phone.scroll(-pageDp);
    for (const look of looks) {
      await this.change(look, path);
      await this.one(name);
    }
    await this.change(looks[0], path);
  }

  /** The same, and what lies further down once in each language and each theme. */
  async whole(name) {
    await this.upper(name);
    if (!this.scrolls("down")) return;
    const { path } = this.phone.state.place;
    let part = 1;
    for (; this.scrolls("down"); part += 1) {
      await this.phone.scroll(pageDp);
      await this.one(`${name}-${part + 1}`);
    }
    await this.change(looks[2], path);
    for (; part > 1; part -= 1) {
      await this.one(`${name}-${part}`);
      await this.phone.scroll(-pageDp);
    }
    await this.change(looks[0], path);
  }

  /** Another language or theme, which must leave the person where they are. */
  async change({ language, night }, path) {
    const { facts } = this.phone.state;
    if (facts.language !== language || facts.night !== night) await this.phone.facts({ language, night });
    const shown = this.phone.state.place?.path;
    if (shown !== path) throw new Error(`another look led from ${path} to ${shown}`);
  }

  scrolls(way) {
    return this.phone.state.elements.some((element) => element.role === "scroll" && element.box[3] > 400 && element[way]);
  }

  /** Places of the app that were not pictured in every look, with the looks that lack. */
  async missing() {
    const lacking = [];
    for (const place of await allPlaces()) {
      const without = looks.map((look) => look.name).filter((look) => !this.taken.get(look).has(place));
      if (without.length) lacking.push(`${place} (${without.join(", ")})`);
    }
    return lacking;
  }
}

/** What a place counts as: its route, and of notes and plays which one. */
function placesIn(place) {
  if (!place) return [];
  const [kind, first, second] = place.path.split("/");
  if (kind === "note") return [place.name, `note/${second}`];
  if (kind === "play") return [place.name, `play/${first}`];
  return [place.name];
}

/** Every place there is, by the app's own lists: its routes, the kinds of note, the situations with a play. */
async function allPlaces() {
  const named = async (path, pattern, name) => {
    const found = [...(await source(path)).matchAll(pattern)].map(name);
    if (!found.length) throw new Error(`${path} is not written as the tour reads it`);
    return found;
  };
  const app = "android/src/main/kotlin/org/candado/app";
  return [
    ...(await named(`${app}/ui/Route.kt`, /^ {4}data (?:object|class) (\w+)/gm, ([, name]) => name)),
    ...(await named(`${app}/evidence/NoteKind.kt`, /^ {4}\w+\("(\w+)"\)/gm, ([, slug]) => `note/${slug}`)),
    ...(await named("core/content/plays.toml", /^situation = "(\w+)"/gm, ([, name]) => `play/${snake(name)}`)),
  ];
}

/** `LoggedOut` as paths have it: `logged_out`. */
const snake = (name) => name.replace(/(?!^)[A-Z]/g, "_$&").toLowerCase();
