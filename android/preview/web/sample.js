// A made-up chat screenshot, drawn here so that no real conversation is needed to try things out.

/** The picture as a PNG blob. */
export function sampleScreenshot() {
  const canvas = document.createElement("canvas");
  canvas.width = 720;
  canvas.height = 1280;
  const draw = canvas.getContext("2d");
  draw.fillStyle = "#EFE7DD";
  draw.fillRect(0, 0, 720, 1280);
  draw.fillStyle = "#1F5F55";
  draw.fillRect(0, 0, 720, 120);
  draw.fillStyle = "#fff";
  draw.font = "600 34px sans-serif";
  draw.fillText("+52 55 0000 0000 (ejemplo)", 40, 74);
  const messages = [
    ["Hola, soy Ana, cambié de número", 200, false],
    ["¿Me prestas 4,500? Te pago el lunes", 320, false],
    ["¿A qué cuenta?", 440, true],
    ["STP, CLABE 646180110400000007", 560, false],
  ];
  draw.font = "28px sans-serif";
  for (const [words, top, own] of messages) {
    const width = draw.measureText(words).width + 48;
    draw.fillStyle = own ? "#D9F3C8" : "#fff";
    draw.beginPath();
    draw.roundRect(own ? 690 - width : 30, top, width, 84, 20);
    draw.fill();
    draw.fillStyle = "#1c2421";
    draw.fillText(words, (own ? 690 - width : 30) + 24, top + 52);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
