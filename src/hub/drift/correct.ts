/** What the comparison puts right at once: the fields that a variant is sold by. */
import { CORRECTED_KINDS, type Finding } from "../../rules/drift/compare.ts";
import type { Instant } from "../../ports.ts";
import { DUE_RESET } from "../catalog/products.ts";
import { REPAIRED, VARIANTS_UNSENT } from "../catalog/unsent.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";

import { driftFindings } from "../schema/drift.ts";
import { shopProducts, shopVariants } from "../schema/shop.ts";
import { companies, stock } from "../schema/stock.ts";

const KINDS: ReadonlySet<string> = new Set(CORRECTED_KINDS);

/**
 * The products of these findings are due with their variants unsent. An item whose tracking was switched is stored as it
 * is now, and its stock is due: the stock lane switches it back and reads the level before it sends. Statements for the
 * batch that stores the findings.
 */
export function correctSelling(
  db: D1Database,
  runId: string,
  findings: readonly Finding[],
  now: Instant,
): D1PreparedStatement[] {
  const wrong = findings.filter(({ kind }) => KINDS.has(kind));
  if (wrong.length === 0) return [];
  const switched = wrong.filter(({ kind }) => kind === "tracking");
  const skus = jsonRows(
    switched.map(({ seqProduct, sku, actual }) => ({ seqProduct, sku, tracked: actual === "sim" ? 1 : 0 })),
  );
  return [
    db
      .prepare(
        sqlText`UPDATE ${shopProducts} SET ${VARIANTS_UNSENT}, ${REPAIRED}, ${DUE_RESET}
          WHERE ${shopProducts.seqProduct} IN (SELECT value FROM json_each(?1))`,
      )
      .bind(
        jsonRows([...new Set(wrong.filter(({ kind }) => kind !== "tracking").map(({ seqProduct }) => seqProduct))]),
      ),
    ...(switched.length === 0
      ? []
      : [
          db
            .prepare(
              sqlText`UPDATE ${shopVariants} SET ${shopVariants.tracked} = j.value ->> 'tracked' FROM json_each(?1) AS j
                WHERE ${shopVariants}.${shopVariants.seqProduct} = j.value ->> 'seqProduct'
                  AND ${shopVariants}.${shopVariants.sku} = j.value ->> 'sku'`,
            )
            .bind(skus),
          db
            .prepare(
              sqlText`UPDATE ${stock} SET ${stock.sent} = NULL, ${stock.sentQuantity} = NULL,
                ${stock.externalChanges} = ${stock.externalChanges} + 1
                WHERE ${stock.company} IN (SELECT ${companies.company} FROM ${companies})
                  AND ${stock.sku} IN (SELECT value ->> 'sku' FROM json_each(?1))`,
            )
            .bind(skus),
        ]),
    db
      .prepare(
        sqlText`UPDATE ${driftFindings} SET ${driftFindings.repairedAt} = ?2
          WHERE ${driftFindings.runId} = ?1 AND ${driftFindings.repairedAt} IS NULL
            AND ${driftFindings.kind} IN (SELECT value FROM json_each(?3))`,
      )
      .bind(runId, now, jsonRows([...CORRECTED_KINDS])),
  ];
}
