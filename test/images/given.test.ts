import { describe, expect, it } from "vitest";
import { consumeImageEvents } from "../../src/queues/image-events.ts";
import { sweepInbox } from "../../src/images/inbox.ts";
import { givePictures } from "../../src/images/give.ts";
import { fetchDue } from "../../src/images/fetch-due.ts";
import { runOf } from "../loads/world.ts";
import { pictured, pictureOf } from "../publish/images/world.ts";

/** As Cloudflare documents R2's event notifications. */
const r2Event = (key: string, action = "PutObject") => ({
  account: "3f4b7e3dcab231cbfdaa90a6a28bd548",
  action,
  bucket: "gondola-images",
  object: { key, size: 235, eTag: "c846ff7a18f28c2e262116d6e8719ef0" },
  eventTime: "2026-11-24T15:00:00.000Z",
});

function batchOf(bodies: readonly unknown[]) {
  const ended: string[] = [];
  const messages = bodies.map((body, index) => ({
    id: `m${index}`,
    body,
    ack: () => void ended.push(`ack ${index}`),
    retry: () => void ended.push(`retry ${index}`),
  }));
  return { batch: { queue: "gondola-images", messages } as unknown as MessageBatch, ended };
}

const EAN = "7891000315507";
const shop = () => pictured({ 1: { skus: [{ ean: EAN }, { pack: 12 }] } });
const put = (world: Awaited<ReturnType<typeof shop>>, key: string, bytes: Uint8Array<ArrayBuffer> | string) =>
  world.imageDeps.images.put(key, bytes);
const keys = (world: Awaited<ReturnType<typeof shop>>) =>
  [...world.bucket.objects.keys()].filter((key) => !key.startsWith("sha256/")).sort();

describe("the inbox", () => {
  it("files by SKU and by EAN become pictures and leave the inbox", async () => {
    const world = await shop();
    await put(world, `inbox/${EAN}.png`, pictureOf("A"));
    await put(world, "inbox/P1E1_2.png", pictureOf("B"));
    await sweepInbox(world.imageDeps, runOf(world.clock));
    await world.place();
    expect(world.shown(1)).toEqual(["A", "B"]);
    expect(keys(world)).toEqual([]);
  });

  it("a refused file is moved and listed, and a good one under its name closes the entry", async () => {
    const world = await shop();
    await put(world, "inbox/P1E1.jpg", "<!DOCTYPE html>");
    await sweepInbox(world.imageDeps, runOf(world.clock));
    expect(keys(world)).toEqual(["refused/P1E1.jpg"]);
    const entries = () => world.rows("SELECT reason, state FROM desk WHERE area = 'image-inbox'");
    expect(await entries()).toEqual([{ reason: "image-refused", state: "open" }]);
    await put(world, "inbox/P1E1.jpg", pictureOf("A"));
    await sweepInbox(world.imageDeps, runOf(world.clock));
    expect(await entries()).toEqual([{ reason: "image-refused", state: "resolved" }]);
  });

  it("a file of an unknown product, or without a name, stays and is listed", async () => {
    const world = await shop();
    await put(world, "inbox/P9E1.png", pictureOf("A"));
    await put(world, "inbox/foto.png", pictureOf("B"));
    await sweepInbox(world.imageDeps, runOf(world.clock));
    expect(keys(world)).toEqual(["inbox/P9E1.png", "inbox/foto.png"]);
    expect(await world.rows("SELECT reason FROM desk WHERE area = 'image-inbox' ORDER BY reason")).toEqual([
      { reason: "name-unreadable" },
      { reason: "product-unknown" },
    ]);
  });

  it("R2's documented message takes its file; other messages are acknowledged without effect", async () => {
    const world = await shop();
    await put(world, "inbox/P1E1.png", pictureOf("A"));
    const { batch, ended } = batchOf([
      r2Event("inbox/P1E1.png"),
      r2Event("inbox/P1E1.png"), // delivered twice
      r2Event("inbox/P1E12.png", "DeleteObject"),
      r2Event("sha256/ab/abcd"),
      { anything: true },
      "text",
    ]);
    await consumeImageEvents(batch, world.imageDeps);
    expect(ended).toEqual(["ack 0", "ack 1", "ack 2", "ack 3", "ack 4", "ack 5"]);
    await world.place();
    expect(world.shown(1)).toEqual(["A"]);
  });

  it("a message whose file cannot be read comes again", async () => {
    const world = await shop();
    const deps = world.isolateWith(async ({ port }, effect) => {
      if (port === "r2") throw new Error("get: internal error (10001)");
      return effect();
    });
    const { batch, ended } = batchOf([r2Event("inbox/P1E1.png")]);
    await consumeImageEvents(batch, deps);
    expect(ended).toEqual(["retry 0"]);
  });
});

