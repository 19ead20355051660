import type { Deps } from "../../deps.ts";

/** The context of every Hono app of the Worker: `context.get("deps")`. Each request brings its own, as its `env`. */
export interface AppEnv {
  readonly Bindings: { readonly deps: Deps };
  readonly Variables: { readonly deps: Deps };
}
