import type { Deps } from "../deps.ts";

/** What every Hono app of the Worker finds in its context: `context.get("deps")`. */
export interface AppEnv {
  readonly Variables: { readonly deps: Deps };
}
