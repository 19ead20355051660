/**
 * The dry-run switch. While a scope is covered, its changes are computed and shown, and no write leaves to Shopify or
 * the ERP. Three places check it, and each alone is sufficient:
 *  - the publish lanes do not start (src/publish/lane/lane.ts) and their rows stay due; bulk jobs pause;
 *  - an order is not submitted to the ERP and stays `ready` (src/queues/order/dry.ts);
 *  - the guards around both clients respond to a write in the peer's place (`writeGuard`): the last line of defence.
 */
import * as z from "zod";
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Clock, Instant } from "../../ports.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { readSetting, saveSetting } from "../settings/settings.ts";
import { dryRunBlocked, dryRunLines, dryRunPasses } from "../schema/dry-run.ts";
import { orders } from "../schema/orders.ts";

/**
 * Scopes whose writes can be blocked. Products and SKUs are `catalog`; `orders` is the ERP's orders and the metafields
 * of Shopify's orders.
 */
export const DRY_RUN_SCOPES = ["catalog", "prices", "stock", "orders"] as const;
export type DryRunScope = (typeof DRY_RUN_SCOPES)[number];

export interface DryRun {
  /** Blocks every write, including those of scopes that are not listed here. */
  readonly all: boolean;
  readonly scopes: readonly DryRunScope[];
}

const NAME = "dry-run";
const OFF: DryRun = { all: false, scopes: [] };
const schema = z.object({ all: z.boolean(), scopes: z.array(z.enum(DRY_RUN_SCOPES)) });

export const covers = ({ all, scopes }: DryRun, scope: string): boolean => all || scopes.some((each) => each === scope);

/**
 * The scopes of a lane; the switch of each must be off before it writes. Lanes: publish-stock, publish-prices,
 * publish-catalog, publish-bulk.
 */
export function dryRunScopesOf(load: string): readonly DryRunScope[] {
  if (load === "publish-bulk") return ["catalog", "prices"]; // each of its jobs by itself
  if (load.includes("stock")) return ["stock"];
  return load.includes("price") ? ["prices"] : ["catalog"];
}

export const readDryRun = (db: D1Database): Promise<DryRun> => readSetting(db, NAME, schema, OFF);

/** The switch's row in `settings`, for a batch that reads more. */
export const DRY_RUN_SETTING = NAME;
/** @param value of that row; undefined: there is none */
export const dryRunOf = (value: string | undefined): DryRun =>
  value === undefined ? OFF : schema.parse(JSON.parse(value));

/** The reason of an order that is ready and waits for the end of the dry run. */
export const DRY_RUN_REASON = "dry-run";

/**
 * Sets the switch. A newly covered scope starts with an empty report; orders that waited for the end of theirs become
 * due at once.
 */
export async function saveDryRun(
  db: D1Database,
  state: DryRun,
  now: Instant,
  along: readonly D1PreparedStatement[] = [],
): Promise<void> {
  const before = await readDryRun(db);
  const entered = DRY_RUN_SCOPES.filter((scope) => covers(state, scope) && !covers(before, scope));
  const ordersLeft = covers(before, "orders") && !covers(state, "orders");
  const orm = plain(db);
  const entering = (table: typeof dryRunPasses | typeof dryRunLines | typeof dryRunBlocked) =>
    prepared(db, orm.delete(table).where(inArray(table.scope, entered)));
  await db.batch([
    saveSetting(db, NAME, state, now),
    ...along,
    ...(entered.length > 0 ? [dryRunPasses, dryRunLines, dryRunBlocked].map(entering) : []),
    ...(ordersLeft
      ? [
          prepared(
            db,
            orm
              .update(orders)
              .set({ nextAt: now })
              .where(and(eq(orders.state, "ready"), eq(orders.reason, DRY_RUN_REASON), lte(orders.leaseUntil, now))),
          ),
        ]
      : []),
  ]);
}

/** Read by the guards around the clients before each write. */
export interface WriteGuard {
  /** Rejects when the hub is unreachable: the caller must not write then. */
  holds(scope: string): Promise<boolean>;
  /** Counts a blocked write. Never rejects. */
  note(operation: string, scope: string): Promise<void>;
}

/** Time after which the switch covers every new write, in ms; writes on their way still finish. */
export const GUARD_MEMORY_MS = 10_000;

/** Created for one invocation. It reads the switch before the first write, and again when that value is old. */
export function writeGuard(db: D1Database, clock: Clock): WriteGuard {
  let read: { readonly state: Promise<DryRun>; readonly at: Instant } | undefined;
  return {
    async holds(scope) {
      const now = clock.now();
      if (!read || now - read.at >= GUARD_MEMORY_MS) read = { state: readDryRun(db), at: now };
      try {
        return covers(await read.state, scope);
      } catch (error) {
        read = undefined;
        throw error;
      }
    },
    async note(operation, scope) {
      const now = clock.now();
      await plain(db)
        .insert(dryRunBlocked)
        .values({ operation, scope, firstAt: now, lastAt: now })
        .onConflictDoUpdate({
          target: [dryRunBlocked.operation, dryRunBlocked.scope],
          set: { times: sql`${dryRunBlocked.times} + 1`, lastAt: now },
        })
        .catch(() => undefined); // a count; the write stays blocked
    },
  };
}
