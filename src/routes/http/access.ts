/**
 * The person that Cloudflare Access lets in: its token names the e-mail address and is signed with a key of the team.
 * Source: developers.cloudflare.com/cloudflare-one, "Validate JWTs" (2026-05-06).
 */
import { createRemoteJWKSet, customFetch, errors, jwtVerify } from "jose";
import type { Config } from "../../config.ts";
import { reasonOf, type Log } from "../../log.ts";
import type { Clock, Fetch } from "../../ports.ts";

const HEADER = "cf-access-jwt-assertion";
/** A key that is rotated out stays valid for seven days; an unknown key is asked for once in half a minute. */
const KEYS_KEPT_MS = 3_600_000;
const KEYS_ASKED_AGAIN_MS = 30_000;

export interface AccessCheck {
  /** The e-mail address, in lower case; null: the request carries no token, or one that does not count. */
  emailOf(request: Request): Promise<string | null>;
}

interface AccessPorts {
  readonly config: NonNullable<Config["access"]>;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly log: Log;
}

/** Keeps the team's keys in the isolate. */
export function createAccess({ config, clock, fetch, log }: AccessPorts): AccessCheck {
  const { issuer, audience } = config;
  const keys = createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`), {
    cacheMaxAge: KEYS_KEPT_MS,
    cooldownDuration: KEYS_ASKED_AGAIN_MS,
    [customFetch]: (url: string, options: RequestInit) => fetch(new Request(url, options)),
  });
  return {
    async emailOf(request) {
      const token = request.headers.get(HEADER);
      if (token === null) return null;
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms: ["RS256"],
          currentDate: new Date(clock.now()),
          requiredClaims: ["exp", "iat"],
        });
        const email = payload["email"]; // a service token has none, and is no person
        return typeof email === "string" && email !== "" ? email.toLowerCase() : null;
      } catch (error) {
        // The token itself is never logged.
        const reason = error instanceof errors.JOSEError ? error.code : reasonOf(error);
        log.warn("access.refused", { reason });
        return null;
      }
    },
  };
}
