/** Tokens of /api and /erp, made and revoked by an admin. Each act writes a row in the audit. */
import type { Deps } from "../../deps.ts";
import { auditToken, insertToken, revokeToken } from "../../hub/settings/tokens.ts";
import type { Instant } from "../../ports.ts";
import { secretHash, secretOf } from "../../rules/access/secret.ts";
import type { Scope } from "../../rules/access/scope.ts";

type TokenDeps = Pick<Deps, "db" | "clock" | "random" | "log" | "who">;

export interface TokenWanted {
  readonly name: string;
  readonly scope: Scope;
  /** Null: never. */
  readonly expiresAt: Instant | null;
}

/** A new token. This is the only time that its secret is known. @returns null when two of its name are valid */
export async function makeToken(
  { db, clock, random, log, who = "api" }: TokenDeps,
  { name, scope, expiresAt }: TokenWanted,
): Promise<{ readonly id: string; readonly secret: string } | null> {
  const secret = secretOf([random.uuid(), random.uuid()]);
  const id = random.uuid();
  const at = clock.now();
  const hash = secretHash(secret);
  const [made] = await db.batch([
    insertToken(db, { id, name, hash, scope, createdAt: at, createdBy: who, expiresAt }),
    auditToken(db, { at, id: random.uuid(), who, act: "token-made" }, id),
  ]);
  if (made?.meta.changes !== 1) return null;
  log.warn("token.made", { id, scope });
  return { id, secret };
}

/** Other isolates learn of it within a minute. @returns false when there is no such token, or it was revoked before */
export async function endToken({ db, clock, random, log, who = "api" }: TokenDeps, id: string): Promise<boolean> {
  const at = clock.now();
  const [revoked] = await db.batch([
    revokeToken(db, id, at),
    auditToken(db, { at, id: random.uuid(), who, act: "token-revoked" }, id),
  ]);
  if (revoked?.meta.changes !== 1) return false;
  log.warn("token.revoked", { id });
  return true;
}
