/** Renders an error-desk entry as text. */
import type { Area, StoredEntry } from "../rules/record/desk-entry.ts";
import { bulk } from "./bulk.ts";
import { barcodes, catalog, categoryTree } from "./catalog.ts";
import { imageFetch, imageInbox, images, media } from "./images.ts";
import type { Language, Table } from "./language.ts";
import { loadWatch } from "./load-watch.ts";
import * as loads from "./loads.ts";
import { orderLedger } from "./orders/ledger.ts";
import { events } from "./orders/events.ts";
import { orderFlow } from "./orders/flow.ts";
import { orders } from "./orders/orders.ts";
import { prices } from "./prices.ts";
import { recordOf } from "./record.ts";
import { alerts, app, drift, shop } from "./shop.ts";
import { stock } from "./stock.ts";
import { queue, webhooks } from "./webhooks.ts";

/** Every area with its texts in every language. */
export const TABLES: { readonly [A in Area]: Table<A> } = {
  publish: shop,
  "publish-catalog": catalog,
  "publish-prices": prices,
  "publish-stock": stock,
  "publish-bulk": bulk,
  orders,
  "order-flow": orderFlow,
  app,
  events,
  queue,
  webhooks,
  alerts,
  drift,
  barcodes,
  "category-tree": categoryTree,
  loads: loadWatch,
  products: loads.products,
  brands: loads.brands,
  categories: loads.categories,
  skus: loads.skus,
  prices: loads.prices,
  stock: loads.stock,
  images,
  "image-fetch": imageFetch,
  "image-inbox": imageInbox,
  "publish-images": media,
  "order-events": loads.orderEvents,
  "order-sweep": loads.orderSweep,
  "order-ledger": orderLedger,
};

export interface RenderedEntry {
  /** Display name of the entry's record. */
  readonly record: string;
  /** The record first, what happened, what to do. */
  readonly message: string;
}

/** Renders an entry, new or stored. A reason that this release does not know is shown by its code. */
export function renderEntry(entry: StoredEntry, language: Language): RenderedEntry {
  const record = recordOf(entry, language);
  const text = textOf(entry, language);
  return { record, message: text === undefined ? `${record}: ${entry.reason}` : text(entry) };
}

function textOf({ area, reason }: StoredEntry, language: Language): ((entry: StoredEntry) => string) | undefined {
  // TypeScript types each entry separately; this lookup treats all tables as strings, chosen by area and reason.
  const tables: Readonly<Record<string, { readonly [L in Language]: unknown }>> = TABLES;
  const texts = (Object.hasOwn(tables, area) ? tables[area]?.[language] : undefined) as
    Readonly<Record<string, (entry: StoredEntry) => string>> | undefined;
  return texts && Object.hasOwn(texts, reason) ? texts[reason] : undefined;
}
