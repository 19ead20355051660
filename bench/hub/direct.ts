/** What operators and housekeeping ask of a full hub: no scenario reaches its size, so these run on it directly. */
import { listEntries } from "../../src/hub/desk/read.ts";
import { readDryReport } from "../../src/hub/dry-run/report.ts";
import { RETENTIONS } from "../../src/hub/loads/retention.ts";
import { sumNextPeriod } from "../../src/hub/loads/run-sums.ts";
import { PULLS, readLoadStates, resendOf } from "../../src/hub/loads/status.ts";
import { countOrders, listOrders } from "../../src/hub/orders/overview.ts";
import { doubtPrices, endOfPortion } from "../../src/hub/prices/shop-prices.ts";
import { readFullReport } from "../../src/hub/report/report.ts";
import { MOVES, type OrderState } from "../../src/rules/orders/state-machine.ts";

const DAY_MS = 86_400_000;
const PERIODS_MAX = 1_000;

export async function askDirectly(db: D1Database, now: number): Promise<void> {
  await readFullReport(db, now - DAY_MS, now); // nothing is summed yet
  for (let n = 0; n < PERIODS_MAX && (await sumNextPeriod(db, now)); n += 1);
  await readFullReport(db, 0, now);
  await countOrders(db);
  for (const state of Object.keys(MOVES) as OrderState[]) await listOrders(db, state, 100);
  for (const state of ["open", "resolved"] as const)
    for (const reason of [null, "none-such"])
      await listEntries(db, { state, area: null, reason, before: Number.MAX_SAFE_INTEGER, limit: 500 });
  await readDryReport(db, { limit: 100 });
  await readLoadStates(db, now);
  for (const name of [...PULLS, "order-events", "order-sweep"])
    await resendOf(
      db,
      { name, company: name === "stock" || name === "prices" ? 101 : 0, segment: name === "prices" ? 1 : 0 },
      0,
      0,
    );
  for (const retention of RETENTIONS) for (let n = 0; n < 5 && (await retention(db, now)); n += 1);
  const first = ["", 0, ""] as const;
  const until = await endOfPortion(db, first);
  await db.batch(doubtPrices(db, first, until));
}
