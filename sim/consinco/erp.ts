/** The simulated ERP's whole state. Everything that moves is here; what can be derived from the seed is not stored. */
import { seeded, type World } from "../kit/world.ts";
import { generateCatalogue } from "./catalogue/generate.ts";
import type { Catalogue } from "./catalogue/types.ts";
import { Journal } from "./journal.ts";
import { settingsOf, type ConsincoOptions, type Settings } from "./options.ts";
import { OrderStore } from "./orders/orders.ts";
import type { PictureChange } from "./pictures.ts";
import { Prices } from "./prices.ts";
import { Stock } from "./stock.ts";
import { StrangeAnswers } from "./strange.ts";
import { Quirks } from "./wire/quirks.ts";

export interface Erp {
  readonly world: World;
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly skuByKey: Map<string, number>;
  readonly productBySeq: Map<number, number>;
  readonly prices: Prices;
  readonly stock: Stock;
  readonly orders: OrderStore;
  /** Pictures that a control changed, by product and slot (pictures.ts). */
  readonly pictures: Map<string, PictureChange>;
  /** Specifications that a control changed, by product; null: switched off. */
  readonly specifications: Map<number, { readonly value: string | null; readonly changedAt: number }>;
  readonly journal: Journal;
  readonly quirks: Quirks;
  readonly strange: StrangeAnswers;
  /** Token → epoch ms of its end. */
  readonly tokens: Map<string, number>;
  /** One random stream per purpose, so that a new draw in one place does not change the others. */
  readonly random: Record<
    "token" | "orders" | "events" | "invoices" | "quirks" | "till" | "mixUps" | "strange",
    () => number
  >;
  /** Grows with every change of a catalogue record: pages in preparation are then thrown away. */
  version: number;
  clockSkewMs: number;
  /** Pages in preparation: matching indices by collection and filter (wire/collections.ts). */
  readonly views: Map<string, { version: number; rows: Int32Array }>;
}

export function newErp(options: ConsincoOptions): Erp {
  const settings = settingsOf(options);
  const { world } = options;
  const { seed } = settings;
  const catalogue =
    options.catalogue ??
    generateCatalogue({
      seed,
      companies: settings.companies,
      badRecordShare: settings.badRecordShare,
      now: world.now() + settings.clockSkewMs,
      ...(options.products === undefined ? {} : { products: options.products }),
      ...(options.skus === undefined ? {} : { skus: options.skus }),
    });
  const stream = (purpose: number) => seeded(Math.imul(seed, 31) + purpose);
  return {
    world,
    settings,
    catalogue,
    skuByKey: new Map(catalogue.skus.map((sku, index) => [sku.key, index])),
    productBySeq: new Map(catalogue.products.map((product, index) => [product.seqProduto, index])),
    prices: new Prices(seed, catalogue.skus),
    stock: new Stock(seed, catalogue.products, world.now() + settings.clockSkewMs),
    orders: new OrderStore(),
    pictures: new Map(),
    specifications: new Map(),
    journal: new Journal(),
    quirks: new Quirks(),
    strange: new StrangeAnswers(),
    tokens: new Map(),
    random: {
      token: stream(1),
      orders: stream(2),
      events: stream(3),
      invoices: stream(4),
      quirks: stream(5),
      till: stream(6),
      mixUps: stream(7),
      strange: stream(8),
    },
    version: 0,
    clockSkewMs: settings.clockSkewMs,
    views: new Map(),
  };
}

/** The ERP's own clock, in whole seconds as Oracle keeps it: what records are stamped with. */
export function erpNow(erp: Erp): number {
  const now = erp.world.now() + erp.clockSkewMs;
  return now - (((now % 1000) + 1000) % 1000);
}
