/** What the operators of the connector do by /api while the night goes on. */
import { productsOf, skusOf } from "../../../sim/consinco/view.ts";
import { call, operate } from "../night/api.ts";
import type { Die } from "../night/dice.ts";
import type { GonePlan } from "../night/lanes.ts";
import type { Night } from "../night/night.ts";
import { MINUTE_MS } from "../night/plan.ts";
import { scheduleConsole } from "./console.ts";
import { sometime } from "./erp-people.ts";

/** The merchant's one price list; it stands in the shop before the connector does. */
export const PRICE_LIST = "gid://shopify/PriceList/7001";

export function scheduleOperators(night: Night): void {
  scheduleConsole(night);
  const { targets, gone, dryRunMs } = night.plan.lanes;
  if (gone) {
    const die = night.dice("vanishing");
    operate(night, sometime(night, die), () => vanish(night, gone, die));
  }
  if (dryRunMs !== null) {
    const die = night.dice("dry run's time");
    const { startAt, stormUntil } = night.plan;
    const from = startAt + Math.floor(die.chance() * (stormUntil - startAt - dryRunMs));
    operate(night, from, () => dryRun(night, dryRunMs));
  }
  if (targets?.remap) {
    const { list } = targets.remap;
    const die = night.dice("remap");
    operate(night, sometime(night, die), () =>
      mapPrices(night, { list: targets.list === null ? null : list, metafields: targets.metafields.slice(1) }),
    );
  }
}

/** Maps the shop's own price to company 1, and the others as given; a kind that is named is named whole. */
export async function mapPrices(
  night: Night,
  { list, metafields }: { readonly list: number | null; readonly metafields: readonly number[] },
): Promise<void> {
  const of = (company: number) => ({ company, segment: 1 });
  const { shop } = night.houses;
  if (list !== null && !shop.state.priceLists.has(PRICE_LIST))
    shop.state.priceLists.set(PRICE_LIST, { id: PRICE_LIST, name: "Balcão", currency: "BRL", fixed: new Map() });
  night.mappings.push({ at: night.scheduler.now(), list, metafields });
  await call(night, "PUT", "/api/price-targets", {
    base: of(1),
    ...(night.plan.lanes.targets
      ? {
          priceLists: list === null ? [] : [{ ...of(list), priceListId: PRICE_LIST }],
          metafields: metafields.map(of),
        }
      : {}),
  });
  Object.assign(night.mapped, { list, metafields });
  night.story?.(
    `operator: prices of company 1 to the shop, of ${list ?? "none"} to the list, of ${metafields.join(", ") || "none"} to the metafield`,
  );
}

/** Lets every held price of the SKU pass, as it is held now. */
export async function approveHeld(night: Night, sku: string): Promise<void> {
  const held = (await call(night, "GET", "/api/prices/held")) as { target: string; sku: string; heldCents: number }[];
  const meant = held.filter((each) => each.sku === sku);
  if (meant.length === 0) return;
  night.operator.approved.push({ at: night.scheduler.now(), sku });
  const body = meant.map(({ target, heldCents }) => ({ target, sku, heldCents }));
  await call(night, "POST", "/api/prices/approve", body);
  night.story?.(`operator: the held prices of ${sku} are right`);
}

async function dryRun(night: Night, ms: number): Promise<void> {
  await call(night, "PUT", "/api/dry-run", { all: true });
  const from = night.scheduler.now();
  night.story?.("operator: DRY RUN begins");
  await night.scheduler.sleep(ms);
  night.operator.dryRuns.push({ from, until: night.scheduler.now() });
  night.story?.("operator: DRY RUN ends");
  await call(night, "PUT", "/api/dry-run", { all: false });
}

interface LoadKey {
  readonly name: string;
  readonly company: number;
  readonly segment: number;
  readonly isAsked: boolean;
}

const LOADS = ["products", "skus"] as const;
/** A judgement takes two full reads, some twenty minutes; who waits longer gives up. */
const LET_GO_TRIES = 12;

/** A product that is sold vanishes; the operator has the goods read in full, and may let go what the guard holds. */
async function vanish(night: Night, { isGuarded, isLetGo, comesBack }: GonePlan, die: Die): Promise<void> {
  const { control, state } = night.houses.erp;
  const sold = new Set(skusOf(state, 1).flatMap(({ active, seqProduto }) => (active ? [seqProduto] : [])));
  const candidates = productsOf(state).filter(({ seqProduto }) => sold.has(seqProduto));
  if (candidates.length < 2) return;
  const { seqProduto } = die.pick(candidates);
  if (!isGuarded)
    for (const load of LOADS) await call(night, "PUT", `/api/loads/${load}/0/0`, { goneMaxPermille: 1_000 });
  control.setGone({ seqProduto, gone: true });
  const vanished: { seqProduto: number; letGo: readonly string[] } = { seqProduto, letGo: isGuarded ? [] : LOADS };
  night.operator.vanished.push(vanished);
  night.story?.(`ERP: product ${seqProduto} is in no answer any more`);
  for (const load of LOADS) await call(night, "POST", `/api/loads/${load}/0/0/full`);
  if (isGuarded && isLetGo) {
    const waiting = new Set<string>(LOADS);
    for (let tries = 0; tries < LET_GO_TRIES && waiting.size > 0; tries += 1) {
      await night.scheduler.sleep(3 * MINUTE_MS);
      for (const load of waiting) {
        if ((await call(night, "POST", `/api/loads/${load}/0/0/gone`, undefined, true)) === null) continue;
        waiting.delete(load);
        night.story?.(`operator: what ${load} misses may go`);
      }
    }
    // The audit knows of a call that was taken and not answered.
    const [taken] = night.hub.run([{ sql: "SELECT DISTINCT name FROM audit WHERE act = 'gone'", params: [] }]);
    vanished.letGo = (taken?.rows ?? []).map(([name]) => String(name));
  }
  if (!comesBack) return;
  await night.scheduler.sleep(die.between(1, 10) * MINUTE_MS);
  control.setGone({ seqProduto, gone: false });
  night.story?.(`ERP: product ${seqProduto} is there again`);
  // What was counted or priced while it was away keeps its date-time of then: the weekly full read would find it.
  for (const { name, company, segment, isAsked } of (await call(night, "GET", "/api/loads")) as LoadKey[])
    if (isAsked && (name === "prices" || name === "stock"))
      await call(night, "POST", `/api/loads/${name}/${company}/${segment}/full`);
}
