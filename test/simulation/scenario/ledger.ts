/** The ledger of orders as an operator requests it when all is quiet, and once more after the ERP lost an order. */
import type { Order as ErpOrder } from "../../../sim/consinco/orders/orders.ts";
import { call, operate } from "./api.ts";
import type { Scenario } from "./scenario.ts";
import { HOUR_MS, MINUTE_MS } from "./plan.ts";

export interface LedgerRun {
  readonly closes: boolean;
  readonly notCompared: number;
  /** "kind orderId", sorted. */
  readonly differences: readonly string[];
}

/**
 * What the ledger found as things were; after a restored backup of the ERP had lost an order; and after the ERP's own
 * people had keyed one in once more.
 */
export interface LedgerFindings {
  readonly asTheyWere: LedgerRun | null;
  readonly lost: LedgerOfOne | null;
  readonly doubled: LedgerOfOne | null;
}

interface LedgerOfOne {
  readonly orderId: string;
  readonly found: LedgerRun | null;
}

interface Shown {
  readonly run: {
    readonly runId: string;
    readonly endedAt: string | null;
    readonly totals: {
      readonly closes: boolean;
      readonly byVerdict: readonly { readonly verdict: string; readonly orders: number }[];
    };
  } | null;
  readonly differences: readonly {
    readonly orderId: string;
    readonly differences: readonly { readonly kind: string }[];
  }[];
}

/** A run is a message, some pages and one lookup an order; a longer wait means that it is lost. */
const WITHIN_MS = 90 * MINUTE_MS;
const LOOK_EVERY_MS = 20_000;
const HIDDEN_AFTER_MS = 10 * MINUTE_MS;

async function requestLedger(scenario: Scenario): Promise<LedgerRun | null> {
  const { scheduler, plan } = scenario;
  const requestedAt = scheduler.now();
  const iso = (at: number) => new Date(at).toISOString();
  const window = { since: iso(plan.startAt - HOUR_MS), before: iso(requestedAt) };
  const { runId } = (await call(scenario, "POST", "/api/orders/ledger", window)) as { runId: string };
  while (scheduler.now() < requestedAt + WITHIN_MS) {
    await scheduler.sleep(LOOK_EVERY_MS);
    const { run, differences } = (await call(scenario, "GET", "/api/orders/ledger?limit=500")) as Shown;
    // The night's own run began a moment later: the latest run is shown, so the operator asks again.
    const isHidden = run !== null && run.runId !== runId && run.endedAt !== null;
    if (isHidden && scheduler.now() > requestedAt + HIDDEN_AFTER_MS) return requestLedger(scenario);
    if (run?.runId !== runId || run.endedAt === null) continue;
    const found = differences.flatMap((order) => order.differences.map(({ kind }) => `${kind} ${order.orderId}`));
    scenario.story?.(`operator: the ledger found ${found.join(", ") || "no difference"}`);
    return {
      closes: run.totals.closes,
      notCompared: run.totals.byVerdict.find(({ verdict }) => verdict === "not-compared")?.orders ?? 0,
      differences: found.toSorted(),
    };
  }
  return null;
}

/** The clock runs only as long as it takes. What the ERP lost is back afterwards, and what it had once more is gone. */
export async function compareOrdersInTheEnd(scenario: Scenario): Promise<LedgerFindings> {
  const { scheduler, actors } = scenario;
  const results: LedgerFindings[] = [];
  operate(scenario, scheduler.now(), async () => {
    const asTheyWere = await requestLedger(scenario);
    results.push({ asTheyWere, lost: await loseOne(scenario), doubled: await doubleOne(scenario) });
  });
  while (actors.pending > 0) await scheduler.run({ until: scheduler.now() + LOOK_EVERY_MS });
  return results[0] ?? { asTheyWere: null, lost: null, doubled: null };
}

/** Orders that the ERP has once, and the shop did not cancel. */
const onceThere = ({ systems: { erp, shop } }: Scenario): readonly ErpOrder[] =>
  erp.state.orders.all.filter(
    (order) =>
      isAlive(order) &&
      ofOrder(erp.state.orders.all, order.body.idPedidoCanalVenda).length === 1 &&
      shop.state.orders.get(gidOf(order))?.cancelledAt === null,
  );

/** Under another number, which no POST of the connector knows. */
async function doubleOne(scenario: Scenario): Promise<LedgerFindings["doubled"]> {
  const { erp } = scenario.systems;
  const stream = scenario.streams("ledger's doubled order");
  const candidates = onceThere(scenario);
  if (candidates.length === 0 || !stream.hits(0.5)) return null;
  const { seqPedido, body } = stream.pick(candidates);
  const second = erp.control.double({ seqPedido, isImported: false }); // so its goods stay
  scenario.story?.(`ERP: order ${seqPedido} is keyed in once more, as ${second}`);
  const found = await requestLedger(scenario);
  erp.control.loseOrder({ seqPedido: second });
  return { orderId: body.idPedidoCanalVenda, found };
}

async function loseOne(scenario: Scenario): Promise<LedgerFindings["lost"]> {
  const { erp } = scenario.systems;
  const stream = scenario.streams("ledger's lost order");
  const candidates = onceThere(scenario);
  if (candidates.length === 0) return null;
  const lost = stream.pick(candidates);
  erp.control.loseOrder({ seqPedido: lost.seqPedido });
  scenario.story?.(`ERP: order ${lost.seqPedido} is lost by a restored backup`);
  const found = await requestLedger(scenario);
  erp.control.bringBack(lost);
  return { orderId: lost.body.idPedidoCanalVenda, found };
}

export const isAlive = ({ status, stage }: ErpOrder): boolean => status !== "Rejeitado" && stage !== "cancelled";

/** Every ERP order of one order of the shop, alive or not. */
export const ofOrder = (all: readonly ErpOrder[], id: string): readonly ErpOrder[] =>
  all.filter(({ body }) => body.idPedidoCanalVenda === id);

const gidOf = ({ body }: ErpOrder): string => `gid://shopify/Order/${body.idPedidoCanalVenda}`;
