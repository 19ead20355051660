import { describe, expect, it } from "vitest";
import { DEFAULT_SCOPES } from "../../sim/shopify/options.ts";
import { housekeeping } from "../../src/crons/housekeeping.ts";
import type { Deps } from "../../src/deps.ts";
import { saveDryRun } from "../../src/hub/dry-run/dry-run.ts";
import { acquireLease } from "../../src/hub/loads/leases.ts";
import { SETUP_LEASE_MS, acquireSetupLock } from "../../src/hub/loads/setup-lease.ts";
import { ADDRESS, asOperator, TOPICS } from "../routes/api/world.ts";
import { stallAt } from "../routes/stall.ts";
import { dyingAt, runOf } from "../loads/world.ts";
import { published, publishWorld, type PublishOptions, type PublishWorld } from "../publish/world.ts";

const HOUR_MS = 3_600_000;

function over(world: PublishWorld) {
  const { subscriptions } = world.shopify.state;
  return {
    ...world,
    setup: (origin?: string) => asOperator(world.deps, "POST", "setup", { origin }),
    /** The hourly cron. */
    async hour(by: Deps = world.deps) {
      // The day's comparison of scopes has its own test.
      await acquireLease(world.db, "scopes", world.clock.now(), 1_000 * HOUR_MS);
      return housekeeping.run(by, runOf(world.clock));
    },
    standing: () => [...subscriptions.values()].map(({ topic, uri }) => `${topic} ${uri}`).toSorted(),
    drop(...topics: readonly string[]): void {
      for (const [id, { topic }] of subscriptions) if (topics.includes(topic)) subscriptions.delete(id);
    },
    requests: () => world.shopify.journal.requests.length,
  };
}
const worldOf = (options: PublishOptions = {}) => over(publishWorld(options));
async function setupWorld(options: PublishOptions = {}) {
  const world = worldOf(options);
  await world.setup();
  return world;
}
const all = (uri = ADDRESS) => TOPICS.map((topic) => `${topic} ${uri}`).toSorted();
const dropped = (topics: string, address = ADDRESS) => ({
  area: "webhooks",
  record: "Webhooks",
  reason: "webhook-dropped",
  message: `Webhooks: sumiram da Shopify as assinaturas ${topics} para ${address}; o conector as refaz. A Shopify as retira depois de entregas que falham seguidas: veja por que falharam (endereço, firewall, log do Worker) e chame POST /api/setup nesse endereço, que encerra este aviso. Nenhum pedido se perde, mas até lá chegam mais tarde.`,
});

