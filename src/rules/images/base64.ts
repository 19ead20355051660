/** Base64 as databases write it: in lines, with blanks, in the URL alphabet, with or without its `=`. */

const VALUES = new Int8Array(128).fill(-1);
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
for (let value = 0; value < LETTERS.length; value++) VALUES[LETTERS.charCodeAt(value)] = value;
VALUES["-".charCodeAt(0)] = 62;
VALUES["_".charCodeAt(0)] = 63;

/** Bytes that a text of this length can hold at most. */
export const decodedMax = (length: number): number => Math.ceil((length * 3) / 4);

/** Decodes into one buffer, without a text in between. @returns null when a letter is no base64 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(decodedMax(text.length));
  let length = 0;
  let bits = 0;
  let count = 0;
  let isOver = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20) continue; // blanks and line breaks
    if (code === 0x3d) {
      isOver = true;
      continue;
    }
    const value = code < 128 ? (VALUES[code] ?? -1) : -1;
    if (value < 0 || isOver) return null;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[length++] = (bits >> count) & 0xff;
  }
  return bytes.subarray(0, length);
}
