import { describe, expect, it } from "vitest";
import { DEFAULT_SCOPES } from "../../../sim/shopify/options.ts";
import type { WebhookSubscription } from "../../../sim/shopify/records/subscriptions.ts";
import type { Deps } from "../../../src/deps.ts";
import { readNotification } from "../../../src/rules/orders/notification.ts";
import { renewWebhooks } from "../../../src/setup/renew-webhooks.ts";
import { SETUP_LEASE_MS } from "../../../src/hub/loads/setup-lease.ts";
import { dyingAt } from "../../loads/world.ts";
import { publishWorld, type PublishOptions } from "../../publish/world.ts";
import { ADDRESS, asOperator, TOPICS } from "./world.ts";
import { stallAt } from "../stall.ts";

function worldOf(options: PublishOptions = {}) {
  const world = publishWorld(options);
  const setup = (origin?: string, by: Deps = world.deps) => asOperator(by, "POST", "setup", { origin });
  const subscriptions = () => [...world.shopify.state.subscriptions.values()];
  const standing = (over: Partial<WebhookSubscription>): void => {
    const id = `gid://shopify/WebhookSubscription/${subscriptions().length + 1}`;
    const at = world.clock.now();
    const known: WebhookSubscription = {
      id,
      topic: "ORDERS_CREATE",
      uri: ADDRESS,
      filter: null,
      includeFields: [],
      name: null,
      metafieldNamespaces: [],
      createdAt: at,
      updatedAt: at,
      lastSuccessAt: at,
      ...over,
    };
    world.shopify.state.subscriptions.set(id, known);
  };
  return { ...world, setup, subscriptions, standing };
}
const madeIn = async (answer: Response) =>
  (await answer.json<{ webhooks: { made: string[]; standing: string[]; foreign: unknown[] } }>()).webhooks;

describe("POST /api/setup and the webhooks", () => {
  it("an address that Shopify refuses is reported for every topic, and no subscription exists", async () => {
    const world = worldOf();
    const answer = await world.setup("http://gondola.example");
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      code: "webhook-refused",
      details: TOPICS.map((topic) => `${topic}: Address protocol http:// is not supported`),
    });
    expect(world.subscriptions()).toEqual([]);
  });

  it("a topic without its scope is named; the others are created", async () => {
    const world = worldOf({ scopes: DEFAULT_SCOPES.filter((scope) => scope !== "write_orders") });
    const answer = await world.setup();
    expect(answer.status).toBe(409);
    expect((await answer.json<{ details: string[] }>()).details).toHaveLength(TOPICS.length - 1);
    expect(world.subscriptions().map(({ topic }) => topic)).toEqual(["BULK_OPERATIONS_FINISH"]);
  });

  it("W1: subscribes every topic that the Worker reads, once, to the address it was called at", async () => {
    const world = worldOf();
    expect(await madeIn(await world.setup())).toMatchObject({ made: TOPICS, standing: [], foreign: [] });
    expect(world.subscriptions().map(({ topic, uri }) => [topic, uri])).toEqual(
      TOPICS.map((topic) => [topic, ADDRESS]),
    );
    expect(await madeIn(await world.setup())).toMatchObject({ made: [], standing: TOPICS });
    expect(world.subscriptions()).toHaveLength(TOPICS.length);
    for (const topic of TOPICS) {
      const wire = topic.toLowerCase().replace(/_(?=[^_]+$)/, "/");
      expect(readNotification(wire, '{"id":1,"order_edit":{"order_id":1}}').kind).not.toBe("otherTopic");
    }
  });

  it.each(["cutAfter", "cutBefore"] as const)("a lost response (%s) creates no second subscription", async (kind) => {
    const world = worldOf();
    world.shopify.faults.add({ kind, operation: "WebhookSubscribe", times: 1 });
    expect((await world.setup()).status).toBe(502);
    const { made, standing } = await madeIn(await world.setup());
    expect([made.length + standing.length, standing]).toEqual([
      TOPICS.length,
      kind === "cutAfter" ? ["ORDERS_CREATE"] : [],
    ]);
    expect(world.subscriptions()).toHaveLength(TOPICS.length);
  });

  it("of two calls at once the second answers that a setup runs, and does not mention existing subscriptions", async () => {
    const world = worldOf();
    const { gate, stalled, goOn } = stallAt((call) => call.port === "fetch" && world.callCount("WebhookSubscribe") > 0);
    const first = world.setup(undefined, world.isolate(gate));
    await stalled;
    const second = await world.setup();
    expect([second.status, await second.json()]).toEqual([
      409,
      { code: "setup-in-progress", message: expect.stringMatching(/^Configuração: outra chamada .* repita/) as string },
    ]);
    goOn();
    expect(await madeIn(await first)).toMatchObject({ made: TOPICS });
    expect(world.subscriptions()).toHaveLength(TOPICS.length);
  });

  it("after a crash before or after any step, the next call ends with each topic once", async () => {
    let halfMade = 0;
    for (let step = 1, isOver = false; !isOver; step += 1)
      for (const when of ["before", "after"] as const) {
        const world = worldOf();
        const { gate, died } = dyingAt(step, when);
        const end = await Promise.race([world.setup(undefined, world.isolate(gate)), died]);
        isOver = end instanceof Response;
        if (isOver) break;
        const had = world.subscriptions().length;
        if (had > 0 && had < TOPICS.length) halfMade += 1;
        world.clock.advance(SETUP_LEASE_MS);
        const { made, standing } = await madeIn(await world.setup());
        expect([...standing, ...made], `died ${when} step ${step}`).toEqual(TOPICS);
        expect(world.subscriptions().map(({ topic }) => topic)).toEqual(TOPICS);
      }
    expect(halfMade).toBeGreaterThan(TOPICS.length);
  });

  it("foreign subscriptions are shown and left alone: another address, another topic, and one with restricted fields", async () => {
    const world = worldOf();
    world.standing({ uri: "https://old.example/webhooks/shopify" });
    world.standing({ topic: "PRODUCTS_DELETE" });
    world.standing({ topic: "ORDERS_PAID", filter: "tag:vip" });
    world.standing({ topic: "ORDERS_UPDATED" });
    const before = structuredClone(world.subscriptions());
    const { made, standing, foreign } = await madeIn(await world.setup());
    expect(standing).toEqual(["ORDERS_UPDATED"]);
    expect(made).toEqual(TOPICS.filter((topic) => topic !== "ORDERS_UPDATED"));
    expect(foreign).toEqual([
      { topic: "ORDERS_CREATE", uri: "https://old.example/webhooks/shopify" },
      { topic: "PRODUCTS_DELETE", uri: ADDRESS },
      { topic: "ORDERS_PAID", uri: ADDRESS },
    ]);
    expect(world.subscriptions().slice(0, 4)).toEqual(before);
  });

  it("inv. 8: an order's notification has its id and nothing of the customer", async () => {
    const world = worldOf();
    await world.setup();
    for (const { topic, includeFields } of world.subscriptions())
      if (topic.startsWith("ORDERS_") && topic !== "ORDERS_EDITED")
        expect(includeFields).toEqual(["id", "admin_graphql_api_id", "updated_at"]);
  });
});

