/**
 * The calls of Cloudflare's API that wrangler makes for the set-up, as one account answers them. Strict: what Cloudflare
 * refuses is refused here and has no effect, and a call that is not modelled is an error that is kept.
 */
import { createHash } from "node:crypto";
import type { Handler } from "../kit/world.ts";
import type { Account, Route } from "./account.ts";
import { fine, Refused, refuse, refused } from "./answers.ts";
import { assetRoutes } from "./assets.ts";
import { bucketRoutes } from "./buckets.ts";
import { databaseRoutes } from "./databases.ts";
import { queueRoutes } from "./queues.ts";
import { scriptRoutes } from "./scripts.ts";
import { triggerRoutes } from "./triggers.ts";

export interface CloudflareOptions {
  readonly accountId: string;
  readonly token: string;
  /** Zones of the account: only below them may a Worker have an address. */
  readonly zones: readonly string[];
  /** Where the SQLite file of a database is kept. */
  readonly databaseFile: (uuid: string) => string;
}

/** The next call that this names is refused, before it has an effect. */
export interface Fault {
  /** As in the journal: `POST d1/database`. */
  readonly call: string;
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

export interface CloudflareApi {
  readonly handler: Handler;
  readonly account: Account;
  /** Each call, in order: `GET d1/database`. */
  readonly journal: string[];
  /** Calls that no route answers. */
  readonly unknown: string[];
  readonly faults: Fault[];
}

export function createCloudflareApi({ accountId, token, zones, databaseFile }: CloudflareOptions): CloudflareApi {
  const account: Account = {
    id: accountId,
    zones,
    databases: new Map(),
    queues: new Map(),
    buckets: new Map(),
    scripts: new Map(),
    blobs: new Map(),
    sessions: new Map(),
  };
  const journal: string[] = [];
  const unknown: string[] = [];
  const faults: Fault[] = [];
  const routes = tableOf({
    ...databaseRoutes(databaseFile),
    ...queueRoutes,
    ...bucketRoutes,
    ...scriptRoutes,
    ...triggerRoutes,
    ...assetRoutes,
  });
  let ids = 0;
  const newId = (): string => {
    ids += 1;
    const hex = createHash("sha256").update(`${accountId} ${ids}`).digest("hex");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
  };

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/client\/v4\//, "");
    const given = request.headers.get("authorization");
    const isUpload = path === `accounts/${accountId}/workers/assets/upload`; // it has the token of its session
    if (!isUpload && given !== `Bearer ${token}`) refuse(403, 10_000, "Authentication error");
    if (path === "user/tokens/verify") return fine({ id: "token", status: "active" });
    if (path === "user") return refuse(403, 9109, "Unauthorized to access requested resource"); // as for a token of an account
    if (path === "accounts") return fine([{ id: accountId, name: "Mercado" }]);
    if (path === "memberships") return fine([{ account: { id: accountId, name: "Mercado" } }]);
    const own = `accounts/${accountId}/`;
    if (!path.startsWith(own)) refuse(404, 7003, `Could not route to /${path}`);
    const rest = path.slice(own.length);
    const found = routes(request.method, rest);
    journal.push(`${request.method} ${rest}`);
    const fault = faults.findIndex(({ call }) => call === `${request.method} ${rest}`);
    if (fault !== -1) {
      const [{ status, code, message } = { status: 500, code: 0, message: "" }] = faults.splice(fault, 1);
      refuse(status, code, message);
    }
    if (!found) {
      unknown.push(`${request.method} ${rest}${url.search}`);
      return refuse(404, 7003, `Could not route to /${path}`);
    }
    return found.route({ account, request, query: url.searchParams, parts: found.parts, newId });
  }

  const handler: Handler = async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof Refused) return refused(error);
      throw error;
    }
  };
  return { handler, account, journal, unknown, faults };
}

/** Finds the route of a method and path; `*` is one part of a path. */
function tableOf(routes: Readonly<Record<string, Route>>) {
  const list = Object.entries(routes).map(([name, route]) => {
    const [method = "", path = ""] = name.split(" ");
    return { method, form: new RegExp(`^${path.replaceAll("*", "([^/]+)")}$`), route };
  });
  return (method: string, path: string) => {
    for (const { method: own, form, route } of list) {
      const match = own === method ? form.exec(path) : null;
      if (match) return { route, parts: match.slice(1).map(decodeURIComponent) };
    }
    return null;
  };
}
