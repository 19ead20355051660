/** The desk by cause, and the open entries of one cause. Both walk the partial index of open entries. */
import type { EntryKey, StoredEntry } from "../../rules/record/desk-entry.ts";
import type { Instant } from "../../ports.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { desk, deskCare } from "../schema/desk.ts";
import { orders } from "../schema/orders.ts";
import { KEY_COLUMNS } from "./desk.ts";
import { entryOf, type ListedEntry, type RecordCare } from "./read.ts";

export interface CauseFilter {
  /** Null: every area. */
  readonly areas: readonly string[] | null;
  readonly reason: string | null;
  readonly company: number | null;
  /** Open since before then, epoch ms. */
  readonly openedBefore: Instant | null;
  /** Part of a SKU, an order's name or id, or any fact of the entry; in lower case. */
  readonly text: string | null;
}
export const EVERY_CAUSE: CauseFilter = { areas: null, reason: null, company: null, openedBefore: null, text: null };

export interface CauseCount {
  readonly area: string;
  readonly reason: string;
  readonly open: number;
  readonly firstAt: Instant;
  /** Companies of its entries; those of orders are the orders' own. */
  readonly companies: readonly number[];
  /** What its orders come to, in cents; null: it has none. */
  readonly cents: number | null;
  readonly assignee: string | null;
  /** Epoch ms; null: it is listed. */
  readonly snoozedUntil: Instant | null;
  /** The entry that has been open the longest. */
  readonly example: StoredEntry;
}

const OF_ENTRY = [
  "area",
  "seqProduct",
  "sku",
  "company",
  "segment",
  "ref",
  "reason",
  "params",
  "detail",
  "state",
  "times",
  "firstAt",
  "lastAt",
  "assignee",
  "snoozedUntil",
] as const;
const KEY_COLUMNS_OF_D = KEY_COLUMNS.split(", ")
  .map((column) => `d.${column}`)
  .join(", ");

/** An entry's order, where it has one: by the entry's own order id. */
const OF_ORDER = sqlText`SELECT o.${orders.company} FROM ${orders} AS o WHERE d.${desk.area} = 'orders' AND o.${orders.orderId} = d.${desk.ref}`;

/** `?1` areas, `?2` reason, `?3` company, `?4` opened before, `?5` text. */
const MATCHES = sqlText`d.${desk.state} = 'open' AND (?1 IS NULL OR d.${desk.area} IN (SELECT value FROM json_each(?1)))
  AND (?2 IS NULL OR d.${desk.reason} = ?2)
  AND (?3 IS NULL OR d.${desk.company} = ?3 OR (${OF_ORDER}) = ?3)
  AND (?4 IS NULL OR d.${desk.firstAt} < ?4)
  AND (?5 IS NULL OR instr(lower(d.${desk.sku} || ' ' || d.${desk.ref} || ' ' || d.${desk.params}), ?5) > 0)`;

const valuesOf = ({ areas, reason, company, openedBefore, text }: CauseFilter) =>
  [areas === null ? null : JSON.stringify(areas), reason, company, openedBefore, text] as const;

interface Row extends Omit<CauseCount, "companies" | "example"> {
  readonly companies: string | null;
  readonly example: string;
}

/** In no order: damage decides it, which is no column. */
export async function readCauses(db: D1Database, filter: CauseFilter): Promise<readonly CauseCount[]> {
  const { results } = await db
    .prepare(
      // Bare columns beside min() are of the row that has the minimum (SQLite).
      sqlText`SELECT g.area, g.reason, g.open, g.firstAt, g.companies, g.cents, ${columnList(deskCare, ["assignee", "snoozedUntil"], "c")},
              json_object('seqProduct', g.${desk.seqProduct}, 'sku', g.sku, 'company', g.company, 'segment', g.segment, 'ref', g.ref,
                          'params', json(g.params)) AS example
         FROM (SELECT d.${desk.area}, d.${desk.reason}, ${KEY_COLUMNS_OF_D}, d.${desk.params}, count(*) AS open, min(d.${desk.firstAt}) AS firstAt,
                      group_concat(DISTINCT coalesce(nullif(d.${desk.company}, 0), (${OF_ORDER}))) AS companies,
                      sum((SELECT o.${orders.totalCents} FROM ${orders} AS o WHERE d.${desk.area} = 'orders'
                              AND o.${orders.orderId} = d.${desk.ref})) AS cents
                 FROM ${desk} AS d INDEXED BY desk_open_by_reason WHERE ${MATCHES} GROUP BY d.${desk.area}, d.${desk.reason}) AS g
         LEFT JOIN ${deskCare} AS c ON c.${deskCare.area} = g.area AND c.${deskCare.reason} = g.reason`,
    )
    .bind(...valuesOf(filter))
    .all<Row>();
  return results.map(({ companies, example, ...cause }) => ({
    ...cause,
    example: { area: cause.area, reason: cause.reason, ...(JSON.parse(example) as Pick<StoredEntry, "params">) },
    companies: (companies ?? "")
      .split(",")
      .filter(Boolean)
      .map(Number)
      .sort((one, other) => one - other),
  }));
}

