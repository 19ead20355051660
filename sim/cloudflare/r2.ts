/** An R2 bucket in memory: put with a digest and a condition, head, get, list, delete. What it does not simulate it refuses by name. */
import { createHash } from "node:crypto";
import type { Gate } from "./gate.ts";

const R2_LIMITS = { keyBytes: 1_024, listObjects: 1_000, metadataBytes: 8_192 } as const;

interface Stored {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly md5: Buffer;
  readonly sha256: Buffer | undefined; // only when the writer gave one
  readonly uploadedAt: number;
  readonly version: string;
  readonly httpMetadata: R2HTTPMetadata;
  readonly customMetadata: Record<string, string>;
}

/** The bucket's contents, shared by the bindings of all isolates. */
export class Bucket {
  readonly objects = new Map<string, Stored>();
  readonly now: () => number;
  versions = 0;
  constructor(now: () => number) {
    this.now = now;
  }
}

export function r2Binding(bucket: Bucket, gate: Gate): R2Bucket {
  const { objects } = bucket;
  const pass = <T>(verb: string, effect: () => T) => gate({ port: "r2", label: verb }, effect);
  function get(key: string): Promise<R2ObjectBody | null>;
  function get(key: string, options?: R2GetOptions): Promise<R2ObjectBody | R2Object | null>;
  function get(key: string, options?: R2GetOptions): Promise<R2ObjectBody | null> {
    if (options?.onlyIf || options?.range) throw new Error("R2 get with a condition or range is not simulated");
    return pass("get", () => bodyOf(objects.get(key)));
  }
  function put(
    key: string,
    value: Parameters<R2Bucket["put"]>[1],
    options: R2PutOptions & { onlyIf: R2Conditional | Headers },
  ): Promise<R2Object | null>;
  function put(key: string, value: Parameters<R2Bucket["put"]>[1], options?: R2PutOptions): Promise<R2Object>;
  async function put(
    key: string,
    value: Parameters<R2Bucket["put"]>[1],
    options: R2PutOptions = {},
  ): Promise<R2Object | null> {
    if (Buffer.byteLength(key) > R2_LIMITS.keyBytes)
      throw new Error("put: The specified object name is not valid. (10020)");
    const bytes = bytesOf(value);
    return pass("put", () => {
      const old = objects.get(key);
      if (!allowed(options.onlyIf, old)) return null;
      const sha256 = options.sha256 === undefined ? undefined : createHash("sha256").update(bytes).digest();
      if (sha256 && options.sha256 !== undefined && !sha256.equals(digestOf(options.sha256)))
        throw new Error("put: The SHA-256 checksum you specified did not match what we received. (10037)");
      const { httpMetadata = {}, customMetadata = {} } = options;
      if (httpMetadata instanceof Headers) throw new Error("R2 httpMetadata as Headers is not simulated");
      const stored: Stored = {
        key,
        bytes,
        md5: createHash("md5").update(bytes).digest(),
        sha256,
        uploadedAt: bucket.now(),
        version: `v${(bucket.versions += 1)}`,
        httpMetadata,
        customMetadata,
      };
      objects.set(key, stored);
      return fieldsOf(stored);
    });
  }
  return {
    get,
    put,
    head: (key: string) => pass("head", () => objectOf(objects.get(key))),
    delete: (keys: string | string[]) =>
      pass("delete", () => {
        for (const key of typeof keys === "string" ? [keys] : keys) objects.delete(key);
      }),
    list: ({ prefix = "", cursor, limit = R2_LIMITS.listObjects, startAfter = "" }: R2ListOptions = {}) =>
      pass("list", (): R2Objects => {
        const after = cursor ?? startAfter;
        const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
        const page = keys.slice(0, Math.min(limit, R2_LIMITS.listObjects));
        const found = page.flatMap((key) => objectOf(objects.get(key)) ?? []);
        const last = page.at(-1);
        return keys.length > page.length && last !== undefined
          ? { objects: found, delimitedPrefixes: [], truncated: true, cursor: last }
          : { objects: found, delimitedPrefixes: [], truncated: false };
      }),
    createMultipartUpload: () => Promise.reject(new Error("R2 multipart uploads are not simulated")),
    resumeMultipartUpload: () => {
      throw new Error("R2 multipart uploads are not simulated");
    },
  };
}

function allowed(condition: R2PutOptions["onlyIf"], old: Stored | undefined): boolean {
  if (condition === undefined) return true;
  if (condition instanceof Headers || condition.uploadedAfter || condition.uploadedBefore)
    throw new Error("R2 conditions other than etagMatches and etagDoesNotMatch are not simulated");
  const { etagMatches, etagDoesNotMatch } = condition;
  const is = (etag: string) => old !== undefined && (etag === "*" || etag === old.md5.toString("hex"));
  return (etagMatches === undefined || is(etagMatches)) && (etagDoesNotMatch === undefined || !is(etagDoesNotMatch));
}

function objectOf(stored: Stored | undefined): R2Object | null {
  return stored ? fieldsOf(stored) : null;
}

function fieldsOf(stored: Stored) {
  const etag = stored.md5.toString("hex");
  return {
    key: stored.key,
    version: stored.version,
    size: stored.bytes.byteLength,
    etag,
    httpEtag: `"${etag}"`,
    checksums: {
      md5: bufferOf(stored.md5),
      ...(stored.sha256 ? { sha256: bufferOf(stored.sha256) } : {}),
      toJSON: () => ({ md5: etag, ...(stored.sha256 ? { sha256: stored.sha256.toString("hex") } : {}) }),
    },
    uploaded: new Date(stored.uploadedAt),
    httpMetadata: stored.httpMetadata,
    customMetadata: stored.customMetadata,
    storageClass: "Standard",
    writeHttpMetadata: (headers: Headers) => {
      if (stored.httpMetadata.contentType !== undefined) headers.set("content-type", stored.httpMetadata.contentType);
    },
  };
}

function bodyOf(stored: Stored | undefined): R2ObjectBody | null {
  if (!stored) return null;
  const response = new Response(new Uint8Array(stored.bytes));
  const { body } = response;
  if (!body) throw new Error("a response without a body");
  return {
    ...fieldsOf(stored),
    body,
    get bodyUsed() {
      return response.bodyUsed;
    },
    arrayBuffer: () => response.arrayBuffer(),
    bytes: async () => new Uint8Array(await response.arrayBuffer()),
    text: () => response.text(),
    json: () => response.json(),
    blob: () => response.blob(),
  };
}

function bytesOf(value: Parameters<R2Bucket["put"]>[1]): Uint8Array {
  if (typeof value === "string") return new TextEncoder().encode(value);
  if (value instanceof ArrayBuffer) return new Uint8Array(value.slice(0));
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  throw new TypeError("R2 put takes text or bytes here; streams and blobs are not simulated");
}

const digestOf = (digest: ArrayBuffer | ArrayBufferView | string): Buffer =>
  typeof digest === "string"
    ? Buffer.from(digest, "hex")
    : ArrayBuffer.isView(digest)
      ? Buffer.from(digest.buffer, digest.byteOffset, digest.byteLength)
      : Buffer.from(digest);

const bufferOf = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer;
