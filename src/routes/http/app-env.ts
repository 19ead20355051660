import type { Deps } from "../../deps.ts";

/** The context of every Hono app of the Worker: `context.get("deps")`. Each request brings its own, as its `env`. */
export interface AppEnv {
  readonly Bindings: { readonly deps: Deps };
  /** `tokenId`: of a request of /erp. */
  readonly Variables: { readonly deps: Deps; readonly tokenId?: string };
}
