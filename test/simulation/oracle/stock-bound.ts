/** How much of a product there can have been for a write of its stock: by the ERP's figures since it was last read for certain. */
import { FOURTH_DECIMAL } from "../../../sim/consinco/catalogue/bad-records.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { StockFigure } from "../scenario/erp-history.ts";

/** A figure that was read is written within this: a call that hung, was repeated, or waited for an isolate that stood still. */
const WRITTEN_WITHIN_MS = 20 * 60_000;

/** A run of the stock load that came to its end. */
export interface StockRun {
  readonly company: number;
  readonly started_at: number;
  readonly ended_at: number;
}

export async function stockRuns({ auditor }: Scenario): Promise<readonly StockRun[]> {
  const { results } = await auditor
    .prepare(
      "SELECT company, started_at, ended_at FROM runs WHERE name = 'stock' AND outcome = 'done' AND ended_at IS NOT NULL",
    )
    .all<StockRun>();
  return results;
}

/**
 * The most that a write at this instant may come to, in thousandths of the product's base unit.
 * @param figures of one product at one company, in order
 * @param runs of that company; none where a read may have missed the product
 */
export function mostAt(figures: readonly StockFigure[], runs: readonly StockRun[], at: number): number {
  const from = runs
    .filter((run) => run.ended_at <= at - WRITTEN_WITHIN_MS)
    .reduce((last, run) => Math.max(last, run.started_at), 0);
  const known = figures.filter((each) => each.at <= at);
  const first = Math.max(
    0,
    known.findLastIndex((each) => each.at <= from),
  );
  return Math.max(0, ...known.slice(first).map(({ quantityMilli }) => quantityMilli));
}

/** A record that slipped between two pages, could not be read, or was in no answer for a while, leaves an older figure standing. */
export function mayBeMissed({ systems, operator }: Scenario, seqProduto: number): boolean {
  const { quirks, catalogue } = systems.erp.state;
  return (
    quirks.hasHiddenRecords ||
    operator.vanished.some((each) => each.seqProduto === seqProduto) ||
    catalogue.dirt.some(({ load, key }) => load === "stock" && key.startsWith(`P${seqProduto}E`))
  );
}

/**
 * What the ERP sent of a SKU instead of its count, in thousandths of the base unit, rounded down: the load takes a
 * quantity of four places. As such a read may be missed (see above), it counts until the end; 0: it sent the count alone.
 */
export const sentInsteadMilli = ({ systems }: Pick<Scenario, "systems">, sku: string): number =>
  systems.erp.state.catalogue.dirt.some(({ kind, key }) => kind === "fourthDecimal" && key === sku)
    ? Math.floor(FOURTH_DECIMAL * 1000)
    : 0;
