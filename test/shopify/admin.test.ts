import { describe, expect, it } from "vitest";
import { extensions, ok, scripted, throttled } from "./scripted.ts";

const dead = () => new Response("", { status: 401 });
const down = () => new Response("", { status: 502 });
const busy = () => new Response("", { status: 429, headers: { "retry-after": "4.0" } });
const old = () => Response.json({ data: { orders: {} } }, { headers: { "x-shopify-api-version": "2026-01" } });

const failed = (kind: string) => ({ ok: false, failure: expect.objectContaining({ kind }) as unknown });

describe("what is no success", () => {
  it.each([
    [
      "errors beside data",
      Response.json({
        data: { orders: null },
        errors: [{ message: "Access denied", extensions: { code: "ACCESS_DENIED" } }],
      }),
      "refused",
    ],
    ["errors without a code", Response.json({ errors: [{ message: "Field 'x' doesn't exist" }] }), "refused"],
    ["errors as one text", Response.json({ errors: "Not what you think" }), "refused"],
    [
      "MAX_COST_EXCEEDED",
      Response.json({ errors: [{ message: "too dear", extensions: { code: "MAX_COST_EXCEEDED" } }] }),
      "refused",
    ],
    ["HTTP 400", new Response("bad", { status: 400 }), "refused"],
    ["HTTP 402", new Response("", { status: 402 }), "shopClosed"],
    ["HTTP 404", new Response("", { status: 404 }), "shopClosed"],
    ["HTTP 423", new Response("", { status: 423 }), "shopClosed"],
    ["HTTP 430", new Response("", { status: 430 }), "shopClosed"],
    ["a redirect", new Response(null, { status: 301, headers: { location: "https://elsewhere" } }), "shopClosed"],
  ])("R5: %s is a failure after one request", async (_, answer, kind) => {
    const shop = scripted([answer]);
    expect(await shop.query()).toEqual(failed(kind));
    expect(shop.requests).toHaveLength(1);
  });

  it.each([
    ["data null", () => Response.json({ data: null })],
    ["neither data nor errors", () => Response.json({ extensions: extensions(1) })],
    ["an HTML page with status 200", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["JSON cut in the middle", () => new Response('{"data":{"orders":{"nod')],
    [
      "INTERNAL_SERVER_ERROR in a 200",
      () => Response.json({ errors: [{ message: "x", extensions: { code: "INTERNAL_SERVER_ERROR" } }] }),
    ],
    ["HTTP 503", () => new Response("", { status: 503 })],
    ["a cut connection", "cut" as const],
    ["an answer that never comes", "never" as const],
  ])("R2: %s: a query is repeated, at most 3 times in all; a mutation is sent once and is unknown", async (_, step) => {
    const query = scripted([step, step, step]);
    expect(await query.query()).toEqual(failed("unknown"));
    expect(query.requests).toHaveLength(3);
    expect(query.clock.slept).toEqual([500, 1000]);
    const mutation = scripted([step]);
    expect(await mutation.mutate()).toEqual(failed("unknown"));
    expect(mutation.requests).toHaveLength(1);
    const keyed = scripted([step, ok({ done: true })]);
    expect(await keyed.mutate({ repeatable: true })).toEqual({ ok: true, data: { done: true } });
  });

  it("a mutation whose first response was lost stays unknown, whatever ends its repetition", async () => {
    const shop = scripted(["cut", new Response("", { status: 423 })]);
    expect(await shop.mutate({ repeatable: true })).toEqual(failed("unknown"));
  });
});

describe("throttling", () => {
  it("R2: THROTTLED in a 200 waits for the points that are missing, and is no try of its own", async () => {
    const shop = scripted([throttled(400, 100), throttled(400, 200), ok()]);
    expect((await shop.query({ priority: "orders" })).ok).toBe(true);
    expect(shop.clock.slept.slice(0, 2)).toEqual([3000, 2000]);
  });

  it("R2: after 429 the client waits for Retry-After and sends mutations again too, because the refused one had no effect", async () => {
    const shop = scripted([busy, ok({ done: true })]);
    expect((await shop.mutate()).ok).toBe(true);
    expect(shop.clock.slept).toEqual([4000]);
  });

  it("R2: throttled for ever ends as throttled within a minute", async () => {
    const shop = scripted(Array.from({ length: 8 }, () => () => new Response("", { status: 429 })));
    const begun = shop.clock.now();
    expect(await shop.mutate()).toEqual(failed("throttled"));
    expect(shop.clock.now() - begun).toBeLessThanOrEqual(60_000);
  });

  it("R1: waits until what the bucket lacks has come back, less the time already passed", async () => {
    // After the first answer 40 of 2000 points are left; the next order query asks for 140, so 100 are missing: 1 s at 100/s.
    const shop = scripted([
      ok(undefined, extensions(140, { currentlyAvailable: 40 })),
      ok(undefined, extensions(140)),
      ok(undefined, extensions(140, { currentlyAvailable: 40 })),
      ok(),
    ]);
    await shop.query({ priority: "orders" });
    await shop.query({ priority: "orders", costPoints: 140 });
    expect(shop.clock.slept).toEqual([1000]);
    await shop.query({ priority: "orders", costPoints: 10 });
    shop.clock.advance(600);
    await shop.query({ priority: "orders", costPoints: 140 });
    expect(shop.clock.slept).toEqual([1000, 400]);
  });

  it("what Shopify answered for a call of the same size counts before what the call declares", async () => {
    const shop = scripted([
      ok(undefined, extensions(25, { currentlyAvailable: 30 })),
      ok(undefined, extensions(25, { currentlyAvailable: 30 })),
      ok(undefined, extensions(13, { currentlyAvailable: 30 })),
      ok(),
    ]);
    await shop.query({ priority: "orders", costPoints: 750 });
    await shop.query({ priority: "orders", costPoints: 750 }); // 25 of 30 points: declared, it would wait for 720
    await shop.query({ priority: "orders", costPoints: 300 }); // a new size: by the same share, 10
    await shop.query({ priority: "orders", costPoints: 300 });
    expect(shop.clock.slept).toEqual([]);
  });

  it("the lane learns of a bucket that stays empty before any request is sent", async () => {
    const shop = scripted([ok(undefined, extensions(10, { currentlyAvailable: 0, restoreRate: 1 }))]);
    await shop.query({ priority: "orders" });
    expect(await shop.query({ priority: "orders", costPoints: 100 })).toEqual(failed("throttled"));
    expect(shop.requests).toHaveLength(1);
  });
});

it("a call with a deadline is sent before it and not after, however long a token or the bucket takes", async () => {
  const shop = scripted([() => busy(), ok()]);
  const leavesUntil = shop.clock.now() + 4_000;
  expect((await shop.query({ leavesUntil })).ok).toBe(true); // at the instant itself, after Retry-After: 4
  expect(await shop.query({ leavesUntil: leavesUntil - 1 })).toEqual(failed("throttled"));
  expect(shop.requests).toHaveLength(2);
  const cut = scripted(["cut"]);
  expect(await cut.query({ leavesUntil: cut.clock.now() })).toEqual(failed("unknown")); // the first may have had its effect
  expect(cut.requests).toHaveLength(1);
});

describe("token", () => {
  it("W16: ten calls at once buy one token", async () => {
    const shop = scripted(Array.from({ length: 10 }, () => () => ok()));
    const results = await Promise.all(
      Array.from({ length: 10 }, () => shop.query({ priority: "orders", costPoints: 1 })),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    expect(shop.bought()).toBe(1);
  });

  it("W16: ten calls answered 401 at once renew once", async () => {
    const shop = scripted([...Array.from({ length: 10 }, () => dead), ...Array.from({ length: 10 }, () => () => ok())]);
    const results = await Promise.all(
      Array.from({ length: 10 }, () => shop.query({ priority: "orders", costPoints: 1 })),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    expect(shop.bought()).toBe(2);
  });

  it("W16: 401 → one forced renewal, then unauthorized", async () => {
    const shop = scripted([new Response("", { status: 401 }), new Response("", { status: 401 })]);
    expect(await shop.mutate()).toEqual(failed("unauthorized"));
    expect(shop.requests.map(({ token }) => token)).toEqual(["token-1", "token-2"]);
  });

  it.each([
    ["JSON", (code: string) => Response.json({ error: code, error_description: "x" }, { status: 400 })],
    ["a page", (code: string) => new Response(`<title>Oauth error ${code}</title>`, { status: 400 })],
  ])("W15: the token endpoint's own reason is kept, from %s", async (_, refusal) => {
    for (const why of ["app_not_installed", "shop_not_permitted"] as const) {
      const shop = scripted([], [refusal(why)]);
      expect(await shop.query()).toMatchObject({ ok: false, failure: { kind: "unauthorized", why } });
    }
    const other = scripted([], [refusal("invalid_client")]);
    expect(await other.query()).toMatchObject({ failure: { kind: "unauthorized", why: "credentials" } });
  });

  it("W15: an invalid secret is unauthorized without one call to the API, and works again once it is corrected", async () => {
    const shop = scripted([ok()], [Response.json({ error: "invalid_client" }, { status: 400 })]);
    expect(await shop.query()).toEqual(failed("unauthorized"));
    expect(shop.requests).toHaveLength(0);
    expect((await shop.query()).ok).toBe(true);
  });

  it("is renewed at 80 % of its life, not at its end", async () => {
    const shop = scripted([ok(), ok(), ok()]);
    await shop.query();
    shop.clock.advance(0.79 * 86_399_000);
    await shop.query();
    expect(shop.bought()).toBe(1);
    shop.clock.advance(0.02 * 86_399_000);
    await shop.query();
    expect(shop.bought()).toBe(2);
  });

  it("an endpoint that fails three times leaves the call unknown; nothing was sent", async () => {
    const shop = scripted([], [down(), down(), down()]);
    expect(await shop.mutate()).toEqual(failed("unknown"));
    expect(shop.requests).toHaveLength(0);
  });
});

describe("log", () => {
  it("an API version other than the pinned one is logged once, as an error", async () => {
    const shop = scripted([old, old]);
    await shop.query();
    await shop.query();
    expect(shop.lines.filter((line) => line["event"] === "shopify.version-drift")).toEqual([
      expect.objectContaining({ level: "error", pinned: "2026-10", served: "2026-01" }),
    ]);
  });

  it("a call's line has operation, request id, cost and time, and neither token nor variables nor messages", async () => {
    const shop = scripted([
      ok(),
      Response.json({ errors: [{ message: "Variable $x was MARIA", extensions: { code: "INVALID" } }] }),
    ]);
    await shop.query();
    await shop.query();
    expect(shop.lines.find((line) => line["event"] === "shopify.call")).toMatchObject({
      operation: "OrderSweep",
      lane: "catalog",
      requestId: "req-1",
      requestedCost: 10,
      actualCost: 10,
      ms: 0,
    });
    expect(JSON.stringify(shop.lines)).not.toMatch(/token-1|MARIA|updated_at|sim-client-secret/);
  });
});
