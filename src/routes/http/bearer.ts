import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * Whether an Authorization header carries this token. Digests are compared, all of their bytes, so that neither the
 * length nor the place of the first difference shows in the time taken.
 */
export function hasBearer(authorization: string | null | undefined, token: string): boolean {
  const given = sha256(utf8ToBytes(/^Bearer (.+)$/i.exec(authorization ?? "")?.[1] ?? ""));
  const wanted = sha256(utf8ToBytes(token));
  let difference = 0;
  for (const [index, byte] of given.entries()) difference |= byte ^ (wanted[index] ?? 0);
  return difference === 0;
}
