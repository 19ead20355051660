import type { Deps } from "../../deps.ts";
import { readDryRun, saveDryRun, type DryRun } from "../../hub/dry-run/dry-run.ts";
import { restartPasses } from "../../hub/dry-run/report.ts";
import { auditAct } from "../../hub/loads/audit.ts";

/** Sets the dry-run switch, with its row in the audit. A test order that is not given stays. */
export async function setDryRun(
  { db, clock, random, log, who = "api" }: Pick<Deps, "db" | "clock" | "random" | "log" | "who">,
  given: DryRun,
): Promise<DryRun> {
  const stood = await readDryRun(db);
  const { testOrder = stood.testOrder ?? null } = given;
  const state = { ...given, testOrder };
  const before = textOf(stood);
  const after = textOf(state);
  const at = clock.now();
  const key = { name: "dry-run", company: 0, segment: 0 };
  const act = { at, id: random.uuid(), who, act: "settings" as const, key, before, after };
  await saveDryRun(db, state, at, [auditAct(db, act)]);
  log.warn("dry-run.set", { before, after });
  return readDryRun(db);
}

/** Requests a new report: the next publish evaluates every due record. */
export async function restartDryRun({ db, loads }: Pick<Deps, "db" | "loads">): Promise<void> {
  await restartPasses(db).run();
  await loads.send({ job: "publish" });
}

const textOf = ({ all, scopes, testOrder }: DryRun): string =>
  (all ? "all" : scopes.join(",") || "off") + (testOrder ? ` but order ${testOrder}` : "");
