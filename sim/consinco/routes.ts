/** The ERP's URLs: the path after the last /api/v1, in any case. */
import { notFound } from "./answer.ts";
import { login, refuseUnauthorized } from "./auth.ts";
import type { Erp } from "./erp.ts";
import { getOrder, postPayment } from "./orders/answers.ts";
import { eventsPage } from "./orders/events.ts";
import { postCancel, postOrder, putOrder } from "./orders/intake.ts";
import { pictureAt } from "./pictures.ts";
import { doDueWork } from "./due-work.ts";
import { SPEECHES } from "./speech/speech.ts";
import { spoken } from "./speech/translate.ts";
import { collectionPage } from "./wire/collections.ts";
import { Query } from "./wire/query.ts";

export async function route(erp: Erp, request: Request): Promise<Response> {
  const url = new URL(request.url);
  doDueWork(erp);
  const speech = SPEECHES[erp.settings.speech];
  let heard = url;
  const answer =
    speech === null || pictureAt(erp, request, url)
      ? await dispatch(erp, request, url)
      : await spoken(speech, request, (documented, address) => dispatch(erp, documented, (heard = address)));
  erp.journal.calls.push({
    at: erp.world.now(),
    method: request.method,
    path: heard.pathname, // in the documented words
    query: heard.search,
    status: answer.status,
  });
  return answer;
}

async function dispatch(erp: Erp, request: Request, url: URL): Promise<Response> {
  const picture = pictureAt(erp, request, url);
  if (picture) return picture;
  const path = url.pathname
    .toLowerCase()
    .replace(/^.*\/api\/v1(?=\/)/, "")
    .replace(/\/+$/, "");
  const call = `${request.method} ${path}`;
  if (call === "POST /auth/login") return login(erp, request);
  const refusal = refuseUnauthorized(erp, request);
  if (refusal) return refusal;
  const query = new Query(url.searchParams);
  const collection = /^GET \/cadastros\/(\w+)$/.exec(call)?.[1];
  if (collection !== undefined) return erp.strange.answer(erp, url) ?? collectionPage(erp, collection, query);
  const change = /^(PUT|POST) \/pedidovenda\/(\d+)(\/cancelar)?$/.exec(call);
  if (change?.[1] === "PUT" && change[3] === undefined) return putOrder(erp, Number(change[2]), request);
  if (change?.[1] === "POST" && change[3] !== undefined) return postCancel(erp, Number(change[2]), request);
  switch (call) {
    case "POST /pedidovenda":
      return postOrder(erp, request);
    case "GET /pedidovenda":
      return getOrder(erp, query);
    case "POST /pedidovenda/pagamento":
      return postPayment(erp, request);
    case "GET /pedidovenda/eventopedido":
      return eventsPage(erp, query);
    default:
      return notFound(`${request.method} ${url.pathname}`);
  }
}
