/** Requests of privacy law: from Shopify's webhook over the queue to what the hub holds. */
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { housekeeping } from "../../src/crons/housekeeping.ts";
import { orderEvents } from "../../src/crons/order-events.ts";
import { saveDryRun, readDryRun } from "../../src/hub/dry-run/dry-run.ts";
import { acquireLaneLease } from "../../src/hub/loads/leases.ts";
import { leaseLoad } from "../../src/hub/loads/loads.ts";
import { RETENTIONS } from "../../src/hub/loads/retention.ts";
import { emptyShopPortion } from "../../src/hub/privacy/shop-redact.ts";
import { routes } from "../../src/routes/index.ts";
import { keepPrivacy } from "../../src/setup/keep-privacy.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";
import { runOf } from "../loads/world.ts";
import { answered } from "../routes/answered.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const TOPICS = ["customers/data_request", "customers/redact", "shop/redact"] as const;
type Topic = (typeof TOPICS)[number];
/** Marks that stand for the customer: none may be found again. */
const MARKS = ["191167", "marca.pessoal@exemplo.test", "555-625-1199", "+5519998877665"];
const DAY_MS = 86_400_000;

function notify(world: OrderWorld, topic: Topic, orders: readonly string[], signature?: string, by = world.deps) {
  const list = `[${orders.join(",")}]`;
  const body =
    `{"shop_id":954889,"shop_domain":"gondola-sim.myshopify.com",` +
    `"customer":{"id":191167,"email":"marca.pessoal@exemplo.test","phone":"555-625-1199 +5519998877665"},` +
    `"orders_requested":${list},"orders_to_redact":${list},"data_request":{"id":9999}}`;
  const headers = {
    "content-type": "application/json",
    "x-shopify-topic": topic,
    "x-shopify-shop-domain": "gondola-sim.myshopify.com",
    "x-shopify-event-id": `event-${topic}`,
    "x-shopify-hmac-sha256": signature ?? createHmac("sha256", "sim-client-secret").update(body).digest("base64"),
  };
  const request = new Request("https://gondola.test/webhooks/shopify", { method: "POST", body, headers });
  return answered(routes(request, by, { waitUntil: () => undefined }));
}

/** Every row of every table, as text. */
async function hubText(world: OrderWorld): Promise<string> {
  const tables = await world.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  expect(tables.length).toBeGreaterThan(40);
  const texts: string[] = [];
  for (const { name } of tables) texts.push(JSON.stringify(await world.rows(`SELECT * FROM "${String(name)}"`)));
  return texts.join("\n");
}

const ADDRESS = "https://nota.exemplo.test/danfe?chave=1&cpf=39053344705";

/** An order that was imported and invoiced, with the address of its invoice and words that other systems gave. */
async function invoicedOrder(world: OrderWorld): Promise<Order> {
  const order = place(world);
  world.push(webhookOf(order));
  await world.pass(60_000);
  world.erp.control.importAndInvoiceDue();
  await world.runJob(orderEvents);
  await world.pass(300_000, 30_000);
  world.erp.control.importAndInvoiceDue();
  await world.runJob(orderEvents);
  await world.pass(300_000, 30_000);
  const id = idOf(order);
  expect(await world.state(id)).toBe("invoiced");
  await world.rows(
    "UPDATE erp_events SET body = json_set(body, '$.motive', 'Maria pediu', '$.invoice.url', ?2) WHERE order_id = ?1",
    id,
    ADDRESS,
  );
  await world.rows("UPDATE orders SET shown = json_set(shown, '$.nfe_url', ?2) WHERE order_id = ?1", id, ADDRESS);
  for (const state of ["open", "resolved"])
    await world.rows(
      `INSERT INTO desk (area, ref, reason, detail, state, first_at, last_at)
       VALUES ('orders', ?1, ?2, 'palavras do ERP sobre Maria', ?3, 0, ?4)`,
      id,
      state === "open" ? "cpf-missing" : "cpf-invalid",
      state,
      world.clock.now(),
    );
  return order;
}

