/** Every figure of the ERP during the scenario: no journal of the ERP keeps its old figures. */
import type { Scheduler } from "../../../sim/cloudflare/scheduler.ts";
import type { Promotion } from "../../../sim/consinco/catalogue/types.ts";
import type { Systems } from "./systems.ts";

export interface StockFigure {
  readonly at: number;
  readonly company: number;
  readonly seqProduto: number;
  readonly quantityMilli: number;
}

/** A price of a package, or of 1 kg; with its promotion, whenever that runs. */
export interface PriceFigure {
  readonly at: number;
  readonly company: number;
  readonly key: string;
  readonly normalCents: number;
  readonly promotionCents: number | null;
  readonly promotion: Promotion | null;
  readonly isSold: boolean;
  /** The wire has it as it stands here. */
  readonly isReadable: boolean;
}

/** Writes down each stock figure as it is set in the ERP, beginning with the initial ones. */
export function recordStockHistory({ erp }: Systems, scheduler: Scheduler): StockFigure[] {
  const { stock, catalogue } = erp.state;
  const history: StockFigure[] = catalogue.companies.flatMap(({ nroEmpresa: company }) =>
    catalogue.products.map(({ seqProduto }, index) => ({
      at: 0,
      company,
      seqProduto,
      quantityMilli: stock.of(company, index).quantityMilli,
    })),
  );
  const set = stock.set.bind(stock);
  stock.set = (company, index, level) => {
    const seqProduto = catalogue.products[index]?.seqProduto ?? 0;
    history.push({ at: scheduler.now(), company, seqProduto, quantityMilli: level.quantityMilli });
    set(company, index, level);
  };
  return history;
}

/** A sale multiple of goods by weight. */
export interface MultipleFigure {
  readonly at: number;
  readonly seqProduto: number;
  readonly multipleMilli: number;
}

/** Each sale multiple, beginning with the initial ones. */
export function recordMultipleHistory({ erp }: Systems, scheduler: Scheduler): MultipleFigure[] {
  const history = erp.state.catalogue.products.flatMap(({ seqProduto, multipleMilli }): MultipleFigure[] =>
    multipleMilli === null ? [] : [{ at: 0, seqProduto, multipleMilli }],
  );
  const { control } = erp;
  const set = control.setMultiple.bind(control);
  control.setMultiple = (change) => {
    history.push({ at: scheduler.now(), ...change });
    set(change);
  };
  return history;
}

/** Something that the ERP's people did to a product, by the call they made. */
export interface Touch {
  readonly at: number;
  readonly what: string;
  readonly seqProduto: number;
}

/** Each call that names a SKU or a product. */
export function recordTouches({ erp }: Systems, scheduler: Scheduler): Touch[] {
  const touches: Touch[] = [];
  const control = erp.control as unknown as Record<string, (change: unknown) => unknown>;
  for (const [what, call] of Object.entries(control))
    control[what] = (change) => {
      const { key, seqProduto } = (change ?? {}) as { readonly key?: string; readonly seqProduto?: number };
      const named = seqProduto ?? Number(/^P(\d+)E/.exec(key ?? "")?.[1]);
      if (!Number.isNaN(named)) touches.push({ at: scheduler.now(), what, seqProduto: named });
      return call(change);
    };
  return touches;
}

/** The same of the prices of segment 1. */
export function recordPriceHistory({ erp }: Systems, scheduler: Scheduler): PriceFigure[] {
  const { prices, catalogue } = erp.state;
  const history: PriceFigure[] = [];
  const note = (at: number, company: number, index: number): void => {
    const { normalCents, promotion: meant, statusVenda, patch } = prices.of(company, 1, index);
    const promotion = patch === null ? meant : patchedPromotion(patch, normalCents);
    const key = catalogue.skus[index]?.key ?? "";
    const isReadable = patch === null || !("precoNormal" in patch);
    const promotionCents = promotion?.cents ?? null;
    history.push({ at, company, key, normalCents, promotionCents, promotion, isSold: statusVenda === "A", isReadable });
  };
  for (const { nroEmpresa } of catalogue.companies) catalogue.skus.forEach((_, index) => note(0, nroEmpresa, index));
  const set = prices.set.bind(prices);
  prices.set = (company, segment, index, price) => {
    set(company, segment, index, price);
    if (segment === 1) note(scheduler.now(), company, index);
  };
  return history;
}

/** A bad record's promotion (catalogue/bad-records.ts), for ever; at a company whose own price is higher it is one that can be right. */
function patchedPromotion(patch: Readonly<Record<string, unknown>>, normalCents: number): PriceFigure["promotion"] {
  const cents = Math.round(Number(patch["precoPromoc"]) * 100);
  return cents > 0 && cents < normalCents ? { cents, from: 0, until: Date.UTC(2099, 11, 31) } : null;
}
