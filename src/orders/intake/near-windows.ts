import type { Deps } from "../../deps.ts";
import { replaceOpenEntries } from "../../hub/desk/desk.ts";
import { nearWindows } from "../../hub/orders/windows.ts";
import { windowEntry } from "../../rules/orders/people/window-entry.ts";
import { reasonOf } from "../../log.ts";

/** Entries of one tick; the rest comes when these are invoiced. */
const ENTRIES_MAX = 200;

/**
 * Makes the open entries those of the orders whose window is near and that are not invoiced: an entry closes by itself
 * when its order is invoiced or cancelled. A crash before the batch leaves the entries as they were.
 */
export async function showNearWindows({ db, clock, log }: Pick<Deps, "db" | "clock" | "log">): Promise<void> {
  try {
    const now = clock.now();
    const { near, hasEntries } = await nearWindows(db, now, ENTRIES_MAX);
    if (near.length > 0 || hasEntries) await replaceOpenEntries(db, "deliveries", near.map(windowEntry), now);
  } catch (error) {
    log.warn("orders.windows-not-shown", { reason: reasonOf(error) }); // the next tick looks again
  }
}
