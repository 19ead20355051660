/** Safety stock by rules: changed by a person, computed again each hour, because sales and categories move. */
import type { Deps } from "../deps.ts";
import { auditAct } from "../hub/loads/audit.ts";
import { saveSetting } from "../hub/settings/settings.ts";
import {
  hasSafety,
  readParents,
  readSafetyCompanies,
  readSafetyProducts,
  readSafetyRules,
  readSold,
  SAFETY_STOCK,
  saveSafety,
} from "../hub/stock/safety-stock.ts";
import { safetyBy, type SafetyRules } from "../rules/stock/safety-rules.ts";

/** Products of one batch: their rows fit one parameter of D1. */
const PAGE = 10_000;
/** A tree has few levels; a circle of the ERP ends here too. */
const LEVELS_MAX = 10;

/** Replaces the rules, with its row in the audit, and computes what they come to. */
export async function changeSafetyRules(
  deps: Pick<Deps, "db" | "clock" | "random" | "log" | "who">,
  rules: SafetyRules,
): Promise<SafetyRules> {
  const { db, clock, random, who = "api" } = deps;
  const before = await readSafetyRules(db);
  const at = clock.now();
  await db.batch([
    saveSetting(db, SAFETY_STOCK, rules, at),
    auditAct(db, {
      at,
      id: random.uuid(),
      who,
      act: "settings",
      key: { name: SAFETY_STOCK, company: 0, segment: 0 },
      before: JSON.stringify(before),
      after: JSON.stringify(rules),
    }),
  ]);
  await refreshSafety(deps);
  return rules;
}

/** A crash leaves the companies that were not reached for the next hour; each batch is whole by itself. */
export async function refreshSafety({ db, clock, log }: Pick<Deps, "db" | "clock" | "log">): Promise<void> {
  const rules = await readSafetyRules(db);
  if (rules.length === 0 && !(await hasSafety(db))) return;
  const now = clock.now();
  const parents = rules.some(({ seqCategory }) => seqCategory !== undefined) ? await readParents(db) : new Map();
  const coversDays = rules.some(({ coverDays }) => coverDays !== undefined);
  let kept = 0;
  for (const { company, safetyMilli, soldDays } of await readSafetyCompanies(db, now)) {
    const sold = coversDays && soldDays > 0 ? await readSold(db, company, now) : new Map<number, number>();
    for (let after = -1; ;) {
      const page = rules.length === 0 ? [] : await readSafetyProducts(db, after, PAGE);
      const wanted = page.flatMap(({ seqProduct, seqCategory }) => {
        const soldADayMilli = soldDays === 0 ? 0 : (sold.get(seqProduct) ?? 0) / soldDays;
        const categories = pathOf(seqCategory, parents);
        const milli = safetyBy(rules, { company, seqProduct, categories, soldADayMilli });
        return milli === null || milli === safetyMilli ? [] : [{ seqProduct, milli }];
      });
      const isLast = page.length < PAGE;
      const until = isLast ? Number.MAX_SAFE_INTEGER : (page.at(-1)?.seqProduct ?? Number.MAX_SAFE_INTEGER);
      await db.batch([...saveSafety(db, company, { after, until }, wanted)]);
      kept += wanted.length;
      if (isLast) break;
      after = until;
    }
  }
  log.info("stock.safety-computed", { rules: rules.length, products: kept });
}

function pathOf(seqCategory: number | null, parents: ReadonlyMap<number, number | null>): readonly number[] {
  const path: number[] = [];
  for (let seq = seqCategory; seq !== null && path.length < LEVELS_MAX; seq = parents.get(seq) ?? null) path.push(seq);
  return path;
}
