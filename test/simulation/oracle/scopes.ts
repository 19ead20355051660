/** Scopes that the shop did not grant are at the desk, each by name, and no others. */
import { OWN_FULFILMENTS } from "../faults/withheld-reads.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "missing scopes are said";
/** The day's comparison holds its lease for hours once its result is stored, and for minutes before. */
const COMPARED_MS = 3_600_000;

export async function judgeScopes({ scenario, desk, check }: JudgeContext): Promise<void> {
  const { auditor, scheduler, plan } = scenario;
  const row = await auditor.prepare("SELECT until FROM leases WHERE name = 'scopes'").first<{ until: number }>();
  const isCompared = row !== null && row.until > scheduler.now() + COMPARED_MS;
  const [entry, ...others] = desk.filter(({ reason, state }) => reason === "scopes-missing" && state === "open");
  const said = entry ? (JSON.parse(entry.params) as { missing: { scope: string }[] }).missing : [];
  // A comparison in the minutes without this scope stands until the next one, a day later.
  const maySay = plan.features.withholds === "fulfilments" ? [OWN_FULFILMENTS] : [];
  const scopes = said.flatMap(({ scope }) => (maySay.includes(scope) ? [] : [scope])).toSorted();
  if (!isCompared && entry === undefined) return;
  const wanted = plan.features.missingScopes.toSorted();
  check(
    INVARIANT,
    others.length === 0 && scopes.join() === wanted.join(),
    () => `the desk names ${scopes.join(", ") || "none"}, missing are ${wanted.join(", ") || "none"}`,
  );
}
