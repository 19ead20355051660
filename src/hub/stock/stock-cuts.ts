/**
 * Phantom stock: what a store cuts from one order after another, although the ERP says that there is some. By the rule
 * `holdAfterCuts` nothing of it is for sale there until its next count.
 *
 * A cut is counted in the batch that stores its event, and the count ends in the batch of the stock page that shows a
 * later one, so a crash leaves both or neither.
 */
import type { Instant } from "../../ports.ts";
import type { Cut } from "../../rules/stock/cuts.ts";
import type { ErpStockRow } from "../../rules/stock/stock-row.ts";
import { REF, type Reason } from "../../rules/record/desk-entry.ts";
import { chunksOf } from "../d1/chunks.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { PRIMARY_KEY } from "../desk/desk.ts";
import { auditAct, type Act } from "../loads/audit.ts";
import type { StoreOnly } from "../orders/erp-events.ts";
import { ORDER_RULES } from "../orders/rules.ts";
import { products } from "../schema/catalog.ts";
import { desk } from "../schema/desk.ts";
import { erpEvents, orders } from "../schema/orders.ts";
import { settings } from "../schema/settings.ts";
import { stock, stockCuts as cuts } from "../schema/stock.ts";

const AREA = "publish-stock";
const REASON = "cut-again" satisfies Reason<"publish-stock">;

/** SQL: the row `s` of `stock` is held back. */
export const HELD = sqlText`EXISTS (SELECT 1 FROM ${cuts} AS h
   WHERE h.${cuts.company} = s.${stock.company} AND h.${cuts.sku} = s.${stock.sku} AND h.${cuts.heldAt} IS NOT NULL)`;

const COMPANY = sqlText`coalesce(v.value ->> 'company',
   (SELECT o.${orders.company} FROM ${orders} AS o WHERE o.${orders.orderId} = v.value ->> 'orderId'))`;
/** The rule; 0 is off, as is a hub without rules. */
const LIMIT = sqlText`coalesce((SELECT x.${settings.value} ->> 'holdAfterCuts' FROM ${settings} AS x WHERE x.${settings.name} = ?3), 0)`;
const IS_COUNTED = sqlText`EXISTS (SELECT 1 FROM ${cuts} AS k CROSS JOIN json_each(k.${cuts.events}) AS x
  WHERE k.${cuts.company} = ${COMPANY} AND k.${cuts.sku} = v.value ->> 'sku' AND x.value = e.${erpEvents.contentKey})`;
/**
 * No event in the hub says that this order lacks the SKU. Goods by weight lack it only when nothing is left. An event at the
 * desk is no evidence, unless it was counted before it came there, or is this event itself, read again.
 */
const IS_NEW = sqlText`NOT EXISTS (SELECT 1 FROM ${erpEvents} AS e
   CROSS JOIN json_each(CASE WHEN json_valid(e.${erpEvents.body}) THEN e.${erpEvents.body} END, '$.items') AS i
  WHERE e.${erpEvents.orderId} = v.value ->> 'orderId' AND e.${erpEvents.type} = 'ALTERADO'
    AND (e.${erpEvents.state} <> 'desk' OR e.${erpEvents.contentKey} = v.value ->> 'key' OR ${IS_COUNTED})
    AND i.value ->> 'sku' = v.value ->> 'sku' AND i.value ->> 'attendedMilli' < i.value ->> 'orderedMilli'
    AND (i.value ->> 'attendedMilli' = 0 OR coalesce(p.${products.weighed}, 0) = 0))`;

const OF_GIVEN = sqlText`FROM json_each(?1) AS v
  CROSS JOIN ${cuts} AS k ON k.${cuts.company} = ${COMPANY} AND k.${cuts.sku} = v.value ->> 'sku' AND k.${cuts.heldAt} = ?2`;

/**
 * Counts the cuts of events; for the batch that stores the events, before them. An order counts once for a SKU, however
 * often its events come. Where the rule's number is reached, the SKU is held back there, due, and at the desk.
 * @param only as of `insertEvents`
 */
