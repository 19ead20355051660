/**
 * Server time of each page of the console on a full hub, as a multiple of an empty page of the same run: the frame with its
 * session and nothing in it. Each statement's plan is read too: none may go through a large table from end to end.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { OPS_TOKEN } from "../../test/routes/hub-deps.ts";
import { consoleWorld } from "../../test/routes/console/world.ts";
import { resultOf, type Result } from "../lib/results.ts";

const SKUS = 200_000;
const PRICES = 500_000;
const ORDERS = 100_000;
const ERRORS = 20_000;
/** Not over: several encartes of a large chain at once. */
const PROMOTIONS = 2_000;
const COMPANIES = 5;
/** Above what a page may cost against the empty one. */
const TIMES_MAX = 20;
const PAGE_BYTES_MAX = 100_000;
const WARM = 2;
const ROUNDS = 9;
const DAY_MS = 86_400_000;
const FIRST = 1_000_001;
const ORDER = 7_000_000_000_001;

const PAGES: readonly (readonly [name: string, path: string])[] = [
  ["Hoje", "/ops"],
  ["Erros", "/ops/erros"],
  ["Erros, filtered by text", "/ops/erros?texto=p1000500e1"],
  ["a cause of 10,000 records", "/ops/erros/causa?area=stock&motivo=quantity-invalid"],
  ["a cause, page 100", "/ops/erros/causa?area=stock&motivo=quantity-invalid&pagina=100"],
  ["Pedidos", "/ops/pedidos"],
  ["Pedidos, held", "/ops/pedidos?estado=retidos"],
  ["an order", `/ops/pedidos/${ORDER + 77}`],
  ["Produtos, by name", "/ops/produtos?q=Produto"],
  ["a product", `/ops/produtos/P${FIRST + 77}E1`],
  ["Cargas", "/ops/cargas"],
  ["a load", "/ops/cargas/stock/1/0"],
  ["Diferenças", "/ops/diferencas"],
  ["Conferência", "/ops/conferencia"],
  ["Encarte of 2,000 promotions", "/ops/encarte"],
  ["Mapeamentos", "/ops/mapeamentos"],
  ["Ajustes", "/ops/ajustes"],
  ["Ensaio", "/ops/ensaio"],
];
const EMPTY = "/ops/nada";

/** Tables that grow with the catalogue, the orders or time. */
const LARGE = new Set(
  (
    "desk orders order_timeline erp_events runs products skus prices stock shop_prices shop_products shop_variants " +
    "audit images drift_findings ledger_orders webhook_deliveries order_reservations"
  ).split(" "),
);
/** A partial index: of what is open, due, pending or named. */
const PARTIAL = /USING (?:COVERING )?INDEX \w*_(?:open\w*|due|pending|next|named|resolved)\b/;

/** A step that goes through a large table from end to end; an alias stands for its table. */
function isWide(step: string, sql: string): boolean {
  const [, alias = ""] = /^SCAN (\w+)/.exec(step) ?? [];
  if (alias === "" || PARTIAL.test(step)) return false;
  const table = new RegExp(`"?(\\w+)"? AS "?${alias}"?\\b`, "i").exec(sql)?.[1] ?? alias;
  return LARGE.has(table);
}

export async function measurePages(say: (line: string) => void): Promise<Result[]> {
  const ops = consoleWorld();
  const { db } = ops.deps;
  say("fills the hub");
  for (const sql of fills(ops.deps.clock.now())) await db.prepare(sql).run();
  await ops.signIn(OPS_TOKEN);

  const results: Result[] = [];
  const measure = async (path: string, status: number) => {
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round < WARM + ROUNDS; round += 1) {
      const from = cpuMs();
      const answer = await ops.send("GET", path);
      bytes = (await answer.arrayBuffer()).byteLength;
      if (answer.status !== status) throw new Error(`${path}: ${answer.status}`);
      if (round >= WARM) times.push(cpuMs() - from);
    }
    return { ms: times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0, bytes };
  };

  const empty = await measure(EMPTY, 404);
  const note = `CPU of this process, the middle of ${ROUNDS}; SQLite and HTML, not the way to D1`;
  results.push(resultOf("console/pages/empty page", { value: empty.ms, unit: "ms", note }));
  for (const [name, path] of PAGES) {
    const { ms, bytes } = await measure(path, 200);
    say(`${name}: ${(ms / empty.ms).toFixed(1)} × ${empty.ms.toFixed(2)} ms, ${bytes} bytes`);
    results.push(
      resultOf(`console/pages/${name}`, {
        value: ms / empty.ms,
        unit: "× the empty page",
        limit: TIMES_MAX,
        keep: { atMost: 1 },
        note: `${ms.toFixed(1)} ms`,
      }),
      resultOf(`console/size/${name}`, {
        value: bytes / 1000,
        unit: "kB",
        limit: PAGE_BYTES_MAX / 1000,
        keep: { atMost: 1 },
        note: "the page's HTML",
      }),
    );
  }
  const plans = await plansOf(ops);
  const wide = plans.filter(({ steps, sql }) => steps.some((step) => isWide(step, sql)));
  for (const { page, sql, steps } of wide) say(`END TO END: ${page}: ${sql.slice(0, 200)} ${steps.join(" | ")}`);
  writeFileSync(join(import.meta.dirname, "../pages.txt"), listOf(plans));
  results.push(
    resultOf("console/plans/large tables read from end to end", {
      value: wide.length,
      unit: "statements",
      limit: 0,
      keep: { atMost: 0 },
      note: `of ${plans.length} statements of ${PAGES.length} pages: bench/pages.txt`,
    }),
  );
  return results;
}

