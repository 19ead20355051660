/** A hub of the size that the limit is about: two million levels, 180,000 orders, sixty days of runs. */
import { rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

export interface HubSize {
  readonly skus: number;
  readonly companies: number;
  readonly targets: number;
  readonly orders: number;
  readonly runDays: number;
  readonly now: number;
}

const series = (name: string, from: string, count: string): string =>
  `WITH RECURSIVE ${name} (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM ${name} WHERE n < ${from} + ${count} - 1)`;

/** Above every key of the scenarios, whose rows stay. */
const FIRST = 1_000_001;

/** @param start the hub of a scenario: the recorded parameters name its rows */
export function createBigHub(path: string, start: Uint8Array, size: HubSize): DatabaseSync {
  rmSync(path, { force: true });
  writeFileSync(path, start);
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144");
  const { skus, companies, targets, orders, runDays, now } = size;
  const day = 86_400_000;
  const fill = (sql: string) => db.exec(`BEGIN; ${sql}; COMMIT`);
  fill(
    `${series("c", "101", String(companies))} INSERT INTO companies (company, name, location_gid) SELECT n, 'LOJA ' || n, 'gid://shopify/Location/' || n FROM c`,
  );
  fill(`${series("p", String(FIRST), String(skus))}
    INSERT INTO products (seq_product, title, description, seq_brand, seq_category, hash)
    SELECT n, 'Produto ' || n, 'Texto ' || hex(zeroblob(60)), n % 500, n % 900, 'h' FROM p`);
  fill(`INSERT INTO skus (seq_product, sku, package_milli, package_name, ean, active, hash)
    SELECT seq_product, 'P' || seq_product || 'E1', 1000, 'UN-1', CAST(7890000000000 + seq_product AS TEXT), 1, 'h' FROM products WHERE seq_product >= ${FIRST}`);
  fill(`INSERT INTO shop_products (seq_product, due, product_gid, sent_set, sent_fields_hash, published)
    SELECT seq_product, seq_product % 10 = 0, 'gid://shopify/Product/' || seq_product, 's', 'f', 'p' FROM products WHERE seq_product >= ${FIRST}`);
  fill(`INSERT INTO shop_variants (seq_product, sku, variant_gid, inventory_item_gid)
    SELECT seq_product, sku, 'gid://shopify/ProductVariant/' || seq_product, 'gid://shopify/InventoryItem/' || seq_product FROM skus WHERE seq_product >= ${FIRST}`);
  // Some 2 % due everywhere, one company whole: its first load.
  fill(`${series("c", "101", String(companies))}
    INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity, level_active)
    SELECT c.n, k.sku, k.seq_product, 10000, 'h', CASE WHEN c.n = 101 OR k.seq_product % 50 = 0 THEN NULL ELSE 'h' END, 10, 1
      FROM c CROSS JOIN skus AS k WHERE k.seq_product >= ${FIRST}`);
  fill(`${series("t", "1", String(targets))} INSERT OR IGNORE INTO price_targets (target, kind, company, segment, gid)
    SELECT 'list-' || (9000 + n), 'priceList', 100 + n, 1, 'gid://shopify/PriceList/' || (9000 + n) FROM t`);
  fill(`${series("t", "1", String(targets))} INSERT INTO prices (company, segment, sku, seq_product, normal_cents, on_sale, hash)
    SELECT 100 + t.n, 1, k.sku, k.seq_product, 990, 1, 'h' FROM t CROSS JOIN skus AS k WHERE k.seq_product >= ${FIRST}`);
  // All due, as after a crash of a first price run; a tenth of one target has a promotion that begins now.
  fill(`${series("t", "1", String(targets))} INSERT INTO shop_prices (target, seq_product, sku, due, next_change_at, sent_price_cents)
    SELECT 'list-' || (9000 + t.n), k.seq_product, k.sku, 1, CASE WHEN k.seq_product % 10 = 0 THEN ${now + day} END, 990
      FROM t CROSS JOIN skus AS k WHERE k.seq_product >= ${FIRST}`);
  fill(`${series("o", "7000000000001", String(orders))}
    INSERT INTO orders (order_id, name, state, found_by, company, total_cents, nro_ped_venda, created_at, updated_at)
    SELECT CAST(n AS TEXT), '#' || n, CASE WHEN n % 90 = 0 THEN 'imported' WHEN n % 900 = 7 THEN 'on-hold' WHEN n % 30 = 1 THEN 'cancelled' ELSE 'invoiced' END,
           CASE n % 9 WHEN 0 THEN 'sweep' ELSE 'webhook' END, 101 + n % ${companies}, 4990, n, 0, ${now} - (n % 365) * ${day} FROM o`);
  fill(`INSERT INTO order_timeline (order_id, n, at, step, cause, outcome, detail)
    SELECT order_id, value, 0, 'submitted', 'webhook', 'ok', hex(zeroblob(40)) FROM orders CROSS JOIN json_each('[11,12,13,14,15]') WHERE created_at = 0`);
  fill(`INSERT INTO erp_events (event_key, order_id, type, happened_at, body, state, received_at)
    SELECT 'e' || order_id, order_id, 'FATURADO', '2026-01-01T00:00:00', hex(zeroblob(80)), 'applied', 0 FROM orders WHERE state = 'invoiced' AND created_at = 0`);
  fill(`${series("w", "1", String(orders))} INSERT INTO webhook_deliveries (event_id, topic, received_at, sent)
    SELECT lower(hex(randomblob(16))), 'orders/paid', ${now} - (n % 40) * ${day}, 1 FROM w`);
  // 297 runs an hour: what an idle hub of 20 companies makes (the bill's figure).
  fill(`${series("r", "1", String(runDays * 24 * 297))}
    INSERT INTO runs (id, name, company, started_at, ended_at, outcome, pages, read, unchanged)
    SELECT lower(hex(randomblob(16))), CASE n % 12 WHEN 0 THEN 'products' WHEN 1 THEN 'prices' ELSE 'stock' END, 101 + n % ${companies},
           ${now + day} - n * 12121, ${now}, 'done', 1, 500, 500 FROM r`);
  fill(`${series("d", "1", "30000")} INSERT INTO desk (area, seq_product, sku, company, reason, state, first_at, last_at)
    SELECT CASE n % 3 WHEN 0 THEN 'prices' ELSE 'stock' END, ${FIRST} + n, 'P' || (${FIRST} + n) || 'E1', 101, 'price-zero',
           CASE WHEN n % 3 = 0 THEN 'open' ELSE 'resolved' END, ${now} - n, ${now} - (n % 120) * ${day} FROM d`);
  fill(`${series("v", "1", "4000")} INSERT INTO order_reservations (company, sku, order_id, seq_product, quantity_milli)
    SELECT 101 + n % ${companies}, 'P' || (${FIRST} + n * 7) || 'E1', CAST(7000000000000 + n AS TEXT), ${FIRST} + n * 7, 1000 FROM v`);
  return db;
}

/** The parameter of a page as it is in a full run: 250 rows of the big hub where a scenario had a few. */
export function widened(json: string, rows: number, companies: number): string {
  const parsed: unknown = JSON.parse(json);
  if (!Array.isArray(parsed) || parsed.length === 0) return json;
  const given = parsed as readonly unknown[];
  const first = given[0];
  return JSON.stringify(
    Array.from({ length: Math.max(rows, given.length) }, (_, n) => {
      const seq = FIRST + n * 11;
      if (typeof first === "number") return n < given.length ? given[n] : seq;
      if (typeof first === "string")
        return n < given.length ? given[n] : /^P\d+E/.test(first) ? `P${seq}E1` : `${7_000_000_000_001 + n}`;
      if (typeof first !== "object" || first === null || n < given.length) return given[n % given.length];
      const named: Readonly<Record<string, unknown>> = {
        sku: `P${seq}E1`,
        key: `P${seq}E1`,
        seqProduct: seq,
        company: 101 + (n % companies),
        orderId: `${7_000_000_000_001 + n}`,
      };
      return Object.fromEntries(Object.entries(first).map(([name, value]) => [name, named[name] ?? value]));
    }),
  );
}
