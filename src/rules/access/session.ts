import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { isSameHash } from "./secret.ts";

/** A signature under the installation's own secret. @param purpose keeps one use from standing for another */
export const signed = (key: string, purpose: string, text: string): string =>
  bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(`gondola ${purpose}: ${text}`)));

/** The value of the session's cookie: id, secret, signature. The signature turns forgeries away before the hub is asked. */
export const cookieOf = (key: string, id: string, secret: string): string =>
  `${id}.${secret}.${signed(key, "session", `${id}.${secret}`)}`;

/** Reads it back; null: it is none, or was not signed here. */
export function readCookie(key: string, value: string): { readonly id: string; readonly secret: string } | null {
  const [id = "", secret = "", signature = "", ...rest] = value.split(".");
  if (id === "" || secret === "" || rest.length > 0) return null;
  return isSameHash(signature, signed(key, "session", `${id}.${secret}`)) ? { id, secret } : null;
}

/** The hidden field of a person's forms. @param of the session's id, or the person's name where there is no session */
export const formTokenOf = (key: string, of: string): string => signed(key, "form", of);

/** Where a login leads: a page of the console, and never another site. */
export const safeNext = (next: string): string => (/^\/ops(?:[/?][\w\-./?=&%+,:*]*)?$/.test(next) ? next : "/ops");
