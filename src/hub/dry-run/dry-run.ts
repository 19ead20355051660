/**
 * The dry-run switch. While a scope is covered, its changes are computed and shown, and no write leaves to Shopify or
 * the ERP. Three places check it, and each alone is sufficient:
 *  - the publish lanes do not start (src/publish/lane/lane.ts) and their rows stay due; bulk jobs pause;
 *  - an order is not submitted to the ERP and stays `ready` (src/queues/order/dry.ts);
 *  - the guards around both clients respond to a write in the peer's place (`writeGuard`): the last line of defence.
 */
import * as z from "zod";
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { LANES, type LaneScope } from "../../rules/work/lanes.ts";
import type { Clock, Instant } from "../../ports.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { readSetting, saveSetting } from "../settings/settings.ts";
import { dryRunBlocked, dryRunLines, dryRunPasses } from "../schema/dry-run.ts";
import { orders } from "../schema/orders.ts";

export const DRY_RUN_SCOPES = LANES;
export type DryRunScope = LaneScope;

export interface DryRun {
  /** Holds every write, including those of scopes that are not listed here. */
  readonly all: boolean;
  readonly scopes: readonly DryRunScope[];
  /** Id of the one order that passes as a test; absent or null: none. */
  readonly testOrder?: string | null;
}

const NAME = "dry-run";
/** A hub in which no person has switched a lane on writes nothing. */
const NEW_HUB: DryRun = { all: true, scopes: [], testOrder: null };

const FIRST_SCOPES = ["catalog", "prices", "stock", "orders"] as const;
const LATER_SCOPES = ["images", "back"] as const;
/**
 * The stored shape. The former version reads `all` and `scopes` of it and knows no other scope. Its own rows have no
 * `more`: pictures were held with the catalogue then, and writes on Shopify's orders with the orders.
 */
const schema = z
  .object({
    all: z.boolean(),
    scopes: z.array(z.enum(FIRST_SCOPES)),
    more: z.array(z.enum(LATER_SCOPES)).optional(),
    testOrder: z.string().nullable().default(null),
  })
  .transform(({ all, scopes, more, testOrder }): DryRun => {
    const former = LATER_SCOPES.filter((scope) => scopes.includes(scope === "images" ? "catalog" : "orders"));
    const held: readonly DryRunScope[] = [...scopes, ...(more ?? former)];
    return { all, scopes: DRY_RUN_SCOPES.filter((scope) => held.includes(scope)), testOrder };
  });

const stored = ({ all, scopes, testOrder = null }: DryRun): z.input<typeof schema> => ({
  all,
  scopes: FIRST_SCOPES.filter((scope) => scopes.includes(scope)),
  more: LATER_SCOPES.filter((scope) => scopes.includes(scope)),
  testOrder,
});

export const covers = ({ all, scopes }: DryRun, scope: string): boolean => all || scopes.some((each) => each === scope);

/** As `covers`, for the writes of one order. */
export const coversOrder = (state: DryRun, scope: "orders" | "back", orderId: string): boolean =>
  covers(state, scope) && state.testOrder !== orderId;

/**
 * The scopes of a lane; the switch of each must be off before it writes. Lanes: publish-stock, publish-prices,
 * publish-catalog, publish-images, publish-bulk.
 */
export function dryRunScopesOf(load: string): readonly DryRunScope[] {
  if (load === "publish-bulk") return ["catalog", "prices"]; // each of its jobs by itself
  if (load === "publish-images") return ["images"];
  if (load.includes("stock")) return ["stock"];
  return load.includes("price") ? ["prices"] : ["catalog"];
}

export async function readDryRun(db: D1Database): Promise<DryRun> {
  return (await readSetting(db, NAME, schema.nullable(), null)) ?? NEW_HUB;
}

/** The switch's row in `settings`, for a batch that reads more. */
export const DRY_RUN_SETTING = NAME;
/** @param value of that row; undefined: there is none */
export const dryRunOf = (value: string | undefined): DryRun =>
  value === undefined ? NEW_HUB : schema.parse(JSON.parse(value));

/** The reason of an order that is ready and waits for the end of the dry run. */
export const DRY_RUN_REASON = "dry-run";

/**
 * Sets the switch. A newly covered scope starts with an empty report; orders that waited for the end of theirs become
 * due at once, and so does an order that is newly named as the test.
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
  const testOrder = state.testOrder ?? null;
  const passes = testOrder !== null && testOrder !== before.testOrder;
  const orm = plain(db);
  const entering = (table: typeof dryRunPasses | typeof dryRunLines | typeof dryRunBlocked) =>
    prepared(db, orm.delete(table).where(inArray(table.scope, entered)));
  await db.batch([
    saveSetting(db, NAME, stored(state), now),
    ...along,
    ...(entered.length > 0 ? [dryRunPasses, dryRunLines, dryRunBlocked].map(entering) : []),
    ...(ordersLeft || passes
      ? [
          prepared(
            db,
            orm
              .update(orders)
              .set({ nextAt: now })
              .where(
                and(
                  eq(orders.state, "ready"),
                  eq(orders.reason, DRY_RUN_REASON),
                  lte(orders.leaseUntil, now),
                  ordersLeft ? undefined : eq(orders.orderId, testOrder ?? ""),
                ),
              ),
          ),
        ]
      : []),
  ]);
}

/** The scope of what a shop needs once (definitions, webhooks, price lists): no dry run holds it. */
const SETUP = "setup";

/** Read by the guards around the clients before each write. */
export interface WriteGuard {
  /** Rejects when the hub is unreachable: the caller must not write then. */
  holds(scope: string, order?: string): Promise<boolean>;
  /** Counts a blocked write. Never rejects. */
  note(operation: string, scope: string): Promise<void>;
}

/** Time after which the switch covers every new write, in ms; writes on their way still finish. */
export const GUARD_MEMORY_MS = 10_000;

/** Created for one invocation. It reads the switch before the first write, and again when that value is old. */
export function writeGuard(db: D1Database, clock: Clock): WriteGuard {
  let read: { readonly state: Promise<DryRun>; readonly at: Instant } | undefined;
  return {
    async holds(scope, order) {
      if (scope === SETUP) return false;
      const now = clock.now();
      if (!read || now - read.at >= GUARD_MEMORY_MS) read = { state: readDryRun(db), at: now };
      try {
        const state = await read.state;
        return covers(state, scope) && (order === undefined || state.testOrder !== order);
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
