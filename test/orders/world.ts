/** A shop, an ERP, a hub and a queue in this process, on a clock of our own: what the order lane is tested in. */
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { createConsinco } from "../../sim/consinco/consinco.ts";
import type { ConsincoOptions } from "../../sim/consinco/options.ts";
import { skusOf, type SkuView } from "../../sim/consinco/view.ts";
import { remember } from "../../sim/kit/remember.ts";
import { createShopify } from "../../sim/shopify/index.ts";
import type { ShopifyOptions } from "../../sim/shopify/options.ts";
import type { OrderSpec } from "../../sim/shopify/orders/place/order-spec.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";
import type { Config } from "../../src/config.ts";
import type { Job } from "../../src/job.ts";
import type { Deps } from "../../src/deps.ts";
import type { OrderMessage } from "../../src/env.ts";
import { createErpClient } from "../../src/erp/client/client.ts";
import { saveLookupProof } from "../../src/hub/orders/lookup-proof.ts";
import { realPorts } from "../../src/real-ports.ts";
import { consumeOrders } from "../../src/queues/orders.ts";
import { createAdmin } from "../../src/shopify/client/admin.ts";
import { adminRequest, PUBLISH, SET, STOCK, str, tokenOf } from "../sim/shopify/rig.ts";
import { hubOfTest, keptLog, outsideOf, readsOf } from "../hub-of-test.ts";
import { erpConfig, runOf, testClock, testRandom } from "../loads/world.ts";
import { readDesk } from "../desk.ts";

const SHOP = "gondola-sim.myshopify.com";
const config = {
  erp: erpConfig,
  shopify: {
    shop: SHOP,
    origin: `https://${SHOP}`,
    clientId: "sim-client-id",
    clientSecret: "sim-client-secret",
    webhookSecrets: ["sim-client-secret"],
  },
  images: { hosts: [], modern: false, origin: null },
  alerts: { url: null, format: null, heartbeatUrl: null },
  access: null,
  opsToken: "operators-token-of-tests",
  keepPayloads: false,
} satisfies Config;

interface Queued {
  readonly body: OrderMessage;
  /** Not before this instant. */
  readonly dueAt: number;
  attempts: number;
}

export interface OrderWorldOptions {
  /** The lookup has found an order before: what every installation has after its first one. */
  readonly isLookupProven?: boolean;
  /** ERP_ORDER_LOOKUP; default on. */
  readonly hasOrderLookup?: boolean;
  /** ERP_ORDER_CANCEL and ERP_ORDER_EDIT, there and in the ERP; default off. */
  readonly hasErpChanges?: boolean;
  readonly consinco?: Partial<ConsincoOptions>;
  readonly shopify?: Partial<ShopifyOptions>;
  /** The test reads `rows_written`. */
  readonly countWrites?: boolean;
}

export type OrderWorld = Awaited<ReturnType<typeof orderWorld>>;