export function countCuts(
  db: D1Database,
  given: readonly Cut[],
  now: Instant,
  only: StoreOnly | null = null,
): readonly D1PreparedStatement[] {
  if (given.length === 0) return [];
  const json = jsonRows(given);
  const { company, sku, seqProduct, events, heldAt, lastCutAt } = cuts;
  return [
    db
      .prepare(
        sqlText`INSERT INTO ${cuts} (${company}, ${sku}, ${seqProduct}, ${events}, ${heldAt}, ${lastCutAt})
         SELECT s.${stock.company}, s.${stock.sku}, s.${stock.seqProduct}, json_group_array(n.k),
                CASE WHEN count(*) >= ${LIMIT} THEN ?2 END, max(coalesce(n.at, ?2))
           FROM (SELECT ${COMPANY} AS company, v.value ->> 'sku' AS sku, v.value ->> 'key' AS k, v.value ->> 'at' AS at
                   FROM json_each(?1) AS v
                   LEFT JOIN ${products} AS p ON p.${products.seqProduct} = v.value ->> 'seqProduct'
                  WHERE (v.value ->> 'attendedMilli' = 0 OR coalesce(p.${products.weighed}, 0) = 0) AND ${IS_NEW}) AS n
          CROSS JOIN ${stock} AS s ON s.${stock.company} = n.company AND s.${stock.sku} = n.sku
                AND s.${stock.unlimited} = 0 AND s.${stock.quantityMilli} > 0
          WHERE ${LIMIT} > 0 AND ${only?.sql ?? "true"}
          GROUP BY s.${stock.company}, s.${stock.sku}
             ON CONFLICT (${company}, ${sku}) DO UPDATE
            SET ${events} = (SELECT json_group_array(value) FROM
                  (SELECT value FROM json_each(${cuts}.${events}) UNION ALL SELECT value FROM json_each(excluded.${events}))),
                ${heldAt} = coalesce(${cuts}.${heldAt}, CASE WHEN json_array_length(${cuts}.${events})
                  + json_array_length(excluded.${events}) >= ${LIMIT} THEN ?2 END),
                ${lastCutAt} = max(${cuts}.${lastCutAt}, excluded.${lastCutAt})`,
      )
      .bind(json, now, ORDER_RULES, ...(only?.values ?? [])),
    db
      .prepare(
        sqlText`UPDATE ${stock} SET ${stock.sent} = NULL
          WHERE (${stock.company}, ${stock.sku}) IN (SELECT k.${company}, k.${sku} ${OF_GIVEN})`,
      )
      .bind(json, now),
    db
      .prepare(
        sqlText`INSERT INTO ${desk} (${PRIMARY_KEY}, ${desk.params}, ${desk.firstAt}, ${desk.lastAt})
         SELECT DISTINCT '${AREA}', k.${seqProduct}, k.${sku}, k.${company}, 0, '${REF.cuts}', '${REASON}',
                json_object('cuts', json_array_length(k.${events})), ?2, ?2
           ${OF_GIVEN}
          WHERE true
             ON CONFLICT (${PRIMARY_KEY}) DO UPDATE
            SET ${desk.params} = excluded.${desk.params}, ${desk.state} = 'open', ${desk.times} = ${desk}.${desk.times} + 1,
                ${desk.lastAt} = excluded.${desk.lastAt}`,
      )
      .bind(json, now),
  ];
}

/**
 * Ends rows: what was held is due with the ERP's figure, and its entry is closed.
 * @param rows SQL: FROM and WHERE of rows `k`, whose parameters are the first of `values`
 */
