/** A shop, an ERP and the Worker in virtual time, with one product that can be bought: what orders are measured on. */
import { openGate } from "../../sim/cloudflare/gate.ts";
import { createConsinco } from "../../sim/consinco/consinco.ts";
import { skusOf } from "../../sim/consinco/view.ts";
import { createShopify } from "../../sim/shopify/index.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";
import { seeded } from "../../sim/kit/world.ts";
import { adminRequest, PUBLISH, SET, STOCK, str, tokenOf } from "../../test/sim/shopify/rig.ts";
import { createPlatform, type Platform } from "../lib/platform.ts";
import type { Plan } from "../catalogue/stock-rate.ts";

export const RESTORE: Readonly<Record<Plan, number>> = { standard: 100, advanced: 200, plus: 1_000 };
/** What a full bucket holds beyond its restore. */
export const RESERVE: Readonly<Record<Plan, number>> = { standard: 2_000, advanced: 4_000, plus: 20_000 };

const UNITS = 100_000;
/** From a change in the shop to its webhook's message. */
const WEBHOOK_MS = 300;
const OWN_WRITES_EVERY_MS = 1_000;

export interface OrderBench extends Platform {
  /** Places a paid order, and sends its three webhooks. */
  readonly place: () => Order;
  /** The same without a webhook. */
  readonly placeQuietly: (units?: number) => Order;
  /** A good that no order of the bench buys, in the shop and in the hub: its stock is what the catalogue publishes. */
  readonly otherSku: string;
  /** Sends one message of the order, as its webhook would. */
  readonly announce: (order: Order, topic: string) => void;
}

export async function orderBench({
  plan,
  d1Ms,
  importAfterMs = 120_000,
}: {
  readonly plan: Plan;
  readonly d1Ms: number;
  readonly importAfterMs?: number | null;
}): Promise<OrderBench> {
  const platform = createPlatform({
    latency: { d1Ms, shopMs: 300, erpMs: 300 },
    isolates: 4,
    shop: (world) => createShopify({ world, plan, locations: [{ name: "Loja 1" }] }),
    erp: (world) =>
      createConsinco({
        world,
        seed: 7,
        products: 80,
        badRecordShare: 0,
        tokenMs: 864_000_000,
        orders: { importAfterMs, invoiceAfterMs: null },
      }),
  });
  const { shop, erp, sql, scheduler, queues } = platform;
  const [view, other] = skusOf(erp.state, 1).filter(
    ({ active, normalCents, qtdEmbalagem, seqProduto }) =>
      active &&
      normalCents > 0 &&
      qtdEmbalagem === 1 &&
      erp.state.catalogue.products.some((product) => product.seqProduto === seqProduto && !product.weighed),
  );
  if (!view || !other) throw new Error("the catalogue has no two pieces for sale");
  await sellable(platform, view);
  await sellable(platform, other);
  sql("INSERT INTO payment_forms (gateway, seq_forma_pagto) VALUES ('mercado_pago_card', 3), ('mercado_pago_pix', 17)");
  sql(
    "INSERT INTO settings (name, value, changed_at) VALUES ('order-lookup-proof', ?1, 0)",
    JSON.stringify({ baseUrl: "https://erp.example:8343/SMPedidoVendaAPI/api/v1", salesChannel: 121 }),
  );
  const producer = queues.producer("gondola-orders", openGate);
  const announce = (order: Order, topic: string): void => {
    const orderId = order.id.split("/").at(-1) ?? "";
    const updatedAt = new Date(order.updatedAt).toISOString().replace(/\.\d+Z$/, "Z");
    scheduler.at(scheduler.now() + WEBHOOK_MS, () => {
      void producer.send({ orderId, cause: "webhook", updatedAt, topic, eventId: `${topic}-${order.updatedAt}` });
    });
  };
  // Every write of ours comes back as a webhook.
  let seen = 0;
  const ownWrites = (): void => {
    const { mutations } = shop.journal;
    for (; seen < mutations.length; seen += 1)
      for (const { kind, ...effect } of mutations[seen]?.effects ?? []) {
        // A metafield names its owner, cancellations and edits their order as `id`; refunds and fulfilments name it.
        const of =
          kind === "metafield" ? "owner" : kind === "cancel-asked" || kind === "edit-committed" ? "id" : "order";
        const order = shop.state.orders.get(String(Reflect.get(effect, of)));
        if (order) announce(order, "orders/updated");
      }
    scheduler.at(scheduler.now() + OWN_WRITES_EVERY_MS, ownWrites);
  };
  scheduler.at(scheduler.now() + OWN_WRITES_EVERY_MS, ownWrites);
  const placeQuietly = (units = 1): Order => {
    const placed = shop.control.placeOrder({
      lines: [{ sku: view.key, quantity: units }],
      delivery: { method: "SHIPPING", priceCents: 990 },
      payment: "card",
    });
    if (!placed.ok) throw new Error(placed.reason);
    return placed.order;
  };
  const place = (): Order => {
    const order = placeQuietly();
    for (const topic of ["orders/create", "orders/paid", "orders/updated"]) announce(order, topic);
    return order;
  };
  // The bucket is full when the measurement begins.
  await platform.pass(60_000);
  return Object.assign(platform, { place, placeQuietly, announce, otherSku: other.key });
}