describe("DELETE /api/setup/webhooks", () => {
  const remove = (world: ReturnType<typeof worldOf>, by: Deps = world.deps) =>
    asOperator(by, "DELETE", "setup/webhooks");

  it("W1: deletes the subscriptions to its own address; the hourly check makes none again", async () => {
    const world = worldOf();
    await world.setup();
    world.standing({ uri: "https://other.example/webhooks/shopify" });
    world.standing({ filter: "id:1" });
    const answer = await remove(world);
    expect([answer.status, await answer.json()]).toEqual([200, { address: ADDRESS, removed: TOPICS }]);
    expect(world.subscriptions().map(({ uri, filter }) => [uri, filter])).toEqual([
      ["https://other.example/webhooks/shopify", null],
      [ADDRESS, "id:1"],
    ]);
    await renewWebhooks(world.deps);
    expect(world.subscriptions()).toHaveLength(2);
    expect(await (await remove(world)).json()).toEqual({ address: ADDRESS, removed: [] });
    expect((await madeIn(await world.setup())).made).toEqual(TOPICS);
  });

  it("after a crash before or after any step, the hourly check makes none again, and the next call ends it", async () => {
    for (let step = 1, isOver = false; !isOver; step += 1)
      for (const when of ["before", "after"] as const) {
        const world = worldOf();
        await world.setup();
        const { gate, died } = dyingAt(step, when);
        const end = await Promise.race([remove(world, world.isolate(gate)), died]);
        isOver = end instanceof Response;
        if (isOver) break;
        world.clock.advance(SETUP_LEASE_MS);
        const left = world.subscriptions().length;
        await renewWebhooks(world.deps);
        expect(left === TOPICS.length || world.subscriptions().length === left, `${when} step ${step}`).toBe(true);
        await remove(world);
        await renewWebhooks(world.deps);
        expect(world.subscriptions(), `${when} step ${step}`).toEqual([]);
      }
  });

  it.each(["cutAfter", "cutBefore"] as const)(
    "a lost response (%s) is 502, and the next call deletes the rest",
    async (kind) => {
      const world = worldOf();
      await world.setup();
      world.shopify.faults.add({ kind, operation: "WebhookUnsubscribe", times: 1 });
      expect((await remove(world)).status).toBe(502);
      expect((await remove(world)).status).toBe(200);
      expect(world.subscriptions()).toEqual([]);
    },
  );
});
