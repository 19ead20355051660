import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { openGate } from "../../../sim/cloudflare/gate.ts";
import { Bucket, r2Binding } from "../../../sim/cloudflare/r2.ts";

const bucketOf = (now = 0) => r2Binding(new Bucket(() => now), openGate);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

it("a wrong digest is refused with error 10037 and nothing is stored", async () => {
  const bucket = bucketOf();
  await expect(bucket.put("a", "bytes", { sha256: sha256("others") })).rejects.toThrow("10037");
  expect(await bucket.head("a")).toBeNull();
});

it("put only if absent: the second put gives null and leaves the first", async () => {
  const bucket = bucketOf();
  const once = { onlyIf: { etagDoesNotMatch: "*" }, sha256: sha256("one") };
  expect(await bucket.put("a", "one", once)).toMatchObject({ key: "a", size: 3 });
  expect(await bucket.put("a", "two", { onlyIf: { etagDoesNotMatch: "*" } })).toBeNull();
  expect(await (await bucket.get("a"))?.text()).toBe("one");
});

it("the etag is the MD5; the sha256 is kept when it was given", async () => {
  const bucket = bucketOf(1000);
  await bucket.put("a", "one", { sha256: sha256("one"), httpMetadata: { contentType: "image/png" } });
  const head = await bucket.head("a");
  expect(head?.etag).toBe(createHash("md5").update("one").digest("hex"));
  expect(head?.checksums.toJSON()).toMatchObject({ sha256: sha256("one") });
  expect(head?.uploaded.getTime()).toBe(1000);
  expect(head?.httpMetadata).toEqual({ contentType: "image/png" });
});

it("list pages by prefix, in order of the key, until nothing is left", async () => {
  const bucket = bucketOf();
  for (const key of ["b/2", "a/1", "b/1", "b/3"]) await bucket.put(key, key);
  const first = await bucket.list({ prefix: "b/", limit: 2 });
  expect(first.objects.map(({ key }) => key)).toEqual(["b/1", "b/2"]);
  const second = await bucket.list({ prefix: "b/", limit: 2, ...(first.truncated ? { cursor: first.cursor } : {}) });
  expect(second).toMatchObject({ truncated: false, objects: [{ key: "b/3" }] });
  await bucket.delete(["b/1", "absent"]);
  expect((await bucket.list()).objects.map(({ key }) => key)).toEqual(["a/1", "b/2", "b/3"]);
});

it("what is written is a copy: the writer's buffer may change afterwards", async () => {
  const bucket = bucketOf();
  const bytes = new Uint8Array([1, 2]);
  await bucket.put("a", bytes);
  bytes[0] = 9;
  expect([...new Uint8Array((await (await bucket.get("a"))?.arrayBuffer()) ?? new ArrayBuffer(0))]).toEqual([1, 2]);
});
