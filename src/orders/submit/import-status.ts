import { REF, type DeskEntry } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { closeOrderEntries } from "../../hub/orders/desk.ts";
import { eventsOf } from "../../hub/orders/erp-events.ts";
import { isLookupProven, saveLookupProof } from "../../hub/orders/lookup-proof.ts";
import { markImported } from "../../hub/orders/reservations.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { readLastSubmitted, readSubmittedAt } from "../../hub/orders/timeline.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { findOrder, type ErpOrder } from "../../erp/records/pedido-venda.ts";
import { assertMove, backoffMs } from "../../rules/orders/state-machine.ts";
import { missingItems, parseSnapshot } from "../../rules/orders/submitted-snapshot.ts";
import { restart, type OrderView, type StepResult } from "../step.ts";
import { doubledEntry } from "../doubled.ts";
import { afterLookupFailure } from "../failures.ts";
import { adopt } from "./adopt.ts";

/** About two hours with the waits between: then the ERP's import job has probably stopped. */
const SLOW_AFTER = 18;
const HOUR_MS = 3_600_000;
/** Entries that the import itself resolves. */
const CLOSED_BY_IMPORT = [
  "import-slow",
  "import-unseen",
  "not-there",
  "erp-rejected",
  "erp-refused",
  "internal-error",
] as const;
/** Missing items named in the text; the detail names all of them. */
const ITEMS_SHOWN_MAX = 10;

/** Asks the ERP whether its import made a sales order of the submitted one. */
export async function readImportStatus(view: OrderView): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { clock, erp, config, db, log } = deps;
  const name = row.name ?? row.orderId;
  const about = { area: "orders", ref: row.orderId } as const;
  if (!config.erp.hasOrderLookup) return byEvents();
  const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId }, row.seqPedido);
  switch (lookup.kind) {
    case "found":
      return found(lookup.order, lookup.all);
    case "notThere":
      // The ERP had the order before: "not found" is a fault or a restored backup, and an operator must decide.
      return pending("not-there");
    case "noLookup":
      if (!(await isLookupProven(db, config.erp))) return byEvents();
      return afterLookupFailure(view, { kind: "unknown", message: `GET /PedidoVenda: HTTP ${lookup.status}` });
    case "failed":
      return afterLookupFailure(view, lookup.failure);
  }

  async function found(order: ErpOrder, all: readonly number[]): Promise<StepResult> {
    // The hub's number came from a response that was another order's: the lookup names this one.
    if (order.seqPedido !== row.seqPedido)
      return adopt(view, row, { seqPedido: order.seqPedido, all, outcome: "number-corrected", isProof: true });
    const doubled = doubledEntry(row, all);
    if (doubled) await openEntries(db, [doubled], clock.now()).run();
    switch (order.status) {
      case "pending":
        return pending("import-slow");
      case "rejected":
        return rejected(order);
      case "imported":
        return imported(order);
    }
  }

  /** Without a lookup, the first event that names the sales order shows the import. */
  async function byEvents(): Promise<StepResult> {
    const shown = (await eventsOf(db, row.orderId)).flatMap(({ event }) => (event.nroPedVenda === null ? [] : event));
    const of = shown.find(({ seqPedido }) => seqPedido === row.seqPedido);
    // The hub's number came from a response that may be another order's: the event names this one, and its own number.
    const other = of ? undefined : shown.find(({ seqPedido }) => seqPedido !== null);
    if (other?.seqPedido != null)
      return adopt(view, row, { seqPedido: other.seqPedido, outcome: "number-corrected", isProof: false });
    if (of === undefined) return unseen();
    return imported({
      seqPedido: row.seqPedido ?? 0,
      status: "imported",
      nroPedVenda: of.nroPedVenda,
      message: null,
      totalCents: null,
      items: null,
      paymentsWithNsu: null,
    });
  }

  /** No event and no lookup: a rejected or missing import shows only in this entry. */
  async function unseen(): Promise<StepResult> {
    const reason = "import-unseen";
    if (row.reason === reason) return { kind: "done", row, nextAt: null };
    const [{ firstEventHours: hours }, since] = await Promise.all([
      readOrderRules(db),
      readSubmittedAt(db, row.orderId),
    ]);
    const now = clock.now();
    const dueAt = (since ?? now) + hours * HOUR_MS;
    if (now < dueAt) return config.erp.hasOrderLookup ? asksAgain(dueAt) : { kind: "done", row, nextAt: dueAt };
    const desk = openEntries(db, [{ ...about, reason, params: { name, seqPedido: row.seqPedido, hours } }], now);
    const moved = await moveOrder(deps, row, { reason }, { step: "submitted", cause, outcome: reason }, [desk]);
    return { kind: "done", row: moved, nextAt: null };
  }

  /** One page of a web server does not prove that the lookup is missing: the question is repeated. */
  function asksAgain(latest: number): StepResult {
    const attempts = row.attempts + 1;
    return { kind: "done", row, attempts, nextAt: Math.min(latest, clock.now() + backoffMs(attempts)) };
  }

  async function pending(reason: "not-there" | "import-slow"): Promise<StepResult> {
    const attempts = row.attempts + 1;
    if (attempts === SLOW_AFTER)
      await openEntries(db, [{ ...about, reason, params: { name, seqPedido: row.seqPedido } }], clock.now()).run();
    return { kind: "done", row, attempts, nextAt: clock.now() + backoffMs(attempts) };
  }

  async function rejected({ message }: ErpOrder): Promise<StepResult> {
    assertMove(row.state, "failed");
    const params = { name, seqPedido: row.seqPedido, answer: message ? message.slice(0, 500) : null };
    const desk = openEntries(db, [{ ...about, reason: "erp-rejected", params }], clock.now());
    const entry = { step: "failed", cause, outcome: "erp-rejected" };
    const moved = await moveOrder(deps, row, { state: "failed", reason: "erp-rejected", attempts: 0 }, entry, [desk]);
    return { kind: "done", row: moved, nextAt: null };
  }

  async function imported({ nroPedVenda, items }: ErpOrder): Promise<StepResult> {
    assertMove(row.state, "imported");
    const now = clock.now();
    const submittedSnapshot = await readLastSubmitted(db, row.orderId);
    const missing =
      submittedSnapshot !== null && items !== null ? missingItems(parseSnapshot(submittedSnapshot).items, items) : [];
    const entries: DeskEntry[] =
      missing.length === 0
        ? []
        : [
            {
              ...about,
              reason: "items-missing",
              params: { name, nroPedVenda, count: missing.length, items: missing.slice(0, ITEMS_SHOWN_MAX) },
              detail: JSON.stringify(missing),
            },
          ];
    log.info("order.imported", { orderId: row.orderId, nroPedVenda, itemsMissing: missing.length });
    const next = await moveOrder(
      deps,
      row,
      { state: "imported", reason: null, nroPedVenda, importedAt: now, attempts: 0 },
      {
        step: "imported",
        cause,
        outcome: missing.length > 0 ? "items-missing" : "ok",
        detail: JSON.stringify({ nroPedVenda }),
      },
      [
        markImported(db, row.orderId, now),
        ...(config.erp.hasOrderLookup && items !== null ? [saveLookupProof(db, config.erp, now)] : []),
        closeEntries(db, "order-flow", [{ ref: REF.erp }], now),
        // An edit that waits for an operator stays.
        closeOrderEntries(db, row.orderId, CLOSED_BY_IMPORT, now),
        ...(entries.length > 0 ? [openEntries(db, entries, now)] : []),
      ],
    );
    return restart(next);
  }
}
