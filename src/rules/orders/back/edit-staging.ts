import type { AddedGoods, PlannedEdit } from "./alteration-plan.ts";

/** A line without a product, one unit of it. */
export interface CustomLine {
  readonly title: string;
  readonly cents: number;
  /** The goods that it stands for; null: the rest of the total. */
  readonly sku: string | null;
  /** Units of those goods. */
  readonly units: number;
}

/** Whether goods that came as their variants leave the total at or below what is billed. */
export const fits = ({ goalCents }: PlannedEdit, totalCents: number): boolean => totalCents <= goalCents;

/**
 * The lines that bring the order to its total: goods without a variant first, each at what the ERP bills for it, then
 * the rest. None where the total is reached.
 * @param totalCents what Shopify calculates for the order without them
 * @param goods those that could not come as their variant
 */
export function customLines(
  { goalCents, restTitle }: PlannedEdit,
  totalCents: number,
  goods: readonly AddedGoods[],
): readonly CustomLine[] {
  let room = goalCents - totalCents;
  const lines = goods.flatMap(({ title, cents, sku, units }) => {
    const share = Math.min(room, cents);
    if (share <= 0) return [];
    room -= share;
    return [{ title, cents: share, sku, units }];
  });
  return room > 0 ? [...lines, { title: restTitle, cents: room, sku: null, units: 0 }] : lines;
}
