import type { Deps } from "../../deps.ts";
import { mayAct, ROLES, type Role } from "../../rules/access/scope.ts";
import { formTokenOf } from "../../rules/access/session.ts";
import { sessionOf } from "./sessions.ts";

/** A person at the console. */
export interface Person {
  /** For the audit: the token's name, "api" for OPS_TOKEN. */
  readonly name: string;
  readonly role: Role;
  readonly sessionId: string | null;
  /** What the person's forms must carry. */
  readonly formToken: string;
  /** A cookie for the answer; null: none. */
  readonly setCookie: string | null;
}

/** Who asks; null: a stranger. The only place that decides it for the console. */
export async function whoIs(
  request: Request,
  deps: Pick<Deps, "config" | "db" | "clock" | "random" | "tokens" | "log">,
): Promise<Person | null> {
  const session = await sessionOf(deps, request);
  if (session === null) return null;
  const role = ROLES.findLast((each) => mayAct(session.scope, each));
  if (role === undefined) return null;
  const formToken = formTokenOf(deps.config.opsToken, session.id);
  return { name: session.name, role, sessionId: session.id, formToken, setCookie: session.setCookie };
}
