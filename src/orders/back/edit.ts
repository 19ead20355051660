/**
 * An order edit: staged, written down, committed, found in the order.
 *
 * What a crash leaves:
 * - before the intent: a session that ends by itself; nothing of the order has changed.
 * - after the intent, before the commit: an open action, and the order as before. Five minutes later it is superseded,
 *   and the alteration is planned anew.
 * - after the commit, before it is stored: an open action, and the order as intended. The next pass stores it.
 * A commit that comes late finds its session void once another edit was committed.
 */
import type { OrderAction } from "../../hub/orders/actions.ts";
import { customLines, fits } from "../../rules/orders/back/edit-staging.ts";
import { editSeen, parseEditIntent, type AddedLine, type EditIntent } from "../../rules/orders/back/edit-intent.ts";
import type {
  AddedGoods,
  AlterationFigures,
  LineQuantity,
  PlannedEdit,
} from "../../rules/orders/back/alteration-plan.ts";
import {
  beginEdit,
  commitEdit,
  stageItem,
  stageQuantity,
  stageVariant,
  type EditAnswer,
  type EditSession,
} from "../../shopify/orders/back/edit.ts";
import { afterCallFailed, beginCall, endCall, lookNow, withoutTrace } from "../action-call.ts";
import { afterShopFailure } from "../failures.ts";
import type { OrderView, StepResult } from "../step.ts";
import { actionDone } from "./action-done.ts";
import type { BackFacts } from "./facts.ts";

export interface EditAsked {
  readonly about: string;
  readonly edit: PlannedEdit;
  readonly figures: AlterationFigures;
  readonly notify: boolean;
  /** Whether Shopify puts units taken off back to its stock. */
  readonly restocks: boolean;
}

interface Staged {
  readonly id: string;
  readonly totalCents: number;
  /** Lines that have taken more units. */
  readonly raised: readonly LineQuantity[];
  readonly added: readonly AddedLine[];
}

/** @param onRefusal Shopify refused to begin or to stage it; with its words */
export async function makeEdit(
  view: OrderView,
  facts: BackFacts,
  asked: EditAsked,
  onRefusal: (message: string) => Promise<StepResult>,
): Promise<StepResult> {
  const { shopify } = view.deps;
  let staged = await stage(view, asked, true);
  // The variants' own prices pass what is billed: the goods come as lines without a product.
  if (staged.kind === "done" && staged.value === null) staged = await stage(view, asked, false);
  if (staged.kind === "failed") return afterShopFailure(view, staged.failure);
  if (staged.kind === "refused") return onRefusal(staged.message);
  if (staged.value === null) return onRefusal("the calculated total passes what is billed");
  const intent = intentOf(facts, asked.edit, staged.value);
  const detail = JSON.stringify({ fromCents: intent.fromCents, toCents: intent.toCents, ...asked.figures });
  const begun = await beginCall(view, { kind: "edit", about: asked.about, intent, detail });
  const committed = await commitEdit(shopify, { id: staged.value.id, notify: asked.notify, note: asked.about });
  switch (committed.kind) {
    case "done":
      return lookNow(begun);
    case "refused":
      return endCall(begun, "edit", { state: "refused", outcome: { message: committed.message } });
    case "failed":
      return afterCallFailed(begun, "edit", committed.failure);
  }
}

/** Finds the outcome of an edit whose response this pass does not have. */
export async function findEdit(view: OrderView, facts: BackFacts, action: OrderAction): Promise<StepResult> {
  const intent = parseEditIntent(action.intent);
  const seen = editSeen(intent, facts.order);
  switch (seen.kind) {
    case "done": {
      const titles = intent.added.flatMap(({ title }) => (title === null ? [] : title.slice(0, SNAPSHOT_KEY_MAX)));
      return actionDone(view, facts, {
        step: "edit",
        detail: { fromCents: intent.fromCents, toCents: facts.order.totalCents },
        outcome: { ...seen.outcome, totalCents: facts.order.totalCents },
        change: { lines: new Set([...intent.skus, ...titles]), refundedCents: 0 },
      });
    }
    case "before":
      return withoutTrace(view, action, { seen: "before" });
    case "other":
      return endCall(view, "edit", { state: "superseded", outcome: { seen: "other" } });
  }
}

