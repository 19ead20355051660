/** The frame of the shop's pages: rooms, the bag's count, and the store, which each price and level depends on. */
import { answerPage, html, noticeIn, type Page } from "../../kit/pages.ts";
import type { Core } from "../core.ts";
import { storesOf, type Store } from "./stores.ts";
import type { BagLine } from "./visit.ts";

export const ROOT = "/loja";

/** A visit: the request with what the browser remembers. */
export interface Visit {
  readonly core: Core;
  readonly request: Request;
  readonly url: URL;
  readonly store: Store;
  readonly bag: readonly BagLine[];
}

export function shopPage({ core, url, store, bag }: Visit, page: Omit<Page, "notice">, status = 200): Response {
  const units = bag.reduce((sum, { quantity }) => sum + quantity, 0);
  const choices = storesOf(core).map(
    ({ company, location }) =>
      html`<option value="${company ?? ""}" ${company === store.company && SELECTED}>${location.name}</option>`,
  );
  const aside = html`<form class="stack-v" method="post" action="${ROOT}/escolher">
    <input type="hidden" name="de" value="${url.pathname}${url.search}" />
    <div class="field">
      <label for="loja">Loja</label
      ><select id="loja" name="loja">
        ${choices}
      </select>
    </div>
    <button class="btn" type="submit">Trocar de loja</button>
  </form>`;
  const site = {
    name: "Loja de demonstração",
    root: ROOT,
    rooms: [
      { path: ROOT, name: "Produtos" },
      { path: `${ROOT}/sacola`, name: units === 0 ? "Sacola" : `Sacola (${units})` },
      { path: `${ROOT}/pedidos`, name: "Pedidos" },
    ],
    aside,
  };
  return answerPage(site, { ...page, notice: noticeIn(url) }, status);
}
const SELECTED = html` selected`;
