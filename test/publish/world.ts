/** A hub with rows of our own making, a simulated shop and the ports between them: the world of the publish tests. */
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { parseSku } from "../../src/rules/catalog/sku-key.ts";
import { remember } from "../../sim/kit/remember.ts";
import { createShopify } from "../../sim/shopify/index.ts";
import type { ShopifyOptions } from "../../sim/shopify/options.ts";
import type { Config } from "../../src/config.ts";
import { bulkPoll } from "../../src/crons/bulk-poll.ts";
import { publish } from "../../src/crons/publish.ts";
import type { Deps } from "../../src/deps.ts";
import type { Fetch } from "../../src/ports.ts";
import { createAdmin } from "../../src/shopify/client/admin.ts";
import { shopifyConfig } from "../shopify/scripted.ts";
import { hubOfTest, keptLog, outsideOf, readsOf, type Row } from "../hub-of-test.ts";
import { runOf, testClock, testRandom } from "../loads/world.ts";
import { readDesk, worded } from "../desk.ts";

/** The product that a SKU is a package of, as the loads read it from the text. */
export function seqProductOf(sku: string): number {
  const key = parseSku(sku);
  if (key === null) throw new Error(`${sku} is no SKU`);
  return key.seqProduct;
}

export interface SkuSpec {
  readonly pack?: number;
  readonly name?: string;
  readonly ean?: string | null;
  readonly active?: boolean;
  readonly weightG?: number | null;
  /** Null: the reference company has no price for it. */
  readonly cents?: number | null;
  readonly promoCents?: number;
  readonly promoFrom?: number;
  readonly promoUntil?: number;
  readonly onSale?: boolean;
  /** Thousandths at each company that stocks it. */
  readonly stock?: Readonly<Record<number, number>>;
}
export interface ProductSpec {
  readonly title?: string;
  readonly description?: string | null;
  readonly brand?: number | null;
  readonly category?: number | null;
  readonly keywords?: string | null;
  readonly weighed?: boolean;
  readonly multipleMilli?: number | null;
  readonly active?: boolean;
  readonly skus?: readonly SkuSpec[];
}

export interface PublishOptions extends Partial<Omit<ShopifyOptions, "world">> {
  readonly companies?: number;
  readonly fetch?: (shop: Fetch) => Fetch;
  /** Keeps the payloads of bulk jobs in the hub. */
  readonly keepPayloads?: boolean;
}

/** Start of the completed loads: 11:00 in São Paulo. */
export const LAST_RUN_AT = Date.UTC(2026, 10, 24, 14);

