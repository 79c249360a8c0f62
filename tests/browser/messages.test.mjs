// A message typed into the app is looked at on the phone, and noted with one tap.
import { test } from "node:test";
import { freshPhone } from "./previews.mjs";

const phone = await freshPhone();

test("a deceiving message is named as danger and its link is broken", async () => {
  await phone.tap("Revisar un mensaje");
  await phone.type("El mensaje", "Tu cuenta fue bloqueada, entra a https://bbva-mx.top y envia el codigo que te llego");
  await phone.tap("Revisar");
  await phone.expect("Peligro");
  await phone.expect(/hxxps:\/\/bbva-mx\[\.\]top/);
});

test("an ordinary message has no known sign, and is not called good", async () => {
  await phone.tap("Revisar otro");
  await phone.type("El mensaje", "Nos vemos el domingo en casa de la abuela");
  await phone.tap("Revisar");
  await phone.expect("Sin señales conocidas");
});
