/**
 * shop/redact: the app left the shop 48 hours ago. Every write stops at once, every load rests, and housekeeping empties
 * the tables in portions. Settings, mappings, tokens and the audit stay: they are the operator's own.
 */
import { ne, sql } from "drizzle-orm";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import * as z from "zod";
import type { Instant } from "../../ports.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { sqlText } from "../d1/sql-text.ts";
import { saveDryRun } from "../dry-run/dry-run.ts";
import { bulkJobs, bulkLines } from "../schema/bulk.ts";
import { brands, categories, products, skus } from "../schema/catalog.ts";
import { desk, deskCare } from "../schema/desk.ts";
import { driftFindings, driftRuns } from "../schema/drift.ts";
import { dryRunBlocked, dryRunLines, dryRunPasses } from "../schema/dry-run.ts";
import { imageFiles, images, shopMedia, shopSpecifications, specifications } from "../schema/images.ts";
import { ledgerOrders, ledgerRuns } from "../schema/ledger.ts";
import { delistedCandidates, loadPages, loads, portions, runs, runSums } from "../schema/loads.ts";
import * as orderTables from "../schema/orders.ts";
import { prices, shopPrices } from "../schema/prices.ts";
import { redactions } from "../schema/privacy.ts";
import { shopRefunds } from "../schema/refunds.ts";
import * as shop from "../schema/shop.ts";
import { stock, stockCalls, stockCuts } from "../schema/stock.ts";
import { readSetting, saveSetting } from "../settings/settings.ts";
import { SHOP_LEFT } from "../settings/shop-left.ts";

const schema = z.object({ requestId: z.string(), isDone: z.boolean() }).nullable();

/** Rows of each table that one batch deletes at most. */
const ROWS = 500;

/** Orders before the counts that their triggers keep. */
const EMPTIED: readonly SQLiteTable[] = [
  orderTables.orderTimeline,
  orderTables.orderActions,
  orderTables.orderCorrections,
  orderTables.orderReservations,
  orderTables.erpEvents,
  orderTables.erpPushes,
  orderTables.webhookDeliveries,
  orderTables.orders,
  orderTables.endedOrders,
  ledgerOrders,
  ledgerRuns,
  shopRefunds,
  redactions,
  bulkLines,
  bulkJobs,
  driftFindings,
  driftRuns,
  dryRunLines,
  dryRunPasses,
  dryRunBlocked,
  deskCare,
  shop.shopProducts,
  shop.shopVariants,
  shop.shopVariantsDeleted,
  shop.shopCollections,
  shop.saleMultiples,
  shop.variantLimit,
  shopPrices,
  shopMedia,
  shopSpecifications,
  stock,
  stockCalls,
  stockCuts,
  prices,
  images,
  imageFiles,
  specifications,
  skus,
  products,
  brands,
  categories,
  delistedCandidates,
  loadPages,
  runs,
  runSums,
  portions,
];

/** SQLite has no LIMIT on DELETE here: a portion is chosen by its keys. */
function deletingPortion(table: SQLiteTable, where = ""): string {
  const { columns, primaryKeys } = getTableConfig(table);
  const composed = primaryKeys.flatMap((key) => key.columns);
  const names = (composed.length > 0 ? composed : columns.filter(({ primary }) => primary)).map(({ name }) => name);
  const key = names.join(", ");
  return sqlText`DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} ${where} LIMIT ${ROWS})`;
}

/**
 * Holds every write and every load. A request that was carried out stays so: its message may come again.
 * @returns whether it is new
 */
export async function beginShopRedact(db: D1Database, requestId: string, now: Instant): Promise<boolean> {
  const known = await readSetting(db, SHOP_LEFT, schema, null);
  if (known?.requestId === requestId) return false;
  const rest = {
    enabled: 0,
    epoch: sql`${loads.epoch} + 1`,
    leaseUntil: 0,
    // Resumed one day, it reads everything.
    watermark: "1900-01-01T00:00:00",
    page: 1,
    pageDigest: null,
    cursor: null,
    runId: null,
    fullWanted: 1,
  };
  await saveDryRun(db, { all: true, scopes: [], testOrder: null }, now, [
    prepared(db, plain(db).update(loads).set(rest).where(ne(loads.name, ""))),
    saveSetting(db, SHOP_LEFT, { requestId, isDone: false }, now),
  ]);
  return true;
}

/** Empties one portion of each table, one batch. @returns whether there may be more; false too when nothing was asked */
export async function emptyShopPortion(db: D1Database, now: Instant): Promise<boolean> {
  const asked = await readSetting(db, SHOP_LEFT, schema, null);
  if (asked === null || asked.isDone) return false;
  const results = await db.batch([
    ...EMPTIED.map((table) => db.prepare(deletingPortion(table))),
    db.prepare(deletingPortion(desk, sqlText`WHERE ${desk.reason} NOT LIKE 'privacy-%'`)),
  ]);
  if (results.some(({ meta }) => meta.changes > 0)) return true;
  await saveSetting(db, SHOP_LEFT, { ...asked, isDone: true }, now).run();
  return false;
}
