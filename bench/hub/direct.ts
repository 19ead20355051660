/** What operators and housekeeping ask of a full hub: no scenario reaches its size, so these run on it directly. */
import { listEntries } from "../../src/hub/desk/read.ts";
import { readDryReport } from "../../src/hub/dry-run/report.ts";
import { RETENTIONS } from "../../src/hub/loads/retention.ts";
import { markNextPortion } from "../../src/hub/loads/marking.ts";
import { sumNextPeriod } from "../../src/hub/loads/run-sums.ts";
import { PULLS, readLoadStates, resendOf } from "../../src/hub/loads/status.ts";
import { countOrders, listOrders } from "../../src/hub/orders/overview.ts";
import { readPriceTargets, savePriceTargets } from "../../src/hub/prices/price-targets.ts";
import {
  doubtPrices,
  dropPricesOf,
  endOfPortion,
  hasPricesToDrop,
  markPricesDue,
} from "../../src/hub/prices/shop-prices.ts";
import { readFullReport } from "../../src/hub/report/report.ts";
import { readCompanies, saveCompanies } from "../../src/hub/settings/mappings.ts";
import { MOVES, type OrderState } from "../../src/rules/orders/state-machine.ts";

const DAY_MS = 86_400_000;
const PERIODS_MAX = 1_000;
/** As long as runs are kept. */
const DAYS = 60;
/** Portions of one kind that are measured. */
const PORTIONS = 12;

/** @param own what the bench itself changes in the hub: not measured */
export async function askDirectly(db: D1Database, now: number, own: (sql: string) => void): Promise<void> {
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
      now - DAYS * DAY_MS,
      now,
    );
  for (const retention of RETENTIONS) for (let n = 0; n < 5 && (await retention(db, now)); n += 1);
  const first = ["", 0, ""] as const;
  const until = await endOfPortion(db, first);
  await db.batch(doubtPrices(db, first, until));
  await changeSettings(db, own);
  own(`UPDATE shop_prices SET due = 0, next_change_at = ${now} WHERE target <> 'list-9001'`);
  for (let n = 0; n < PORTIONS; n += 1) await db.batch((await markPricesDue(db, now)).statements);
}

/** Every company moves, counts otherwise and is switched off; every target has another limit, and the lists are taken away. */
async function changeSettings(db: D1Database, own: (sql: string) => void): Promise<void> {
  const companies = (await readCompanies(db)).filter(({ company }) => company > 100);
  const moved = companies.map((company) => ({
    ...company,
    locationGid: `${company.locationGid}9`,
    safetyMilli: 1_000,
  }));
  await saveCompanies(db, moved, 0);
  await markSome(db, own, ["location", "figures"]);
  await saveCompanies(
    db,
    moved.map((company) => ({ ...company, enabled: false })),
    0,
  );
  await markSome(db, own, ["untracked"]);
  await savePriceTargets(db, { base: { company: 101, segment: 1, dropMaxPercent: 10 }, priceLists: [] });
  await markSome(db, own, ["limit", "off-sale", "target"]);
  const [list] = (await readPriceTargets(db)).filter(({ removing }) => removing);
  if (list)
    for (let n = 0; n < PORTIONS && (await hasPricesToDrop(db, list.target)); n += 1)
      await dropPricesOf(db, list.target).run();
}

/** Some portions of each kind: the next kind begins by hand, since a walk of all would take minutes. */
async function markSome(db: D1Database, own: (sql: string) => void, kinds: readonly string[]): Promise<void> {
  for (const kind of kinds) {
    for (let n = 0; n < PORTIONS; n += 1) await markNextPortion(db);
    own(`DELETE FROM portions WHERE name GLOB 'mark ${kind} *'`);
  }
  own("DELETE FROM portions WHERE name GLOB 'mark *'");
}
