import { acquireLease, releaseLease } from "../hub/loads/leases.ts";
import { covers, readDryRun } from "../hub/dry-run/dry-run.ts";
import { openPass, writePass } from "../hub/dry-run/report.ts";
import type { Deps } from "../deps.ts";
import { previewCatalog } from "./catalog.ts";
import type { DryRunPreview } from "./outcome.ts";
import { previewPrices } from "./prices.ts";
import { previewStock } from "./stock.ts";
import type { JobOutcome, Run } from "../job.ts";

const looksOf = (): readonly DryRunPreview[] => [previewCatalog(), previewPrices, previewStock];
/** How often a report is renewed. */
const EVERY_MS = 3_600_000;
const LEASE_MS = 300_000;
/** A page takes about eight D1 statements, and the lanes that run before use statements of the same invocation. */
const PAGES_MAX = 60;

/**
 * Previews all due rows of the covered scopes, page by page, and stores the results. An interrupted pass continues at
 * its position.
 * @returns `more` when pages are left
 */
export async function dryRunPass(deps: Deps, run: Run): Promise<JobOutcome> {
  const { db, clock, log } = deps;
  const state = await readDryRun(db);
  const looks = looksOf().filter(({ scope }) => covers(state, scope));
  if (looks.length === 0) return "done";
  const lease = await acquireLease(db, "dry-run", clock.now(), LEASE_MS);
  if (!lease) return "done";
  let pages = 0;
  let hasMore = false;
  for (const preview of looks) {
    const { scope } = preview;
    let pass = await openPass(db, scope, clock.now(), clock.now() - EVERY_MS);
    while (pass && pass.endedAt === null) {
      if (run.outOfTime() || pages >= PAGES_MAX) {
        hasMore = true;
        break;
      }
      const looked = await preview.look(deps, pass.position, clock.now());
      pages += 1;
      if (looked.kind === "failed") {
        log.warn("dry-run.stopped", { scope, kind: looked.failure.kind });
        break; // the next tick continues there
      }
      pass = await writePass(db, pass, looked.page, clock.now());
    }
    if (pass?.endedAt)
      log.info("dry-run.pass", { scope, created: pass.created, changed: pass.changed, refused: pass.refused });
  }
  await releaseLease(db, lease, clock.now());
  return hasMore ? "more" : "done";
}
