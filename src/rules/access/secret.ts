import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** How every secret begins, so that a scanner of repositories and a person know what it is. */
const PREFIX = "gondola_";

/** A token's secret. @param uuids random version 4 UUIDs: 122 bits each */
export const secretOf = (uuids: readonly string[]): string => PREFIX + uuids.join("").replaceAll("-", "");

/** SHA-256 of a secret, hex: what the hub stores. A secret is random, so its digest needs no salt. */
export const secretHash = (secret: string): string => bytesToHex(sha256(utf8ToBytes(secret)));

/** Whether two digests are equal. All characters are compared, so the time taken shows no place of a difference. */
export function isSameHash(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}

/** The token of an Authorization header; null: it carries none. */
export const bearerOf = (authorization: string | null | undefined): string | null =>
  /^Bearer (.+)$/i.exec(authorization ?? "")?.[1] ?? null;
