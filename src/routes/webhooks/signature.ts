import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * Whether a body was signed with one of these secrets (two during a rotation): base64 of HMAC-SHA256 over the raw
 * bytes. Every byte of every digest is compared, so the time taken does not reveal the place of a difference.
 */
export function isSigned(body: Uint8Array, signature: string | null, secrets: readonly string[]): boolean {
  const given = decode(signature);
  let matches = false;
  for (const secret of secrets) {
    const wanted = hmac(sha256, utf8ToBytes(secret), body);
    let difference = given.length ^ wanted.length;
    for (const [index, byte] of wanted.entries()) difference |= byte ^ (given[index] ?? 0);
    matches = difference === 0 || matches;
  }
  return matches;
}

function decode(base64: string | null): Uint8Array {
  try {
    return Uint8Array.from(atob((base64 ?? "").trim()), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
