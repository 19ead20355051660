import type { Deps } from "../../deps.ts";
import { readPeople } from "../../hub/settings/people.ts";
import { roleOf } from "../../rules/access/people.ts";
import { mayAct, ROLES, type Role } from "../../rules/access/scope.ts";
import { formTokenOf } from "../../rules/access/session.ts";
import { sessionOf } from "./sessions.ts";

/** A person at the console. */
export interface Person {
  /** For the audit: the token's name, "api" for OPS_TOKEN, the address of a person of Cloudflare Access. */
  readonly name: string;
  readonly role: Role;
  readonly sessionId: string | null;
  /** What the person's forms must carry. */
  readonly formToken: string;
  /** A cookie for the answer; null: none. */
  readonly setCookie: string | null;
}

type WhoDeps = Pick<Deps, "config" | "db" | "clock" | "random" | "tokens" | "log" | "access">;

/** Who asks; null: a stranger. The only place that decides it for the console. */
export async function whoIs(request: Request, deps: WhoDeps): Promise<Person | null> {
  const session = await sessionOf(deps, request);
  if (session === null) return ofAccess(request, deps);
  const role = ROLES.findLast((each) => mayAct(session.scope, each));
  if (role === undefined) return null;
  const formToken = formTokenOf(deps.config.opsToken, session.id);
  return { name: session.name, role, sessionId: session.id, formToken, setCookie: session.setCookie };
}

/** A person that Cloudflare Access let in and that has a role here. Its address is the name in the audit. */
async function ofAccess(request: Request, { config, db, access }: WhoDeps): Promise<Person | null> {
  const email = (await access?.emailOf(request)) ?? null;
  if (email === null) return null;
  const role = roleOf(await readPeople(db), email);
  if (role === null) return null;
  return { name: email, role, sessionId: null, formToken: formTokenOf(config.opsToken, email), setCookie: null };
}