export async function orderWorld({
  consinco,
  shopify,
  isLookupProven = false,
  hasOrderLookup = true,
  hasErpChanges = false,
  countWrites,
}: OrderWorldOptions = {}) {
  const testTime = testClock();
  // Whole milliseconds, as a real clock's: a back-off's jitter is a fraction.
  const clock = { ...testTime, sleep: (ms: number, signal?: AbortSignal) => testTime.sleep(Math.ceil(ms), signal) };
  const orderRules = { ...consinco?.orders, ...(hasErpChanges ? { changes: true } : {}) };
  const erp = createConsinco({
    seed: 7,
    products: 80,
    badRecordShare: 0,
    ...consinco,
    orders: orderRules,
    world: outsideOf(clock, 11),
  });
  const shop = createShopify({
    bucketPoints: 1_000_000,
    restorePerSecond: 100_000,
    ...shopify,
    world: outsideOf(clock, 11),
  });
  const engine = hubOfTest({ countWrites });
  const random = testRandom();
  const { log, lines } = keptLog(clock);
  const queue: Queued[] = [];
  const everSent: OrderMessage[] = [];
  const acked: OrderMessage[] = [];
  const own = { isQueueDown: false };

  const push = (body: OrderMessage, delaySeconds = 0): void => {
    if (own.isQueueDown) throw new Error("queue: send failed");
    everSent.push(body);
    queue.push({ body: structuredClone(body), dueAt: clock.now() + delaySeconds * 1000, attempts: 0 });
  };
  const orders = {
    send: async (body: OrderMessage, options?: QueueSendOptions) => push(body, options?.delaySeconds),
    sendBatch: async (messages: Iterable<MessageSendRequest<OrderMessage>>) => {
      for (const { body } of messages) push(body);
    },
  };

  const reach = (request: Request) =>
    new URL(request.url).host === SHOP ? shop.handler(request) : erp.handler(request);

  /** One isolate with its own tokens; `gate` stands at every step to D1, network and queue. */
  function isolate(gate: Gate = async (_call, effect) => effect()): Deps {
    const ports = {
      clock,
      random,
      log,
      fetch: (request: Request) =>
        gate({ port: "fetch", label: `${request.method} ${new URL(request.url).pathname}` }, () => reach(request)),
    };
    return {
      config: {
        ...config,
        erp: { ...config.erp, hasOrderLookup, hasOrderCancel: hasErpChanges, hasOrderEdit: hasErpChanges },
      },
      clock,
      random,
      hmac: realPorts.hmac,
      log,
      fetch: ports.fetch,
      db: d1Binding(engine, gate),
      erp: createErpClient({ ...ports, config: erpConfig }),
      shopify: createAdmin({ ...ports, config: config.shopify }),
      orders: {
        send: (body: OrderMessage, options?: QueueSendOptions) =>
          gate({ port: "queue", label: "send" }, () => orders.send(body, options)),
        sendBatch: (messages: Iterable<MessageSendRequest<OrderMessage>>) =>
          gate({ port: "queue", label: "sendBatch" }, () => orders.sendBatch(messages)),
      },
      loads: { send: () => Promise.resolve() }, // a load that is asked for is not run here
    } as unknown as Deps; // the order lane touches no R2
  }
  let deps = isolate();
  const { db } = deps;
  if (isLookupProven) await saveLookupProof(db, erpConfig, clock.now()).run();

  /** Delivers every message that is due now, one batch after another, until none is. */
  async function work(by: Deps = deps, rounds = 50): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      const due = queue.filter(({ dueAt }) => dueAt <= clock.now()).slice(0, 10);
      if (due.length === 0) return;
      await deliver(due, by);
    }
    throw new Error("the queue does not come to rest");
  }

  async function deliver(messages: readonly Queued[], by: Deps = deps): Promise<void> {
    for (const message of messages) queue.splice(queue.indexOf(message), 1);
    const batch = {
      queue: "gondola-orders",
      messages: messages.map((queued, index) => ({
        id: `m-${everSent.length}-${index}`,
        timestamp: new Date(clock.now()),
        attempts: (queued.attempts += 1),
        body: queued.body,
        ack: () => void acked.push(queued.body),
        retry: (options?: QueueRetryOptions) =>
          void queue.push({ ...queued, dueAt: clock.now() + (options?.delaySeconds ?? 0) * 1000 }),
      })),
    } as unknown as MessageBatch<OrderMessage>;
    await consumeOrders(batch, by);
  }

  const self = {
    clock,
    erp,
    shop,
    engine,
    lines,
    queue,
    everSent,
    get deps() {
      return deps;
    },
    db,
    isolate,
    /**
     * Keeps this moment. The function returned puts hub, ERP, shop, queue, log, chance and clock back to it, for an
     * isolate that is new; it may be called for each of hundreds of crashes that begin here.
     */
    keep(): () => void {
      const hub = engine.keep();
      const [putBackErp, putBackShop] = [erp.remember(), shop.remember()];
      const putBackRest = remember(own, random, lines, queue, everSent, acked);
      const at = clock.now();
      return () => {
        hub.putBack();
        putBackErp();
        putBackShop();
        putBackRest();
        clock.set(at);
        deps = isolate();
      };
    },
    work,
    deliver,
    push,
    setQueueDown: (down: boolean) => void (own.isQueueDown = down),
    runJob: (job: Job, by: Deps = deps) => job.run(by, runOf(clock)),
    /** Time goes on in steps of `stepMs`; what falls due is worked off. */
    async pass(ms: number, stepMs = 15_000, by: Deps = deps): Promise<void> {
      const until = clock.now() + ms;
      while (clock.now() < until) {
        clock.advance(Math.min(stepMs, until - clock.now()));
        await work(by);
      }
    },
    ...readsOf(db),
    orderRow: (id: string) => self.one("SELECT * FROM orders WHERE order_id = ?1", id),
    async state(id: string): Promise<unknown> {
      return (await self.orderRow(id))["state"];
    },
    timeline: async (id: string) =>
      (await self.rows("SELECT step, outcome FROM order_timeline WHERE order_id = ?1 ORDER BY n", id)).map(
        ({ step, outcome }) => `${String(step)} ${String(outcome)}`,
      ),
    desk: async (state = "open") =>
      (await readDesk(self.db, `state = '${state}'`)).map(({ area, reason }) => `${area} ${reason}`),
    /** The words of the entry of a reason. */
    message: async (reason: string) => (await readDesk(self.db, `reason = '${reason}'`))[0]?.message,
    metafields: (order: Order) =>
      Object.fromEntries([...order.metafields.values()].map(({ key, value }) => [key, value])),
  };
  return Object.assign(self, { goods: await stockShop(self) });
}

export const idOf = (order: Order): string => order.id.split("/").at(-1) ?? "";

