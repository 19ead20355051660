import * as z from "zod";
import { netCents } from "../money.ts";
import type { ShopOrder } from "../shop-order.ts";
import type { OwnLine } from "./alteration-plan.ts";

const quantities = z.record(z.string(), z.number());
const addedLine = z.object({
  /** Of a line without a product. */
  title: z.string().nullable(),
  /** Of a line of a variant. */
  variantGid: z.string().nullable(),
  sku: z.string().nullable(),
  units: z.number(),
  quantity: z.number(),
  /** Of a line without a product. */
  cents: z.number().nullable(),
});
const editIntent = z.object({
  fromCents: z.number(),
  toCents: z.number(),
  /** Line id → units: every line as it was read, and as the edit leaves it. */
  before: quantities,
  after: quantities,
  added: z.array(addedLine),
  /** Goods that the edit touches. */
  skus: z.array(z.string()),
});

/** What an edit is to change, as the action log keeps it. */
export type EditIntent = z.output<typeof editIntent>;
export type AddedLine = EditIntent["added"][number];

/** Reads it back. Throws when it is not what we wrote: a defect of ours. */
export const parseEditIntent = (json: string): EditIntent => editIntent.parse(JSON.parse(json));

const own = z.record(z.string(), z.object({ sku: z.string().nullable(), units: z.number() }));
const editOutcome = z.object({ own });

export type EditOutcome = z.output<typeof editOutcome>;

/** Lines without a product that these edits added. @param outcomes of edits that took effect */
export const ownLinesOf = (outcomes: readonly string[]): ReadonlyMap<string, OwnLine> =>
  new Map(outcomes.flatMap((json) => Object.entries(editOutcome.parse(JSON.parse(json)).own)));

export type EditSeen =
  | { readonly kind: "done"; readonly outcome: EditOutcome }
  | { readonly kind: "before" }
  /** Another hand changed the lines. */
  | { readonly kind: "other" };

/** What became of an edit, by the order as it is read now. */
export function editSeen({ before, after, added }: EditIntent, { lines }: ShopOrder): EditSeen {
  const known = lines.filter(({ id }) => id in before);
  const news = lines.filter(({ id }) => !(id in before));
  const isAs = (units: Readonly<Record<string, number>>): boolean =>
    known.length === Object.keys(before).length && known.every((line) => line.currentQuantity === units[line.id]);
  if (news.length === 0 && isAs(before) && !(added.length === 0 && isAs(after))) return { kind: "before" };
  if (!isAs(after) || news.length !== added.length) return { kind: "other" };
  const left = [...news];
  const found: Record<string, OwnLine> = {};
  for (const each of added) {
    const at = left.findIndex((line) =>
      each.variantGid === null
        ? line.variantGid === null && line.title === each.title && netCents(line) === each.cents
        : line.variantGid === each.variantGid && line.currentQuantity === each.quantity,
    );
    const [line] = at < 0 ? [] : left.splice(at, 1);
    if (line === undefined) return { kind: "other" };
    if (each.variantGid === null) found[line.id] = { sku: each.sku, units: each.units };
  }
  return { kind: "done", outcome: { own: found } };
}
