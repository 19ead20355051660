/** A change of the Shopify order that goes on to the ERP's order: a cancellation, or the order anew as it is now. */
import * as z from "zod";
import type { ErpItem } from "../submitted-snapshot.ts";

export type ErpChange = "cancel" | "edit";

/** Sends of one change without a clear answer, after which the desk says so. It is sent on all the same. */
export const UNCONFIRMED_AFTER = 3;

const item = z.object({ seqProduto: z.number(), packageMilli: z.number(), orderedMilli: z.number() });

/** What the log keeps of a call that has left: how often, and of an edit what the ERP's order has when it took effect. */
const sent = z.object({
  sends: z.number(),
  items: z.array(item).optional(),
  /** The snapshot that then counts as submitted (submitted-snapshot.ts), as JSON. */
  snapshot: z.string().optional(),
  company: z.number().optional(),
  hash: z.string().optional(),
});
export type SentChange = Readonly<z.output<typeof sent>>;

export function parseSentChange(outcome: string | null): SentChange {
  const read = outcome === null ? null : sent.safeParse(JSON.parse(outcome));
  return read?.success ? read.data : { sends: 0 };
}

/** Whether the ERP's order has exactly these items. One product may stand in several rows. */
export function hasItems(found: readonly ErpItem[], wanted: readonly ErpItem[]): boolean {
  const [a, b] = [sumsOf(found), sumsOf(wanted)];
  return a.size === b.size && [...a].every(([key, milli]) => b.get(key) === milli);
}

function sumsOf(items: readonly ErpItem[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { seqProduto, packageMilli, orderedMilli } of items) {
    const key = `${seqProduto}|${packageMilli}`;
    sums.set(key, (sums.get(key) ?? 0) + orderedMilli);
  }
  return sums;
}
