/** GET /PedidoVenda/EventoPedido, and how events get into its list. */
import { failure, json } from "../answer.ts";
import { erpNow, type Erp } from "../erp.ts";
import { fromLocal, toLocal } from "../local-time.ts";
import { envelope } from "../wire/dialect.ts";
import { saysMoreIn } from "../speech/speech.ts";
import { pageRange } from "../wire/paging.ts";
import type { Query } from "../wire/query.ts";
import type { Listing, Order, OrderEvent } from "./orders.ts";

const REPEAT_WITHIN_MS = 3_600_000;

/** Writes an event; the settings may list it twice, or before an earlier one of its order. */
export function emit(
  erp: Erp,
  order: Order,
  tipoEvento: OrderEvent["tipoEvento"],
  more: Readonly<Record<string, unknown>>,
): void {
  const { orders, settings, random } = erp;
  const happenedAt = erpNow(erp);
  const visibleFrom = erp.world.now();
  const event: OrderEvent = {
    seqEvento: orders.nextSeqEvento++,
    seqPedido: order.seqPedido,
    tipoEvento,
    happenedAt,
    item: {
      seqPedido: order.seqPedido,
      idPedidoCanalVenda: order.body.idPedidoCanalVenda,
      nroPedVenda: order.nroPedVenda,
      nroEmpresa: order.body.nroEmpresa,
      tipoEvento,
      dtaHorEvento: toLocal(happenedAt),
      itens: [],
      notaFiscal: null,
      motivo: null,
      ...more,
    },
  };
  const swap = settings.events.outOfOrderChance > 0 && random.events() < settings.events.outOfOrderChance;
  const earlier = swap ? orders.listings.findLastIndex((listing) => listing.event.seqPedido === order.seqPedido) : -1;
  const before = orders.listings[earlier];
  if (before) {
    orders.mislisted.outOfOrder += 1;
    // The two change places: the earlier event is listed now, after the later one.
    orders.listings[earlier] = { listedAt: happenedAt, visibleFrom, event };
    orders.listings.push({ listedAt: happenedAt, visibleFrom, event: before.event });
  } else orders.listings.push({ listedAt: happenedAt, visibleFrom, event });
  if (settings.events.repeatChance > 0 && random.events() < settings.events.repeatChance) {
    orders.mislisted.twice += 1;
    repeatEvent(erp, event, Math.floor((random.events() * REPEAT_WITHIN_MS) / 1000) * 1000);
  }
}

/** Lists an event again, as if its row had been touched `afterMs` later: same number, same content. */
export function repeatEvent(erp: Erp, event: OrderEvent, afterMs = 0): void {
  erp.orders.listings.push({ listedAt: erpNow(erp) + afterMs, visibleFrom: erp.world.now() + afterMs, event });
}

export function eventsPage(erp: Erp, query: Query): Response {
  const text = query.text("dtahoralteracao");
  const since = text === null ? Number.NEGATIVE_INFINITY : fromLocal(text);
  if (since === null) return failure(400, "FILTRO", "DtaHorAlteracao não é data e hora");
  const { dialect } = erp.settings;
  const page = query.integer("page") ?? 1;
  const size = Math.min(query.integer("pagesize") ?? dialect.pageSizeDefault, dialect.pageSizeMax);
  if (!(page >= 1 && size >= 1)) return failure(400, "PAGINA", "Page e PageSize começam em 1");
  const now = erp.world.now();
  const orderId = query.text("idpedidocanalvenda"); // decided here: public sources name no filter by order
  const listed = erp.orders.listings.filter(
    ({ listedAt, visibleFrom, event }) =>
      listedAt >= since && visibleFrom <= now && (orderId === null || event.item["idPedidoCanalVenda"] === orderId),
  );
  listed.sort((a, b) => a.listedAt - b.listedAt); // stable: the list's own order within a second
  const quirk = erp.quirks.take("eventopedido", page, erp.random.quirks);
  const { shortPages } = dialect;
  const saysMore = saysMoreIn(erp.settings.speech);
  const range = pageRange({ count: listed.length, page, size, shortPages, saysMore, quirk });
  return json(envelope(listed.slice(range.start, range.end).map(listingItem), range.hasNext, dialect));
}

const listingItem = ({ event }: Listing) => ({ seqEvento: event.seqEvento, ...event.item });
