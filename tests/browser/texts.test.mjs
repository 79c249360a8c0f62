// The words of the preview's page: the same in both languages, all there, none too many, one for everything refused.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const source = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const web = "android/preview/web";
// As a data address it is a module wherever Node would take the file for a script.
const { texts } = await import(`data:text/javascript,${encodeURIComponent(source(`${web}/texts.js`))}`);
const known = new Set(Object.keys(texts.es));

const pages = readdirSync(new URL(`../../${web}`, import.meta.url))
  .filter((name) => /\.(js|html)$/.test(name) && name !== "texts.js").map((name) => source(`${web}/${name}`)).join("\n");

/** The reasons for which the preview refuses a request, with their status. */
const reasons = [...source("android/preview/src/org/candado/preview/host/Refusal.kt").matchAll(/^ {4}([A-Z_]+)\((\d+), "/gm)]
  .map(([, name, status]) => ({ slug: name.toLowerCase().replaceAll("_", "-"), status: Number(status) }));

/** The kinds of findings of the verifier, as the preview sends them. */
const findings = source("core/src/evidence/types.rs").match(/pub enum FindingKind \{([^}]*)\}/)[1]
  .match(/^ {4}[A-Z]\w+/gm).map((name) => name.trim().replace(/(?!^)[A-Z]/g, "_$&").toLowerCase());

/** Keys that the page puts together while it runs. A 403 makes it load anew and says nothing. */
const made = [
  ...reasons.filter(({ status }) => status !== 403).map(({ slug }) => `refused-${slug}`),
  ...findings.map((finding) => `finding-${finding}`),
  ...["active", "rare", "restricted"].map((bucket) => `standby-${bucket}`),
  ...["verified", "failed", "cannot_judge"],
];

test("both languages have the same words, and fill in the same", () => {
  assert.deepEqual(Object.keys(texts.en), Object.keys(texts.es));
  const filled = (words) => [...words.matchAll(/\{\w+\}/g)].map(([mark]) => mark).sort();
  for (const key of known) assert.deepEqual(filled(texts.en[key]), filled(texts.es[key]), key);
});

test("everything refused and everything found has its words", () => {
  assert.ok(reasons.length > 15 && findings.length > 10);
  assert.deepEqual(made.filter((key) => !known.has(key)), []);
});

test("every word that the page asks for is there", () => {
  const asked = [...pages.matchAll(/\b(?:text|note|card|button|waiting)\("([\w-]+)"|data-(?:text|label)="([\w-]+)"/g)]
    .map(([, called, named]) => called ?? named);
  assert.ok(asked.length > 60, `only ${asked.length}`);
  assert.deepEqual(asked.filter((key) => !known.has(key)), []);
});

test("no word is kept that nothing asks for", () => {
  const kept = [...known].filter((key) => !made.includes(key) && !pages.includes(`"${key}"`));
  assert.deepEqual(kept, []);
});
