/** Similar products of a product, by the ERP or by a person's list. */
import type { SimilarLine } from "../../rules/catalog/similars.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { markSpecificationsDue } from "../images/specification-marks.ts";
import { products, similars, skus } from "../schema/catalog.ts";

/**
 * For the batch of a page of products, before its upsert: lists that changed are replaced.
 * @param changed FROM and WHERE over the given rows `?1` as `j` with another list than the hub has
 */
export const replaceErpSimilars = (
  db: D1Database,
  changed: (join?: string) => string,
  json: string,
): readonly D1PreparedStatement[] => [
  db
    .prepare(
      sqlText`DELETE FROM ${similars} WHERE ${similars.source} = 'erp'
        AND ${similars.seqProduct} IN (SELECT j.value ->> 'seqProduct' ${changed()})`,
    )
    .bind(json),
  db
    .prepare(
      sqlText`INSERT INTO ${similars} (${similars.seqProduct}, ${similars.source}, ${similars.place}, ${similars.similar})
        SELECT j.value ->> 'seqProduct', 'erp', e.key, e.value
        ${changed("CROSS JOIN json_each(j.value ->> 'similars') AS e")}`,
    )
    .bind(json),
];

/** Products whose list of the file differs from these lines. */
async function changedLines(db: D1Database, lines: readonly SimilarLine[]): Promise<readonly SimilarLine[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${similars.seqProduct} AS seqProduct, json_group_array(${similars.similar} ORDER BY ${similars.place}) AS list
        FROM ${similars} WHERE ${similars.source} = 'csv' AND ${similars.seqProduct} IN (SELECT value FROM json_each(?1))
        GROUP BY ${similars.seqProduct}`,
    )
    .bind(jsonRows(lines.map(({ seqProduct }) => seqProduct)))
    .all<{ seqProduct: number; list: string }>();
  const known = new Map(results.map(({ seqProduct, list }) => [seqProduct, list]));
  return lines.filter(({ seqProduct, similars: list }) => (known.get(seqProduct) ?? "[]") !== JSON.stringify(list));
}

/**
 * Replaces the file's lists of these products, in one batch with `also`. An equal list writes nothing.
 * @returns how many differ
 */
export async function saveSimilars(
  db: D1Database,
  lines: readonly SimilarLine[],
  also: readonly D1PreparedStatement[],
): Promise<number> {
  const changed = await changedLines(db, lines);
  if (changed.length === 0) return 0;
  const rows = jsonRows(changed);
  await db.batch([
    db
      .prepare(
        sqlText`DELETE FROM ${similars} WHERE ${similars.source} = 'csv'
          AND ${similars.seqProduct} IN (SELECT value ->> 'seqProduct' FROM json_each(?1))`,
      )
      .bind(rows),
    db
      .prepare(
        sqlText`INSERT INTO ${similars} (${similars.seqProduct}, ${similars.source}, ${similars.place}, ${similars.similar})
          SELECT j.value ->> 'seqProduct', 'csv', e.key, e.value
            FROM json_each(?1) AS j CROSS JOIN json_each(j.value -> 'similars') AS e`,
      )
      .bind(rows),
    db.prepare(markSpecificationsDue(sqlText`SELECT value ->> 'seqProduct' FROM json_each(?1)`)).bind(rows),
    ...also,
  ]);
  return changed.length;
}

export interface SimilarState {
  /** Products with a list of a person, and of the ERP. */
  readonly listedByFile: number;
  readonly listedByErp: number;
  /** The ERP says that they have similar products (indKit), and no list says which. */
  readonly withoutList: readonly { readonly seqProduct: number; readonly title: string }[];
}

export async function readSimilarState(db: D1Database, limit: number): Promise<SimilarState> {
  const ask = (sql: string) => db.prepare(sql);
  const [counts, marked] = (await db.batch([
    ask(
      sqlText`SELECT ${similars.source}, count(DISTINCT ${similars.seqProduct}) AS n FROM ${similars} GROUP BY ${similars.source}`,
    ),
    ask(
      sqlText`SELECT p.${products.seqProduct} AS seqProduct, p.${products.title}
        FROM (SELECT DISTINCT ${skus.seqProduct} AS seq FROM ${skus} INDEXED BY skus_with_similars
               WHERE ${skus.hasSimilars} = 1) AS k
        JOIN ${products} AS p ON p.${products.seqProduct} = k.seq
       WHERE NOT EXISTS (SELECT 1 FROM ${similars} AS s WHERE s.${similars.seqProduct} = k.seq)
       ORDER BY p.${products.seqProduct} LIMIT ?1`,
    ).bind(limit),
  ])) as [D1Result<{ source: string; n: number }>, D1Result<{ seqProduct: number; title: string }>];
  const of = (source: string) => counts.results.find((row) => row.source === source)?.n ?? 0;
  return { listedByFile: of("csv"), listedByErp: of("erp"), withoutList: marked.results };
}

/** Of these numbers those that the hub has as products. */
export async function knownProducts(db: D1Database, seqProducts: readonly number[]): Promise<ReadonlySet<number>> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${products.seqProduct} AS seq FROM ${products} WHERE ${products.seqProduct} IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows(seqProducts))
    .all<{ seq: number }>();
  return new Set(results.map(({ seq }) => seq));
}
