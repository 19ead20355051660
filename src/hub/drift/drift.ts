/** Drift runs and their findings, and what of the hub's rows Shopify is compared with. */
import type { DriftKind, Finding } from "../../rules/drift/compare.ts";
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";

/** Findings kept of one run; its counts are of all. */
export const FINDINGS_KEPT = 1_000;
const RUNS_KEPT = 20;

/** A page of products that Shopify has, in order. */
export async function nextProducts(db: D1Database, after: number, limit: number): Promise<readonly number[]> {
  const { results } = await db
    .prepare(
      "SELECT seq_product AS seq FROM shop_products WHERE seq_product > ?1 AND product_gid IS NOT NULL ORDER BY seq_product LIMIT ?2",
    )
    .bind(after, limit)
    .all<{ seq: number }>();
  return results.map(({ seq }) => seq);
}

/** Some of the products that Shopify has; which, the salt decides. Reads every row of `shop_products` once. */
export async function sampleProducts(db: D1Database, salt: number, limit: number): Promise<readonly number[]> {
  const { results } = await db
    .prepare(
      `SELECT seq_product AS seq FROM shop_products WHERE product_gid IS NOT NULL
        ORDER BY ((seq_product + CAST(?1 AS INTEGER)) * 2654435761) % 1000003, seq_product LIMIT ?2`,
    )
    .bind(salt, limit)
    .all<{ seq: number }>();
  return results.map(({ seq }) => seq);
}

/** Products with something on its way: what stands in Shopify is about to change, or not known. */
export async function productsInFlux(db: D1Database, seqProducts: readonly number[]): Promise<ReadonlySet<number>> {
  const { results } = await db
    .prepare(
      `SELECT seq_product AS seq FROM shop_products
        WHERE seq_product IN (SELECT value FROM json_each(?1)) AND (due = 1 OR bulk_job IS NOT NULL)`,
    )
    .bind(jsonRows(seqProducts))
    .all<{ seq: number }>();
  return new Set(results.map(({ seq }) => seq));
}

export interface SentLevel {
  readonly seqProduct: number;
  readonly company: number;
  readonly sku: string;
  readonly location: string;
  readonly item: string;
  /** Whole units Shopify last accepted. */
  readonly units: number;
  /** Units our own orders hold there, rounded up. */
  readonly reservedUnits: number;
}

/** Levels as Shopify last accepted them, without those that are due, waiting, or sold without limit. */
export async function sentLevels(db: D1Database, seqProducts: readonly number[]): Promise<readonly SentLevel[]> {
  const { results } = await db
    .prepare(
      `SELECT v.seq_product AS seqProduct, s.company, s.sku, c.location_gid AS location, v.inventory_item_gid AS item,
              s.sent_quantity AS units, COALESCE(CASE WHEN p.weighed = 1 THEN p.multiple_milli END, k.package_milli, 1) AS unitMilli,
              (SELECT COALESCE(SUM(r.quantity_milli), 0) FROM order_reservations AS r
                WHERE r.company = s.company AND r.sku = s.sku) AS reservedMilli
         FROM json_each(?1) AS j CROSS JOIN shop_variants AS v ON v.seq_product = j.value
         CROSS JOIN companies AS c CROSS JOIN stock AS s ON s.company = c.company AND s.sku = v.sku
         LEFT JOIN products AS p ON p.seq_product = v.seq_product
         LEFT JOIN skus AS k ON k.seq_product = v.seq_product AND k.sku = v.sku
        WHERE c.enabled = 1 AND c.location_gid IS NOT NULL AND v.tracked = 1 AND s.unlimited = 0
          AND s.sent IS s.hash AND s.wait IS NULL AND s.level_active = 1 AND s.sent_quantity IS NOT NULL`,
    )
    .bind(jsonRows(seqProducts))
    .all<Omit<SentLevel, "reservedUnits"> & { unitMilli: number; reservedMilli: number }>();
  return results.map(({ unitMilli, reservedMilli, ...row }) => ({
    ...row,
    reservedUnits: Math.ceil(reservedMilli / unitMilli),
  }));
}

