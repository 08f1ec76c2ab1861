// Pictures for the browser tests, made here.
import { deflateSync } from "node:zlib";

/** The check sum of PNG (Annex D). */
function crc32(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; ++bit) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** A PNG with a sun at its left over water: one sees what is cut off. `shade` makes another one of it. */
export function png(shade = 0, width = 900, height = 600) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const sun = (x - width / 5) ** 2 + (y - height / 3) ** 2 < (height / 6) ** 2;
      const colour = sun ? [240, 190, 60] : y > height * 0.65 ? [30, 70 + shade, 90] : [150, 170 + shade, 180];
      colour.forEach((value, part) => { rows[y * (width * 3 + 1) + 1 + x * 3 + part] = value; });
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** As Playwright hands it to an input. */
export const file = (name, buffer) => ({ name, mimeType: "image/png", buffer });
