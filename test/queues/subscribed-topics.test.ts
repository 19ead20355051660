/** Shopify's own example payload of each subscribed topic, from the webhook's route to the end of its message. */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Order } from "../../sim/shopify/records/orders.ts";
import { routes } from "../../src/routes/index.ts";
import { subscribeWebhooks } from "../../src/shopify/setup/webhooks.ts";
import { idOf, orderWorld, place, type OrderWorld } from "../orders/world.ts";
import { answered } from "../routes/answered.ts";

const ADDRESS = "https://gondola.test/webhooks/shopify";
const EXAMPLES = "test/fixtures/shopify-webhooks/metadatas/2026-04";

interface Example {
  readonly name: string;
  readonly response: Readonly<Record<string, unknown>>;
}
const exampleOf = (topic: string): Example => JSON.parse(readFileSync(`${EXAMPLES}/${topic}.json`, "utf8")) as Example;

/** What a setup subscribes in the shop, and what the app's own file names: the topics of privacy law. */
async function subscribedTopics(): Promise<readonly string[]> {
  const world = await orderWorld();
  await subscribeWebhooks(world.deps.shopify, ADDRESS);
  const bySetup = [...world.shop.state.subscriptions.values()].map(({ topic }) =>
    topic.toLowerCase().replace(/_(?=[a-z]+$)/, "/"),
  );
  const [, list = ""] = /compliance_topics = \[([^\]]*)\]/.exec(readFileSync("shopify.app.toml", "utf8")) ?? [];
  return [...bySetup, ...[...list.matchAll(/"([^"]+)"/g)].map(([, topic = ""]) => topic)];
}

/** @returns what the route answered, and the jobs that it named for loads */
async function notify(world: OrderWorld, topic: string, payload: unknown) {
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  const jobs: unknown[] = [];
  const loads = { send: async (message: unknown) => void jobs.push(message) } as unknown as Queue;
  const request = new Request(ADDRESS, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": "gondola-sim.myshopify.com",
      "x-shopify-event-id": `event of ${topic}`,
      "x-shopify-api-version": "2026-04",
      "x-shopify-hmac-sha256": createHmac("sha256", "sim-client-secret").update(body).digest("base64"),
    },
  });
  const answer = await answered(routes(request, { ...world.deps, loads }, { waitUntil: () => undefined }));
  await world.work();
  return { status: answer.status, jobs };
}

/** Every text of the hub, of the queues and of the log. */
async function keptText(world: OrderWorld): Promise<string> {
  const tables = await world.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  const texts = [JSON.stringify(world.lines), JSON.stringify(world.everSent)];
  for (const { name } of tables) texts.push(JSON.stringify(await world.rows(`SELECT * FROM "${String(name)}"`)));
  return texts.join("\n");
}

/** The texts of an example that name a person: addresses, telephones, e-mail. */
function personalTexts(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string")
    return /^(email|contact_email|phone|first_name|last_name|name|address1|zip)$/.test(key) && value.length > 5
      ? [value]
      : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([under, each]) => personalTexts(each, Array.isArray(value) ? key : under));
}

/** The example as Shopify would send it for this order: the ids of the example's own order are its ids. */
function ofOrder({ response }: Example, order: Order): string {
  return JSON.stringify(response)
    .replaceAll(/82098291194615450\d/g, idOf(order))
    .replaceAll(/"(updated_at|committed_at)":"[^"]*"/g, `"$1":"${new Date(order.updatedAt).toISOString()}"`);
}

const TOPICS = await subscribedTopics();
const ORDER_TOPICS = TOPICS.filter((topic) => topic.startsWith("orders/"));

it("W10: the list of subscribed topics is read from a setup, and has orders, bulk jobs and privacy law", () => {
  expect(ORDER_TOPICS.length).toBeGreaterThanOrEqual(6);
  expect(TOPICS).toContain("bulk_operations/finish");
  expect(TOPICS.filter((topic) => /redact|data_request/.test(topic))).toHaveLength(3);
});

