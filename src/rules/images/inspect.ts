/**
 * What a picture is by its own bytes, without decoding it: type and size come from the header, so a header that claims
 * a billion pixels costs nothing. Limits of Shopify: shopify.dev/docs/apps/build/online-store/product-media.
 */

/** Shopify takes at most 20 MB, 20 megapixels and 4,472 pixels a side. */
export const PICTURE_BYTES_MAX = 20 * 1024 * 1024;
const PIXELS_MAX = 20_000_000;
const SIDE_MAX = 4_472;

export type PictureType = "image/jpeg" | "image/png" | "image/gif" | "image/webp" | "image/heic";

/**
 * - `empty`: no bytes. `html`, `svg`: a page or a drawing that may hold scripts. `not-a-picture`: no known format.
 * - `unsupported`: WebP or HEIC, which the settings do not allow. `cut`: the file ends before its end.
 * - `too-large`: more than 20 MB. `too-many-pixels`: more than 20 MP, or a side above 4,472.
 */
export type PictureFault =
  "empty" | "html" | "svg" | "not-a-picture" | "unsupported" | "cut" | "too-large" | "too-many-pixels";

export type Inspected =
  | { readonly ok: true; readonly type: PictureType; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly fault: PictureFault };

interface Header {
  readonly type: PictureType;
  /** Null: the header does not say it where it should. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly isWhole: boolean;
}

const fault = (name: PictureFault): Inspected => ({ ok: false, fault: name });

/** @param modern true: WebP and HEIC are allowed (IMAGE_FORMATS) */
export function inspectPicture(bytes: Uint8Array, modern: boolean): Inspected {
  if (bytes.length === 0) return fault("empty");
  if (bytes.length > PICTURE_BYTES_MAX) return fault("too-large");
  const header = headerOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes);
  if (!header) return fault(textFault(bytes));
  if (!modern && (header.type === "image/webp" || header.type === "image/heic")) return fault("unsupported");
  if (!header.size) return fault("cut");
  const { width, height } = header.size;
  if (width === 0 || height === 0) return fault("not-a-picture");
  if (Math.max(width, height) > SIDE_MAX || width * height > PIXELS_MAX) return fault("too-many-pixels");
  return header.isWhole ? { ok: true, type: header.type, width, height } : fault("cut");
}

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

function headerOf(view: DataView, bytes: Uint8Array): Header | null {
  if (latin(bytes, 0, 3) === "\xff\xd8\xff") return jpeg(view, bytes);
  if (latin(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return png(view, bytes);
  if (/^GIF8[79]a$/.test(latin(bytes, 0, 6))) return gif(view, bytes);
  if (latin(bytes, 0, 4) === "RIFF" && latin(bytes, 8, 12) === "WEBP") return webp(view, bytes);
  if (latin(bytes, 4, 8) === "ftyp" && /^(?:heic|heix|hevc|mif1|msf1|avif|avis)$/.test(latin(bytes, 8, 12)))
    return { type: "image/heic", size: heicSize(view, bytes), isWhole: true };
  return null;
}

/** A page or a drawing often comes with the name and the content type of a picture. */
function textFault(bytes: Uint8Array): PictureFault {
  const start = latin(bytes, 0, 1024)
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
    .toLowerCase();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?(?:<!doctype svg[^>]*>\s*)?<svg[\s>]/.test(start)) return "svg";
  return start.startsWith("<") ? "html" : "not-a-picture";
}

function png(view: DataView, bytes: Uint8Array): Header {
  const hasSize = bytes.length >= 24 && latin(bytes, 12, 16) === "IHDR";
  return {
    type: "image/png",
    size: hasSize ? { width: view.getUint32(16), height: view.getUint32(20) } : null,
    isWhole: latin(bytes, Math.max(0, bytes.length - TAIL), bytes.length).includes("IEND\xae\x42\x60\x82"),
  };
}

function gif(view: DataView, bytes: Uint8Array): Header {
  return {
    type: "image/gif",
    size: bytes.length >= 10 ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : null,
    isWhole: bytes.length > 13 && bytes.subarray(-TAIL).includes(0x3b),
  };
}

/** Cameras and editors pad the end of a file. */
const TAIL = 1024;

function jpeg(view: DataView, bytes: Uint8Array): Header {
  let size: Header["size"] = null;
  for (let at = 2; at + 9 <= bytes.length;) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // a filler
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
      break;
    }
    const length = view.getUint16(at + 2);
    if (length < 2) break;
    at += 2 + length;
  }
  const tail = latin(bytes, Math.max(2, bytes.length - TAIL), bytes.length);
  return { type: "image/jpeg", size, isWhole: tail.includes("\xff\xd9") };
}

function webp(view: DataView, bytes: Uint8Array): Header {
  const isWhole = bytes.length >= 12 && view.getUint32(4, true) + 8 <= bytes.length;
  const sized = (width: number, height: number): Header => ({ type: "image/webp", size: { width, height }, isWhole });
  if (bytes.length < 30) return { type: "image/webp", size: null, isWhole };
  switch (latin(bytes, 12, 16)) {
    case "VP8 ":
      return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case "VP8X":
      return sized((view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1);
    default:
      return { type: "image/webp", size: null, isWhole };
  }
}

/** The largest `ispe` box near the start: width and height of an item. */
function heicSize(view: DataView, bytes: Uint8Array): Header["size"] {
  let best: { width: number; height: number } | null = null;
  const end = Math.min(bytes.length - 16, 65_536);
  for (let at = 8; at < end; at++) {
    if (bytes[at] !== 0x69 || latin(bytes, at, at + 4) !== "ispe") continue;
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!best || found.width * found.height > best.width * best.height) best = found;
  }
  return best;
}
