/**
 * Before a quantity is sent: the item is tracked (or not) as required, its level is active, and its current quantity is
 * known. API 2026-10 accepts stock for an inactive level without an error and does not sell it.
 */
import type { DesiredStock } from "../../rules/stock/available-quantity.ts";
import {
  markActive,
  markInactive,
  markTracked,
  readStockEverywhere,
  markCountedDue,
  type StockElsewhere,
  type StockKey,
} from "../../hub/stock/due-stock.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { activate, readLevels, setTracked } from "../../shopify/stock/levels.ts";
import type { LineError } from "../../shopify/client/user-errors.ts";
import { stepAfter } from "../lane/failure-step.ts";
import type { LaneOutcome } from "../lane/lane.ts";
import { eachAtOnce } from "../../rules/work/at-once.ts";
import {
  awaitCatalog,
  closeCompanies,
  isTurn,
  ITEM_DELETED,
  recordInactive,
  recordRefusedStock,
  tryAgain,
  type ReadyStock,
  type StockRun,
  type VariantRow,
  ITEM_TRIES_MAX,
} from "./outcomes.ts";
import { notStockedEntry, refusedEntry, stockEntry } from "./entries.ts";

export interface StockIntent {
  readonly row: VariantRow;
  readonly desired: Exclude<DesiredStock, { kind: "invalid" }>;
}

export type Prepared =
  | { readonly kind: "ready"; readonly ready: readonly ReadyStock[] }
  | { readonly kind: "stopped"; readonly outcome: LaneOutcome };

/** Concurrent calls; a Worker has six connections in total. */
const WIDTH = 4;
const LOCATION_NOT_FOUND = "LOCATION_NOT_FOUND";
/**
 * A merchant must correct these. Any other refusal to stock an item, such as GENERIC_ERROR or a future code, may be
 * temporary.
 */
const FOR_GOOD: ReadonlySet<string> = new Set([
  "MISSING_SKU",
  "INVENTORY_MANAGED_BY_3RD_PARTY",
  "INVENTORY_MANAGED_BY_SHOPIFY",
]);

type Everywhere = readonly StockElsewhere[];
type StockLocation = Pick<StockElsewhere, "company" | "sku" | "location">;
/** Why a row conflicts with the rows of the item's other companies. */
type Mixed = "unlimited-mixed" | "unlimited-elsewhere";

export async function prepareLevels(run: StockRun, intents: readonly StockIntent[]): Promise<Prepared> {
  const { lane } = run;
  const page = new Page(run, intents);
  const affected = intents.filter(
    ({ row, desired }) => !row.levelActive || desired.kind === "unlimited" || !row.variant.tracked,
  );
  const everywhere =
    affected.length > 0 ? await readStockEverywhere(lane.db, [...new Set(affected.map(({ row }) => row.sku))]) : [];
  page.refuseMixed(everywhere);
  await page.track();
  await page.activate(everywhere);
  await page.readUnknown();
  const statements = page.statements();
  if (page.failure) {
    await lane.write(statements);
    return { kind: "stopped", outcome: await lane.stop(page.failure) };
  }
  await lane.write(statements);
  return { kind: "ready", ready: page.ready() };
}

/** One page in progress: each row is open, refused or postponed; the reasons are written once, at the end. */
class Page {
  readonly #run: StockRun;
  readonly #intents: readonly StockIntent[];
  readonly #refused = new Map<VariantRow, { readonly code: string; readonly message: string } | Mixed>();
  readonly #later = new Set<VariantRow>();
  /** Refused for a possibly temporary reason. */
  readonly #again = new Map<VariantRow, { readonly code: string; readonly message: string }>();
  /** C7: Shopify does not have their item. */
  readonly #vanished = new Set<VariantRow>();
  readonly #tracked: { item: string; sku: string; tracked: boolean }[] = [];
  /** Found untracked in Shopify, although the hub says otherwise. */
  readonly #untracked: VariantRow[] = [];
  readonly #active: StockKey[] = [];
  /** Found deactivated in Shopify and not active again. */
  readonly #inactive: (StockKey & { readonly available: number | null })[] = [];
  readonly #levels = new Map<VariantRow, number | null>();
  /** Companies whose location was deleted: reported for the company, not for its SKUs. */
  readonly #inactiveCompanies = new Set<number>();
  failure: AdminFailure | undefined;

  constructor(run: StockRun, intents: readonly StockIntent[]) {
    this.#run = run;
    this.#intents = intents;
  }

