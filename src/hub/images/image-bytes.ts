/**
 * Pictures in R2, each once under its SHA-256. Objects are immutable: a second put of the same picture changes nothing.
 * R2 takes no stream of unknown length and the key is the hash, so a picture is one buffer.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Instant } from "../../ports.ts";
import type { PictureType } from "../../rules/images/inspect.ts";

const PREFIX = "sha256/";
/** Housekeeping deletes objects without a row after a week; a put of an older one makes it young again. */
const REFRESH_AFTER_MS = 3 * 86_400_000;

export const objectKey = (content: string): string => `${PREFIX}${content.slice(0, 2)}/${content}`;

/** @returns the SHA-256 in hexadecimal. Throws when R2 could not be reached; the same call again does no harm. */
export async function storePicture(
  bucket: R2Bucket,
  bytes: Uint8Array<ArrayBuffer>,
  type: PictureType,
  now: Instant,
): Promise<string> {
  const digest = sha256(bytes);
  const content = bytesToHex(digest);
  const key = objectKey(content);
  const options = { sha256: digest, httpMetadata: { contentType: type } };
  const stored = await bucket.put(key, bytes, { ...options, onlyIf: { etagDoesNotMatch: "*" } });
  if (stored !== null) return content;
  const there = await bucket.head(key);
  if (there === null || there.uploaded.getTime() < now - REFRESH_AFTER_MS) await bucket.put(key, bytes, options);
  return content;
}

/** The bytes of a stored picture; null: the object is gone. */
export async function readPicture(bucket: R2Bucket, content: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const object = await bucket.get(objectKey(content));
  return object === null ? null : new Uint8Array(await object.arrayBuffer());
}

/** Objects of stored pictures, in the order of their keys. `cursor` null: the list begins, or is over. */
export async function listPictures(
  bucket: R2Bucket,
  cursor: string | null,
  limit: number,
): Promise<{
  readonly objects: readonly { readonly content: string; readonly uploadedAt: Instant }[];
  readonly cursor: string | null;
}> {
  const page = await bucket.list({ prefix: PREFIX, limit, ...(cursor === null ? {} : { cursor }) });
  return {
    objects: page.objects.map(({ key, uploaded }) => ({
      content: key.slice(key.lastIndexOf("/") + 1),
      uploadedAt: uploaded.getTime(),
    })),
    cursor: page.truncated ? page.cursor : null,
  };
}

export const deletePictures = (bucket: R2Bucket, contents: readonly string[]): Promise<void> =>
  bucket.delete(contents.map(objectKey));
