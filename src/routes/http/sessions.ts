/** Logins of the console: made with a token, kept in the hub, ended by the person, by time, or with the token. */
import type { Deps } from "../../deps.ts";
import {
  countFailure,
  endSession,
  findSession,
  insertSession,
  readFailures,
  rotateSession,
} from "../../hub/settings/sessions.ts";
import { mayAct } from "../../rules/access/scope.ts";
import { isSameHash, secretHash } from "../../rules/access/secret.ts";
import { cookieOf, readCookie, signed } from "../../rules/access/session.ts";
import { cookie, cookieIn } from "./cookies.ts";
import { type Credential, credentialOf, credentialOfHash } from "./credential.ts";

/** `__Host-`: a browser takes it only with Secure, for this host and the whole of it. */
const COOKIE = "__Host-gondola";
const LASTS_MS = 12 * 3_600_000;
const ROTATED_EVERY_MS = 1_800_000;
/** A page's requests run side by side, and an answer with the new secret may be lost. */
const PREVIOUS_LASTS_MS = 300_000;
/** Failed logins of one address before it waits, and for how long they count. */
const FAILURES_MAX = 10;
const FAILURES_LAST_MS = 900_000;

type SessionDeps = Pick<Deps, "config" | "db" | "clock" | "random" | "tokens" | "log">;

export type Login =
  | { readonly kind: "in"; readonly setCookie: string }
  | { readonly kind: "wrong" }
  | { readonly kind: "tooMany"; readonly forMs: number };

/** Begins a session with a token that may read. An address that failed too often waits, with the right token too. */
export async function logIn(deps: SessionDeps, request: Request, secret: string): Promise<Login> {
  const { config, db, clock, random, log } = deps;
  const now = clock.now();
  const from = signed(config.opsToken, "address", request.headers.get("cf-connecting-ip") ?? "").slice(0, 32);
  const before = await readFailures(db, from, now - FAILURES_LAST_MS);
  if (before && before.failures >= FAILURES_MAX)
    return { kind: "tooMany", forMs: before.since + FAILURES_LAST_MS - now };
  const credential = await credentialOf(deps, secret);
  if (credential === null || !mayAct(credential.scope, "viewer")) {
    await countFailure(db, from, now - FAILURES_LAST_MS, now);
    log.warn("console.login-refused", { failures: (before?.failures ?? 0) + 1 });
    return { kind: "wrong" };
  }
  const id = random.uuid();
  const fresh = newSecret(random);
  await insertSession(db, {
    id,
    secretHash: secretHash(fresh),
    previousHash: null,
    rotatedAt: now,
    tokenHash: secretHash(secret),
    createdAt: now,
    expiresAt: now + LASTS_MS,
  });
  return { kind: "in", setCookie: sessionCookie(config.opsToken, id, fresh, LASTS_MS) };
}

export interface Session extends Credential {
  readonly id: string;
  /** A new secret for the browser; null: the present one stays. */
  readonly setCookie: string | null;
}

/** The session of a request's cookie; null: there is none, or it has ended. */
export async function sessionOf(deps: SessionDeps, request: Request): Promise<Session | null> {
  const { config, db, clock, random } = deps;
  const given = readCookie(config.opsToken, cookieIn(request, COOKIE) ?? "");
  if (given === null) return null;
  const now = clock.now();
  const row = await findSession(db, given.id, now);
  if (row === null) return null;
  const hash = secretHash(given.secret);
  const isPresent = isSameHash(row.secretHash, hash);
  const isPrevious = row.previousHash !== null && isSameHash(row.previousHash, hash);
  if (!isPresent && !(isPrevious && now < row.rotatedAt + PREVIOUS_LASTS_MS)) {
    // An old secret comes back: two have it, and one of them is no person at work.
    await endSession(db, row.id);
    return null;
  }
  const credential = await credentialOfHash(deps, row.tokenHash);
  if (credential === null) return null;
  if (!isPresent || now < row.rotatedAt + ROTATED_EVERY_MS) return { ...credential, id: row.id, setCookie: null };
  const fresh = newSecret(random);
  const isOurs = await rotateSession(db, { id: row.id, from: hash, to: secretHash(fresh), now });
  const setCookie = isOurs ? sessionCookie(config.opsToken, row.id, fresh, row.expiresAt - now) : null;
  return { ...credential, id: row.id, setCookie };
}

/** Ends a session, and takes the cookie away. */
export async function logOut({ db }: Pick<Deps, "db">, id: string | null): Promise<string> {
  if (id !== null) await endSession(db, id);
  return cookie(COOKIE, "", 0);
}

const newSecret = (random: Deps["random"]): string => `${random.uuid()}${random.uuid()}`.replaceAll("-", "");

const sessionCookie = (key: string, id: string, secret: string, lastsMs: number): string =>
  cookie(COOKIE, cookieOf(key, id, secret), Math.floor(lastsMs / 1000));