interface Plan {
  readonly page: string;
  readonly sql: string;
  readonly steps: readonly string[];
}

/** Each page once more, with what it prepares, and the plan of each statement. */
async function plansOf(ops: ReturnType<typeof consoleWorld>): Promise<readonly Plan[]> {
  const { db } = ops.deps;
  const plans: Plan[] = [];
  for (const [page, path] of PAGES) {
    const seen = new Set<string>();
    const watched = {
      prepare: (sql: string) => {
        seen.add(sql);
        return db.prepare(sql);
      },
      batch: (all: D1PreparedStatement[]) => db.batch(all),
    } as unknown as D1Database;
    const answer = await ops.send("GET", path, {}, { ...ops.deps, db: watched });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    for (const sql of seen) {
      const places = [...sql.matchAll(/\?(\d*)/g)].map(([, n = ""], at) => (n === "" ? at + 1 : Number(n)));
      const nothing = Array.from({ length: Math.max(0, ...places) }, () => null);
      const { results } = await db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...nothing)
        .all<{ detail: string }>();
      plans.push({ page, sql, steps: results.map(({ detail }) => detail) });
    }
  }
  return plans;
}

const listOf = (plans: readonly Plan[]): string =>
  PAGES.map(([page]) => {
    const of = plans.filter((plan) => plan.page === page);
    const texts = of.map(({ sql, steps }) =>
      [`  ${sql.replaceAll(/\s+/g, " ").trim().slice(0, 160)}`, ...steps.map((step) => `      ${step}`)].join("\n"),
    );
    return [`${page}: ${of.length} statements`, ...texts].join("\n");
  }).join("\n\n") + "\n";

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const series = (name: string, from: number, count: number): string =>
  `WITH RECURSIVE ${name} (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM ${name} WHERE n < ${from + count - 1})`;

