/**
 * Looks the order up in the ERP before the first POST. The hub may be new, or restored from a backup that is older than
 * the order's submission. The number on the Shopify order is the second source.
 *
 * Nothing was submitted by this row yet, so "not there" needs no proof here. Where the lookup does not exist (no-lookup.ts),
 * the number on the Shopify order and the ERP's events decide alone.
 */
import { eventsOf } from "../../hub/orders/erp-events.ts";
import { isLookupProven } from "../../hub/orders/lookup-proof.ts";
import { findOrder } from "../../erp/records/pedido-venda.ts";
import { perhapsMade } from "../../rules/orders/payment/calls.ts";
import { itemChanges, snapshotOf } from "../../rules/orders/submitted-snapshot.ts";
import { editedFault } from "../edited.ts";
import { afterLookupFailure } from "../failures.ts";
import { foundOf, proceed, type OrderView, type StepResult } from "../step.ts";
import { adopt } from "./adopt.ts";
import { isWithoutLookup } from "./no-lookup.ts";
import { keepReady } from "./evaluate.ts";

/** A reading older than this, in ms, is made again before the POST: the order may have been cancelled meanwhile. */
const READING_FRESH_MS = 20_000;

export async function askFirst(view: OrderView): Promise<StepResult> {
  const { deps, row, cause } = view;
  const ready = foundOf(view, "readyToAsk");
  const { reading, pedido } = ready;
  const { shownSeqPedido: shown } = reading.order;
  const { clock, config, db, erp } = deps;
  /** Not submitted now: its reading is stored as `ready`, its items reserved. */
  const reserved = () => keepReady(view, reading);
  /** What a submission that this hub does not know may have left to do. */
  const paymentCalls = perhapsMade(ready.paymentCalls, clock.now());
  const asFound = snapshotOf(reading.order, pedido);
  const proceedToSubmit = proceed(row, { ...ready, kind: "readyToSubmit" });
  const byShown = async (unseen = async (): Promise<StepResult> => proceedToSubmit): Promise<StepResult> => {
    if (shown !== null)
      return adopt(view, await reserved(), {
        seqPedido: shown,
        outcome: "found-on-shop-order",
        isProof: false,
        paymentCalls,
        asFound,
      });
    const events = view.events ?? (await eventsOf(db, row.orderId));
    const all = events.flatMap(({ event }) => event.seqPedido ?? []);
    const [first] = all;
    if (first === undefined) return unseen();
    return adopt(view, await reserved(), {
      seqPedido: first,
      all,
      outcome: "found-by-event",
      isProof: false,
      paymentCalls,
      asFound,
    });
  };
  const held = async (failure: Parameters<typeof afterLookupFailure>[1]): Promise<StepResult> =>
    afterLookupFailure({ ...view, row: await reserved() }, failure);
  if (!config.erp.hasOrderLookup) return byShown();
  const askedAt = clock.now();
  const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId }, shown);
  switch (lookup.kind) {
    case "found": {
      const { order, all } = lookup;
      const numbers = shown === null ? all : [...all, shown];
      const found = { seqPedido: order.seqPedido, all: numbers, isProof: true } as const;
      // A restored hub does not know what it submitted: the ERP's own rows show what an edit in Shopify changed.
      const changes = order.items === null ? [] : itemChanges(order.items, snapshotOf(reading.order, pedido).items);
      return adopt(view, await reserved(), {
        ...found,
        outcome: "found-before-submit",
        paymentCalls,
        entries:
          changes.length === 0
            ? []
            : [{ area: "orders", ref: row.orderId, ...editedFault(row, order.seqPedido, changes) }],
      });
    }
    case "notThere": {
      // `evaluate` puts an order that shows a number on hold, unless an operator asks.
      const isClear = shown === null || cause === "person";
      return isClear && clock.now() - askedAt <= READING_FRESH_MS
        ? proceed(row, { ...ready, kind: "readyToSubmit", isLookupThere: true })
        : proceed(row, { kind: "notInErp" });
    }
    case "noLookup": {
      const { status } = lookup;
      const waits = () => held({ kind: "unknown", message: `GET /PedidoVenda: HTTP ${status}` });
      if (await isLookupProven(db, config.erp)) return waits();
      return byShown(async () =>
        cause === "person" || (await isWithoutLookup(deps, status)) ? proceedToSubmit : waits(),
      );
    }
    case "failed":
      return held(lookup.failure);
  }
}
