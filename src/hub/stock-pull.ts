import type { StockRow } from "../catalog/stock-row.ts";
import { type LaidTable, layRows } from "./lay.ts";

const STOCK: LaidTable = {
  name: "stock",
  keys: { company: "company", sku: "sku" },
  columns: { quantity_milli: "quantityMilli", unlimited: "unlimited" },
};

/** A page of one company's stock. A changed row is due by itself: its hash is no longer what was sent. */
export function layStock(db: D1Database, runId: string, rows: readonly StockRow[]): D1PreparedStatement[] {
  return layRows(db, STOCK, runId, rows, () => []);
}
