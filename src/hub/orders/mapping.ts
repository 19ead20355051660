import { parseSku } from "../../rules/catalog/sku-key.ts";
import type { KnownSku } from "../../rules/orders/goods.ts";
import type { Instant } from "../../ports.ts";
import { FIRST_WATERMARK } from "../loads/loads.ts";
import { jsonRows } from "../d1/json.ts";
import { ORDERS_SINCE } from "./start-date.ts";

/** What the hub knows that an order is mapped with. */
export interface HubMapping {
  readonly companies: ReadonlyMap<string, number>;
  readonly paymentForms: ReadonlyMap<string, number>;
  readonly skus: ReadonlyMap<string, KnownSku>;
  /** ISO instant: orders made before it are not ours (hub/orders-since.ts). */
  readonly since: string;
}

/** Orders of the day before the first one was seen still count: a webhook may be late, the connector's first hour is not lost. */
const FIRST_LOOK_BACK_MS = 24 * 3_600_000;

/** Reads it in one call. The first call of all writes down since when orders are ours. */
export async function readHubMapping(
  db: D1Database,
  skusOfOrder: readonly (string | null)[],
  now: Instant,
): Promise<HubMapping> {
  const keys = skusOfOrder.flatMap((sku) => parseSku(sku ?? "") ?? []);
  const wanted = keys.map(({ seqProduct, sku }) => ({ seqProduct, sku }));
  const [, since, companies, forms, skus] = await db.batch<Record<string, string | number | null>>([
    db
      .prepare(`INSERT OR IGNORE INTO loads (name, watermark) VALUES ('${ORDERS_SINCE}', ?1)`)
      .bind(new Date(now - FIRST_LOOK_BACK_MS).toISOString()),
    db.prepare(`SELECT watermark FROM loads WHERE name = '${ORDERS_SINCE}' AND company = 0 AND segment = 0`),
    db.prepare("SELECT company, location_gid AS gid FROM companies WHERE location_gid IS NOT NULL AND enabled = 1"),
    db.prepare("SELECT gateway, seq_forma_pagto AS form FROM payment_forms"),
    db
      .prepare(
        `SELECT skus.sku, skus.package_milli AS packageMilli,
                CASE WHEN products.weighed = 1 THEN products.multiple_milli END AS multipleMilli
           FROM json_each(?1) wanted
           JOIN skus ON skus.seq_product = wanted.value ->> 'seqProduct' AND skus.sku = wanted.value ->> 'sku'
           LEFT JOIN products ON products.seq_product = skus.seq_product`,
      )
      .bind(jsonRows(wanted)),
  ]);
  const rows = (result: typeof since) => result?.results ?? [];
  const watermark = String(rows(since)[0]?.["watermark"] ?? FIRST_WATERMARK);
  return {
    since: /Z|[+-]\d\d:\d\d$/.test(watermark) ? watermark : `${watermark}Z`,
    companies: new Map(rows(companies).map((row) => [String(row["gid"]), Number(row["company"])])),
    paymentForms: new Map(rows(forms).map((row) => [String(row["gateway"]), Number(row["form"])])),
    skus: new Map(
      rows(skus).map((row) => [
        String(row["sku"]),
        {
          packageMilli: Number(row["packageMilli"]),
          multipleMilli: row["multipleMilli"] === null ? null : Number(row["multipleMilli"]),
        },
      ]),
    ),
  };
}
