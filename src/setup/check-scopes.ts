import type { Deps } from "../deps.ts";
import { closeEntries, openEntries } from "../hub/desk/desk.ts";
import { acquireLease, releaseLease, renewLease } from "../hub/loads/leases.ts";
import { REF } from "../rules/record/desk-entry.ts";
import { ADMIN_API_VERSION } from "../shopify/client/version.ts";
import { readScopes } from "../shopify/setup/app-scopes.ts";
import { missingScopes } from "../shopify/setup/scopes.ts";

const EVERY_MS = 23 * 3_600_000;
/** Until the result is stored: a check that died in between is made again the next hour. */
const UNDER_WAY_MS = 600_000;

/**
 * Once a day compares the scopes that the shop granted with those that our documents need. Shopify leaves records out in
 * silence where a scope is missing, so nothing else would say so. The entry closes by itself.
 */
export async function checkScopes({ db, clock, log, shopify }: Deps): Promise<void> {
  const lease = await acquireLease(db, "scopes", clock.now(), UNDER_WAY_MS);
  if (!lease) return;
  const has = await readScopes(shopify, "catalog");
  if (!has.ok) {
    log.warn("scopes.check-failed", { reason: has.failure.kind }); // the next hour checks again
    await releaseLease(db, lease, clock.now());
    return;
  }
  const missing = missingScopes(has.data);
  const key = { area: "app", ref: REF.shopify } as const;
  if (missing.length === 0) {
    await closeEntries(db, "app", [{ ref: REF.shopify }], clock.now()).run();
  } else {
    log.warn("scopes.missing", { scopes: missing.map(({ scope }) => scope).join(",") });
    await openEntries(db, [{ ...key, reason: "scopes-missing", params: { missing } }], clock.now()).run();
  }
  await renewLease(db, lease, clock.now(), EVERY_MS);
}

/**
 * Opens one entry while Shopify answers in another API version than the pinned one: it falls forward in silence when a
 * version is no longer served. Reads what the isolate's last answer said; makes no call.
 */
export async function checkVersion({ db, clock, shopify }: Pick<Deps, "db" | "clock" | "shopify">): Promise<void> {
  const served = shopify.servedVersion?.() ?? null;
  if (served === null) return;
  const key = { area: "app", ref: REF.version } as const;
  await (
    served === ADMIN_API_VERSION
      ? closeEntries(db, "app", [{ ref: REF.version }], clock.now())
      : openEntries(
          db,
          [{ ...key, reason: "version-drift", params: { pinned: ADMIN_API_VERSION, served } }],
          clock.now(),
        )
  ).run();
}
