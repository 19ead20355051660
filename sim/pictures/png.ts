/** PNG of two colours: one bit a pixel, a palette of two. */
import { crc32, deflateSync } from "node:zlib";
import type { Dots } from "./label.ts";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function pngOf(dots: Dots, scale = 4): Uint8Array<ArrayBuffer> {
  const width = dots.width * scale;
  const height = dots.height * scale;
  const rowBytes = Math.ceil(width / 8);
  const rows = Buffer.alloc((rowBytes + 1) * height); // each row begins with its filter, 0: none
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (dots.isInk(Math.floor(x / scale), Math.floor(y / scale))) {
        const at = y * (rowBytes + 1) + 1 + (x >> 3);
        rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
      }
  return pngFrom(width, height, [
    chunk("PLTE", Buffer.from([...dots.ground, ...dots.ink])),
    chunk("IDAT", deflateSync(rows)),
  ]);
}

/** A header that claims a size, and next to nothing behind it: what a decompression bomb looks like from outside. */
export const pngClaiming = (width: number, height: number): Uint8Array<ArrayBuffer> =>
  pngFrom(width, height, [chunk("PLTE", Buffer.alloc(6)), chunk("IDAT", deflateSync(Buffer.alloc(64)))]);

function pngFrom(width: number, height: number, chunks: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1; // one bit a pixel
  header[9] = 3; // of a palette
  return Uint8Array.from(Buffer.concat([SIGNATURE, chunk("IHDR", header), ...chunks, chunk("IEND", Buffer.alloc(0))]));
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, check]);
}
