/** GET /PedidoVenda and POST /PedidoVenda/Pagamento. */
import { failure, gatewayNotFound, json, notFound, webServerPage } from "../answer.ts";
import type { Problem } from "../answer.ts";
import type { Erp } from "../erp.ts";
import type { Query } from "../wire/query.ts";
import type { LookupMixUp, Order } from "./orders.ts";
import { Fields, isRecord } from "./fields.ts";
import { valueCents } from "./rules.ts";

const LOOKUP_MIX_UPS: readonly LookupMixUp[] = ["page", "gateway", "other", "list", "noChannel", "ownItems"];

export function getOrder(erp: Erp, query: Query): Response {
  const { lookup } = erp.settings.orders;
  if (lookup !== "there") return webServerPage(lookup);
  const channel = query.integer("seqcanalvenda");
  const id = query.text("idpedidocanalvenda");
  if (channel === null || id === null) return failure(400, "FILTRO", "informe SeqCanalVenda e IdPedidoCanalVenda");
  const mixUp = erp.orders.takeMixUp(LOOKUP_MIX_UPS, erp.world.now(), erp.random.mixUps);
  switch (mixUp) {
    case "page":
      return webServerPage(404);
    case "gateway":
      return gatewayNotFound();
    case "other":
      return json(otherOrderItem(erp, id));
    case "list":
      return json({ items: erp.orders.all.map(orderItem), hasNext: false });
    case "noChannel":
    case "ownItems":
    case null:
      break;
  }
  const found = erp.orders.findAll(channel, id);
  const [order] = found;
  if (!order) return notFound(`Pedido ${id}`);
  const items = found.map((each) => lookupItem(erp, each));
  if (mixUp === "noChannel") return json({ ...items[0], seqCanalVenda: undefined });
  if (mixUp === "ownItems") return json({ ...items[0], itemDto: undefined, items: [] });
  return json(items.length === 1 ? items[0] : { items, hasNext: false });
}

const lookupItem = (erp: Erp, order: Order): Record<string, unknown> => ({
  ...orderItem(order),
  ...(erp.settings.orders.lookupTotal ? { vlrTotal: presentTotalCents(erp, order) / 100 } : {}),
  ...(erp.settings.orders.lookupPayments ? { pagamentoDto: paymentItems(order) } : {}),
});

const paymentItems = ({ body, paymentData }: Order): readonly Record<string, unknown>[] =>
  body.payments.map(({ id }) => ({
    idPagtoCanalVenda: id,
    nsu: paymentData.find((held) => held["idPagtoCanalVenda"] === id)?.["nsu"] ?? null,
  }));

/** Goods and freight as they stand: an alteration moves it, and so does an item that the import lost. */
function presentTotalCents(erp: Erp, order: Order): number {
  const goods = order.items.filter(({ lost }) => !lost);
  return order.body.freightCents + goods.reduce((sum, item) => sum + valueCents(erp, item, item.attendedMilli), 0);
}

/** The latest order of another key; where there is none, an order of another sales channel. */
export function otherOrderItem(erp: Erp, id: string): Record<string, unknown> {
  const other = erp.orders.all.findLast(({ body }) => body.idPedidoCanalVenda !== id);
  return other ? orderItem(other) : { ...FOREIGN };
}

const FOREIGN = {
  seqPedido: 301,
  seqCanalVenda: 7,
  idPedidoCanalVenda: "PDV-1",
  nroEmpresa: 1,
  statusIntegracao: "Integrado",
  nroPedVenda: 87_001,
  mensagem: null,
  itemDto: [],
};

export function orderItem(order: Order): Record<string, unknown> {
  return {
    seqPedido: order.seqPedido,
    seqCanalVenda: order.body.seqCanalVenda,
    idPedidoCanalVenda: order.body.idPedidoCanalVenda,
    nroEmpresa: order.body.nroEmpresa,
    statusIntegracao: order.status,
    nroPedVenda: order.nroPedVenda,
    mensagem: order.mensagem,
    itemDto: order.items
      .filter((item) => !item.lost)
      .map(({ seqProduto, qtdEmbalagem, orderedMilli }) => ({
        seqProduto,
        qtdEmbalagem,
        qtdPedida: orderedMilli / 1000,
      })),
  };
}

/** Card data of a payment; found by seqPedido, or by (seqCanalVenda, idPedidoCanalVenda). Answers with what it got, in camelCase. */
export async function postPayment(erp: Erp, request: Request): Promise<Response> {
  const raw: unknown = await request.json().catch(() => null);
  if (!isRecord(raw)) return failure(400, "JSON", "corpo não é um objeto JSON");
  const problems: Problem[] = [];
  const fields = new Fields(raw, "", problems);
  const seqPedido = fields.integer("seqPedido", { optional: true });
  const channel = fields.integer("seqCanalVenda", { optional: true });
  const id = fields.text("idPedidoCanalVenda", { optional: true });
  const payment = {
    idPagtoCanalVenda: fields.text("idPagtoCanalVenda", { max: 60 }),
    nsu: fields.text("nsu", { max: 50 }),
    nroCartao: fields.text("nroCartao", { max: 20 }),
    codRede: fields.text("codRede", { optional: true, max: 12 }),
    codBandeira: fields.text("codBandeira", { optional: true, max: 12 }),
    codBin: fields.text("codBin", { optional: true, max: 6 }),
    nroAutorizacao: fields.text("nroAutorizacao", { optional: true, max: 20 }),
  };
  fields.refuseUnread();
  if (seqPedido === 0 && id === "") fields.note("seqPedido", "obrigatório sem idPedidoCanalVenda");
  if (problems.length > 0) return failure(400, "PAGAMENTO_INVALIDO", "Pagamento não aceito", problems);
  const order = seqPedido > 0 ? erp.orders.bySeq(seqPedido) : erp.orders.find(channel, id);
  if (!order) return notFound("Pedido");
  const { idPagtoCanalVenda: paid } = payment;
  const named = order.body.payments.find((each) => each.id === paid);
  if (!named) return failure(422, "PAGAMENTO_DESCONHECIDO", `O pedido ${order.seqPedido} não tem o pagamento ${paid}`);
  if (named.hasNsu || order.paymentData.some((held) => held["idPagtoCanalVenda"] === paid))
    return failure(409, "PAGAMENTO_JA_EXISTE", `Pagamento ${paid} já recebido`, [], { seqPedido: order.seqPedido });
  order.paymentData.push(payment);
  return json({ seqPedido: order.seqPedido, ...payment });
}
