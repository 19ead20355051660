/**
 * Submits an order to the ERP. `submitting` and its time are written BEFORE the POST leaves. A crash before the POST
 * leaves an order whose lookup finds nothing. A crash after the POST leaves an order whose lookup finds the ERP's
 * number. Neither is submitted again without that lookup.
 */
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { invalidateLevels, reserve } from "../../hub/orders/reservations.ts";
import { forgetLookupAbsence } from "../../hub/orders/lookup-proof.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { maskPersonal } from "../../erp/client/mask.ts";
import { submitOrder } from "../../erp/records/pedido-venda.ts";
import { assertMove, nextCheckAt, SUBMIT_DEADLINE_MS } from "../../rules/orders/state-machine.ts";
import type { PedidoVenda } from "../../rules/orders/pedido-venda.ts";
import { bodyDigest, snapshotOf } from "../../rules/orders/submitted-snapshot.ts";
import { foundOf, restart, type OrderView, type StepResult } from "../step.ts";
import { adopt } from "./adopt.ts";

/** After this many submits and lookups without a clear result, a desk entry informs an operator. */
const UNCLEAR_AFTER = 8;

/** Stores the reading of `evaluate` in the row, then sends the POST. */
export async function submit(view: OrderView): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { reading, pedido, body, paymentCalls, isLookupThere = false } = foundOf(view, "readyToSubmit");
  const { order, reservations, touched } = reading;
  const { db, clock, config, erp, log } = deps;
  assertMove(row.state, "submitting");
  const submittedAt = clock.now();
  const snapshot = snapshotOf(order, pedido);
  const submitting = await moveOrder(
    deps,
    row,
    {
      state: "submitting",
      reason: null,
      name: order.name,
      company: pedido.nroEmpresa,
      totalCents: order.totalCents,
      submittedHash: bodyDigest(body),
      submittedAt,
      posts: row.posts + 1,
      shopDigest: reading.digest,
      answeredUpdatedAt: order.updatedAt,
      paymentCalls,
    },
    { step: "submitting", cause, outcome: "sending", detail: JSON.stringify(snapshot) },
    [...reserve(db, row.orderId, reservations), ...nothingHolds(), ...again(), ...lookupThere()],
  );
  // A process that was suspended here must not submit an order that another run has looked up meanwhile.
  const key = { salesChannel: pedido.seqCanalVenda, orderId: pedido.idPedidoCanalVenda };
  const result = await submitOrder(erp, body, key, { leavesUntil: submittedAt + SUBMIT_DEADLINE_MS });
  if (result.ok) {
    const { seqPedido } = result.value;
    log.info("order.accepted", { orderId: row.orderId, seqPedido });
    const accepted = { seqPedido, outcome: "accepted", isProof: false, isOfPost: true } as const;
    return adopt(view, submitting, accepted);
  }
  const { failure } = result;
  switch (failure.kind) {
    case "alreadyThere":
      return alreadyThere();
    case "refused":
      return refused(failure.code, failure.message);
    case "unauthorized": {
      const after = await uncertain("unauthorized");
      return { kind: "stop", row: after.row, peer: "ERP", reason: "needs-reauth" };
    }
    case "notThere": // unknown path: a proxy's page or the ERP's; look the order up
      return uncertain("unknown");
    case "unknown":
      return failure.isSent === false ? notSent() : uncertain("unknown");
  }

  /** An order that comes straight from its reading: what stood before it at the desk, and levels that Shopify moved. */
  function nothingHolds(): readonly D1PreparedStatement[] {
    if (row.state === "ready" || row.state === "uncertain") return [];
    const skus = order.lines.flatMap(({ sku }) => sku ?? []);
    return [
      closeEntries(db, "orders", [{ ref: row.orderId }], submittedAt),
      ...(touched.length > 0 && skus.length > 0 ? [invalidateLevels(db, touched, skus)] : []),
    ];
  }

  function lookupThere(): readonly D1PreparedStatement[] {
    return isLookupThere ? [forgetLookupAbsence(db)] : [];
  }

  /** The number of a 409 is confirmed by a lookup, at once. */
  async function alreadyThere(): Promise<StepResult> {
    const after = await uncertain("already-there");
    return config.erp.hasOrderLookup ? restart(after.row) : after;
  }

  /** A second POST of one order is never silent. The entry closes when the ERP has shown one order for an hour. */
  function again(): readonly D1PreparedStatement[] {
    if (row.submittedAt === null) return [];
    const params = { name: order.name, posts: row.posts + 1 };
    return [openEntries(db, [{ area: "orders", ref: row.orderId, reason: "submitted-again", params }], submittedAt)];
  }

  /** The dry run's guard answered in the ERP's place. Nothing left, so this POST does not count. */
  async function notSent(): Promise<StepResult> {
    const { submittedAt: before, posts } = row;
    const entry = { step: "uncertain", cause, outcome: "not-sent" };
    const moved = await moveOrder(deps, submitting, { state: "uncertain", submittedAt: before, posts }, entry);
    return { kind: "done", row: moved, nextAt: nextCheckAt(submittedAt, 0, clock.now()) };
  }

  async function uncertain(outcome: string): Promise<Extract<StepResult, { kind: "done" }>> {
    log.warn("order.outcome-unknown", { orderId: row.orderId, outcome });
    const entry = { step: "uncertain", cause, outcome };
    // Attempts count across submits: an ERP that answers lookups but fails on this order is reported in the end.
    const attempts = row.attempts + 1;
    if (config.erp.hasOrderLookup) {
      const moved = await moveOrder(deps, submitting, { state: "uncertain", attempts }, entry, unclear(attempts));
      return { kind: "done", row: moved, nextAt: nextCheckAt(submittedAt, 0, clock.now()) };
    }
    const reason = "erp-unconfirmed";
    const desk = openEntries(
      db,
      [{ area: "orders", ref: row.orderId, reason, params: { name: order.name } }],
      clock.now(),
    );
    const moved = await moveOrder(deps, submitting, { state: "uncertain", reason, attempts }, entry, [desk]);
    return { kind: "done", row: moved, nextAt: null };
  }

  function unclear(attempts: number): readonly D1PreparedStatement[] {
    if (attempts < UNCLEAR_AFTER) return [];
    const params = { name: order.name, attempts };
    return [openEntries(db, [{ area: "orders", ref: row.orderId, reason: "erp-unclear", params }], clock.now())];
  }

  async function refused(code: string, message: string): Promise<StepResult> {
    const answer = maskPersonal(message, personalText(pedido)).slice(0, 500);
    const params = { name: order.name, code, answer };
    const desk = openEntries(db, [{ area: "orders", ref: row.orderId, reason: "erp-refused", params }], clock.now());
    const entry = { step: "failed", cause, outcome: "erp-refused", detail: code };
    const moved = await moveOrder(deps, submitting, { state: "failed", reason: "erp-refused", attempts: 0 }, entry, [
      desk,
    ]);
    return { kind: "done", row: moved, nextAt: null };
  }
}

/** Text of the order's customer that an ERP might quote back. */
function personalText({ clienteDto: c, obsPedido }: PedidoVenda): readonly string[] {
  return [
    c.nomeRazaoSocial,
    ...c.nomeRazaoSocial.split(" ").filter((word) => word.length > 3),
    c.nomeFantasia,
    c.cpfCnpj,
    c.email,
    c.logradouro,
    c.complementoLogradouro,
    c.foneNro1,
    c.cep,
    obsPedido,
  ].filter((word) => word.length > 3);
}
