import type { Hmac } from "../../ports.ts";

/** Base64 of 32 bytes: 43 characters and one padding. */
const SHAPE = /^[A-Za-z0-9+/]{43}=$/;

/** The 32 bytes of an X-Shopify-Hmac-Sha256, or null: without them no body can be ours. */
export function readSignature(header: string | null): Uint8Array<ArrayBuffer> | null {
  const base64 = header?.trim() ?? "";
  if (!SHAPE.test(base64)) return null;
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Whether a body was signed with one of these secrets (two during a rotation), over its raw bytes. */
export async function isSigned(
  hmac: Hmac,
  body: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  secrets: readonly string[],
): Promise<boolean> {
  for (const secret of secrets) if (await hmac.verify(secret, signature, body)) return true;
  return false;
}
