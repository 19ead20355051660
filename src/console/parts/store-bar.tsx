import type { Child } from "hono/jsx";
import type { Language } from "../../messages/language.ts";
import { sayIn } from "../viewer.ts";

/** The bar under a table that is a form: what storing it means, and the button. */
export const StoreBar = ({ language, children }: { readonly language: Language; readonly children: Child }) => (
  <div class="bulk">
    <span class="small muted">{children}</span>
    <button class="btn primary" type="submit">
      {sayIn(language)("Gravar", "Store")}
    </button>
  </div>
);
