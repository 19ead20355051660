/**
 * A simulated Shopify shop: `handler` answers requests, `control` does what people do in the shop, `journal` records what
 * really happened. Deterministic for a world's clock and chance; nothing runs by itself: webhooks and the shop's own jobs
 * are driven by `deliverDue`.
 */
import { ADMIN_API_VERSION } from "../../src/shopify/client/version.ts";
import { Faults, withFaults } from "../kit/faults.ts";
import { remember } from "../kit/remember.ts";
import type { Handler } from "../kit/world.ts";
import { admin, isAdminPath } from "./admin.ts";
import { Bucket } from "./bucket.ts";
import { controlOf, type Control } from "./control.ts";
import { controlRoutes, isControlPath } from "./control-routes.ts";
import { runInBulk } from "./execute.ts";
import { doDueWork, type Core } from "./core.ts";
import { cdn, isCdnPath } from "./files/media.ts";
import { IdempotencyKeys } from "./idempotency.ts";
import { Journal } from "./journal.ts";
import { settingsOf, type ShopifyOptions } from "./options.ts";
import { People } from "./orders/place/people.ts";
import { adminSchema } from "./schema.ts";
import { granted } from "./scopes.ts";
import { emptyState, type State } from "./state.ts";
import { isUploadPath, uploads } from "./staged-uploads.ts";
import { isStorefrontPath, storefront } from "./storefront/storefront.ts";
import { Tokens } from "./tokens.ts";
import { Webhooks } from "./webhooks.ts";

export interface Shopify {
  /** With faults, with the control routes under /_sim, and with the shop's own pages under /loja. */
  readonly handler: Handler;
  readonly state: State;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly control: Control;
  readonly webhooks: Webhooks;
  readonly people: People;
  readonly bucket: Bucket;
  readonly tokens: Tokens;
  /** Runs the shop's jobs and webhook attempts that are due; resolves with the number of attempts when all have their answer. */
  readonly deliverDue: () => Promise<number>;
  /** When something of the above falls due; undefined = nothing is waiting. */
  readonly nextDueAt: () => number | undefined;
  /** @returns puts the shop back to how it stands now; the world's clock is the caller's */
  readonly remember: () => () => void;
}

export function createShopify(options: ShopifyOptions): Shopify {
  adminSchema(); // built with the first shop, not with its first request
  const settings = settingsOf(options);
  const state = emptyState(settings);
  const journal = new Journal();
  const tokens = new Tokens(settings.clientSecrets);
  const faults = new Faults();
  const core: Core = {
    settings,
    state,
    journal,
    tokens,
    webhooks: new Webhooks(settings, state.subscriptions, journal, tokens),
    bucket: new Bucket(settings.bucketPoints, settings.restorePerSecond, settings.world.now()),
    keys: new IdempotencyKeys(),
    people: new People(settings.seed),
    scopes: granted(settings.scopes),
    dataApproved: settings.dataApproved,
    variantLimit: settings.variantLimit,
    unitPrices: settings.unitPrices,
    servedVersion: ADMIN_API_VERSION,
    costFactor: new Map(),
    strangePages: new Map(),
    jobs: [],
    breakNext: new Map(),
    stopAfter: null,
    refuseNext: new Map(),
    refundOutcome: new Map(),
    now: () => settings.world.now(),
    runInBulk: (root, variables, origin) => runInBulk(core, root, variables, origin),
  };
  const control = controlOf(core);
  const own = { requests: 0 };
  const api: Handler = async (request) => {
    own.requests += 1;
    const requestId = `sim-${String(own.requests).padStart(8, "0")}`;
    const { pathname } = new URL(request.url);
    if (isAdminPath(pathname)) return admin(core, request, requestId);
    if (pathname === "/admin/oauth/access_token" && request.method === "POST")
      return tokens.answer(request, settings, core.now());
    if (isUploadPath(pathname)) return uploads(core, request);
    if (isCdnPath(pathname)) return cdn(core, request);
    return Response.json({ errors: "Not Found" }, { status: 404, headers: { "x-request-id": requestId } });
  };
  const faulty = withFaults(api, faults, settings.world);
  const shopify: Shopify = {
    handler(request) {
      if (isControlPath(request)) return controlRoutes(shopify, core, request);
      return isStorefrontPath(new URL(request.url).pathname) ? storefront(core, control, request) : faulty(request);
    },
    state,
    journal,
    faults,
    control,
    webhooks: core.webhooks,
    people: core.people,
    bucket: core.bucket,
    tokens,
    deliverDue: () => {
      doDueWork(core);
      return core.webhooks.deliverDue();
    },
    nextDueAt: () => {
      const times = [core.webhooks.nextDueAt(), ...core.jobs.map(({ at }) => at)].filter((at) => at !== undefined);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    remember: () => remember(core, faults, own),
  };
  return shopify;
}