  #open(): StockIntent[] {
    return this.#intents.filter(
      ({ row }) =>
        !this.#refused.has(row) && !this.#later.has(row) && !this.#vanished.has(row) && !this.#again.has(row),
    );
  }

  /** The rows of each item, in order. */
  #byItem(intents: readonly StockIntent[]): [string, StockIntent[]][] {
    const groups = new Map<string, StockIntent[]>();
    for (const intent of intents) {
      const { item } = intent.row.variant;
      groups.set(item, [...(groups.get(item) ?? []), intent]);
    }
    return [...groups];
  }

  #fail(failure: AdminFailure, rows: readonly VariantRow[]): void {
    const step = stepAfter(failure);
    if (step === "refuse" && failure.kind === "refused") for (const row of rows) this.#refused.set(row, failure);
    else for (const row of rows) this.#later.add(row);
    if (step === "stop") this.failure ??= failure;
  }

  #cannotGoOn(rows: readonly VariantRow[]): boolean {
    if (!this.failure && !this.#run.lane.outOfTime()) return false;
    for (const row of rows) this.#later.add(row);
    return true;
  }

  /** The row's last tries were refused, and its next try is not due yet. */
  #isEarly(rows: readonly VariantRow[]): boolean {
    const now = this.#run.lane.clock.now();
    if (rows.some((row) => isTurn(row, now))) return false;
    for (const row of rows) this.#later.add(row);
    return true;
  }

  /**
   * Tracking applies to all locations of an item, so companies must agree. A company that does not sell the item cannot
   * show zero while another sells it without limit: tracking would limit the other company. While the item is tracked
   * anyway, limited companies are sent as usual; the entry belongs to the unlimited one.
   */
  refuseMixed(everywhere: Everywhere): void {
    for (const { row, desired } of this.#open()) {
      const others = everywhere.filter(({ sku, company }) => sku === row.sku && company !== row.company);
      const isLimited = others.some(({ unlimited }) => !unlimited);
      const isUnlimited = others.some(({ unlimited }) => unlimited);
      const isSoldElsewhere =
        row.productActive && row.skuActive && others.some(({ unlimited, onSale }) => unlimited && onSale);
      if (desired.kind === "unlimited" ? isLimited : !row.unlimited && isUnlimited && !row.variant.tracked)
        this.#refused.set(row, "unlimited-mixed");
      else if (desired.kind === "units" && row.unlimited && isSoldElsewhere)
        this.#refused.set(row, "unlimited-elsewhere");
    }
  }

  async track(): Promise<void> {
    const wrong = this.#open().filter(({ row, desired }) => row.variant.tracked !== (desired.kind === "units"));
    await eachAtOnce(this.#byItem(wrong), WIDTH, async ([item, intents]) => {
      const rows = intents.map(({ row }) => row);
      if (this.#cannotGoOn(rows) || this.#isEarly(rows)) return;
      const tracked = intents[0]?.desired.kind === "units";
      const called = await setTracked(this.#run.lane.shopify, item, tracked);
      if (called.kind === "done") this.#tracked.push({ item, sku: rows[0]?.sku ?? "", tracked });
      else if (called.kind === "failed") this.#fail(called.failure, rows);
      // No code here: an error of the id itself means that the item does not exist.
      else if (called.errors.every(({ field }) => field?.join(".") === "id"))
        for (const row of rows) this.#vanished.add(row);
      else
        for (const row of rows)
          this.#again.set(row, { code: "TRACKED", message: called.errors.map(({ message }) => message).join("; ") });
    });
  }

  /** One call per item for all its companies, including those without due rows: each call costs the same. */
  async activate(everywhere: Everywhere): Promise<void> {
    const inactive = this.#open().filter(({ row }) => !row.levelActive);
    await eachAtOnce(this.#byItem(inactive), WIDTH, async ([item, intents]) => {
      const rows = intents.map(({ row }) => row);
      if (this.#cannotGoOn(rows) || this.#isEarly(rows)) return;
      const { closed } = this.#run;
      const locations = everywhere.filter(
        ({ sku, levelActive, company }) =>
          sku === rows[0]?.sku && !levelActive && !closed.has(company) && !this.#inactiveCompanies.has(company),
      );
      const refusal = await this.#activateAt(item, locations, rows);
      if (refusal) this.#active.push(...locations.filter(({ company }) => !refusal.has(company)));
    });
  }

  /**
   * All or none: a refused location is left out, and the rest is tried once more.
   * @returns the companies that were refused; null when the call failed with an unknown outcome or the item does not
   * exist
   */
  async #activateAt(
    item: string,
    locations: readonly StockLocation[],
    rows: readonly VariantRow[],
  ): Promise<ReadonlySet<number> | null> {
    const { shopify } = this.#run.lane;
    const refused = new Map<number, LineError>();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const affected = locations.filter(({ company }) => !refused.has(company));
      if (affected.length === 0) break;
      const done = await activate(
        shopify,
        item,
        affected.map(({ location }) => location),
      );
      if (done.kind === "done") break;
      if (done.kind === "failed") {
        this.#fail(done.failure, rows);
        return null;
      }
      if (done.errors.some(({ code }) => ITEM_DELETED.has(code))) {
        for (const row of rows) this.#vanished.add(row);
        return null;
      }
      for (const error of done.errors)
        for (const { company } of error.line === null || attempt === 2
          ? affected
          : affected.slice(error.line, error.line + 1))
          refused.set(company, error);
    }
    for (const [company, { code }] of refused) if (code === LOCATION_NOT_FOUND) this.#inactiveCompanies.add(company);
    for (const row of rows) {
      const error = refused.get(row.company);
      if (this.#inactiveCompanies.has(row.company)) this.#later.add(row);
      else if (error) (FOR_GOOD.has(error.code) ? this.#refused : this.#again).set(row, error);
    }
    return new Set(refused.keys());
  }

  /**
   * Reads rows with an active level and no stored quantity, so that the comparison uses Shopify's current one. A level
   * that was deactivated meanwhile is activated once more: its quantity may be correct but cannot be sold.
   */
  async readUnknown(): Promise<void> {
    const unknown = this.#open().filter(
      ({ row, desired }) => row.levelActive && row.sentQuantity === null && desired.kind === "units",
    );
    const inactive: StockIntent[] = [];
    const byLocation = Map.groupBy(unknown, ({ row }) => row.location);
    for (const [location, intents] of byLocation) {
      const rows = intents.map(({ row }) => row);
      if (this.#cannotGoOn(rows)) continue;
      const read = await readLevels(
        this.#run.lane.shopify,
        location,
        rows.map(({ variant }) => variant.item),
      );
      if (read.kind === "failed") {
        this.#fail(read.failure, rows);
        continue;
      }
      for (const intent of intents) {
        const level = read.byItem.get(intent.row.variant.item);
        this.#levels.set(intent.row, level?.available ?? null);
        // Switched off by hand: the next run switches it on, and reads the level again.
        if (level?.isTracked === false) this.#untracked.push(intent.row);
        if (!level?.isActive) inactive.push(intent);
      }
    }
    for (const row of this.#untracked) this.#later.add(row);
    await this.#activateAgain(inactive.filter(({ row }) => !this.#later.has(row)));
  }

  async #activateAgain(inactive: readonly StockIntent[]): Promise<void> {
    if (inactive.length === 0) return;
    recordInactive(
      this.#run,
      inactive.map(({ row }) => row),
    );
    await eachAtOnce(this.#byItem(inactive), WIDTH, async ([item, intents]) => {
      const rows = intents.map(({ row }) => row);
      const refusal = this.#cannotGoOn(rows) ? null : await this.#activateAt(item, rows, rows);
      for (const row of rows)
        if (refusal === null || refusal.has(row.company))
          this.#inactive.push({ ...row, available: this.#levels.get(row) ?? null });
    });
  }

  statements(): D1PreparedStatement[] {
    const { lane } = this.#run;
    const refused = [...this.#refused.keys()];
    const counted = this.#tracked.filter(({ tracked }) => tracked).map(({ sku }) => sku);
    const untracked = this.#untracked.map(({ variant, sku }) => ({ item: variant.item, sku, tracked: false }));
    if (untracked.length > 0)
      lane.log.warn("stock.item-untracked", {
        count: untracked.length,
        records: untracked
          .slice(0, 5)
          .map(({ sku }) => sku)
          .join(","),
      });
    lane.count({ due: this.#later.size, pending: this.#later.size });
    return [
      ...(this.#inactiveCompanies.size > 0 ? closeCompanies(this.#run, [...this.#inactiveCompanies]) : []),
      ...(this.#tracked.length + untracked.length > 0 ? [markTracked(lane.db, [...this.#tracked, ...untracked])] : []),
      ...(counted.length > 0
        ? [
            markCountedDue(
              lane.db,
              counted,
              this.#intents.map(({ row }) => row),
            ),
          ]
        : []),
      ...(this.#active.length > 0 ? [markActive(lane.db, this.#active)] : []),
      ...(this.#inactive.length > 0 ? [markInactive(lane.db, this.#inactive)] : []),
      ...awaitCatalog(this.#run, [...this.#vanished]),
      ...tryAgain(this.#run, [...this.#again.keys()], (row) =>
        notStockedEntry(row, this.#again.get(row) ?? { code: "", message: "" }, ITEM_TRIES_MAX),
      ),
      ...recordRefusedStock(this.#run, refused, (row) => {
        const reason = this.#refused.get(row);
        if (typeof reason !== "object") return stockEntry(row, reason ?? "unlimited-mixed");
        return refusedEntry(row, reason);
      }),
    ];
  }

  ready(): ReadyStock[] {
    return this.#open().map(({ row, desired }) => ({
      row: this.#levels.has(row) ? { ...row, sentQuantity: this.#levels.get(row) ?? null } : row,
      units: desired.kind === "units" ? desired.units : null,
    }));
  }
}
