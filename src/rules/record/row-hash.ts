import { sha256 } from "@noble/hashes/sha2.js";

const encoder = new TextEncoder();

/**
 * Hash of a hub row's own columns, 12 characters (72 bits). Equal hashes mean that nothing is written, so `version` goes
 * up whenever a rule makes other columns of the same record: every row is then new, once.
 */
export function rowHash(version: number, columns: readonly (string | number | boolean | null)[]): string {
  return digestOf(JSON.stringify([version, ...columns]));
}

/** 12 characters that stand for a text. */
export function digestOf(text: string): string {
  const bytes = sha256(encoder.encode(text)).subarray(0, 9);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