describe("pictures of a call", () => {
  it("are judged one by one, by SKU or EAN, as base64 or by address; a removal takes one away", async () => {
    const world = await shop();
    const base64 = Buffer.from(pictureOf("A")).toString("base64");
    const results = await givePictures(world.imageDeps, [
      { ean: EAN, place: 0, source: { kind: "base64", text: `data:image/png;base64,${base64}` } },
      { sku: "P1E1", place: 1, source: { kind: "bytes", bytes: pictureOf("B") } },
      { sku: "P9E1", place: 0, source: { kind: "bytes", bytes: pictureOf("B") } },
      { sku: "P1E12", place: 0, source: { kind: "base64", text: "PHN2Zz48L3N2Zz4=" } },
      { sku: "P1E12", place: 1, source: { kind: "url", url: "http://imagens.loja.exemplo/a.png" } },
      { sku: "P1E12", place: 2, source: { kind: "url", url: "https://imagens.loja.exemplo/a.png" } },
    ]);
    expect(results.map(({ sku, fault }) => [sku, fault])).toEqual([
      ["P1E1", null],
      ["P1E1", null],
      [null, "sku-unknown"],
      ["P1E12", "svg"],
      ["P1E12", "not-https"],
      ["P1E12", null],
    ]);
    await world.place();
    expect(world.shown(1)).toEqual(["A", "B"]);
    await givePictures(world.imageDeps, [{ sku: "P1E1", place: 1, source: { kind: "removed" } }]);
    await world.place();
    expect(world.shown(1)).toEqual(["A"]);
  });
});

describe("hostile image hosts", () => {
  /** Asks one address of a host that answers so. @returns the entry's reason, or null: a picture came */
  async function askedOf(answer: (request: Request) => Promise<Response>) {
    const world = await shop();
    const seen: Request[] = [];
    const deps = {
      ...world.imageDeps,
      fetch: async (request: Request) => {
        seen.push(request);
        return answer(request);
      },
    };
    await givePictures(deps, [
      { sku: "P1E1", place: 0, source: { kind: "url", url: "https://imagens.loja.exemplo/a.png" } },
    ]);
    for (let run = 0; run < 3; run++) {
      await fetchDue(deps, runOf(world.clock));
      world.clock.advance(3_600_000);
    }
    const entries = await world.rows("SELECT reason, params FROM desk WHERE area = 'image-fetch'");
    const [{ content } = { content: null }] = await world.rows("SELECT content FROM images");
    return { reason: entries[0]?.["reason"] ?? null, params: String(entries[0]?.["params"]), content, seen };
  }
  const redirect = (location: string) => async () => new Response(null, { status: 302, headers: { location } });
  const drip = () =>
    new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
      }),
    );

  it("C8: a page in place of a picture is asked about again in a quarter of an hour, however long the outage before it (seeds 3109, 3113)", async () => {
    const world = await shop();
    const answers = [
      ...Array.from({ length: 4 }, () => new Response("", { status: 503 })),
      new Response("<html>"),
      new Response("<html>"),
      new Response(pictureOf("A")),
    ];
    const deps = { ...world.imageDeps, fetch: async () => answers.shift() ?? new Response("", { status: 500 }) };
    await givePictures(deps, [
      { sku: "P1E1", place: 0, source: { kind: "url", url: "https://imagens.loja.exemplo/a.png" } },
    ]);
    const waits: number[] = [];
    for (let run = 0; run < 7; run++) {
      await fetchDue(deps, runOf(world.clock));
      const [{ fetch_at: at, ...row } = {}] = await world.rows("SELECT fetch_at, attempts, refusals FROM images");
      waits.push((Number(at) - world.clock.now()) / 60_000);
      if (run === 5) expect(row).toEqual({ attempts: 6, refusals: 2 });
      if (run === 6) expect(row).toEqual({ attempts: 0, refusals: 0 });
      world.clock.advance(Number(at) - world.clock.now());
    }
    expect(waits).toEqual([5, 10, 20, 40, 15, 60, 7 * 24 * 60]);
    expect(await world.rows("SELECT reason FROM desk WHERE area = 'image-fetch' AND state = 'open'")).toEqual([]);
  });

  it.each<[string, (request: Request) => Promise<Response>, string | null]>([
    ["a redirect to a private address", redirect("https://169.254.169.254/latest"), "image-address"],
    ["a redirect to another host", redirect("https://evil.exemplo/a.png"), "image-address"],
    ["a redirect to http", redirect("http://imagens.loja.exemplo/b.png"), "image-address"],
    ["a chain of redirects without end", redirect("/a.png"), "image-unreachable"],
    ["a body without end and without a length", async () => drip(), "image-refused"],
    [
      "a length that lies",
      async () => new Response("x", { headers: { "content-length": "99999999" } }),
      "image-refused",
    ],
    [
      "a length that is too small",
      async () => new Response(pictureOf("A"), { headers: { "content-length": "3" } }),
      null,
    ],
    ["304 to a request without conditions", async () => new Response(null, { status: 304 }), "image-unreachable"],
    ["401", async () => new Response("", { status: 401 }), "image-missing"],
    ["503", async () => new Response("", { status: 503 }), "image-unreachable"],
    [
      "a page with status 200",
      async () => new Response("<html>", { headers: { "content-type": "image/png" } }),
      "image-refused",
    ],
    [
      "a picture with the wrong content type",
      async () => new Response(pictureOf("A"), { headers: { "content-type": "text/html" } }),
      null,
    ],
  ])("%s", async (_name, answer, reason) => {
    const found = await askedOf(answer);
    expect(found.reason).toBe(reason);
    expect(found.content === null).toBe(reason !== null);
    for (const request of found.seen) {
      expect(new URL(request.url).hostname).toBe("imagens.loja.exemplo");
      expect(request.headers.get("authorization")).toBeNull();
    }
  });
});