function endCuts(
  db: D1Database,
  rows: string,
  now: Instant,
  values: readonly string[],
): readonly [D1PreparedStatement, D1PreparedStatement, D1PreparedStatement] {
  const { company, sku, seqProduct, heldAt } = cuts;
  return [
    db
      .prepare(
        sqlText`UPDATE ${stock} SET ${stock.sent} = NULL
          WHERE (${stock.company}, ${stock.sku}) IN (SELECT k.${company}, k.${sku} ${rows} AND k.${heldAt} IS NOT NULL)`,
      )
      .bind(...values),
    db
      .prepare(
        sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?${values.length + 1}
          WHERE ${desk.area} = '${AREA}' AND (${desk.seqProduct}, ${desk.sku}, ${desk.company}, ${desk.segment}, ${desk.ref})
             IN (SELECT k.${seqProduct}, k.${sku}, k.${company}, 0, '${REF.cuts}' ${rows} AND k.${heldAt} IS NOT NULL)
            AND ${desk.state} = 'open'`,
      )
      .bind(...values, now),
    db
      .prepare(
        sqlText`DELETE FROM ${cuts} WHERE (${company}, ${sku}) IN (SELECT k.${company}, k.${sku} ${rows}) RETURNING ${heldAt} AS heldAt`,
      )
      .bind(...values),
  ];
}

const OF_KEYS = sqlText`FROM json_each(?1) AS j CROSS JOIN ${cuts} AS k
  ON k.${cuts.company} = j.value ->> 'company' AND k.${cuts.sku} = j.value ->> 'sku'`;
const COUNTED = sqlText`${OF_KEYS} WHERE (j.value ->> 'countedOn' > k.${cuts.countedOn} OR j.value ->> 'countedAt' > k.${cuts.lastCutAt})`;

/**
 * Ends what the store has counted since, by the records of a stock page; for the page's batch. A count is new when it is
 * after the last cut, or after the count that the first record after the cuts showed.
 */
export const endCounted = (
  db: D1Database,
  rows: readonly ErpStockRow[],
  now: Instant,
): readonly D1PreparedStatement[] =>
  chunksOf(
    rows.flatMap(({ company, sku, countedOn, countedAt }) =>
      countedOn === null ? [] : [{ company, sku, countedOn, countedAt }],
    ),
  ).flatMap((chunk) => {
    const json = jsonRows(chunk);
    return [
      ...endCuts(db, COUNTED, now, [json]),
      db
        .prepare(
          sqlText`UPDATE ${cuts} SET ${cuts.countedOn} = j.value ->> 'countedOn' FROM json_each(?1) AS j
            WHERE ${cuts}.${cuts.company} = j.value ->> 'company' AND ${cuts}.${cuts.sku} = j.value ->> 'sku'
              AND ${cuts}.${cuts.countedOn} IS NULL`,
        )
        .bind(json),
    ];
  });

/** Ends every row, because the rule is off; for the batch that stores the rule. */
export const endAllCuts = (db: D1Database, now: Instant): readonly D1PreparedStatement[] =>
  endCuts(db, sqlText`FROM ${cuts} AS k WHERE true`, now, []);

export interface HeldKey {
  readonly company: number;
  readonly sku: string;
}

/** Puts these on sale again by a person's decision, with its row in the audit. @returns how many were held */
export async function releaseHeld(
  db: D1Database,
  { at, id, who }: Pick<Act, "at" | "id" | "who">,
  keys: readonly HeldKey[],
): Promise<number> {
  const json = jsonRows(keys.map(({ company, sku }) => ({ company, sku })));
  const results = await db.batch([
    ...endCuts(db, sqlText`${OF_KEYS} WHERE k.${cuts.heldAt} IS NOT NULL`, at, [json]),
    auditAct(db, {
      at,
      id,
      who,
      act: "stock-release",
      key: { name: "held-stock", company: keys.length === 1 ? (keys[0]?.company ?? 0) : 0, segment: 0 },
      before: keys
        .slice(0, 5)
        .map(({ company, sku }) => `${sku}@${company}`)
        .join(", "),
      rows: keys.length,
    }),
  ]);
  return results[2]?.results.length ?? 0;
}

export interface HeldStock extends HeldKey {
  /** Orders that it was cut from since its last count. */
  readonly cuts: number;
  readonly heldAt: Instant;
  readonly lastCutAt: Instant;
  /** The ERP's date of its last count, as the hub first saw it after the cuts; null: not seen. */
  readonly countedOn: string | null;
  /** The ERP's figure, in thousandths; null: its record is gone. */
  readonly quantityMilli: number | null;
}

/** What is held back, in the order of company and SKU, after a key. */
export async function readHeld(db: D1Database, after: HeldKey, limit: number): Promise<readonly HeldStock[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT k.${cuts.company} AS company, k.${cuts.sku} AS sku, json_array_length(k.${cuts.events}) AS cuts,
              k.${cuts.heldAt} AS heldAt, k.${cuts.lastCutAt} AS lastCutAt, k.${cuts.countedOn} AS countedOn,
              s.${stock.quantityMilli} AS quantityMilli
         FROM ${cuts} AS k LEFT JOIN ${stock} AS s ON s.${stock.company} = k.${cuts.company} AND s.${stock.sku} = k.${cuts.sku}
        WHERE (k.${cuts.company}, k.${cuts.sku}) > (?1, ?2) AND k.${cuts.heldAt} IS NOT NULL
        ORDER BY k.${cuts.company}, k.${cuts.sku} LIMIT ?3`,
    )
    .bind(after.company, after.sku, limit)
    .all<HeldStock>();
  return results;
}
