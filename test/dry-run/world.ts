/** A publish under the dry-run switch, and its report. */
import { expect } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { guardErp } from "../../src/erp/client/write-guard.ts";
import { saveDryRun, writeGuard, type DryRun } from "../../src/hub/dry-run/dry-run.ts";
import { readDryReport } from "../../src/hub/dry-run/report.ts";
import { renderLine } from "../../src/messages/dry-run.ts";
import { guardAdmin } from "../../src/shopify/client/write-guard.ts";
import type { PublishWorld } from "../publish/world.ts";

export const ALL: DryRun = { all: true, scopes: [] };

/** The Worker's own wiring: clients behind the guard, new for each invocation. */
export function guarded(deps: Deps): Deps {
  const guard = writeGuard(deps.db, deps.clock);
  return { ...deps, erp: guardErp(deps.erp, guard), shopify: guardAdmin(deps.shopify, guard) };
}

/** Switches everything off, runs, and asserts that no write was sent and each scope's counts add up. */
export async function reportOf(world: PublishWorld, runs = 1) {
  await saveDryRun(world.db, ALL, world.clock.now());
  const writes = world.shopify.journal.mutations.length;
  for (let run = 0; run < runs; run += 1) await world.run(guarded(world.deps));
  expect(world.shopify.journal.mutations.length).toBe(writes);
  const report = await readDryReport(world.db, { limit: 100 });
  const scopeOf = (name: string) => {
    const pass = report.scopes.find((each) => each.scope === name);
    if (!pass) throw new Error(`no pass of ${name}`);
    const { created, changed, removed, refused, waiting, same, previewed, newest } = pass;
    expect(created + changed + removed + refused + waiting + same).toBe(previewed);
    return {
      counts: { created, changed, removed, refused, waiting, same },
      lines: newest.map((line) => {
        const { record, before, after } = renderLine(name, line, "pt-BR");
        return [record, line.action, line.code, before ?? "–", after ?? "–"].join(" ");
      }),
    };
  };
  return { report, scopeOf };
}