it.each(TOPICS)("W10: %s: Shopify's example names this topic, and the route accepts it as published", async (topic) => {
  const { name, response } = exampleOf(topic);
  expect(name).toBe(topic);
  const world = await orderWorld();
  expect((await notify(world, topic, response)).status).toBe(200);
  // What it names is not in this shop: asked for again once, it ends without an order in the ERP, and the queue is empty.
  await world.pass(3_600_000, 60_000);
  expect(world.erp.state.orders.all).toEqual([]);
  for (const { state } of await world.rows("SELECT state FROM orders")) expect(state).toBe("ignored");
  expect(world.queue).toEqual([]);
  expect(await world.desk()).toEqual(
    { "customers/data_request": ["queue privacy-data-request"], "shop/redact": ["queue privacy-shop-redact"] }[topic] ??
      [],
  );
  const kept = await keptText(world);
  for (const text of personalTexts(response)) expect(kept).not.toContain(text);
});

describe("an example that names an order of the shop", () => {
  it.each(ORDER_TOPICS.filter((topic) => !/cancelled|delete/.test(topic)))(
    "W10: %s: the order is read again from Shopify and is in the ERP, once, however often the example comes",
    async (topic) => {
      const world = await orderWorld();
      const order = place(world);
      const body = ofOrder(exampleOf(topic), order);
      expect(body).toContain(idOf(order));
      for (let time = 0; time < 3; time += 1) expect((await notify(world, topic, body)).status).toBe(200);
      await world.pass(60_000);
      const [held, ...others] = world.erp.state.orders.all;
      expect(others).toEqual([]);
      expect(held?.body.idPedidoCanalVenda).toBe(idOf(order));
      // The example's goods and prices are other ones: nothing of the payload is believed.
      expect(held?.items.map(({ seqProduto, orderedMilli }) => [seqProduto, orderedMilli])).toEqual([
        [world.goods.piece.seqProduto, 2_000],
      ]);
      expect(await world.desk()).toEqual([]);
    },
  );

  it("W10: orders/cancelled: before the order was submitted it ends here, afterwards the desk says so", async () => {
    const early = await orderWorld();
    const first = place(early);
    early.shop.control.cancelOrder(first.id, { reason: "CUSTOMER", restock: true, refund: true });
    await notify(early, "orders/cancelled", ofOrder(exampleOf("orders/cancelled"), first));
    expect(await early.state(idOf(first))).toBe("cancelled");
    expect(early.erp.state.orders.all).toEqual([]);
    const late = await orderWorld();
    const second = place(late);
    await notify(late, "orders/create", ofOrder(exampleOf("orders/create"), second));
    late.shop.control.cancelOrder(second.id, { reason: "CUSTOMER", restock: true, refund: true });
    await notify(late, "orders/cancelled", ofOrder(exampleOf("orders/cancelled"), second));
    await late.pass(60_000);
    expect(await late.desk()).toEqual(["orders cancelled-after-submission"]);
  });

  it("W10: orders/delete: an order that waits is ended, without an order in the ERP", async () => {
    const world = await orderWorld();
    const order = place(world, { payment: "pix" });
    await notify(world, "orders/create", ofOrder(exampleOf("orders/create"), order));
    expect(await world.state(idOf(order))).toBe("waiting-payment");
    world.shop.control.deleteOrder(order.id);
    await notify(world, "orders/delete", ofOrder(exampleOf("orders/delete"), order));
    await world.pass(60_000);
    expect(await world.orderRow(idOf(order))).toMatchObject({ state: "cancelled", reason: "deleted" });
    expect(world.erp.state.orders.all).toEqual([]);
  });

  it.each(ORDER_TOPICS)("W10: %s: with the subscribed fields alone the same order is named", async (topic) => {
    const world = await orderWorld();
    const order = place(world);
    await subscribeWebhooks(world.deps.shopify, ADDRESS);
    const fields = [...world.shop.state.subscriptions.values()].find(
      (each) => each.topic.toLowerCase().replace(/_(?=[a-z]+$)/, "/") === topic,
    )?.includeFields;
    const whole = JSON.parse(ofOrder(exampleOf(topic), order)) as Record<string, unknown>;
    const part =
      fields && fields.length > 0
        ? Object.fromEntries(Object.entries(whole).filter(([field]) => fields.includes(field)))
        : whole;
    await notify(world, topic, part);
    expect(world.everSent[0]).toMatchObject({ orderId: idOf(order), topic });
  });
});

it("W10: bulk_operations/finish: the job of bulk operations goes on at once", async () => {
  const world = await orderWorld();
  const { jobs } = await notify(world, "bulk_operations/finish", exampleOf("bulk_operations/finish").response);
  expect(jobs).toEqual([{ job: "bulk-poll" }]);
});
