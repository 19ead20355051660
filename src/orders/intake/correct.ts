import type { Deps } from "../../deps.ts";
import { maskPersonal } from "../../erp/client/mask.ts";
import { auditAct } from "../../hub/loads/audit.ts";
import { dropCorrections, listCorrections, lookNow, saveCorrections } from "../../hub/orders/people/corrections.ts";
import { readRetryOf } from "../../hub/orders/overview.ts";
import { addToTimeline } from "../../hub/orders/timeline.ts";
import {
  type Correction,
  type CorrectedField,
  fieldsFor,
  maskedValue,
  readCorrected,
  saidOf,
} from "../../rules/orders/people/corrections.ts";
import { readShopOrder } from "../../rules/orders/shop-order.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { reasonOf } from "../../log.ts";

const NOTE_MAX = 300;

/** Typed values by field; null takes an earlier correction back. */
export type GivenCorrections = Readonly<Partial<Record<CorrectedField, string | null>>>;

export type OrderCorrected =
  | { readonly kind: "corrected"; readonly fields: readonly CorrectedField[] }
  /** The order is unknown, or none of its reasons takes such a value now. */
  | { readonly kind: "unknown" | "notNow" | "nothing" }
  /** No values of these fields. */
  | { readonly kind: "wrong"; readonly fields: readonly CorrectedField[] }
  /** What the value replaces cannot be read now. */
  | { readonly kind: "noAnswer" };

/**
 * Keeps a person's values for an order that could not go to the ERP, and looks at the order again. Shopify is read for
 * what they replace, and never written. Values, timeline, audit and the order's next look are one batch: a crash leaves
 * all of them or none.
 */
export async function correctOrder(
  {
    db,
    clock,
    random,
    shopify,
    orders,
    log,
    who = "api",
  }: Pick<Deps, "db" | "clock" | "random" | "shopify" | "orders" | "log" | "who">,
  orderId: string,
  given: GivenCorrections,
  why: string,
): Promise<OrderCorrected> {
  const note = maskPersonal(why).slice(0, NOTE_MAX);
  const row = await readRetryOf(db, orderId);
  if (row === null) return { kind: "unknown" };
  const before = await listCorrections(db, orderId);
  const takes = new Set<CorrectedField>([...fieldsOfOrder(row), ...before.map(({ field }) => field)]);
  const named = (Object.keys(given) as CorrectedField[]).filter((field) => given[field] !== undefined);
  if (named.length === 0) return { kind: "nothing" };
  if (named.some((field) => !takes.has(field))) return { kind: "notNow" };
  const typed = named.flatMap((field) => (given[field] == null ? [] : [{ field, text: given[field] }]));
  const read = typed.map(({ field, text }) => ({ field, value: readCorrected(field, text) }));
  const wrong = read.filter(({ value }) => value === null).map(({ field }) => field);
  if (wrong.length > 0) return { kind: "wrong", fields: wrong };
  const shown = await readOrder(shopify, orderId);
  const parsed = shown.kind === "order" ? readShopOrder(shown.order) : null;
  if (parsed === null || !parsed.ok) return { kind: "noAnswer" };
  const { order } = parsed;
  const saved: readonly Correction[] = read.flatMap(({ field, value }) =>
    value === null ? [] : [{ field, value, said: saidOf(order, field) }],
  );
  const taken = before.filter(({ field }) => given[field] === null);
  const at = clock.now();
  const fields = named.toSorted();
  await db.batch([
    saveCorrections(db, orderId, saved, { note, who, at }),
    dropCorrections(db, orderId, taken),
    addToTimeline(
      db,
      orderId,
      { step: "corrected", cause: "person", outcome: fields.join(" "), detail: JSON.stringify({ who, note }) },
      at,
    ),
    auditAct(db, {
      at,
      id: random.uuid(),
      who,
      act: "order-correct",
      key: { name: `order/${orderId}`, company: 0, segment: 0 },
      before: fields.map((field) => textOf(field, before.find((each) => each.field === field)?.value)).join("; "),
      after: `${fields.map((field) => textOf(field, saved.find((each) => each.field === field)?.value)).join("; ")} (${note})`,
      rows: fields.length,
    }),
    lookNow(db, orderId, at),
  ]);
  log.info("order.corrected", { orderId, fields: fields.length });
  try {
    await orders.send({ orderId, cause: "due" });
  } catch (error) {
    // The order is due in the hub: the next minute sends it.
    log.warn("order.requeue-failed", { orderId, reason: reasonOf(error) });
  }
  return { kind: "corrected", fields };
}

/** Values that an order takes as it stands. */
export const fieldsOfOrder = ({
  state,
  reason,
}: {
  readonly state: string;
  readonly reason: string | null;
}): readonly CorrectedField[] => (state === "on-hold" || state === "failed" ? fieldsFor(reason) : []);

/** The audit keeps no personal data: it outlives the order's. */
const textOf = (field: CorrectedField, value: string | undefined): string =>
  `${field} = ${value === undefined ? "—" : maskedValue(field, value)}`;
