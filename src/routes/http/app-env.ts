import type { Deps } from "../../deps.ts";

/** What every Hono app of the Worker finds in its context: `context.get("deps")`. They come with each request, as its `env`. */
export interface AppEnv {
  readonly Bindings: { readonly deps: Deps };
  readonly Variables: { readonly deps: Deps };
}
