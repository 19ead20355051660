/** The operator's mapping of lines that are no products of the ERP, and of lines that are given away. */
import type { Deps } from "../deps.ts";
import { auditAct } from "../hub/loads/audit.ts";
import { readLineProducts, saveLineProducts, type LineProductRow } from "../hub/orders/line-products.ts";
import { requeueOnHold } from "../hub/orders/orders.ts";
import type { LineProduct } from "../rules/orders/items/line-products.ts";

export const listLineProducts = (db: D1Database): Promise<readonly LineProduct[]> => readLineProducts(db);

/** Holds that a mapping may end. */
const MAY_END = ["sku-missing", "gift-card-line", "fees-or-tip", "free-line"] as const;

/** Stores the rows, with a row in the audit. The next due run evaluates the orders on hold. */
export async function mapLineProducts(
  { db, clock, random, who = "api" }: Pick<Deps, "db" | "clock" | "random" | "who">,
  rows: readonly LineProductRow[],
): Promise<readonly LineProduct[]> {
  const at = clock.now();
  const key = { name: "line-products", company: 0, segment: 0 };
  await db.batch([
    ...saveLineProducts(db, rows),
    requeueOnHold(db, MAY_END, at),
    auditAct(db, { at, id: random.uuid(), who, act: "settings", key, after: JSON.stringify(rows), rows: rows.length }),
  ]);
  return readLineProducts(db);
}
