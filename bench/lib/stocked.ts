/** A shop that has everything already: products, variants and active levels in Shopify, the same in the hub, all sent. */
import { levelOf } from "../../sim/shopify/inventory/levels.ts";
import type { InventoryItem } from "../../sim/shopify/records/stock.ts";
import type { Platform } from "./platform.ts";

export interface StockedSize {
  readonly skus: number;
  readonly companies: number;
}

/** Units of every level to begin with. */
const UNITS = 10;

export const locationsOf = (companies: number) =>
  Array.from({ length: companies }, (_, index) => ({ name: `Loja ${index + 1}` }));

/** Writes it to the hub without the Worker: one SKU a product, sold by the piece. */
export function stocked(platform: Platform, { skus, companies }: StockedSize): void {
  const { sql } = platform;
  mapCompanies(platform, companies);
  sql(
    `WITH RECURSIVE n (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < ?1)
     INSERT INTO products (seq_product, title, hash) SELECT seq, 'Produto ' || seq, 'p' FROM n`,
    skus,
  );
  sql(
    `INSERT INTO skus (seq_product, sku, package_milli, package_name, active, weight_g, hash)
     SELECT seq_product, 'P' || seq_product || 'E1', 1000, 'UN-1', 1, 500, 'k' FROM products WHERE true`,
  );
  sql(
    `INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity, level_active)
     SELECT c.company, k.sku, k.seq_product, ${UNITS * 1000}, 'h0', 'h0', ${UNITS}, 1 FROM companies AS c CROSS JOIN skus AS k WHERE true`,
  );
  finishLoads(platform);
  variantsInShop(platform);
}

/** Companies mapped to the shop's locations in turn; company 1, segment 1 is the shop's own price. */
export function mapCompanies({ sql, shop }: Platform, companies: number): void {
  const locations = [...shop.state.locations.keys()];
  for (let company = 1; company <= companies; company += 1)
    sql(
      "INSERT INTO companies (company, name, location_gid) VALUES (?1, ?2, ?3)",
      company,
      `LOJA ${company}`,
      locations[company - 1] ?? null,
    );
  sql("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 1)");
}

/** Every load has run to its end a moment ago. */
function finishLoads({ sql, scheduler }: Platform): void {
  for (const name of ["products", "skus", "brands", "categories"])
    sql("INSERT INTO loads (name, watermark, full_at) VALUES (?1, '2026-11-24T11:55:00', ?2)", name, scheduler.now());
  sql(
    `INSERT INTO loads (name, company, segment, watermark, full_at)
     SELECT 'prices', 1, 1, '2026-11-24T11:55:00', ?1 UNION ALL
     SELECT 'stock', company, 0, '2026-11-24T11:55:00', ?1 FROM companies`,
    scheduler.now(),
  );
}

/** The hub's SKUs as variants of the shop, each active with its sent quantity wherever the hub has one. */
export function variantsInShop({ sql, shop, scheduler }: Platform): void {
  const now = scheduler.now();
  const core = { state: shop.state, now: () => now };
  const locations = new Map(
    sql("SELECT company, location_gid AS gid FROM companies").map((row) => [
      Number(row["company"]),
      String(row["gid"]),
    ]),
  );
  sql(
    `INSERT INTO shop_variants (seq_product, sku, variant_gid, inventory_item_gid)
     SELECT seq_product, sku, 'gid://shopify/ProductVariant/' || row_number() OVER (), 'gid://shopify/InventoryItem/' || row_number() OVER ()
       FROM skus ORDER BY seq_product, sku`,
  );
  const bySku = new Map<string, InventoryItem>();
  for (const row of sql("SELECT sku, variant_gid AS variant, inventory_item_gid AS item FROM shop_variants")) {
    const item: InventoryItem = {
      id: String(row["item"]),
      variantId: String(row["variant"]),
      sku: String(row["sku"]),
      tracked: true,
      requiresShipping: true,
      costCents: null,
      weight: null,
      harmonizedSystemCode: null,
      countryCodeOfOrigin: null,
      createdAt: now,
      updatedAt: now,
      levels: new Map(),
    };
    bySku.set(String(row["sku"]), item);
    shop.state.items.set(item.id, item);
  }
  for (const [company, location] of locations)
    for (const row of sql(
      "SELECT sku, sent_quantity AS units FROM stock WHERE company = ?1 AND level_active = 1",
      company,
    )) {
      const item = bySku.get(String(row["sku"]));
      if (item) levelOf(core, item, location, true).available = Number(row["units"]);
    }
  sql(
    `INSERT INTO shop_products (seq_product, due, product_gid, sent_set, sent_fields_hash, published)
     SELECT seq_product, 0, 'gid://shopify/Product/' || seq_product, 's', 'f', 'p' FROM products WHERE true
         ON CONFLICT (seq_product) DO UPDATE SET due = 0, product_gid = excluded.product_gid`,
  );
}
