/**
 * An order that the ERP may have: look it up before anything else.
 *
 * A second POST needs three things: the documented "not there", some minutes after the last POST, from a lookup that has
 * once found an order of this installation. Where one is missing, an operator decides at the error desk.
 */
import { openEntries } from "../../hub/desk/desk.ts";
import { eventsOf } from "../../hub/orders/erp-events.ts";
import { isLookupProven } from "../../hub/orders/lookup-proof.ts";
import { moveOrder, type OrderRow } from "../../hub/orders/orders.ts";
import { isReserved, reserve } from "../../hub/orders/reservations.ts";
import { findOrder } from "../../erp/records/pedido-venda.ts";
import { nextCheckAt, assertMove, isNotFoundFinal } from "../../rules/orders/state-machine.ts";
import { readOrderSummary } from "../../shopify/orders/order-metafields.ts";
import { proceed, type OrderView, type StepResult } from "../step.ts";
import { afterLookupFailure, afterShopFailure } from "../failures.ts";
import { adopt } from "./adopt.ts";

/** Until the lookup is proven by another order, an order that waits for the proof is looked up this often, ms. */
const UNPROVEN_AGAIN_MS = 3_600_000;

export async function confirm(view: OrderView): Promise<StepResult> {
  const { deps, cause } = view;
  const { clock, erp, config, db } = deps;
  const row = await owned(view);
  const owner = { ...view, row };
  if (!config.erp.hasOrderLookup) return withoutLookup(owner, "erp-unconfirmed");
  // The hub knows of no POST that left: "not there" then needs no proof.
  const isNeverSent = row.submittedAt === null;
  const askedAt = clock.now();
  const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId }, row.seqPedido);
  const tooEarly = (): StepResult => {
    const attempts = row.attempts + 1;
    return { kind: "done", row, attempts, nextAt: nextCheckAt(row.submittedAt ?? askedAt, attempts, clock.now()) };
  };
  switch (lookup.kind) {
    case "found": {
      const { order, all } = lookup;
      const found = { seqPedido: order.seqPedido, all, isProof: true } as const;
      return adopt(owner, row, { ...found, outcome: "found-by-asking" });
    }
    case "notThere":
      if (!isNotFoundFinal(row.submittedAt, askedAt)) return tooEarly();
      if (isNeverSent || cause === "person" || (await isLookupProven(db, config.erp)))
        return proceed(row, { kind: "notInErp" });
      return withoutLookup(owner, "lookup-unproven");
    case "noLookup":
      if (!isNotFoundFinal(row.submittedAt, askedAt)) return tooEarly();
      if (!(await isLookupProven(db, config.erp))) return withoutLookup(owner, "lookup-unproven");
      return afterLookupFailure(owner, { kind: "unknown", message: `GET /PedidoVenda: HTTP ${lookup.status}` });
    case "failed":
      return afterLookupFailure(owner, lookup.failure);
  }
}

/**
 * No usable lookup. The ERP's events and the Shopify order may still name the number. Otherwise an operator looks in the
 * ERP, and a retry submits the order again.
 */
async function withoutLookup(view: OrderView, reason: "erp-unconfirmed" | "lookup-unproven"): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { clock, db, shopify } = deps;
  const named = (await eventsOf(db, row.orderId)).flatMap(({ event }) => event.seqPedido ?? []);
  const [first] = named;
  if (first !== undefined)
    return adopt(view, row, { seqPedido: first, all: named, outcome: "found-by-event", isProof: false });
  const glance = await readOrderSummary(shopify, row.orderId);
  if (!glance.ok) return afterShopFailure(view, glance.failure);
  const shown = Number(glance.data?.metafields.get("seq_pedido") ?? 0);
  // After a second POST the number may be that of the first, which an operator did not find in the ERP.
  if (Number.isSafeInteger(shown) && shown > 0 && cause !== "person" && row.posts <= 1)
    return adopt(view, row, { seqPedido: shown, outcome: "found-on-shop-order", isProof: false });
  const mayGoOn = row.submittedAt === null || cause === "person";
  if (mayGoOn && isNotFoundFinal(row.submittedAt, clock.now())) return proceed(row, { kind: "notInErp" });
  const again = reason === "lookup-unproven" ? clock.now() + UNPROVEN_AGAIN_MS : null;
  // Shopify gave a cancelled order's goods back to the shelf; the hub follows, whatever the operator finds in the ERP.
  const gaveBack = glance.data?.isCancelled === true && !(await isReserved(db, row.orderId, []));
  if (row.reason === reason && !gaveBack) return { kind: "done", row, nextAt: again };
  const entry = { area: "orders", ref: row.orderId, reason, params: { name: row.name ?? row.orderId } } as const;
  const moved = await moveOrder(deps, row, { reason }, { step: "uncertain", cause, outcome: reason }, [
    ...(gaveBack ? reserve(db, row.orderId, []) : []),
    openEntries(db, [entry], clock.now()),
  ]);
  return { kind: "done", row: moved, nextAt: again };
}

/**
 * A `submitting` order without a running submit is left from a crash. It becomes `uncertain`, like `failed` and `ready`
 * orders that need a lookup.
 */
async function owned({ deps, row, cause }: OrderView): Promise<OrderRow> {
  if (row.state === "uncertain") return row;
  assertMove(row.state, "uncertain");
  const outcome = row.state === "submitting" ? "found-submitting" : `from-${row.state}`;
  return moveOrder(deps, row, { state: "uncertain", reason: null, attempts: 0 }, { step: "uncertain", cause, outcome });
}