const TRACES = /Maria|danfe|39053344705|"customer"/;

async function expectClean(world: OrderWorld, id: string, before: Record<string, unknown>): Promise<void> {
  expect(await hubText(world)).not.toMatch(TRACES);
  const row = await world.orderRow(id);
  for (const kept of ["order_id", "name", "state", "company", "total_cents", "seq_pedido", "nro_ped_venda"])
    expect(row[kept], kept).toBe(before[kept]);
  expect(row["seq_pedido"]).toBeTypeOf("number");
  const [event] = await world.rows("SELECT body ->> '$.invoice.key' AS key FROM erp_events WHERE type = 'FATURADO'");
  expect(String(event?.["key"])).toMatch(/^\w{44}$/);
  expect(await world.rows("SELECT * FROM order_timeline WHERE order_id = ?1", id)).toEqual([]);
  expect(await world.rows("SELECT * FROM redactions")).toEqual([]);
  expect(await world.desk()).toEqual(["orders cpf-missing"]);
  expect(await world.desk("resolved")).toEqual([]);
}

describe.each(TOPICS)("%s", (topic) => {
  it("G8: a wrong signature is 401, and nothing is queued", async () => {
    const world = await orderWorld();
    const wrong = createHmac("sha256", "another secret").update("x").digest("base64");
    expect((await notify(world, topic, ["1001"], wrong)).status).toBe(401);
    expect((await notify(world, topic, ["1001"], "")).status).toBe(401);
    expect(world.everSent).toEqual([]);
  });

  it("G9: the customer's id, e-mail and telephone are in no message, log line, answer or row", async () => {
    const world = await orderWorld();
    const order = await invoicedOrder(world);
    const answer = await notify(world, topic, [idOf(order), "820982911946154508"]);
    expect(answer.status).toBe(200);
    expect(world.everSent.at(-1)).toMatchObject({ receivedAt: world.clock.now() });
    await world.work();
    await keepPrivacy(world.deps, runOf(world.clock));
    const kept = [await hubText(world), JSON.stringify(world.lines), JSON.stringify(world.everSent)].join("\n");
    for (const mark of [...MARKS, ...world.shop.people.traces()]) expect(kept).not.toContain(mark);
    expect(kept).toContain(topic === "shop/redact" ? "privacy-shop-redact" : "privacy.accepted");
  });

  it("G8: without the queue the answer is 503, and Shopify sends it again", async () => {
    const world = await orderWorld();
    world.setQueueDown(true);
    expect((await notify(world, topic, ["1001"])).status).toBe(503);
    world.setQueueDown(false);
    expect((await notify(world, topic, ["1001"])).status).toBe(200);
    expect(world.everSent).toHaveLength(1);
  });
});

it("G8: an id beyond 2^53 keeps its digits, and a long list is several messages of ids", async () => {
  const world = await orderWorld();
  const many = Array.from({ length: 2_500 }, (_, n) => `82098291194${1_000_000 + n}`);
  expect((await notify(world, "customers/redact", many)).status).toBe(200);
  const sent = world.everSent as unknown as { part: number; orderIds: string[] }[];
  expect(sent.map(({ part }) => part)).toEqual([1, 2, 3]);
  expect(sent.flatMap(({ orderIds }) => orderIds)).toEqual(many);
  for (const message of sent) expect(JSON.stringify(message).length).toBeLessThan(100_000);
});

it("G8: customers/redact takes what may lead to the buyer, keeps the numbers, and twice is once", async () => {
  const world = await orderWorld();
  const id = idOf(await invoicedOrder(world));
  const before = await world.orderRow(id);
  expect(await hubText(world)).toMatch(TRACES);
  for (let time = 0; time < 2; time += 1) {
    await notify(world, "customers/redact", [id]);
    await world.work();
    await expectClean(world, id, before);
  }
});

