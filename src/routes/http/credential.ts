import type { Deps } from "../../deps.ts";
import { findToken } from "../../hub/settings/tokens.ts";
import { isSameHash, secretHash } from "../../rules/access/secret.ts";
import type { Scope } from "../../rules/access/scope.ts";

/** Who has a token, and what it permits. */
export interface Credential {
  readonly name: string;
  readonly scope: Scope;
}

type CredentialDeps = Pick<Deps, "config" | "tokens" | "db" | "clock">;

/** OPS_TOKEN is the first admin: it needs no hub, so it also works while D1 is away. */
const FIRST_ADMIN: Credential = { name: "api", scope: "admin" };

/** Whether the isolate knows the token without a call of D1. */
export const isKnown = ({ config, tokens }: Pick<CredentialDeps, "config" | "tokens">, secret: string): boolean =>
  isSameHash(secretHash(secret), secretHash(config.opsToken)) || tokens.known(secret) !== undefined;

/** The credential of a secret; null: no valid token has it. */
export async function credentialOf(
  { config, tokens, db }: Pick<CredentialDeps, "config" | "tokens" | "db">,
  secret: string,
): Promise<Credential | null> {
  if (isSameHash(secretHash(secret), secretHash(config.opsToken))) return FIRST_ADMIN;
  return tokens.known(secret) ?? (await tokens.find(db, secret));
}

/** The same by the token's digest, from the hub itself: a revoked token is out at once. */
export async function credentialOfHash(
  { config, db, clock }: CredentialDeps,
  hash: string,
): Promise<Credential | null> {
  if (isSameHash(hash, secretHash(config.opsToken))) return FIRST_ADMIN;
  const row = await findToken(db, hash, clock.now());
  return row && { name: row.name, scope: row.scope };
}
