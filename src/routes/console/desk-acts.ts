/** A person's acts on the desk: each calls what its records need, and leaves its row in the audit. */
import type { Deps } from "../../deps.ts";
import {
  auditRetry,
  type Care,
  careFor,
  type DeskActor,
  dueProductsOf,
  duePricesOf,
  dueStockOf,
  resolveEntries,
} from "../../hub/desk/acts.ts";
import type { Instant } from "../../ports.ts";
import { resolveErpEvent } from "../../orders/intake/resolve-event.ts";
import { retryOrders } from "../../orders/intake/retry.ts";
import type { EntryKey } from "../../rules/record/desk-entry.ts";
import { retryWay } from "../../rules/record/desk-retry.ts";

/** Records that one act takes: some seconds of the queue. */
export const ACT_MAX = 1_000;
const DAY_MS = 86_400_000;

interface Cause {
  readonly area: string;
  readonly reason: string;
}

export const actorOf = ({ clock, random, who = "api" }: Pick<Deps, "clock" | "random" | "who">): DeskActor => ({
  at: clock.now(),
  id: random.uuid(),
  who,
});

/** Tries records again. @returns how many go, and how many cannot now */
export async function retry(
  deps: Deps,
  cause: Cause,
  keys: readonly EntryKey[],
): Promise<{ readonly queued: number; readonly left: number }> {
  const { db, loads } = deps;
  const [first = {}] = keys;
  const way = retryWay({ ...cause, ...first });
  const log = auditRetry(db, actorOf(deps), cause, keys);
  switch (way.kind) {
    case "none":
      return { queued: 0, left: keys.length };
    case "order": {
      await log.run();
      const { queued, refused } = await retryOrders(
        deps,
        keys.map(({ ref = "" }) => ref),
      );
      return { queued, left: refused };
    }
    case "product":
      await db.batch([dueProductsOf(db, keys), log]);
      break;
    case "price":
      await db.batch([duePricesOf(db, keys), log]);
      break;
    case "stock":
      await db.batch([dueStockOf(db, keys), log]);
      break;
    case "job":
      await log.run();
      break;
  }
  if (way.job !== null) await loads.send({ job: way.job });
  return { queued: keys.length, left: 0 };
}

/** Closes records with a note. An event of the ERP is decided with it: its order goes on. @returns how many were open */
export async function resolve(deps: Deps, cause: Cause, keys: readonly EntryKey[], note: string): Promise<number> {
  const closed = await resolveEntries(deps.db, actorOf(deps), cause, keys, note);
  if (cause.area === "events") for (const { ref = "" } of keys) await resolveErpEvent(deps, ref);
  return closed;
}

export const care = (deps: Deps, cause: Cause, change: Care): Promise<void> =>
  careFor(deps.db, actorOf(deps), cause, change);

/** What a button of care means; null: it is another act. */
export function careOf(act: string | null, name: string, now: Instant): Care | null {
  const days = /^adiar-([17])$/.exec(act ?? "")?.[1];
  if (days !== undefined) return { snoozedUntil: now + Number(days) * DAY_MS };
  if (act === "acordar") return { snoozedUntil: null };
  if (act === "assumir") return { assignee: name };
  return act === "largar" ? { assignee: null } : null;
}