for (const when of ["before", "after"] as const)
  it(`G8: the isolate dies ${when} any step of customers/redact, and the order is clean in the end`, async () => {
    const world = await orderWorld();
    const id = idOf(await invoicedOrder(world));
    const before = await world.orderRow(id);
    await notify(world, "customers/redact", [id]);
    const putBack = world.keep();
    for (let step = 1; ; step += 1) {
      putBack();
      let calls = 0;
      const dying = world.isolate(async (_call, effect) => {
        calls += 1;
        if (calls < step) return effect();
        if (when === "after" && calls === step) await effect();
        throw new Error("the Worker died");
      });
      await world.deliver([...world.queue], dying);
      if (calls < step) {
        expect(step).toBeGreaterThan(3); // the note, the look, the batch
        break;
      }
      // Housekeeping finds the noted order, or the message comes again: either is enough.
      const noted = (await world.rows("SELECT * FROM redactions")).length > 0;
      if (noted && when === "after") await keepPrivacy(world.deps, runOf(world.clock));
      else await world.pass(600_000, 60_000);
      await expectClean(world, id, before);
      expect(step).toBeLessThan(20);
    }
  });

it("G8: an order whose work goes on is cleaned when it has ended; after 20 days the desk names it", async () => {
  const world = await orderWorld();
  const id = idOf(await invoicedOrder(world));
  const before = await world.orderRow(id);
  await world.rows("UPDATE orders SET state = 'imported' WHERE order_id = ?1", id);
  await notify(world, "customers/redact", [id]);
  await world.work();
  expect((await world.rows("SELECT * FROM order_timeline WHERE order_id = ?1", id)).length).toBeGreaterThan(3);
  await keepPrivacy(world.deps, runOf(world.clock));
  expect(await world.desk()).toEqual(["orders cpf-missing"]);
  world.clock.advance(21 * DAY_MS);
  await keepPrivacy(world.deps, runOf(world.clock));
  expect(await world.desk()).toContain("queue privacy-redact-waits");
  expect(await world.message("privacy-redact-waits")).toMatch(/em 1 pedidos que não terminaram/);
  await world.rows("UPDATE orders SET state = 'invoiced' WHERE order_id = ?1", id);
  await keepPrivacy(world.deps, runOf(world.clock));
  await world.rows("DELETE FROM desk WHERE reason = 'privacy-redact-waits' AND state = 'resolved'");
  await expectClean(world, id, before);
});

it("G8: 180 days after its end an order keeps its numbers only, without any request", async () => {
  const world = await orderWorld();
  const id = idOf(await invoicedOrder(world));
  const before = await world.orderRow(id);
  for (const [days, isClean] of [
    [179, false],
    [2, true],
  ] as const) {
    world.clock.advance(days * DAY_MS);
    for (const retention of RETENTIONS) while (await retention(world.db, world.clock.now()));
    expect(/Maria pediu|danfe/.test(await hubText(world))).toBe(!isClean);
  }
  await expectClean(world, id, before);
});

it("G8: an order with a call of unknown end keeps its action log", async () => {
  const world = await orderWorld();
  const id = idOf(await invoicedOrder(world));
  await world.rows(
    `INSERT INTO order_actions (order_id, n, kind, about, state, idempotency_key, intent, created_at)
     VALUES (?1, 90, 'refund', 'x', 'sent', 'key', '{}', 0)`,
    id,
  );
  await notify(world, "customers/redact", [id]);
  await world.work();
  expect(await world.rows("SELECT state FROM order_actions WHERE n = 90")).toEqual([{ state: "sent" }]);
  await world.rows("UPDATE order_actions SET state = 'done' WHERE n = 90");
  await keepPrivacy(world.deps, runOf(world.clock));
  expect(await world.rows("SELECT state FROM order_actions WHERE n = 90")).toEqual([]);
});

