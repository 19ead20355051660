import type { Deps } from "../../deps.ts";
import { auditAct } from "../../hub/loads/audit.ts";
import { readPeople, savePeople } from "../../hub/settings/people.ts";
import type { People } from "../../rules/access/people.ts";

/** Stores who of Cloudflare Access has which role, with its row in the audit. It counts from the next page on. */
export async function setPeople(
  { db, clock, random, log, who = "api" }: Pick<Deps, "db" | "clock" | "random" | "log" | "who">,
  rows: People,
): Promise<People> {
  const at = clock.now();
  const before = textOf(await readPeople(db));
  const key = { name: "access-people", company: 0, segment: 0 };
  const act = { at, id: random.uuid(), who, act: "settings" as const, key, before, after: textOf(rows) };
  await db.batch([savePeople(db, rows, at), auditAct(db, act)]);
  log.warn("access.people-set", { people: rows.length });
  return rows;
}

const textOf = (rows: People): string => rows.map(({ email, role }) => `${email} ${role}`).join(", ");
