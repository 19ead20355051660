/**
 * Shopify refuses a query that costs more than 1,000 points, and may count it otherwise from one day to the next. A read
 * that is refused so goes on with half of its page.
 */
import type { AdminFailure } from "./result.ts";

export const isTooDear = (failure: AdminFailure): boolean =>
  failure.kind === "refused" && failure.code === "MAX_COST_EXCEEDED";

/**
 * Reads a list in pages of `size`; where a page costs too much, that page and those after it in halves, down to one item.
 * @param read null: the page was read
 * @returns the failure that ended it
 */
export async function eachPage<Item>(
  items: readonly Item[],
  size: number,
  read: (page: readonly Item[]) => Promise<AdminFailure | null>,
): Promise<AdminFailure | null> {
  let most = size;
  for (let from = 0; from < items.length;) {
    const page = items.slice(from, from + most);
    const failure = await read(page);
    if (failure === null) from += page.length;
    else if (isTooDear(failure) && page.length > 1) most = Math.ceil(page.length / 2);
    else return failure;
  }
  return null;
}