function fills(now: number): readonly string[] {
  return [
    `${series("c", 1, COMPANIES)} INSERT INTO companies (company, name, location_gid) SELECT n, 'Loja ' || n, 'gid://shopify/Location/' || n FROM c`,
    "INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 1), ('meta-2', 'metafield', 2, 1), ('meta-3', 'metafield', 3, 1)",
    `${series("p", FIRST, SKUS)} INSERT INTO products (seq_product, title, description, hash) SELECT n, 'Produto ' || n, hex(zeroblob(60)), 'h' FROM p`,
    `INSERT INTO skus (seq_product, sku, package_milli, package_name, ean, active, hash)
       SELECT seq_product, 'P' || seq_product || 'E1', 1000, 'UN-1', CAST(7890000000000 + seq_product AS TEXT), 1, 'h' FROM products`,
    `INSERT INTO shop_products (seq_product, due, product_gid, published) SELECT seq_product, seq_product % 100 = 0, 'gid://shopify/Product/' || seq_product, 'p' FROM products`,
    `INSERT INTO shop_variants (seq_product, sku, variant_gid, inventory_item_gid)
       SELECT seq_product, sku, 'gid://shopify/ProductVariant/' || seq_product, 'gid://shopify/InventoryItem/' || seq_product FROM skus`,
    `${series("c", 1, 2)} INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent, sent_quantity, level_active)
       SELECT c.n, k.sku, k.seq_product, 1000 * (k.seq_product % 40), 'h', CASE WHEN k.seq_product % 50 = 0 THEN NULL ELSE 'h' END, 10, 1 FROM c CROSS JOIN skus AS k`,
    `${series("c", 1, 3)} INSERT INTO prices (company, segment, sku, seq_product, normal_cents, promo_cents, promo_from, promo_until, on_sale, hash)
       SELECT c.n, 1, k.sku, k.seq_product, 1990, CASE WHEN k.seq_product < ${FIRST + PROMOTIONS} THEN 1490 END,
              CASE WHEN k.seq_product < ${FIRST + PROMOTIONS} THEN ${now + 6 * 3_600_000} END,
              CASE WHEN k.seq_product < ${FIRST + PROMOTIONS} THEN ${now + 5 * DAY_MS} END, 1, 'h'
         FROM c CROSS JOIN skus AS k WHERE c.n < 3 OR k.seq_product < ${FIRST + PRICES - 2 * SKUS}`,
    `INSERT INTO shop_prices (target, seq_product, sku, due, next_change_at, sent_price_cents, erp_price_cents)
       SELECT 'base', seq_product, sku, seq_product % 100 = 0, CASE WHEN seq_product < ${FIRST + PROMOTIONS} THEN ${now + 6 * 3_600_000} END, 1990, 1990 FROM skus`,
    `${series("o", ORDER, ORDERS)} INSERT INTO orders (order_id, name, state, found_by, company, total_cents, created_at, updated_at)
       SELECT CAST(n AS TEXT), '#' || n, CASE WHEN n % 90 = 0 THEN 'imported' WHEN n % 900 = 7 THEN 'on-hold' WHEN n % 30 = 1 THEN 'cancelled' ELSE 'invoiced' END,
              CASE n % 9 WHEN 0 THEN 'sweep' ELSE 'webhook' END, 1 + n % ${COMPANIES}, 4990, ${now} - (n % 365) * ${DAY_MS}, ${now} - (n % 365) * ${DAY_MS} FROM o`,
    `INSERT INTO order_timeline (order_id, n, at, step, cause, outcome) SELECT order_id, value, created_at, 'submitted', 'webhook', 'ok' FROM orders CROSS JOIN json_each('[1,2,3]')`,
    `${series("r", 1, 60_000)} INSERT INTO runs (id, name, company, started_at, ended_at, outcome, pages, read, unchanged)
       SELECT lower(hex(randomblob(16))), CASE n % 12 WHEN 0 THEN 'products' WHEN 1 THEN 'prices' ELSE 'stock' END, 1 + n % ${COMPANIES}, ${now} - n * 12121, ${now}, 'done', 1, 500, 500 FROM r`,
    `${series("c", 1, COMPANIES)} INSERT INTO loads (name, company, segment, watermark) SELECT 'stock', n, 0, '2026-11-24T08:00:00' FROM c`,
    `${series("d", 1, ERRORS)} INSERT INTO desk (area, seq_product, sku, company, reason, params, state, first_at, last_at)
       SELECT CASE WHEN n % 2 = 0 THEN 'stock' ELSE 'prices' END, ${FIRST} + n, 'P' || (${FIRST} + n) || 'E1', 1 + n % ${COMPANIES},
              CASE WHEN n % 2 = 0 THEN 'quantity-invalid' WHEN n % 4 = 1 THEN 'price-zero' ELSE 'price-negative' END,
              CASE WHEN n % 2 = 0 THEN '{"fault":"negative"}' ELSE '{}' END, 'open', ${now} - n * 1000, ${now} FROM d`,
    `INSERT INTO drift_runs (id, kind, started_at, ended_at, products, counts) VALUES ('d', 'full', ${now - DAY_MS}, ${now}, ${SKUS}, '{"stock":1000}')`,
    `${series("f", 1, 1_000)} INSERT INTO drift_findings (run_id, n, kind, seq_product, sku, company, expected, actual)
       SELECT 'd', n, 'stock', ${FIRST} + n, 'P' || (${FIRST} + n) || 'E1', 1, '10', '7' FROM f`,
    `INSERT INTO ledger_runs (id, kind, since, before, requested_at, ended_at) VALUES ('l', 'night', ${now - DAY_MS}, ${now}, ${now}, ${now})`,
    `INSERT INTO ledger_orders (order_id, run_id, step, verdict, differences, checked_at)
       SELECT order_id, CASE WHEN created_at > ${now - 31 * DAY_MS} THEN 'l' ELSE 'before' END, 'done', CASE WHEN CAST(order_id AS INTEGER) % 1000 = 0 THEN 'differs' ELSE 'agrees' END,
              CASE WHEN CAST(order_id AS INTEGER) % 1000 = 0 THEN '[{"kind":"missing-in-erp","seqPedido":null,"state":null}]' ELSE '[]' END, ${now} FROM orders`,
  ];
}
