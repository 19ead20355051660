import type { Context } from "hono";
import type { Frame } from "../../console/viewer.ts";
import type { Deps } from "../../deps.ts";
import { countOpen } from "../../hub/desk/count.ts";
import type { Language } from "../../messages/language.ts";
import type { Person } from "../http/who-is.ts";
import { noticeOf } from "./notices.ts";

/** The context of the console's routes: the person was let in before, and `deps.who` is that person's name. */
export interface ConsoleEnv {
  readonly Bindings: { readonly deps: Deps };
  readonly Variables: {
    readonly deps: Deps;
    readonly person: Person;
    readonly language: Language;
    /** The form of a POST, once its origin and its token are checked. */
    readonly form: URLSearchParams;
  };
}
export type ConsoleContext = Context<ConsoleEnv>;

/** What the frame of a page shows. The notice of a form that was taken comes by the address, as a code. */
export async function frameOf(context: ConsoleContext): Promise<Frame> {
  const { config, db } = context.get("deps");
  const { name, role, formToken } = context.get("person");
  const { pathname, search } = new URL(context.req.url);
  return {
    viewer: { name, role, formToken, language: context.get("language") },
    shop: config.shopify.shop,
    address: `${pathname}${search}`,
    openErrors: await countOpen(db),
    notice: noticeOf(context.req.query(), context.get("language")),
  };
}
