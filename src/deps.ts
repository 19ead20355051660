import type { Config } from "./config.ts";
import type { LoadMessage, OrdersMessage } from "./env.ts";
import type { ErpClient } from "./erp/client/result.ts";
import type { Log } from "./log.ts";
import type { Clock, Fetch, Hmac, Random } from "./ports.ts";
import type { AccessCheck } from "./routes/http/access.ts";
import type { TokenCache } from "./hub/settings/token-cache.ts";
import type { AdminClient } from "./shopify/client/result.ts";

/** Dependencies of crons, consumers and routes. Made once per isolate and environment. */
export interface Deps {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Checks the signature of a webhook. */
  readonly hmac: Hmac;
  /** For files that go to a storage address of their own; every other call uses the clients. */
  readonly fetch: Fetch;
  readonly db: D1Database;
  readonly images: R2Bucket;
  readonly erp: ErpClient;
  readonly shopify: AdminClient;
  readonly orders: Queue<OrdersMessage>;
  readonly ordersDlq: Queue<OrdersMessage>;
  readonly loads: Queue<LoadMessage>;
  /** The static files of assets/. */
  readonly assets: Pick<Fetcher, "fetch">;
  /** Cloudflare Access before the console; null: it is not set up. */
  readonly access: AccessCheck | null;
  /** How many calls of /erp a sender may make in a minute. */
  readonly pushes: RateLimit;
  /** Bearer tokens, each in the isolate's memory for a minute at most. */
  readonly tokens: TokenCache;
  /** The credential of an API request, for the audit: a token's name, "api" for OPS_TOKEN. Absent: no request. */
  readonly who?: string;
}
