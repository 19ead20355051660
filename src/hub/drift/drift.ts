/** Drift runs with their findings, and the hub's rows that are compared with Shopify. */
import type { DriftKind, Finding } from "../../rules/drift/compare.ts";
import { and, desc, eq, getTableColumns, gt, isNotNull } from "drizzle-orm";
import { plain, prepared } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { products, skus } from "../schema/catalog.ts";
import { driftFindings, driftRuns } from "../schema/drift.ts";
import { isMarked } from "../loads/marking.ts";
import { orderReservations } from "../schema/orders.ts";
import { shopProducts, shopVariants } from "../schema/shop.ts";
import { companies, stock } from "../schema/stock.ts";

/** Findings kept of one run; its counts are of all. */
const FINDINGS_KEPT = 1_000;
const RUNS_KEPT = 20;

/** A page of products that Shopify has, in order. */
export async function nextProducts(db: D1Database, after: number, limit: number): Promise<readonly number[]> {
  const { seqProduct, productGid } = shopProducts;
  const rows = await plain(db)
    .select({ seqProduct })
    .from(shopProducts)
    .where(and(gt(seqProduct, after), isNotNull(productGid)))
    .orderBy(seqProduct)
    .limit(limit);
  return rows.map((row) => row.seqProduct);
}