it("G8: customers/data_request is one entry with the orders that the hub has and the day of the answer", async () => {
  const world = await orderWorld();
  const order = await invoicedOrder(world);
  const day = world.clock.now();
  await notify(world, "customers/data_request", [idOf(order), "77"]);
  await world.work();
  const name = String((await world.orderRow(idOf(order)))["name"]);
  const [entry] = await world.rows("SELECT ref, params, times FROM desk WHERE reason = 'privacy-data-request'");
  expect(entry).toMatchObject({ ref: "9999", times: 1 });
  expect(JSON.parse(String(entry?.["params"]))).toEqual({
    asked: 2,
    held: 1,
    orders: [name],
    until: new Date(day + 30 * DAY_MS).toISOString(),
  });
  // An operator closes it; the same request again, later, opens nothing.
  await world.rows("UPDATE desk SET state = 'resolved' WHERE reason = 'privacy-data-request'");
  world.clock.advance(2 * 3_600_000);
  await notify(world, "customers/data_request", [idOf(order), "77"]);
  await world.work();
  expect(await world.desk()).toEqual(["orders cpf-missing"]);
});

it("G8: a request that cannot be read is an entry, and does nothing", async () => {
  const world = await orderWorld();
  expect((await notify(world, "customers/redact", ['{"a":1}'])).status).toBe(200);
  await world.work();
  expect(await world.desk()).toEqual(["queue privacy-unreadable"]);
});

it("G8: shop/redact holds every write and every load, and housekeeping empties the hub; a crash changes nothing", async () => {
  const world = await orderWorld();
  const id = idOf(await invoicedOrder(world));
  await saveDryRun(world.db, { all: false, scopes: [] }, world.clock.now());
  await world.rows("INSERT OR IGNORE INTO loads (name, company, watermark) VALUES ('stock', 1, '2026-11-01T00:00:00')");
  await notify(world, "shop/redact", []);
  await world.work();
  expect((await readDryRun(world.db)).all).toBe(true);
  const loads = await world.rows("SELECT enabled, watermark FROM loads");
  expect(loads.length).toBeGreaterThan(0);
  for (const load of loads) expect(load).toEqual({ enabled: 0, watermark: "1900-01-01T00:00:00" });
  // A load that had not run yet rests too (seed 920018).
  expect(await leaseLoad(world.db, { name: "drift-sample", company: 0, segment: 0 }, world.clock.now(), 1_000)).toBe(
    null,
  );
  expect(await acquireLaneLease(world.db, "publish-images", world.clock.now(), 1_000)).toBe(null);
  let calls = 0;
  const dying = world.isolate(async (_call, effect) => {
    calls += 1;
    if (calls === 4) throw new Error("the Worker died");
    return effect();
  });
  await expect(keepPrivacy(dying, runOf(world.clock))).rejects.toThrow();
  await world.runJob(housekeeping);
  for (const table of ["orders", "erp_events", "order_timeline", "ended_orders", "shop_variants", "products", "stock"])
    expect(await world.rows(`SELECT * FROM ${table}`), table).toEqual([]);
  expect(await hubText(world)).not.toContain(id);
  expect(await emptyShopPortion(world.db, world.clock.now())).toBe(false);
  expect(await world.desk()).toContain("queue privacy-shop-redact");
  // What was still in the queue brings nothing back (seed 930030).
  world.push(webhookOf(place(world)));
  await world.work();
  expect(await world.rows("SELECT order_id FROM orders")).toEqual([]);
  // The shop installs again and begins to sell; the old message once more empties nothing.
  const order = place(world);
  await saveDryRun(world.db, { all: false, scopes: [] }, world.clock.now());
  world.push(webhookOf(order));
  await world.work();
  await notify(world, "shop/redact", []);
  await world.work();
  await keepPrivacy(world.deps, runOf(world.clock));
  expect((await world.rows("SELECT order_id FROM orders")).length).toBe(1);
  expect((await readDryRun(world.db)).all).toBe(false);
});
