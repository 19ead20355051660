/** The shop that a person sees in a browser: /loja. Plain forms, no script; the API's faults do not reach it. */
import { answerPage, back, formOf, html, stylesheet } from "../../kit/pages.ts";
import type { Control } from "../control.ts";
import type { Core } from "../core.ts";
import { bagPage, buy, changeBag, putInBag } from "./bag.ts";
import { listPage, productPage } from "./catalogue.ts";
import { ROOT, shopPage, type Visit } from "./frame.ts";
import { actOn } from "./order-acts.ts";
import { orderByNumber, orderPage, ordersPage } from "./orders.ts";
import { bagOf, chosenStore, storeCookie } from "./visit.ts";

export const isStorefrontPath = (path: string): boolean => path === "/" || path === ROOT || path.startsWith(`${ROOT}/`);

export async function storefront(core: Core, control: Control, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.replace(/\/+$/, "");
  if (path === "") return new Response(null, { status: 303, headers: { location: ROOT } });
  if (path === `${ROOT}/console.css`) return stylesheet();
  const store = chosenStore(core, request);
  if (!store) return answerPage({ name: "Loja", root: ROOT, rooms: [] }, CLOSED, 503);
  const visit: Visit = { core, request, url, store, bag: bagOf(core, request) };
  const [, , room = "", name = "", act = ""] = path.split("/");
  const answer = request.method === "POST" ? post(visit, control, room, name, act) : get(visit, room, name, act);
  return (await answer) ?? shopPage(visit, { title: "Não existe", room: "", body: html`<h1>Não existe</h1>` }, 404);
}

const CLOSED = {
  title: "Fechada",
  room: "",
  body: html`<h1>A loja está fechada</h1>
    <p>Nenhum local vende pela internet.</p>`,
};

function get(visit: Visit, room: string, name: string, rest: string): Response | undefined {
  if (rest !== "") return undefined;
  switch (room) {
    case "":
      return listPage(visit);
    case "produtos":
      return productPage(visit, decodeURIComponent(name));
    case "sacola":
      return name === "" ? bagPage(visit) : undefined;
    case "pedidos": {
      if (name === "") return ordersPage(visit);
      const order = orderByNumber(visit.core, name);
      return order && orderPage(visit, order);
    }
    default:
      return undefined;
  }
}

async function post(
  visit: Visit,
  control: Control,
  room: string,
  name: string,
  act: string,
): Promise<Response | undefined> {
  const order = room === "pedidos" ? orderByNumber(visit.core, name) : undefined;
  if (order) return actOn(visit, control, order, act);
  switch (`${room}/${name}`) {
    case "escolher/": {
      const form = await formOf(visit.request);
      const from = form.get("de") ?? ROOT;
      const to = isStorefrontPath(from.split("?")[0] ?? "") ? from : ROOT;
      return new Response(null, {
        status: 303,
        headers: { location: to, "set-cookie": storeCookie(form.get("loja") ?? "") },
      });
    }
    case "sacola/por":
      return putInBag(visit);
    case "sacola/mudar":
      return changeBag(visit);
    case "comprar/":
      return visit.bag.length === 0
        ? back(`${ROOT}/sacola`, { kind: "bad", text: "A sacola está vazia." })
        : buy(visit);
    default:
      return undefined;
  }
}
