import type { Deps } from "../deps.ts";
import { closeEntries, openEntries } from "../hub/desk/desk.ts";
import { REF } from "../rules/record/desk-entry.ts";
import { ADMIN_API_VERSION } from "../shopify/client/version.ts";

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
