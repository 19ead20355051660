/**
 * One picture from an address: https, hosts of the list, redirects followed by hand under the same rule, at most 20 MB
 * counted while reading and 30 s for all of it. Nothing of ours is sent along but the conditional headers.
 */
import { within } from "../deadline.ts";
import type { Deps } from "../deps.ts";
import { type AddressFault, pictureAddress } from "../rules/images/address.ts";
import { inspectPicture, PICTURE_BYTES_MAX, type PictureFault, type PictureType } from "../rules/images/inspect.ts";

const TIMEOUT_MS = 30_000;
const REDIRECTS_MAX = 3;
const FIRST_BUFFER = 256 * 1024;

/** What the address said last. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Fetched =
  | ({
      readonly kind: "picture";
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly type: PictureType;
      readonly width: number;
      readonly height: number;
    } & Validators)
  | { readonly kind: "notModified" }
  /** The address may not be asked, or it leads to one that may not. */
  | { readonly kind: "address"; readonly fault: AddressFault }
  /** Whatever is there is no picture for the shop. */
  | { readonly kind: "refused"; readonly fault: PictureFault }
  /** 4xx: nothing is there. */
  | { readonly kind: "missing"; readonly status: number }
  /** It may pass. */
  | { readonly kind: "failed"; readonly message: string };

type FetchDeps = Pick<Deps, "clock" | "fetch" | "config">;

export async function fetchPicture(deps: FetchDeps, url: string, known: Validators): Promise<Fetched> {
  try {
    return await within(deps.clock, TIMEOUT_MS, (signal) => followed(deps, url, known, signal));
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

async function followed(
  { fetch, config }: FetchDeps,
  first: string,
  known: Validators,
  signal: AbortSignal,
): Promise<Fetched> {
  const { hosts, modern, origin } = config.images;
  let base: string | undefined;
  let target = first;
  for (let hop = 0; hop <= REDIRECTS_MAX; hop++) {
    const address = pictureAddress(target, hosts, base);
    if (!address.ok) return { kind: "address", fault: address.fault };
    const { url } = address;
    const response = await fetch(
      new Request(servedAt(url, origin), { headers: headersOf(known), redirect: "manual", signal }),
    );
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && response.status !== 304 && location !== null) {
      await response.body?.cancel();
      base = url;
      target = location;
      continue;
    }
    return answered(response, modern, known);
  }
  return { kind: "failed", message: `more than ${REDIRECTS_MAX} redirects` };
}

/** A simulator serves every host's paths at one place. */
function servedAt(url: string, origin: string | null): string {
  if (origin === null) return url;
  const { pathname, search } = new URL(url);
  return `${origin}${pathname}${search}`;
}

const headersOf = ({ etag, lastModified }: Validators): Record<string, string> => ({
  accept: "image/*",
  ...(etag === null ? {} : { "if-none-match": etag }),
  ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
});

async function answered(response: Response, modern: boolean, known: Validators): Promise<Fetched> {
  const { status, headers } = response;
  if (status !== 200) {
    await response.body?.cancel();
    if (status === 304)
      return known.etag === null && known.lastModified === null
        ? { kind: "failed", message: "304 to a request without conditions" }
        : { kind: "notModified" };
    const mayPass = status >= 500 || status === 408 || status === 425 || status === 429 || status < 400;
    return mayPass ? { kind: "failed", message: `HTTP ${status}` } : { kind: "missing", status };
  }
  const bytes = await readCapped(response);
  if (bytes === null) return { kind: "refused", fault: "too-large" };
  const picture = inspectPicture(bytes, modern);
  if (!picture.ok) return { kind: "refused", fault: picture.fault };
  const { type, width, height } = picture;
  const text = (name: string) => headers.get(name)?.slice(0, 200) ?? null;
  return { kind: "picture", bytes, type, width, height, etag: text("etag"), lastModified: text("last-modified") };
}

/**
 * The body in one buffer; null: longer than the limit. A Content-Length is only a hint for the first buffer, since it
 * may be absent or a lie; the bytes that arrive are counted.
 */
async function readCapped(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!response.body) return new Uint8Array();
  const declared = Number(response.headers.get("content-length") ?? 0);
  if (declared > PICTURE_BYTES_MAX) {
    await response.body.cancel();
    return null;
  }
  let buffer = new Uint8Array(Math.max(declared, FIRST_BUFFER));
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return buffer.subarray(0, length);
    const chunk = value as Uint8Array; // a Response's body yields bytes only
    if (length + chunk.byteLength > PICTURE_BYTES_MAX) {
      await reader.cancel();
      return null;
    }
    if (length + chunk.byteLength > buffer.length) {
      const larger = new Uint8Array(
        Math.min(PICTURE_BYTES_MAX, Math.max(buffer.length * 2, length + chunk.byteLength)),
      );
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(chunk, length);
    length += chunk.byteLength;
  }
}