/** As the snapshot names a line without a SKU. */
const SNAPSHOT_KEY_MAX = 60;

/** Stages the edit. @returns null when the goods do not fit as their variants */
async function stage(
  { deps: { shopify }, row }: OrderView,
  { edit, restocks: restock }: EditAsked,
  asVariants: boolean,
): Promise<EditAnswer<Staged | null>> {
  const begun = await beginEdit(shopify, row.orderId);
  if (begun.kind !== "done") return begun;
  const session = begun.value;
  let { totalCents } = session;
  const set = async (lineId: string, from: number, to: number): Promise<EditAnswer<number>> => {
    const line = calculatedLine(session, lineId, from);
    if (line === null) return { kind: "refused", message: `the edit does not show ${lineId} with ${from} units` };
    return stageQuantity(shopify, { id: session.id, line, quantity: to, restock });
  };
  for (const { lineId, from, to } of edit.quantities) {
    const answer = await set(lineId, from, to);
    if (answer.kind !== "done") return answer;
    totalCents = answer.value;
  }
  const raisedLines: LineQuantity[] = [];
  const added: AddedLine[] = [];
  const customs: AddedGoods[] = [];
  for (const goods of edit.added) {
    if (!asVariants || (goods.raised === null && goods.variantGid === null)) {
      customs.push(goods);
      continue;
    }
    const { raised, variantGid, units, sku } = goods;
    const answer = raised
      ? await set(raised.lineId, raised.from, raised.to)
      : await stageVariant(shopify, { id: session.id, variant: variantGid ?? "", quantity: units });
    if (answer.kind === "refused") return { kind: "done", value: null };
    if (answer.kind !== "done") return answer;
    totalCents = answer.value;
    if (raised) raisedLines.push(raised);
    else added.push({ title: null, variantGid, sku, units, quantity: units, cents: null });
  }
  if (edit.added.length > customs.length && !fits(edit, totalCents)) return { kind: "done", value: null };
  for (const { title, cents, sku, units } of customLines(edit, totalCents, customs)) {
    const answer = await stageItem(shopify, { id: session.id, title, cents });
    if (answer.kind !== "done") return answer;
    totalCents = answer.value;
    added.push({ title, variantGid: null, sku, units, quantity: 1, cents });
  }
  return { kind: "done", value: { id: session.id, totalCents, raised: raisedLines, added } };
}

/** The session names a line of the order by its number; it must show the units that the order was read with. */
function calculatedLine({ lines }: EditSession, lineId: string, units: number): string | null {
  const number = lineId.split("/").at(-1) ?? "";
  return lines.find(({ id, quantity }) => id.endsWith(`/${number}`) && quantity === units)?.id ?? null;
}

function intentOf({ order }: BackFacts, edit: PlannedEdit, staged: Staged): EditIntent {
  const before = Object.fromEntries(order.lines.map(({ id, currentQuantity }) => [id, currentQuantity]));
  const changed = [...edit.quantities, ...staged.raised].map(({ lineId, to }) => [lineId, to] as const);
  const touched = new Set(changed.map(([lineId]) => lineId));
  const keys = order.lines
    .filter(({ id }) => touched.has(id))
    .map(({ sku, title }) => sku ?? title.slice(0, SNAPSHOT_KEY_MAX));
  return {
    fromCents: order.totalCents,
    toCents: staged.totalCents,
    before,
    after: { ...before, ...Object.fromEntries(changed) },
    added: [...staged.added],
    skus: [...new Set([...keys, ...edit.added.map(({ sku }) => sku)])],
  };
}