/** One open entry with its order's amount and company, where it has an order. */
export interface CauseEntry extends ListedEntry, RecordCare {
  readonly orderCents: number | null;
  readonly orderCompany: number | null;
}

/** Open entries, the oldest first. @param skip entries before the page */
export async function readEntriesOf(
  db: D1Database,
  filter: CauseFilter,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Promise<readonly CauseEntry[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(desk, OF_ENTRY, "d")},
              o.${orders.totalCents} AS orderCents, o.${orders.company} AS orderCompany
         FROM ${desk} AS d INDEXED BY desk_open_by_reason
         LEFT JOIN ${orders} AS o ON d.${desk.area} = 'orders' AND o.${orders.orderId} = d.${desk.ref}
        WHERE ${MATCHES} ORDER BY d.${desk.area}, d.${desk.reason}, d.${desk.firstAt}, ${KEY_COLUMNS_OF_D} LIMIT ?6 OFFSET ?7`,
    )
    .bind(...valuesOf(filter), limit, skip)
    .all<Omit<CauseEntry, "params"> & Required<EntryKey> & { readonly params: string }>();
  return results.map(entryOf);
}

/** Records that have a care of their own: of one person, or at rest at an instant. */
export type OwnCare = { readonly assignee: string } | { readonly restingAt: Instant };
const CARED_MAX = 500;

/** Open records with a care of their own, whatever their cause has; the oldest first. By the small index of each. */
export async function readCaredEntries(
  db: D1Database,
  filter: CauseFilter,
  care: OwnCare,
): Promise<readonly CauseEntry[]> {
  const isOfPerson = "assignee" in care;
  const which = isOfPerson
    ? sqlText`d.${desk.assignee} = ?6 AND d.${desk.assignee} IS NOT NULL`
    : sqlText`d.${desk.snoozedUntil} > ?6 AND d.${desk.snoozedUntil} IS NOT NULL`;
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(desk, OF_ENTRY, "d")}, o.${orders.totalCents} AS orderCents, o.${orders.company} AS orderCompany
         FROM ${desk} AS d INDEXED BY ${isOfPerson ? "desk_by_assignee" : "desk_snoozed"}
         LEFT JOIN ${orders} AS o ON d.${desk.area} = 'orders' AND o.${orders.orderId} = d.${desk.ref}
        WHERE ${which} AND ${MATCHES} ORDER BY d.${desk.firstAt}, ${KEY_COLUMNS_OF_D} LIMIT ?7`,
    )
    .bind(...valuesOf(filter), isOfPerson ? care.assignee : care.restingAt, CARED_MAX)
    .all<Omit<CauseEntry, "params"> & Required<EntryKey> & { readonly params: string }>();
  return results.map(entryOf);
}

/** One entry, open or closed; null: it is not kept. */
export async function readEntry(
  db: D1Database,
  { area, reason, ...key }: Required<EntryKey> & { readonly area: string; readonly reason: string },
): Promise<(ListedEntry & RecordCare) | null> {
  const row = await db
    .prepare(
      sqlText`SELECT ${columnList(desk, OF_ENTRY)}
         FROM ${desk} WHERE ${desk.area} = ?1 AND ${desk.seqProduct} = ?2 AND ${desk.sku} = ?3 AND ${desk.company} = ?4
          AND ${desk.segment} = ?5 AND ${desk.ref} = ?6 AND ${desk.reason} = ?7`,
    )
    .bind(area, key.seqProduct, key.sku, key.company, key.segment, key.ref, reason)
    .first<Omit<ListedEntry & RecordCare, "params"> & Required<EntryKey> & { readonly params: string }>();
  return row && entryOf(row);
}