export type DriftMode = "sample" | "full";

export interface DriftRun {
  readonly id: string;
  readonly kind: DriftMode;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly products: number;
  readonly variants: number;
  readonly levels: number;
  readonly skipped: number;
  readonly counts: Readonly<Partial<Record<DriftKind, number>>>;
}

const COLUMNS = `id, kind, started_at AS startedAt, ended_at AS endedAt, products, variants, levels, skipped, counts`;
const runOf = (row: Omit<DriftRun, "counts"> & { readonly counts: string }): DriftRun => ({
  ...row,
  counts: JSON.parse(row.counts) as DriftRun["counts"], // written by saveDrift alone
});

export async function readDriftRun(db: D1Database, id: string): Promise<DriftRun | null> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM drift_runs WHERE id = ?1`)
    .bind(id)
    .first<Omit<DriftRun, "counts"> & { counts: string }>();
  return row && runOf(row);
}

export const findingsOf = ({ counts }: Pick<DriftRun, "counts">): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The run as it stands after a page, and the page's findings; for the batch that steps the load, which fences them. */
export function saveDrift(
  db: D1Database,
  run: DriftRun,
  foundBefore: number,
  findings: readonly Finding[],
): D1PreparedStatement[] {
  const kept = findings.slice(0, Math.max(0, FINDINGS_KEPT - foundBefore));
  return [
    db
      .prepare(
        `INSERT INTO drift_runs (id, kind, started_at, ended_at, products, variants, levels, skipped, counts)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO UPDATE
            SET ended_at = excluded.ended_at, products = excluded.products, variants = excluded.variants,
                levels = excluded.levels, skipped = excluded.skipped, counts = excluded.counts`,
      )
      .bind(
        run.id,
        run.kind,
        run.startedAt,
        run.endedAt,
        run.products,
        run.variants,
        run.levels,
        run.skipped,
        JSON.stringify(run.counts),
      ),
    ...(kept.length > 0
      ? [
          db
            .prepare(
              `INSERT INTO drift_findings (run_id, n, kind, seq_product, sku, company, place, expected, actual)
               SELECT ?2, value ->> 'n', value ->> 'kind', value ->> 'seqProduct', value ->> 'sku', value ->> 'company',
                      value ->> 'place', value ->> 'expected', value ->> 'actual'
                 FROM json_each(?1)`,
            )
            .bind(jsonRows(kept.map((finding, index) => ({ ...finding, n: foundBefore + index + 1 }))), run.id),
        ]
      : []),
    ...(run.endedAt === null
      ? []
      : ["DELETE FROM drift_findings WHERE run_id IN", "DELETE FROM drift_runs WHERE id IN"].map((sql) =>
          db.prepare(`${sql} (SELECT id FROM drift_runs ORDER BY started_at DESC, id LIMIT -1 OFFSET ${RUNS_KEPT})`),
        )),
  ];
}

/** The newest runs first. */
export async function readDriftRuns(db: D1Database, limit: number): Promise<readonly DriftRun[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM drift_runs ORDER BY started_at DESC, id LIMIT ?1`)
    .bind(limit)
    .all<Omit<DriftRun, "counts"> & { counts: string }>();
  return results.map(runOf);
}

export interface StoredFinding extends Finding {
  readonly n: number;
  readonly repairedAt: Instant | null;
}

export async function readFindings(
  db: D1Database,
  runId: string,
  { kind, after, limit }: { readonly kind: DriftKind | null; readonly after: number; readonly limit: number },
): Promise<readonly StoredFinding[]> {
  const { results } = await db
    .prepare(
      `SELECT n, kind, seq_product AS seqProduct, sku, company, place, expected, actual, repaired_at AS repairedAt
         FROM drift_findings WHERE run_id = ?1 AND n > ?2 AND (?3 IS NULL OR kind = ?3) ORDER BY n LIMIT ?4`,
    )
    .bind(runId, after, kind, limit)
    .all<StoredFinding>();
  return results;
}