describe("the hourly check of the webhooks does nothing", () => {
  it("before the setup was ever called, nor for a setup that ended in nothing", async () => {
    const world = worldOf();
    await world.hour();
    expect(world.requests()).toBe(0);
    expect((await world.setup("http://gondola.example")).status).toBe(409);
    const before = world.requests();
    await world.hour();
    expect([world.requests(), world.standing(), await world.desk()]).toEqual([before, [], []]);
  });

  it.each([
    { all: true, scopes: [] },
    { all: false, scopes: ["orders"] as const },
  ])("while the dry run is on (%j); what was dropped meanwhile is renewed after it", async (dryRun) => {
    const world = await setupWorld();
    world.drop("ORDERS_PAID");
    await saveDryRun(world.db, dryRun, world.clock.now());
    const before = world.requests();
    await world.hour();
    expect([world.requests(), await world.desk()]).toEqual([before, []]);
    await saveDryRun(world.db, { all: false, scopes: [] }, world.clock.now());
    await world.hour();
    expect(world.standing()).toEqual(all());
  });

  it("while a setup call is under way, and a setup call finds the look under way", async () => {
    const world = await setupWorld();
    world.drop("ORDERS_PAID");
    const lease = await acquireSetupLock(world.db, world.clock, "setup");
    const before = world.requests();
    await world.hour();
    expect([world.requests(), await world.desk()]).toEqual([before, []]);
    await lease?.returnRows();
    const { gate, stalled, goOn } = stallAt((call) => call.port === "fetch");
    const hour = world.hour(world.isolate(gate));
    await stalled;
    expect((await world.setup()).status).toBe(409);
    goOn();
    await hour;
    expect(world.standing()).toEqual(all());
  });

  it("with a look that was away longer than its lease: the setup call at the new address is not undone", async () => {
    const world = await setupWorld();
    world.drop("ORDERS_PAID");
    const { gate, stalled, goOn } = stallAt((call) => call.label.includes("desk"));
    const hour = world.hour(world.isolate(gate));
    await stalled;
    world.clock.advance(SETUP_LEASE_MS);
    expect((await world.setup("https://novo.example")).status).toBe(200);
    const standing = world.standing();
    goOn();
    await hour;
    expect(world.standing()).toEqual(standing);
    expect(standing).not.toContain(`ORDERS_PAID ${ADDRESS}`);
  });

  it("W2: when all stand: one question, no write, no entry", async () => {
    const world = await setupWorld();
    const mutations = world.shopify.journal.mutations.length;
    const before = world.requests();
    await world.hour();
    expect(world.requests() - before).toBe(1);
    expect(world.shopify.journal.mutations).toHaveLength(mutations);
    expect(await world.desk()).toEqual([]);
  });

  it("about what the setup did not leave standing: another address, another topic, a topic it could not make", async () => {
    const world = await setupWorld({ scopes: DEFAULT_SCOPES.filter((scope) => scope !== "write_orders") });
    const { subscriptions } = world.shopify.state;
    const [ours] = subscriptions.values();
    if (!ours) throw new Error("the setup made none");
    const foreign = [
      { ...ours, id: "gid://shopify/WebhookSubscription/901", uri: "https://outro.example/webhooks/shopify" },
      { ...ours, id: "gid://shopify/WebhookSubscription/902", topic: "PRODUCTS_DELETE" },
    ];
    for (const each of foreign) subscriptions.set(each.id, structuredClone(each));
    world.shopify.control.setScopes(DEFAULT_SCOPES);
    await world.hour();
    expect([[...subscriptions.values()], await world.desk()]).toEqual([[ours, ...foreign], []]);
    subscriptions.delete(ours.id);
    await world.hour();
    expect([...subscriptions.values()]).toEqual([
      ...foreign,
      expect.objectContaining({ topic: "BULK_OPERATIONS_FINISH", uri: ADDRESS }),
    ]);
  });
});

