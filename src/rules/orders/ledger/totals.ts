import { VERDICTS, type Verdict } from "./compare.ts";

/** The orders of one verdict, and what each side counts of them. */
export interface VerdictTotal {
  readonly verdict: Verdict;
  readonly orders: number;
  readonly shopify: number;
  readonly hub: number;
  readonly erp: number;
}

export interface LedgerTotals {
  readonly shopify: number;
  readonly hub: number;
  readonly erp: number;
  readonly byVerdict: readonly VerdictTotal[];
  /** Orders that no named verdict explains count the same on all three sides. */
  readonly closes: boolean;
}

/** Orders of these verdicts may count differently: each of them is named. */
const NAMED: readonly Verdict[] = ["explained", "at-desk", "under-way", "not-compared", "differs"];

/** Shopify = hub = ERP, apart from the orders that are named. */
export function totalsOf(counted: readonly VerdictTotal[]): LedgerTotals {
  const sum = (of: "shopify" | "hub" | "erp", totals: readonly VerdictTotal[]) =>
    totals.reduce((total, each) => total + each[of], 0);
  const unnamed = counted.filter(({ verdict }) => !NAMED.includes(verdict));
  const rest = { shopify: sum("shopify", unnamed), hub: sum("hub", unnamed), erp: sum("erp", unnamed) };
  return {
    shopify: sum("shopify", counted),
    hub: sum("hub", counted),
    erp: sum("erp", counted),
    byVerdict: VERDICTS.map(
      (verdict) =>
        counted.find((each) => each.verdict === verdict) ?? { verdict, orders: 0, shopify: 0, hub: 0, erp: 0 },
    ),
    closes: rest.shopify === rest.hub && rest.hub === rest.erp,
  };
}
