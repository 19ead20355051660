/**
 * Before a quantity is sent: the item is tracked (or not) as it should be, its level is active (2026-10 takes stock for an
 * inactive level in silence, and does not sell it), and what stands there is known.
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
import { inParallel } from "../lane/parallel.ts";
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

/** Calls at once; a Worker has six connections for everything it does. */
const WIDTH = 4;
const LOCATION_GONE = "LOCATION_NOT_FOUND";
/** Somebody must put it right. Any other word of a stocking that was refused, GENERIC_ERROR and those to come, may pass. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  "MISSING_SKU",
  "INVENTORY_MANAGED_BY_3RD_PARTY",
  "INVENTORY_MANAGED_BY_SHOPIFY",
]);

type Everywhere = readonly StockElsewhere[];
type Place = Pick<StockElsewhere, "company" | "sku" | "location">;
/** Why a row cannot stand in Shopify beside those of the item's other companies. */
type Mixed = "unlimited-mixed" | "unlimited-elsewhere";

export async function prepareLevels(run: StockRun, intents: readonly StockIntent[]): Promise<Prepared> {
  const { lane } = run;
  const page = new Page(run, intents);
  const asked = intents.filter(
    ({ row, desired }) => !row.levelActive || desired.kind === "unlimited" || !row.variant.tracked,
  );
  const everywhere =
    asked.length > 0 ? await readStockEverywhere(lane.db, [...new Set(asked.map(({ row }) => row.sku))]) : [];
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

/** One page on its way: each row is open, refused or put off; the reasons are written once, at the end. */
class Page {
  readonly #run: StockRun;
  readonly #intents: readonly StockIntent[];
  readonly #refused = new Map<VariantRow, { readonly code: string; readonly message: string } | Mixed>();
  readonly #later = new Set<VariantRow>();
  /** Refused for a reason that may pass. */
  readonly #again = new Map<VariantRow, { readonly code: string; readonly message: string }>();
  /** C7: Shopify does not have their item. */
  readonly #vanished = new Set<VariantRow>();
  readonly #tracked: { item: string; sku: string; tracked: boolean }[] = [];
  readonly #active: StockKey[] = [];
  /** Found switched off by somebody, and not on again. */
  readonly #inactive: (StockKey & { readonly available: number | null })[] = [];
  readonly #levels = new Map<VariantRow, number | null>();
  /** Companies whose location is no more: the company's matter, not its SKUs'. */
  readonly #gone = new Set<number>();
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

  /** Its last tries were refused, and it is too early for the next. */
  #isEarly(rows: readonly VariantRow[]): boolean {
    const now = this.#run.lane.clock.now();
    if (rows.some((row) => isTurn(row, now))) return false;
    for (const row of rows) this.#later.add(row);
    return true;
  }

  /**
   * Tracked or not holds for all locations of an item, so companies must agree. One that does not sell what another sells
   * without a count cannot be nought by itself: counting the item would take it from the other. While the item is counted all
   * the same, who counts it is told like any other: the entry stands with the one that would have it uncounted.
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
    await inParallel(this.#byItem(wrong), WIDTH, async ([item, intents]) => {
      const rows = intents.map(({ row }) => row);
      if (this.#cannotGoOn(rows) || this.#isEarly(rows)) return;
      const tracked = intents[0]?.desired.kind === "units";
      const called = await setTracked(this.#run.lane.shopify, item, tracked);
      if (called.kind === "done") this.#tracked.push({ item, sku: rows[0]?.sku ?? "", tracked });
      else if (called.kind === "failed") this.#fail(called.failure, rows);
      // No code here: an error of the id itself says that there is no such item.
      else if (called.errors.every(({ field }) => field?.join(".") === "id"))
        for (const row of rows) this.#vanished.add(row);
      else
        for (const row of rows)
          this.#again.set(row, { code: "TRACKED", message: called.errors.map(({ message }) => message).join("; ") });
    });
  }

  /** One call per item for all of its companies, those whose rows are not due included: each call costs the same. */
  async activate(everywhere: Everywhere): Promise<void> {
    const inactive = this.#open().filter(({ row }) => !row.levelActive);
    await inParallel(this.#byItem(inactive), WIDTH, async ([item, intents]) => {
      const rows = intents.map(({ row }) => row);
      if (this.#cannotGoOn(rows) || this.#isEarly(rows)) return;
      const { closed } = this.#run;
      const places = everywhere.filter(
        ({ sku, levelActive, company }) =>
          sku === rows[0]?.sku && !levelActive && !closed.has(company) && !this.#gone.has(company),
      );
      const refusal = await this.#activateAt(item, places, rows);
      if (refusal) this.#active.push(...places.filter(({ company }) => !refusal.has(company)));
    });
  }

  /**
   * All or none: a location that is refused is left out and the rest is tried once more.
   * @returns the companies where it was refused; null when the call failed and nobody knows, or there is no such item.
   */
  async #activateAt(
    item: string,
    places: readonly Place[],
    rows: readonly VariantRow[],
  ): Promise<ReadonlySet<number> | null> {
    const { shopify } = this.#run.lane;
    const refused = new Map<number, LineError>();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const asked = places.filter(({ company }) => !refused.has(company));
      if (asked.length === 0) break;
      const done = await activate(
        shopify,
        item,
        asked.map(({ location }) => location),
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
          ? asked
          : asked.slice(error.line, error.line + 1))
          refused.set(company, error);
    }
    for (const [company, { code }] of refused) if (code === LOCATION_GONE) this.#gone.add(company);
    for (const row of rows) {
      const error = refused.get(row.company);
      if (this.#gone.has(row.company)) this.#later.add(row);
      else if (error) (FOR_GOOD.has(error.code) ? this.#refused : this.#again).set(row, error);
    }
    return new Set(refused.keys());
  }

  /**
   * Rows whose level is active but whose figure was forgotten: read, so that the comparison is with what stands there. One that
   * somebody switched off meanwhile is switched on again, once: its figure may well be right, and nobody can buy it.
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
        if (!level?.isActive) inactive.push(intent);
      }
    }
    await this.#activateAgain(inactive);
  }

  async #activateAgain(inactive: readonly StockIntent[]): Promise<void> {
    if (inactive.length === 0) return;
    recordInactive(
      this.#run,
      inactive.map(({ row }) => row),
    );
    await inParallel(this.#byItem(inactive), WIDTH, async ([item, intents]) => {
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
    lane.count({ due: this.#later.size, pending: this.#later.size });
    return [
      ...(this.#gone.size > 0 ? closeCompanies(this.#run, [...this.#gone]) : []),
      ...(this.#tracked.length > 0 ? [markTracked(lane.db, this.#tracked)] : []),
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
