import { parseSku } from "../catalog/sku-key.ts";
import { isGtin } from "../catalog/ean.ts";

/** The folder of the bucket that people and programs put pictures into. */
export const INBOX = "inbox/";

/** What the name of a file says: a SKU or an EAN, and the place among its pictures; 0 is the main one. */
export interface ImageName {
  readonly sku: string | null;
  readonly ean: string | null;
  readonly place: number;
}

const PLACE_MAX = 99;

/** `P919E1.jpg` and `7896006716112.png` are main pictures, `P919E1_2.jpg` is the second. @returns null for any other name */
export function imageName(key: string): ImageName | null {
  const file = key.slice(key.lastIndexOf("/") + 1);
  const match = /^(P\d{1,15}E\d+(?:[.,]\d+)?|\d{8,14})(?:_(\d{1,2}))?\.\w{2,5}$/i.exec(file);
  const [, subject = "", number] = match ?? [];
  const place = number === undefined ? 0 : Number(number) - 1;
  if (!match || place < 0 || place >= PLACE_MAX) return null;
  const sku = parseSku(subject)?.sku ?? null;
  if (sku !== null) return { sku, ean: null, place };
  return isGtin(subject) ? { sku: null, ean: subject, place } : null;
}