export function publishWorld({ companies = 2, fetch: wrap, keepPayloads = false, ...options }: PublishOptions = {}) {
  const clock = testClock();
  const shopify = createShopify({
    plan: "plus",
    locations: Array.from({ length: Math.max(3, companies) }, (_, index) => ({ name: `Loja ${index + 1}` })),
    ...options,
    world: outsideOf(clock, 7),
  });
  const engine = hubOfTest();
  const { log, lines } = keptLog(clock);
  const random = testRandom();
  const reach = wrap ? wrap(shopify.handler) : shopify.handler;
  function isolate(through: Gate = async (_call, effect) => effect()): Deps {
    const fetch: Fetch = (request) =>
      through({ port: "fetch", label: `${request.method} ${new URL(request.url).pathname}` }, () => reach(request));
    return {
      config: { shopify: shopifyConfig, keepPayloads } as Config,
      clock,
      random,
      log,
      fetch,
      db: d1Binding(engine, through),
      shopify: createAdmin({
        config: shopifyConfig,
        clock,
        random,
        log,
        fetch,
      }),
    } as unknown as Deps; // the publish touches neither the ERP, R2 nor queues
  }
  let deps = isolate();
  const { db } = deps;
  const { rows } = readsOf(db);
  const locations = [...shopify.state.locations.keys()];
  const exec = async (sql: string, ...values: unknown[]) =>
    void (await db
      .prepare(sql)
      .bind(...values)
      .run());
  const own = { hashes: 0 };
  const newHash = () => `h${(own.hashes += 1)}`;

  const world = {
    clock,
    shopify,
    engine,
    lines,
    get deps() {
      return deps;
    },
    db,
    isolate,
    locations,
    exec,
    /**
     * Keeps this moment. The function returned puts hub, shop, log, chance and clock back to it, for an isolate that is
     * new; it may be called for each of hundreds of crashes that begin here.
     */
    keep(): () => void {
      const hub = engine.keep();
      const putBackShop = shopify.remember();
      const putBackRest = remember(own, random, lines);
      const at = clock.now();
      return () => {
        hub.putBack();
        putBackShop();
        putBackRest();
        clock.set(at);
        deps = isolate();
      };
    },
    /** Companies mapped to the shop's locations, company 1 segment 1 as the reference, and completed loads. */
    async setup(): Promise<void> {
      for (let company = 1; company <= companies; company += 1)
        await exec(
          "INSERT INTO companies (company, name, location_gid) VALUES (?, ?, ?)",
          company,
          `LOJA ${company}`,
          locations[company - 1],
        );
      await exec("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 1)");
      for (const [name, company, segment] of [
        ["products", 0, 0],
        ["skus", 0, 0],
        ["prices", 1, 1],
        ["stock", 1, 0],
        ["stock", 2, 0],
      ])
        await exec(
          "INSERT INTO loads (name, company, segment, watermark, last_success_started_at, full_at) VALUES (?, ?, ?, '2026-11-24T11:00:00', ?4, ?4)",
          name,
          company,
          segment,
          LAST_RUN_AT,
        );
    },
    async product(seq: number, spec: ProductSpec = {}): Promise<void> {
      const {
        title = `Produto ${seq}`,
        description = null,
        brand = null,
        category = null,
        keywords = null,
        weighed = false,
        multipleMilli = null,
        active = true,
        skus = [{}],
      } = spec;
      await exec(
        `INSERT INTO products (seq_product, title, description, seq_brand, seq_category, keywords, weighed, multiple_milli, active, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        seq,
        title,
        description,
        brand,
        category,
        keywords,
        weighed ? 1 : 0,
        multipleMilli,
        active ? 1 : 0,
        newHash(),
      );
      await exec("INSERT INTO shop_products (seq_product) VALUES (?)", seq);
      for (const sku of skus) await world.sku(seq, sku);
    },
    brand: (seq: number, name: string) =>
      exec(
        "INSERT INTO brands (seq_brand, name, active, hash) VALUES (?1, ?2, 1, ?3) ON CONFLICT DO UPDATE SET name = ?2, hash = ?3",
        seq,
        name,
        newHash(),
      ),
    category: (seq: number, name: string, parent: number | null = null, active = true) =>
      exec(
        `INSERT INTO categories (seq_category, parent, name, active, hash) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET parent = ?2, name = ?3, active = ?4, hash = ?5`,
        seq,
        parent,
        name,
        active ? 1 : 0,
        newHash(),
      ),
    async sku(seq: number, spec: SkuSpec = {}): Promise<void> {
      const {
        pack = 1,
        name = `UN-${pack}`,
        ean = null,
        active = true,
        weightG = 500,
        cents = 1000,
        stock = {},
      } = spec;
      const key = `P${seq}E${pack}`;
      await exec(
        "INSERT INTO skus (seq_product, sku, package_milli, package_name, ean, active, weight_g, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        seq,
        key,
        pack * 1000,
        name,
        ean,
        active ? 1 : 0,
        weightG,
        newHash(),
      );
      if (cents !== null) await world.price(key, { ...spec, cents });
      for (const [company, milli] of Object.entries(stock)) await world.stock(Number(company), key, milli);
    },
    /**
     * Writes a price as the price load does: a change raises the version at every target of its company and segment.
     */
    async price(sku: string, spec: SkuSpec, { company = 1, segment = 1 } = {}): Promise<void> {
      const { cents, promoCents = null, promoFrom = null, promoUntil = null, onSale = true } = spec;
      await exec(
        `INSERT INTO prices (company, segment, sku, seq_product, normal_cents, promo_cents, promo_from, promo_until, on_sale, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET normal_cents = excluded.normal_cents, promo_cents = excluded.promo_cents, promo_from = excluded.promo_from,
           promo_until = excluded.promo_until, on_sale = excluded.on_sale, hash = excluded.hash`,
        company,
        segment,
        sku,
        seqProductOf(sku),
        cents,
        promoCents,
        promoFrom,
        promoUntil,
        onSale ? 1 : 0,
        newHash(),
      );
      await exec(
        `INSERT INTO shop_prices (target, seq_product, sku)
         SELECT target, ?4, ?1 FROM price_targets WHERE company = ?2 AND segment = ?3
         ON CONFLICT DO UPDATE SET version = version + 1, due = 1, attempts = 0, not_before = 0`,
        sku,
        company,
        segment,
        seqProductOf(sku),
      );
    },
    async stock(company: number, sku: string, milli: number, unlimited = false): Promise<void> {
      await exec(
        `INSERT INTO stock (company, sku, seq_product, quantity_milli, unlimited, hash) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET quantity_milli = excluded.quantity_milli, unlimited = excluded.unlimited, hash = excluded.hash`,
        company,
        sku,
        seqProductOf(sku),
        milli,
        unlimited ? 1 : 0,
        newHash(),
      );
    },
    /** A record of the product changed, as its load writes it. */
    touch: (seq: number) =>
      exec(
        "UPDATE shop_products SET version = version + 1, due = 1, attempts = 0, not_before = 0 WHERE seq_product = ?",
        seq,
      ),
    run: (by: Deps = deps) => publish.run(by, runOf(clock)),
    /** The minute's run of bulk jobs. */
    poll: (by: Deps = deps) => bulkPoll.run(by, runOf(clock)),
    /** Runs until a run leaves nothing that can be sent. */
    async drain(runs = 6): Promise<void> {
      for (let run = 0; run < runs; run += 1) {
        await world.run();
        await world.poll();
        clock.advance(60_000);
      }
    },
    rows,
    desk: async () => (await readDesk(db, "state = 'open'")).map(worded),
    /** Counts of a lane over all its runs. */
    async counts(lane: string): Promise<Row> {
      const [row] = await world.rows(
        "SELECT COALESCE(SUM(due), 0) AS due, COALESCE(SUM(sent), 0) AS sent, COALESCE(SUM(refused), 0) AS refused, COALESCE(SUM(pending), 0) AS pending FROM runs WHERE name = ?",
        lane,
      );
      return row ?? {};
    },
    /** The shop as a customer sees it, by SKU. */
    shop() {
      return [...shopify.state.products.values()]
        .toSorted((a, b) => (a.handle < b.handle ? -1 : 1))
        .map((product) => ({
          handle: product.handle,
          title: product.title,
          status: product.status,
          published: product.publishedOn.size,
          variants: product.variants.map((variant) => ({
            sku: variant.item.sku,
            option: product.options[0]?.values.find(({ id }) => id === [...variant.choices.values()][0])?.name,
            price: variant.price,
            compareAt: variant.compareAtPrice,
            tracked: variant.item.tracked,
            stock: locations.map((id) => {
              const level = variant.item.levels.get(id);
              return level?.isActive ? level.available : null;
            }),
          })),
        }));
    },
    variant(sku: string) {
      const variant = [...shopify.state.variants.values()].find(({ item }) => item.sku === sku);
      if (!variant) throw new Error(`the shop has no ${sku}`);
      return variant;
    },
    available: (sku: string, company: number) =>
      world.variant(sku).item.levels.get(locations[company - 1] ?? "")?.available ?? null,
    /** The shop's product that carries the ERP's number. */
    productOf(seq: number) {
      const product = [...shopify.state.products.values()].find(
        ({ metafields }) => metafields.get("erp.seq_produto")?.value === String(seq),
      );
      if (!product) throw new Error(`the shop has no P${seq}`);
      return product;
    },
    collections: () =>
      [...shopify.state.collections.values()].map(({ title, handle, tags, publishedOn }) => ({
        title,
        handle,
        tags,
        published: publishedOn.size,
      })),
    calls: (field: string) => shopify.journal.mutations.filter((entry) => entry.field === field),
    callCount: (operation: string) => shopify.journal.ofOperation(operation).length,
  };
  return world;
}

export type PublishWorld = ReturnType<typeof publishWorld>;

/** A hub with these products, all published and nothing due. */
export async function published(
  products: Readonly<Record<number, ProductSpec>>,
  options: PublishOptions = {},
): Promise<PublishWorld> {
  const world = publishWorld(options);
  await world.setup();
  for (const [seq, spec] of Object.entries(products)) await world.product(Number(seq), spec);
  await world.drain(3);
  return world;
}
