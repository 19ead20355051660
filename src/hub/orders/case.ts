/** One order with everything that the hub knows of it. No personal data is in the hub, so none is here. */
import { desc, eq } from "drizzle-orm";
import type { StoredEntry } from "../../rules/record/desk-entry.ts";
import { plain } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { openEntriesOf } from "../desk/read.ts";
import { products } from "../schema/catalog.ts";
import { orderActions } from "../schema/orders.ts";
import { readOrder } from "./overview.ts";

/** An order as the console's page has it; null: the hub does not know it. */
export async function readOrderCase(db: D1Database, orderId: string) {
  const found = await readOrder(db, orderId);
  if (found === null) return null;
  const actions = await plain(db)
    .select({
      n: orderActions.n,
      kind: orderActions.kind,
      state: orderActions.state,
      createdAt: orderActions.createdAt,
      endedAt: orderActions.endedAt,
    })
    .from(orderActions)
    .where(eq(orderActions.orderId, orderId))
    .orderBy(desc(orderActions.n));
  const entries: readonly StoredEntry[] = await openEntriesOf(db, "orders", orderId);
  const eventEntries: StoredEntry[] = [];
  for (const { event, state } of found.events)
    if (state !== "applied") eventEntries.push(...(await openEntriesOf(db, "events", event.eventKey)));
  return { ...found, actions, entries: [...entries, ...eventEntries] };
}
export type OrderCase = NonNullable<Awaited<ReturnType<typeof readOrderCase>>>;

/** Titles of products by their number. */
export async function readTitles(db: D1Database, seqProducts: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(products, ["seqProduct", "title"])} FROM ${products}
        WHERE ${products.seqProduct} IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows([...new Set(seqProducts)]))
    .all<Pick<typeof products.$inferSelect, "seqProduct" | "title">>();
  return new Map(results.map(({ seqProduct, title }) => [seqProduct, title]));
}
