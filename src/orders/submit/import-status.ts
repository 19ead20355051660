import { closeDesk, openDesk, type DeskEntry } from "../../hub/desk/desk.ts";
import { closeOrderDesk } from "../../hub/orders/desk.ts";
import { markImported } from "../../hub/orders/reservations.ts";
import { readLastTold } from "../../hub/orders/timeline.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { askOrder, type ErpOrder } from "../../erp/records/pedido-venda.ts";
import { assertMove, backOffMs } from "../../rules/orders/state-machine.ts";
import { missingItems, parseTold } from "../../rules/orders/submitted-snapshot.ts";
import { restart, type OrderView, type StepResult } from "../step.ts";
import { afterQuestionFailure } from "../failures.ts";

/** With the back-off's waits this is a good two hours: the ERP's import job stands still. */
const SLOW_AFTER = 18;

/** Asks whether the ERP has made a sales order of what it was told. */
export async function readImportStatus(view: OrderView): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { clock, erp, config, db, log } = deps;
  const result = await askOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId });
  if (!result.ok) {
    // The ERP had it a while ago: "not there" is its trouble or a restored backup, and for a person.
    if (result.failure.kind === "notThere") return pending("not-there");
    return afterQuestionFailure(view, result.failure);
  }
  switch (result.value.status) {
    case "pending":
      return pending("import-slow");
    case "rejected":
      return rejected(result.value);
    case "imported":
      return imported(result.value);
  }

  async function pending(reason: "not-there" | "import-slow"): Promise<StepResult> {
    const attempts = row.attempts + 1;
    const words =
      reason === "not-there"
        ? "o ERP já não encontra o pedido que tinha aceitado"
        : "aceito, mas ainda não importado pelo ERP";
    if (attempts === SLOW_AFTER)
      await openDesk(
        db,
        [
          {
            lane: "orders",
            record: row.orderId,
            reason,
            message: `Pedido ${name()}: ${words} (seqPedido ${row.seqPedido}). Verifique a integração de pedidos no ERP.`,
          },
        ],
        clock.now(),
      ).run();
    return { kind: "done", row, attempts, nextAt: clock.now() + backOffMs(attempts) };
  }

  async function rejected({ message }: ErpOrder): Promise<StepResult> {
    assertMove(row.state, "failed");
    const text = `Pedido ${name()}: rejeitado na importação pelo ERP (seqPedido ${row.seqPedido})${message ? `: ${message.slice(0, 500)}` : ""}. Corrija no ERP e mande tentar de novo.`;
    const desk = openDesk(
      db,
      [{ lane: "orders", record: row.orderId, reason: "erp-rejected", message: text }],
      clock.now(),
    );
    const entry = { step: "failed", cause, outcome: "erp-rejected" };
    const moved = await moveOrder(deps, row, { state: "failed", reason: "erp-rejected", attempts: 0 }, entry, [desk]);
    return { kind: "done", row: moved, nextAt: null };
  }

  async function imported({ nroPedVenda, items }: ErpOrder): Promise<StepResult> {
    assertMove(row.state, "imported");
    const now = clock.now();
    const told = await readLastTold(db, row.orderId);
    const missing = told !== null && items !== null ? missingItems(parseTold(told).items, items) : [];
    const entries: DeskEntry[] =
      missing.length === 0
        ? []
        : [
            {
              lane: "orders",
              record: row.orderId,
              reason: "items-missing",
              message: `Pedido ${name()}: o ERP importou o pedido ${nroPedVenda ?? ""} sem ${missing.length} item(ns): ${missing.slice(0, 10).join("; ")}. Inclua-os no ERP ou reembolse o cliente.`,
              detail: missing.join("; "),
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
        closeDesk(db, "orders-lane", ["ERP"], now),
        // Only what the import itself puts right: an edit that waits for a person stays.
        closeOrderDesk(db, row.orderId, ["import-slow", "not-there", "erp-rejected", "erp-refused"], now),
        ...(entries.length > 0 ? [openDesk(db, entries, now)] : []),
      ],
    );
    return restart(next);
  }

  function name(): string {
    return row.name ?? row.orderId;
  }
}
