/** The sale multiple that Shopify showed of a product, with its dates. An order is read by the one it was sold with. */
import * as z from "zod";
import type { ShownSince } from "../../rules/orders/items/sold-weight.ts";
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { saleMultiples } from "../schema/shop.ts";

/** An order is read again for so long after a change; then the multiple before the last is of no use. */
const KEPT_MS = 180 * 86_400_000;

export interface ShownMultiple {
  readonly seqProduct: number;
  /** Thousandths of a kg; null: the product is sold by the package now. */
  readonly multipleMilli: number | null;
}

/** Shopify accepted these; one that stands already writes nothing. */
export function saveShownMultiples(
  db: D1Database,
  shown: readonly ShownMultiple[],
  now: Instant,
): readonly D1PreparedStatement[] {
  if (shown.length === 0) return [];
  const { seqProduct, since, multipleMilli } = saleMultiples;
  const rows = jsonRows(shown);
  return [
    db
      .prepare(
        sqlText`INSERT OR REPLACE INTO ${saleMultiples} (${seqProduct}, ${since}, ${multipleMilli})
         SELECT j.value ->> 'seqProduct', ?2, j.value ->> 'multipleMilli' FROM json_each(?1) AS j
          WHERE (SELECT m.${multipleMilli} FROM ${saleMultiples} AS m WHERE m.${seqProduct} = j.value ->> 'seqProduct'
                  ORDER BY m.${since} DESC LIMIT 1) IS NOT j.value ->> 'multipleMilli'`,
      )
      .bind(rows, now),
    db
      .prepare(
        sqlText`DELETE FROM ${saleMultiples}
          WHERE ${seqProduct} IN (SELECT value ->> 'seqProduct' FROM json_each(?1))
            AND ${since} < (SELECT max(m.${since}) FROM ${saleMultiples} AS m
                             WHERE m.${seqProduct} = ${saleMultiples}.${seqProduct} AND m.${since} <= ?2)`,
      )
      .bind(rows, now - KEPT_MS),
  ];
}

/** Part of a SELECT: what was shown of a product, as JSON. @param seqProduct the product, as SQL */
export const historyOf = (seqProduct: string): string =>
  sqlText`(SELECT json_group_array(json_array(m.${saleMultiples.since}, m.${saleMultiples.multipleMilli}))
     FROM ${saleMultiples} AS m WHERE m.${saleMultiples.seqProduct} = ${seqProduct})`;

const history = z.array(z.tuple([z.number(), z.number().nullable()]));

/** The oldest first. */
export const readHistory = (json: string): readonly ShownSince[] =>
  history
    .parse(JSON.parse(json))
    .map(([since, multipleMilli]) => ({ since, multipleMilli }))
    .toSorted((a, b) => a.since - b.since);
