/** What the operators of the connector do by /api while the scenario goes on. */
import { productsOf, skusOf } from "../../../sim/consinco/view.ts";
import { call, operate } from "../scenario/api.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import type { VanishPlan } from "../scenario/features.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";
import { scheduleConsole } from "./console.ts";
import { sometime } from "./erp-actors.ts";

/** The merchant's one price list; it stands in the shop before the connector does. */
export const PRICE_LIST = "gid://shopify/PriceList/7001";

export function scheduleOperators(scenario: Scenario): void {
  scheduleConsole(scenario);
  const { targets, delisting, dryRunMs } = scenario.plan.features;
  if (delisting) {
    const stream = scenario.streams("vanishing");
    operate(scenario, sometime(scenario, stream), () => vanish(scenario, delisting, stream));
  }
  if (dryRunMs !== null) {
    const stream = scenario.streams("dry run's time");
    const { startAt, stormUntil } = scenario.plan;
    const from = startAt + Math.floor(stream.chance() * (stormUntil - startAt - dryRunMs));
    operate(scenario, from, () => dryRun(scenario, dryRunMs));
  }
  if (targets?.remap) {
    const { list } = targets.remap;
    const stream = scenario.streams("remap");
    operate(scenario, sometime(scenario, stream), () =>
      mapPrices(scenario, { list: targets.list === null ? null : list, metafields: targets.metafields.slice(1) }),
    );
  }
}

/** Maps the shop's own price to company 1, and the others as given; a kind that is named is named whole. */
export async function mapPrices(
  scenario: Scenario,
  { list, metafields }: { readonly list: number | null; readonly metafields: readonly number[] },
): Promise<void> {
  const of = (company: number) => ({ company, segment: 1 });
  const { shop } = scenario.systems;
  if (list !== null && !shop.state.priceLists.has(PRICE_LIST))
    shop.state.priceLists.set(PRICE_LIST, { id: PRICE_LIST, name: "Balcão", currency: "BRL", fixed: new Map() });
  scenario.mappings.push({ at: scenario.scheduler.now(), list, metafields });
  await call(scenario, "PUT", "/api/price-targets", {
    base: of(1),
    ...(scenario.plan.features.targets
      ? {
          priceLists: list === null ? [] : [{ ...of(list), priceListId: PRICE_LIST }],
          metafields: metafields.map(of),
        }
      : {}),
  });
  Object.assign(scenario.mapped, { list, metafields });
  scenario.story?.(
    `operator: prices of company 1 to the shop, of ${list ?? "none"} to the list, of ${metafields.join(", ") || "none"} to the metafield`,
  );
}

/** Approves every pending price of the SKU. */
export async function approvePending(scenario: Scenario, sku: string): Promise<void> {
  const pending = (await call(scenario, "GET", "/api/prices/pending")) as {
    target: string;
    sku: string;
    pendingCents: number;
  }[];
  const meant = pending.filter((each) => each.sku === sku);
  if (meant.length === 0) return;
  scenario.operator.approved.push({ at: scenario.scheduler.now(), sku });
  const body = meant.map(({ target, pendingCents }) => ({ target, sku, pendingCents }));
  await call(scenario, "POST", "/api/prices/approve", body);
  scenario.story?.(`operator: the pending prices of ${sku} are right`);
}

async function dryRun(scenario: Scenario, ms: number): Promise<void> {
  await call(scenario, "PUT", "/api/dry-run", { all: true });
  const from = scenario.scheduler.now();
  scenario.story?.("operator: DRY RUN begins");
  await scenario.scheduler.sleep(ms);
  scenario.operator.dryRuns.push({ from, until: scenario.scheduler.now() });
  scenario.story?.("operator: DRY RUN ends");
  await call(scenario, "PUT", "/api/dry-run", { all: false });
}

interface LoadKey {
  readonly name: string;
  readonly company: number;
  readonly segment: number;
  readonly isScheduled: boolean;
}

const LOADS = ["products", "skus"] as const;
/** A judgement takes two full reads, some twenty minutes; after that the operator gives up. */
const APPROVAL_TRIES = 12;

/** A product that is sold vanishes; the operator has the goods read in full, and may approve the delisting that the guard blocks. */
async function vanish(
  scenario: Scenario,
  { isGuarded, isApproved, comesBack }: VanishPlan,
  stream: RandomStream,
): Promise<void> {
  const { control, state } = scenario.systems.erp;
  const sold = new Set(skusOf(state, 1).flatMap(({ active, seqProduto }) => (active ? [seqProduto] : [])));
  const candidates = productsOf(state).filter(({ seqProduto }) => sold.has(seqProduto));
  if (candidates.length < 2) return;
  const { seqProduto } = stream.pick(candidates);
  if (!isGuarded)
    for (const load of LOADS) await call(scenario, "PUT", `/api/loads/${load}/0/0`, { delistingMaxPermille: 1_000 });
  control.setDelisted({ seqProduto, delisted: true });
  const vanished: { seqProduto: number; approvedLoads: readonly string[] } = {
    seqProduto,
    approvedLoads: isGuarded ? [] : LOADS,
  };
  scenario.operator.vanished.push(vanished);
  scenario.story?.(`ERP: product ${seqProduto} is in no answer any more`);
  for (const load of LOADS) await call(scenario, "POST", `/api/loads/${load}/0/0/full`);
  if (isGuarded && isApproved) {
    const waiting = new Set<string>(LOADS);
    for (let tries = 0; tries < APPROVAL_TRIES && waiting.size > 0; tries += 1) {
      await scenario.scheduler.sleep(3 * MINUTE_MS);
      for (const load of waiting) {
        if ((await call(scenario, "POST", `/api/loads/${load}/0/0/approve-delisting`, undefined, true)) === null)
          continue;
        waiting.delete(load);
        scenario.story?.(`operator: what ${load} misses may go`);
      }
    }
    // The audit knows of a call that was taken and not answered.
    const [taken] = scenario.hub.run([{ sql: "SELECT DISTINCT name FROM audit WHERE act = 'delisting'", params: [] }]);
    vanished.approvedLoads = (taken?.rows ?? []).map(([name]) => String(name));
  }
  if (!comesBack) return;
  await scenario.scheduler.sleep(stream.between(1, 10) * MINUTE_MS);
  control.setDelisted({ seqProduto, delisted: false });
  scenario.story?.(`ERP: product ${seqProduto} is there again`);
  // What was counted or priced while it was away keeps its date-time of then: the weekly full read would find it.
  for (const { name, company, segment, isScheduled } of (await call(scenario, "GET", "/api/loads")) as LoadKey[])
    if (isScheduled && (name === "prices" || name === "stock"))
      await call(scenario, "POST", `/api/loads/${name}/${company}/${segment}/full`);
}