describe("a webhook that Shopify dropped", () => {
  it("W2: after nine failed deliveries is renewed and said; a setup call, a person's word, closes the entry", async () => {
    const world = over(await published({ 1: { skus: [{ stock: { 1: 9_000 } }] } }));
    await world.setup();
    world.shopify.control.placeOrder({ lines: [{ sku: "P1E1", quantity: 1 }] });
    for (let due = world.shopify.nextDueAt(); due !== undefined; due = world.shopify.nextDueAt()) {
      world.clock.advance(Math.max(0, due - world.clock.now()));
      await world.shopify.deliverDue(); // the address does not respond
    }
    expect(world.standing()).not.toContain(`ORDERS_CREATE ${ADDRESS}`);
    const missing = TOPICS.filter((topic) => !world.standing().includes(`${topic} ${ADDRESS}`));
    await world.hour();
    expect(world.standing()).toEqual(all());
    expect(await world.desk()).toEqual([dropped(missing.join(", "))]);
    world.clock.advance(HOUR_MS);
    await world.hour();
    expect(await world.desk()).toHaveLength(1);
    expect((await world.setup()).status).toBe(200);
    expect(await world.desk()).toEqual([]);
  });

  it("is renewed at the address of the last setup call, with the fields that an order's notification may have", async () => {
    const world = await setupWorld();
    await world.setup("https://novo.example");
    await world.setup("http://novo.example"); // a mistake: Shopify takes none
    const moved = "https://novo.example/webhooks/shopify";
    world.drop(...TOPICS);
    await world.hour();
    expect(world.standing()).toEqual(all(moved));
    expect(await world.desk()).toEqual([dropped(TOPICS.join(", "), moved)]);
    for (const { topic, includeFields } of world.shopify.state.subscriptions.values())
      if (topic.startsWith("ORDERS_") && topic !== "ORDERS_EDITED")
        expect(includeFields).toEqual(["id", "admin_graphql_api_id", "updated_at"]);
  });

  it("that has only restricted fields by now is not whole: it stays unchanged, and a whole one is added", async () => {
    const world = await setupWorld();
    for (const each of world.shopify.state.subscriptions.values())
      if (each.topic === "ORDERS_PAID") each.filter = "tag:vip";
    await world.hour();
    expect(world.standing()).toEqual([...all(), `ORDERS_PAID ${ADDRESS}`].toSorted());
  });

  it("and is refused is said with Shopify's words, its neighbours are renewed, and the entry closes when all stand", async () => {
    const world = await setupWorld();
    world.drop("ORDERS_PAID", "BULK_OPERATIONS_FINISH");
    world.shopify.control.setScopes(DEFAULT_SCOPES.filter((scope) => scope !== "write_orders"));
    await world.hour();
    expect(world.standing()).toEqual(all().filter((each) => !each.startsWith("ORDERS_PAID")));
    const refused = {
      area: "webhooks",
      record: "Webhooks recusados",
      reason: "webhook-refused",
      message:
        "Webhooks: a Shopify não aceita de novo as assinaturas ORDERS_PAID; veja o motivo no detalhe e corrija. O conector tenta a cada hora.",
    };
    expect(await world.desk()).toEqual([dropped("ORDERS_PAID, BULK_OPERATIONS_FINISH"), refused]);
    expect(await world.rows("SELECT detail FROM desk WHERE reason = 'webhook-refused'")).toEqual([
      { detail: expect.stringContaining("ORDERS_PAID: You do not have permission") as string },
    ]);
    world.shopify.control.setScopes(DEFAULT_SCOPES);
    world.clock.advance(HOUR_MS);
    await world.hour();
    expect(world.standing()).toEqual(all());
    expect((await world.desk()).map(({ reason }) => reason)).toEqual(["webhook-dropped"]);
  });

  it.each(["cutAfter", "cutBefore"] as const)(
    "whose renewal loses its answer (%s) is there once, and said",
    async (kind) => {
      const world = await setupWorld();
      world.drop("ORDERS_PAID", "ORDERS_EDITED");
      world.shopify.faults.add({ kind, operation: "WebhookSubscribe", times: 1 });
      await world.hour();
      world.clock.advance(HOUR_MS);
      await world.hour();
      expect(world.standing()).toEqual(all());
      expect((await world.desk()).map(({ reason }) => reason)).toEqual(["webhook-dropped"]);
    },
  );

  it("while Shopify does not answer waits for the next hour without an entry", async () => {
    const world = await setupWorld();
    world.drop("ORDERS_PAID");
    world.shopify.faults.add({ kind: "status", status: 503, operation: "WebhookSubscriptions", times: 3 });
    await world.hour();
    expect(await world.desk()).toEqual([]);
    expect(world.lines.map(({ event }) => event)).toContain("webhook.check-failed");
    world.clock.advance(HOUR_MS);
    await world.hour();
    expect(world.standing()).toEqual(all());
  });

  it("is renewed once and said, wherever the look before it died", async () => {
    let crashes = 0;
    for (let step = 1, isOver = false; !isOver; step += 1)
      for (const when of ["before", "after"] as const) {
        const world = await setupWorld();
        world.drop("ORDERS_PAID", "ORDERS_EDITED");
        const { gate, died } = dyingAt(step, when);
        const end = await Promise.race([world.hour(world.isolate(gate)), died]);
        isOver = end === "done";
        if (isOver) break;
        crashes += 1;
        world.clock.advance(HOUR_MS);
        await world.hour();
        expect(world.standing(), `died ${when} step ${step}`).toEqual(all());
        expect((await world.desk()).map(({ reason }) => reason)).toEqual(["webhook-dropped"]);
      }
    expect(crashes).toBeGreaterThan(20);
  });
});
