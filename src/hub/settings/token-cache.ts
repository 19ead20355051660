import type { Clock, Instant } from "../../ports.ts";
import { isSameHash, secretHash } from "../../rules/access/secret.ts";
import type { Scope } from "../../rules/access/scope.ts";
import { findToken, markTokenUsed } from "./tokens.ts";

/** A valid token, as a request is judged by it. */
export interface KnownToken {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
}

export interface TokenCache {
  /** The token in the isolate's memory: no call of D1. Undefined: not there, ask `find`. */
  known(secret: string): KnownToken | undefined;
  /** The token in the hub, which the memory then keeps. @returns null when no valid token has this secret */
  find(db: D1Database, secret: string): Promise<KnownToken | null>;
}

/** A revoked token works for so long in other isolates, ms. */
const KEPT_MS = 60_000;
/** Secrets that are not tokens are not kept, so a guesser cannot fill the memory. */
const KEPT_MAX = 100;
const DAY = "2026-12-01".length;

/** The tokens of one isolate, each for a minute at most. */
export function createTokenCache(clock: Clock): TokenCache {
  const kept = new Map<string, { readonly token: KnownToken; readonly until: Instant }>();
  return {
    known(secret) {
      const hash = secretHash(secret);
      const found = kept.get(hash);
      if (found && found.until > clock.now()) return found.token;
      kept.delete(hash);
      return undefined;
    },
    async find(db, secret) {
      const hash = secretHash(secret);
      const now = clock.now();
      const row = await findToken(db, hash, now);
      if (row === null || !isSameHash(row.hash, hash)) return null;
      const day = new Date(now).toISOString().slice(0, DAY);
      if (row.lastUsedDay !== day) await markTokenUsed(db, row.id, day);
      const token = { id: row.id, name: row.name, scope: row.scope };
      if (kept.size >= KEPT_MAX) kept.clear();
      kept.set(hash, { token, until: Math.min(now + KEPT_MS, row.expiresAt ?? Infinity) });
      return token;
    },
  };
}
