// The page's own controls, with mouse and keyboard only: wheel, drag, panel, sheets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshPhone } from "./previews.mjs";

const phone = await freshPhone();
const { page } = phone;

/** The middle of the phone's screen on the page. */
async function middle() {
  const box = await page.locator("#screen").boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Whether the long list on the screen has something above what is shown. */
const scrolledDown = () => phone.state.elements.some((element) => element.role === "scroll" && element.up);

/** How bright the picture is in its upper left corner, 0 to 255. */
const brightness = () => page.evaluate(() => {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const draw = canvas.getContext("2d");
  draw.drawImage(document.getElementById("frame"), 8, 80, 1, 1, 0, 0, 1, 1);
  const [red, green, blue] = draw.getImageData(0, 0, 1, 1).data;
  return (red + green + blue) / 3;
});

test("the wheel scrolls the list under the pointer", async () => {
  await phone.tap("Revisión");
  await page.mouse.move(...await middle());
  await page.mouse.wheel(0, 500);
  await phone.until(scrolledDown, "the list did not move");
  await page.mouse.wheel(0, -3000);
  await phone.until(() => !scrolledDown(), "the list did not move back");
});

test("a click while the wheel still scrolls is a tap", async () => {
  const tab = await phone.pointOf(phone.find("Inicio", new Set(["button"])));
  await page.mouse.move(...await middle());
  await page.mouse.wheel(0, 3000);
  await page.mouse.click(...tab);
  await phone.expect("Me robaron la cuenta");
  await phone.tap("Revisión");
});

test("a drag with the mouse scrolls as a finger does", async () => {
  const [x, y] = await middle();
  await page.mouse.move(x, y + 150);
  await page.mouse.down();
  await page.mouse.move(x, y - 150, { steps: 8 });
  await page.mouse.up();
  await phone.until(scrolledDown, "the list did not move");
});

test("the panel turns the theme dark, makes letters larger and turns the phone", async () => {
  await phone.tap("Inicio");
  await phone.until(async () => await brightness() > 200, "the light theme is not light");
  await page.click("#night");
  await phone.until(async () => await brightness() < 60, "the dark theme is not dark");
  await page.click("#night");
  const height = () => phone.find("Inicio", new Set(["button"])).box[3] + phone.find("Me robaron la cuenta").box[3];
  const before = height();
  await page.selectOption("#font-scale", "2");
  await phone.until(() => height() > before, "the letters did not grow");
  await page.selectOption("#font-scale", "1");
  await page.click("#rotate");
  await phone.until(async () => {
    const box = await page.locator("#screen").boundingBox();
    return box.width > box.height;
  }, "the phone did not turn");
  await page.click("#rotate");
});

test("the clock is set by hand in the panel", async () => {
  await page.fill("#clock-by-hand", "2027-03-05T08:30");
  await page.getByRole("button", { name: "Poner", exact: true }).click();
  await phone.until(() => phone.state.now.startsWith("2027-03-05T08:3"), `the clock shows ${phone.state.now}`);
  assert.equal(phone.state.facts.automaticTime, false);
});

test("a file and a text chosen in the panel are shared with the app", async () => {
  await page.setInputFiles("#share-files", { name: "nota.txt", mimeType: "text/plain", buffer: Buffer.from("hola") });
  await page.getByRole("button", { name: "Compartir", exact: true }).click();
  await phone.expect("nota.txt");
  await phone.back();
});

test("a report is saved through the sheet, named there, and listed beside the phone", async () => {
  await phone.tap("Me robaron la cuenta");
  await phone.tap("Es otra cosa: abrir un caso");
  await phone.tap("Abrir el caso");
  await phone.tap("Entregar");
  await phone.tap("Guardar informe y archivos");
  await page.locator("#save-name").fill("para el MP.zip");
  await page.locator("#sheet .primary").click();
  await page.waitForFunction(() => document.getElementById("save-name")?.value.endsWith(".pdf"));
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "para el MP.zip" }).waitFor();
});

test("the saved bundle is checked in the panel, against its code too", async () => {
  const card = page.locator('[data-card="documents"]');
  await card.getByRole("button", { name: "Comprobar" }).click();
  await card.locator(".verdict").waitFor();
  assert.doesNotMatch(await card.locator(".verdict").getAttribute("class"), /bad/);
  await page.fill("#verify-anchor", "1 · 00000-00000-00000-00000");
  await card.getByRole("button", { name: "Comprobar" }).click();
  await card.locator(".verdict.bad").waitFor();
});

test("the page reported no error while it was used", () => {
  assert.deepEqual(phone.errors, []);
});
