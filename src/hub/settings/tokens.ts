/** Tokens by their digest. A secret never reaches this file. */
import { and, desc, eq, gt, isNull, ne, or } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { sqlText } from "../d1/sql-text.ts";
import { audit } from "../schema/loads.ts";
import { tokens } from "../schema/tokens.ts";

export type TokenRow = typeof tokens.$inferSelect;
/** A token without its digest. */
export type ListedToken = Omit<TokenRow, "hash">;

/** Tokens of one name that may be valid at the same time: the present one, and the one that replaces it. */
export const VALID_OF_A_NAME = 2;
/** Rows shown at most; revoked and expired ones stay for the record. */
const LISTED_MAX = 200;

/** The newest first. */
export async function listTokens(db: D1Database): Promise<readonly ListedToken[]> {
  const rows = await plain(db).select().from(tokens).orderBy(desc(tokens.createdAt), tokens.id).limit(LISTED_MAX);
  return rows.map(({ hash: _hash, ...token }) => token);
}

/** The token of a digest while it is valid, and null otherwise. */
export async function findToken(db: D1Database, hash: string, now: Instant): Promise<TokenRow | null> {
  const [row] = await plain(db)
    .select()
    .from(tokens)
    .where(
      and(eq(tokens.hash, hash), isNull(tokens.revokedAt), or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now))),
    );
  return row ?? null;
}

/** Marks the day of a token's use; one row once a day. */
export async function markTokenUsed(db: D1Database, id: string, day: string): Promise<void> {
  await plain(db)
    .update(tokens)
    .set({ lastUsedDay: day })
    .where(and(eq(tokens.id, id), or(isNull(tokens.lastUsedDay), ne(tokens.lastUsedDay, day))));
}

/** Writes no row when the name already has two valid tokens. */
export function insertToken(db: D1Database, token: Omit<TokenRow, "revokedAt" | "lastUsedDay">): D1PreparedStatement {
  const { id, name, hash, scope, createdAt, createdBy, expiresAt, revokedAt } = tokens;
  return db
    .prepare(
      sqlText`INSERT INTO ${tokens} (${id}, ${name}, ${hash}, ${scope}, ${createdAt}, ${createdBy}, ${expiresAt})
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
        WHERE (SELECT count(*) FROM ${tokens}
                WHERE ${name} = ?2 AND ${revokedAt} IS NULL AND (${expiresAt} IS NULL OR ${expiresAt} > ?5)) < ${VALID_OF_A_NAME}`,
    )
    .bind(token.id, token.name, token.hash, token.scope, token.createdAt, token.createdBy, token.expiresAt);
}

/** A token that is revoked already keeps its time. */
export const revokeToken = (db: D1Database, id: string, now: Instant): D1PreparedStatement =>
  prepared(
    db,
    plain(db)
      .update(tokens)
      .set({ revokedAt: now })
      .where(and(eq(tokens.id, id), isNull(tokens.revokedAt))),
  );

/**
 * The row of an act on a token, for its batch. None is written when the act changed nothing, also when the same act came
 * twice within a millisecond.
 */
export function auditToken(
  db: D1Database,
  { id, at, who, act }: { readonly id: string; readonly at: Instant; readonly who: string; readonly act: TokenAct },
  tokenId: string,
): D1PreparedStatement {
  const { at: on, id: key, who: by, act: what, name, company, segment, after } = audit;
  const done = act === "token-made" ? tokens.createdAt : tokens.revokedAt;
  return db
    .prepare(
      sqlText`INSERT INTO ${audit} (${on}, ${key}, ${by}, ${what}, ${name}, ${company}, ${segment}, ${after})
       SELECT ?1, ?2, ?3, ?4, 'token', 0, 0, t.${tokens.name} || ' (' || t.${tokens.scope} || ') ' || t.${tokens.id}
         FROM ${tokens} AS t WHERE t.${tokens.id} = ?5 AND t.${done} = ?1
          AND NOT EXISTS (SELECT 1 FROM ${audit} AS a WHERE a.${on} = ?1 AND a.${what} = ?4
                             AND a.${after} = t.${tokens.name} || ' (' || t.${tokens.scope} || ') ' || t.${tokens.id})`,
    )
    .bind(at, id, who, act, tokenId);
}

type TokenAct = "token-made" | "token-revoked";