/** A sample of the products that Shopify has; the salt selects it. Reads every row of `shop_products` once. */
export async function sampleProducts(db: D1Database, salt: number, limit: number): Promise<readonly number[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${shopProducts.seqProduct} AS seq FROM ${shopProducts} WHERE ${shopProducts.productGid} IS NOT NULL
        ORDER BY ((${shopProducts.seqProduct} + CAST(?1 AS INTEGER)) * 2654435761) % 1000003,
        ${shopProducts.seqProduct} LIMIT ?2`,
    )
    .bind(salt, limit)
    .all<{ seq: number }>();
  return results.map(({ seq }) => seq);
}

/** Products with a change under way: their state in Shopify is about to change, or unknown. */
export async function productsInFlux(db: D1Database, seqProducts: readonly number[]): Promise<ReadonlySet<number>> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${shopProducts.seqProduct} AS seq FROM ${shopProducts}
        WHERE ${shopProducts.seqProduct} IN (SELECT value FROM json_each(?1)) AND (${shopProducts.due} = 1
          OR ${shopProducts.lockedBy} IS NOT NULL)`,
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

/**
 * Levels as Shopify last accepted them, without those that are due, waiting, sold without limit, or sent to a location that the
 * company has left.
 */
export async function sentLevels(db: D1Database, seqProducts: readonly number[]): Promise<readonly SentLevel[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT v.${shopVariants.seqProduct} AS seqProduct, s.${stock.company}, s.${stock.sku},
        c.${companies.locationGid} AS location, v.${shopVariants.inventoryItemGid} AS item,
              s.${stock.sentQuantity} AS units, COALESCE(CASE
                WHEN p.${products.weighed} = 1 THEN p.${products.multipleMilli} END, k.${skus.packageMilli},
                  1) AS unitMilli,
              (SELECT COALESCE(SUM(r.${orderReservations.quantityMilli}), 0) FROM ${orderReservations} AS r
                WHERE r.${orderReservations.company} = s.${stock.company}
                  AND r.${orderReservations.sku} = s.${stock.sku}) AS reservedMilli
         FROM json_each(?1) AS j CROSS JOIN ${shopVariants} AS v ON v.${shopVariants.seqProduct} = j.value
         CROSS JOIN ${companies} AS c CROSS JOIN ${stock} AS s ON s.${stock.company} = c.${companies.company}
           AND s.${stock.sku} = v.${shopVariants.sku}
         LEFT JOIN ${products} AS p ON p.${products.seqProduct} = v.${shopVariants.seqProduct}
         LEFT JOIN ${skus} AS k ON k.${skus.seqProduct} = v.${shopVariants.seqProduct}
           AND k.${skus.sku} = v.${shopVariants.sku}
        WHERE c.${companies.enabled} = 1 AND c.${companies.locationGid} IS NOT NULL AND v.${shopVariants.tracked} = 1
          AND s.${stock.unlimited} = 0
          AND s.${stock.sent} IS s.${stock.hash} AND s.${stock.parkedReason} IS NULL AND s.${stock.levelActive} = 1
          AND s.${stock.sentQuantity} IS NOT NULL AND ${isMarked(sqlText`s.${stock.company}`, sqlText`s.${stock.sku}`)}`,
    )
    .bind(jsonRows(seqProducts))
    .all<Omit<SentLevel, "reservedUnits"> & { unitMilli: number; reservedMilli: number }>();
  return results.map(({ unitMilli, reservedMilli, ...row }) => ({
    ...row,
    reservedUnits: Math.ceil(reservedMilli / unitMilli),
  }));
}

/** Whether each item is tracked, by SKU; without those whose stock is due at a company, because that may change it. */
export async function settledTracking(
  db: D1Database,
  seqProducts: readonly number[],
): Promise<ReadonlyMap<string, boolean>> {
  const { results } = await db
    .prepare(
      sqlText`SELECT v.${shopVariants.sku}, v.${shopVariants.tracked} FROM json_each(?1) AS j
        CROSS JOIN ${shopVariants} AS v ON v.${shopVariants.seqProduct} = j.value
        WHERE NOT EXISTS (SELECT 1 FROM ${companies} AS c CROSS JOIN ${stock} AS s
          ON s.${stock.company} = c.${companies.company} AND s.${stock.sku} = v.${shopVariants.sku}
          WHERE s.${stock.sent} IS NOT s.${stock.hash} AND s.${stock.parkedReason} IS NULL)`,
    )
    .bind(jsonRows(seqProducts))
    .all<{ sku: string; tracked: number }>();
  return new Map(results.map(({ sku, tracked }) => [sku, tracked === 1]));
}

export type DriftMode = typeof driftRuns.$inferSelect.kind;

type DriftRow = typeof driftRuns.$inferSelect;
export type DriftRun = Readonly<Omit<DriftRow, "counts">> & {
  readonly counts: Readonly<Partial<Record<DriftKind, number>>>;
};

const runOf = (row: DriftRow): DriftRun => ({
  ...row,
  counts: JSON.parse(row.counts) as DriftRun["counts"], // written by saveDrift alone
});

export async function readDriftRun(db: D1Database, id: string): Promise<DriftRun | null> {
  const [row] = await plain(db).select().from(driftRuns).where(eq(driftRuns.id, id));
  return row === undefined ? null : runOf(row);
}

export const findingsOf = ({ counts }: Pick<DriftRun, "counts">): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/**
 * Stores the run after a page with the page's findings, in the batch that advances the load. That batch has the fence.
 */
export function saveDrift(
  db: D1Database,
  run: DriftRun,
  foundBefore: number,
  findings: readonly Finding[],
): D1PreparedStatement[] {
  const orm = plain(db);
  const { endedAt, variants, levels, skipped } = run;
  const counts = JSON.stringify(run.counts);
  const kept = findings.slice(0, Math.max(0, FINDINGS_KEPT - foundBefore));
  return [
    prepared(
      db,
      orm
        .insert(driftRuns)
        .values({ ...run, counts })
        .onConflictDoUpdate({
          target: driftRuns.id,
          set: { endedAt, products: run.products, variants, levels, skipped, counts },
        }),
    ),
    ...(kept.length > 0
      ? [
          db
            .prepare(
              sqlText`INSERT INTO ${driftFindings} (${driftFindings.runId}, ${driftFindings.n}, ${driftFindings.kind},
                ${driftFindings.seqProduct}, ${driftFindings.sku}, ${driftFindings.company}, ${driftFindings.target},
                ${driftFindings.expected}, ${driftFindings.actual})
               SELECT ?2, value ->> 'n', value ->> 'kind', value ->> 'seqProduct', value ->> 'sku', value ->> 'company',
                      value ->> 'target', value ->> 'expected', value ->> 'actual'
                 FROM json_each(?1)`,
            )
            .bind(jsonRows(kept.map((finding, index) => ({ ...finding, n: foundBefore + index + 1 }))), run.id),
        ]
      : []),
    ...(run.endedAt === null
      ? []
      : [
          sqlText`DELETE FROM ${driftFindings} WHERE ${driftFindings.runId} IN`,
          sqlText`DELETE FROM ${driftRuns} WHERE ${driftRuns.id} IN`,
        ].map((sql) =>
          db.prepare(
            sqlText`${sql} (SELECT ${driftRuns.id} FROM ${driftRuns} ORDER BY ${driftRuns.startedAt} DESC,
              ${driftRuns.id} LIMIT -1 OFFSET ${RUNS_KEPT})`,
          ),
        )),
  ];
}

/** The newest runs first. */
export async function readDriftRuns(db: D1Database, limit: number): Promise<readonly DriftRun[]> {
  const rows = await plain(db).select().from(driftRuns).orderBy(desc(driftRuns.startedAt), driftRuns.id).limit(limit);
  return rows.map(runOf);
}

export type StoredFinding = Finding & Readonly<Pick<typeof driftFindings.$inferSelect, "n" | "repairedAt">>;

export async function readFindings(
  db: D1Database,
  runId: string,
  { kind, after, limit }: { readonly kind: DriftKind | null; readonly after: number; readonly limit: number },
): Promise<readonly StoredFinding[]> {
  const { runId: ofRun, ...shown } = getTableColumns(driftFindings);
  return plain(db)
    .select(shown)
    .from(driftFindings)
    .where(and(eq(ofRun, runId), gt(shown.n, after), kind === null ? undefined : eq(shown.kind, kind)))
    .orderBy(shown.n)
    .limit(limit);
}

/** The newest runs, and the findings of one run: the named one, else the newest. */
export async function readDriftReport(
  db: D1Database,
  {
    runs: limit,
    runId,
    kind,
    ...page
  }: {
    readonly runs: number;
    readonly runId?: string | undefined;
    readonly kind?: DriftKind | undefined;
    readonly after: number;
    readonly limit: number;
  },
) {
  const runs = await readDriftRuns(db, limit);
  const id = runId ?? runs[0]?.id ?? null;
  const findings = id === null ? [] : await readFindings(db, id, { kind: kind ?? null, ...page });
  return { runs, runId: id, findings };
}