/** A webhook's message, without its webhook. */
export const webhookOf = (order: Order): OrderMessage => ({ orderId: idOf(order), cause: "webhook" });

/** Places an order of one piece by default. Throws when the shop refuses it. */
export function place(world: OrderWorld, over: Partial<OrderSpec> = {}): Order {
  const placed = world.shop.control.placeOrder({
    lines: [{ sku: world.goods.piece.key, quantity: 2 }],
    delivery: { method: "SHIPPING", priceCents: 990 },
    ...over,
  });
  if (!placed.ok) throw new Error(placed.reason);
  return placed.order;
}

interface Stocking {
  readonly erp: { readonly state: Parameters<typeof skusOf>[0] };
  readonly shop: ReturnType<typeof createShopify>;
  readonly db: D1Database;
}

/** A piece, a package of several and goods by weight, in the shop at location 1 and in the hub. */
async function stockShop({ erp, shop, db }: Stocking) {
  const views = skusOf(erp.state, 1).filter(({ active, normalCents }) => active && normalCents > 0);
  const productOf = ({ seqProduto }: SkuView) =>
    erp.state.catalogue.products.find((product) => product.seqProduto === seqProduto);
  const find = (test: (view: SkuView) => boolean): SkuView => {
    const view = views.find(test);
    if (!view) throw new Error("the catalogue has no such good");
    return view;
  };
  const piece = find((view) => view.qtdEmbalagem === 1 && productOf(view)?.weighed === false);
  const pack = find((view) => view.qtdEmbalagem > 1 && view.seqProduto !== piece.seqProduto);
  const weighed = find((view) => productOf(view)?.weighed === true);
  const token = await tokenOf(shop);
  const ask = async (query: string, variables: Record<string, unknown>): Promise<unknown> => {
    const body = await (await shop.handler(adminRequest(query, variables, token))).json<{ data: object }>();
    return Object.values(body.data)[0] as unknown;
  };
  const [locationId = ""] = shop.state.locations.keys();
  const [publicationId = ""] = shop.state.publications.keys();
  let company = 0;
  for (const gid of shop.state.locations.keys())
    await db
      .prepare("INSERT INTO companies (company, name, location_gid) VALUES (?1, ?2, ?3)")
      .bind(++company, `LOJA ${company}`, gid)
      .run();
  await db.batch([
    db.prepare("INSERT INTO payment_forms (gateway, seq_forma_pagto) VALUES ('mercado_pago_card', 3)"),
    db.prepare("INSERT INTO payment_forms (gateway, seq_forma_pagto) VALUES ('mercado_pago_pix', 17)"),
  ]);
  const unitCents = (view: SkuView): number => {
    const multiple = productOf(view)?.multipleMilli;
    return multiple ? Math.round((view.normalCents * multiple) / 1000) : view.normalCents;
  };
  for (const view of [piece, pack, weighed]) {
    const multiple = productOf(view)?.multipleMilli ?? null;
    const unit =
      multiple === null ? "UN" : multiple < 1000 ? `${multiple} g` : `${multiple / 1000} kg`.replace(".", ",");
    const set = await ask(SET, {
      sync: true,
      input: {
        title: `Produto ${view.seqProduto}`,
        status: "ACTIVE",
        productOptions: [{ name: "Embalagem", values: [{ name: unit }] }],
        variants: [
          {
            optionValues: [{ optionName: "Embalagem", name: unit }],
            sku: view.key,
            price: (unitCents(view) / 100).toFixed(2),
            inventoryItem: { tracked: true },
          },
        ],
      },
    });
    await ask(PUBLISH, { id: str(set, "product.id"), input: [{ publicationId }] });
    await ask(STOCK, {
      key: `stock-${view.key}`,
      input: {
        name: "available",
        reason: "correction",
        quantities: [
          {
            inventoryItemId: str(set, "product.variants.nodes.0.inventoryItem.id"),
            locationId,
            quantity: 1_000,
            changeFromQuantity: 0,
          },
        ],
      },
    });
    const weighs = multiple === null ? 0 : 1;
    await db.batch([
      db
        .prepare(
          "INSERT INTO products (seq_product, title, weighed, multiple_milli, hash) VALUES (?1, 'x', ?2, ?3, 'h')",
        )
        .bind(view.seqProduto, weighs, multiple),
      db
        .prepare(
          "INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash) VALUES (?1, ?2, ?3, 'UN', 1, 'h')",
        )
        .bind(view.seqProduto, view.key, view.qtdEmbalagem * 1000),
      db
        .prepare(
          "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity) VALUES (1, ?1, ?2, 1000000, 'h', 'h', 1000)",
        )
        .bind(view.key, view.seqProduto),
    ]);
  }
  return { piece, pack, weighed, weighedMultiple: productOf(weighed)?.multipleMilli ?? 0, unitCents };
}
