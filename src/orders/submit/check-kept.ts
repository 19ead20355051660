/**
 * Checks that the ERP still has the order, and has it once. It runs when an operator requests a retry, and after a second
 * POST until a late first POST would show. For an operator's request, an order that the ERP lost goes back to `uncertain`.
 */
import { openEntries } from "../../hub/desk/desk.ts";
import { closeOrderEntries } from "../../hub/orders/desk.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { findOrder } from "../../erp/records/pedido-venda.ts";
import { RESUBMIT_WATCH_MS } from "../../rules/orders/state-machine.ts";
import { doubledEntry } from "../doubled.ts";
import { afterLookupFailure } from "../failures.ts";
import { proceed, restart, type OrderView, type StepResult } from "../step.ts";

/** Between two lookups of an order that was submitted twice, ms. */
const WATCH_AGAIN_MS = 600_000;

export async function checkKept(view: OrderView): Promise<StepResult> {
  const { deps, row, cause, found } = view;
  const { clock, config, db, erp } = deps;
  const isAsked = found.kind === "start";
  const goOn = (nextAt: number | null): StepResult =>
    isAsked ? proceed(row, { kind: "stillInErp" }) : { kind: "done", row, nextAt };
  // Without a lookup an operator has checked the ERP, for an order that no event has shown.
  const isLostByWord = isAsked && cause === "person" && row.reason === "import-unseen";
  if (!config.erp.hasOrderLookup) return isLostByWord ? lost() : goOn(null);
  const key = { salesChannel: config.erp.salesChannel, orderId: row.orderId };
  const lookup = await findOrder(erp, key, row.seqPedido);
  const now = clock.now();
  switch (lookup.kind) {
    case "found": {
      const doubled = doubledEntry(row, lookup.all);
      if (doubled) await openEntries(db, [doubled], now).run();
      const watchEnds = (row.submittedAt ?? 0) + RESUBMIT_WATCH_MS;
      if (now < watchEnds) return goOn(Math.min(now + WATCH_AGAIN_MS, watchEnds));
      if (!doubled) await closeOrderEntries(db, row.orderId, ["submitted-again"], now).run();
      return goOn(null);
    }
    case "notThere":
      return isAsked && cause === "person" ? lost() : goOn(null);
    case "noLookup":
      return isLostByWord ? lost() : goOn(null);
    case "failed":
      return afterLookupFailure(view, lookup.failure);
  }

  async function lost(): Promise<StepResult> {
    const entry = { step: "uncertain", cause, outcome: "lost-in-erp", detail: JSON.stringify({ was: row.seqPedido }) };
    const changes = { state: "uncertain", reason: null, seqPedido: null, nroPedVenda: null, importedAt: null } as const;
    return restart(await moveOrder(deps, row, { ...changes, attempts: 0 }, entry));
  }
}