/** The good in the shop and in the hub, as its load and publish would have left it. */
async function sellable({ shop, sql }: Platform, view: ReturnType<typeof skusOf>[number]): Promise<void> {
  const token = await tokenOf(shop);
  const ask = async (query: string, variables: Record<string, unknown>): Promise<unknown> => {
    const body = await (await shop.handler(adminRequest(query, variables, token))).json<{ data: object }>();
    return Object.values(body.data)[0];
  };
  const [locationId = ""] = shop.state.locations.keys();
  const [publicationId = ""] = shop.state.publications.keys();
  const set = await ask(SET, {
    sync: true,
    input: {
      title: `Produto ${view.seqProduto}`,
      status: "ACTIVE",
      productOptions: [{ name: "Embalagem", values: [{ name: "UN" }] }],
      variants: [
        {
          optionValues: [{ optionName: "Embalagem", name: "UN" }],
          sku: view.key,
          price: (view.normalCents / 100).toFixed(2),
          inventoryItem: { tracked: true },
        },
      ],
    },
  });
  await ask(PUBLISH, { id: str(set, "product.id"), input: [{ publicationId }] });
  const inventoryItemId = str(set, "product.variants.nodes.0.inventoryItem.id");
  await ask(STOCK, {
    key: "stock",
    input: {
      name: "available",
      reason: "correction",
      quantities: [{ inventoryItemId, locationId, quantity: UNITS, changeFromQuantity: 0 }],
    },
  });
  sql(
    "INSERT INTO shop_variants (seq_product, sku, variant_gid, inventory_item_gid, tracked) VALUES (?1, ?2, ?3, ?4, 1)",
    view.seqProduto,
    view.key,
    str(set, "product.variants.nodes.0.id"),
    inventoryItemId,
  );
  sql("INSERT OR IGNORE INTO companies (company, name, location_gid) VALUES (1, 'LOJA 1', ?1)", locationId);
  sql("INSERT INTO products (seq_product, title, hash) VALUES (?1, 'x', 'h')", view.seqProduto);
  sql(
    "INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash) VALUES (?1, ?2, 1000, 'UN', 1, 'h')",
    view.seqProduto,
    view.key,
  );
  sql(
    "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity) VALUES (1, ?1, ?2, ?3, 'h', 'h', ?4)",
    view.key,
    view.seqProduto,
    UNITS * 1_000,
    UNITS,
  );
}

/** Milliseconds from the payment to the ERP's number in the hub, of every order that has it. */
export function arrivals({ sql, shop }: Platform): number[] {
  return sql("SELECT order_id AS id, min(at) AS at FROM order_timeline WHERE step = 'submitted' GROUP BY 1").map(
    ({ id, at }) => Number(at) - (shop.state.orders.get(`gid://shopify/Order/${String(id)}`)?.createdAt ?? 0),
  );
}

export const percentileOf = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Orders come at chance instants, so many a second on average. */
export async function arrive(bench: OrderBench, perSecond: number, seconds: number): Promise<number> {
  const chance = seeded(21);
  const count = perSecond * seconds;
  const { scheduler } = bench;
  const from = scheduler.now();
  for (let n = 0; n < count; n += 1)
    scheduler.at(from + Math.floor(chance() * seconds * 1_000), () => void bench.place());
  await bench.pass(seconds * 1_000);
  return count;
}
