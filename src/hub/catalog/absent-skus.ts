import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { skus } from "../schema/catalog.ts";
import { desk } from "../schema/desk.ts";
import { loads } from "../schema/loads.ts";

/** A SKU that an event of the ERP names, with the instant of the event. */
export interface NamedSku {
  readonly seqProduct: number;
  readonly sku: string;
  readonly at: Instant;
}

/** Of the JSON parameter: SKUs that the hub does not have, and of whose product the desk has no refused SKU. */
const absent = (parameter: string): string => sqlText`FROM json_each(${parameter}) AS u
  WHERE NOT EXISTS (SELECT 1 FROM ${skus} AS s
                     WHERE s.${skus.seqProduct} = u.value ->> 'seqProduct' AND s.${skus.sku} = u.value ->> 'sku')
    AND NOT EXISTS (SELECT 1 FROM ${desk} AS d WHERE d.${desk.area} = 'skus'
                       AND d.${desk.seqProduct} = u.value ->> 'seqProduct' AND d.${desk.state} = 'open')`;
/** When the last complete run of the SKU load began. */
const LAST_READ = sqlText`(SELECT min(l.${loads.lastSuccessStartedAt}) FROM ${loads} AS l WHERE l.${loads.name} = 'skus')`;

/** SKUs of the JSON parameter that cannot exist: a run of the SKU load that began after the event did not contain them. */
export const unknownSkus = (parameter: string): string =>
  sqlText`SELECT u.value ->> 'sku' AS sku ${absent(parameter)} AND ${LAST_READ} > u.value ->> 'at'`;

/**
 * SKUs that the hub does not have, and whether it read the ERP's SKUs since: then they cannot exist, else they may be new.
 * None where the load has never ended: then nothing can be said.
 */
export async function absentSkus(
  db: D1Database,
  named: readonly NamedSku[],
): Promise<readonly { readonly sku: string; readonly isCertain: boolean }[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT u.value ->> 'sku' AS sku, ${LAST_READ} > u.value ->> 'at' AS isCertain ${absent("?1")} AND ${LAST_READ} IS NOT NULL`,
    )
    .bind(jsonRows(named))
    .all<{ sku: string; isCertain: number }>();
  return results.map(({ sku, isCertain }) => ({ sku, isCertain: isCertain === 1 }));
}
