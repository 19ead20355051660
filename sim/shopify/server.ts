/** The simulated shop as a Node server: 127.0.0.1, with a timer that drives webhooks and jobs. */
import { listen, type Listening } from "../kit/server.ts";
import { seeded, type World } from "../kit/world.ts";
import { createShopify, type Shopify } from "./index.ts";
import type { ShopifyOptions } from "./options.ts";

const TICK_MS = 100;

export interface RunningShopify extends Listening {
  readonly shopify: Shopify;
}

/** Real time, real network; chance by seed. */
export function realWorld(seed: number): World {
  return {
    now: () => Date.now(),
    chance: seeded(seed),
    fetch: (request) => fetch(request),
    // Not holding the process: a webhook's time limit outlives its answer.
    sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
  };
}

export async function startShopify(
  options: Omit<ShopifyOptions, "world"> & { readonly world?: World },
  port = 0,
): Promise<RunningShopify> {
  const shopify = createShopify({ ...options, world: options.world ?? realWorld(options.seed ?? 1) });
  const listening = await listen(shopify.handler, port);
  const timer = setInterval(() => void shopify.deliverDue(), TICK_MS);
  return {
    ...listening,
    shopify,
    close: () => {
      clearInterval(timer);
      return listening.close();
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const { origin } = await startShopify({}, Number(process.env["SHOPIFY_SIM_PORT"] ?? 8789));
  console.log(`Shopify (simulated): ${origin}`);
}
