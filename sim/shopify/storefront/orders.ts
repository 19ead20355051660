/** The orders as the merchant's admin shows them: what was bought, what became of it, and what a person does to it. */
import { clockTime, html, reais, type Html } from "../../kit/pages.ts";
import type { Core } from "../core.ts";
import type { Order } from "../records/orders.ts";
import { numberOfId } from "../state.ts";
import { financialStatus, fulfillmentStatus, lineSubtotal, refundableOf, totalsOf } from "../orders/order-totals.ts";
import { ROOT, shopPage, type Visit } from "./frame.ts";
import { UNITS_MAX } from "./visit.ts";

const SHOWN = 100;
const PAID: Readonly<Record<ReturnType<typeof financialStatus>, string>> = {
  AUTHORIZED: "autorizado",
  PAID: "pago",
  PARTIALLY_PAID: "pago em parte",
  PARTIALLY_REFUNDED: "devolvido em parte",
  PENDING: "espera o pagamento",
  REFUNDED: "devolvido",
  VOIDED: "sem cobrança",
};
const SENT: Readonly<Record<ReturnType<typeof fulfillmentStatus>, string>> = {
  FULFILLED: "enviado",
  PARTIALLY_FULFILLED: "enviado em parte",
  UNFULFILLED: "por enviar",
  ON_HOLD: "envio parado",
  SCHEDULED: "envio marcado",
  IN_PROGRESS: "em preparo",
  FULFILLMENT_NOT_REQUIRED: "nada a enviar",
};
const NFE_FIELD = "erp.nfe_chave";

export const orderByNumber = ({ state }: Core, number: string): Order | undefined =>
  [...state.orders.values()].find((order) => String(order.number) === number);

const payment = ({ settings }: Core, order: Order) => PAID[financialStatus(order, settings.taxesIncluded)];

export function ordersPage(visit: Visit): Response {
  const { core } = visit;
  const orders = [...core.state.orders.values()].sort((a, b) => b.number - a.number).slice(0, SHOWN);
  const body = html`<h1>Pedidos</h1>
    ${
      orders.length === 0
        ? html`<div class="panel empty">
            <b>Nenhum pedido ainda</b><a class="btn" href="${ROOT}">Ver os produtos</a>
          </div>`
        : html`<div class="panel scroll" tabindex="0" role="region" aria-label="Pedidos">
            <table>
              <thead>
                <tr>
                  <th scope="col">Pedido</th>
                  <th scope="col">Feito</th>
                  <th scope="col">Pagamento</th>
                  <th scope="col">Envio</th>
                  <th scope="col">NF-e</th>
                  <th scope="col" class="num">Total</th>
                </tr>
              </thead>
              <tbody>
                ${orders.map(
                  (order) =>
                    html`<tr>
                      <th scope="row"><a href="${ROOT}/pedidos/${order.number}">${order.name}</a></th>
                      <td class="nowrap">${clockTime(order.createdAt)}</td>
                      <td>${order.cancelledAt === null ? payment(core, order) : "cancelado"}</td>
                      <td>${SENT[fulfillmentStatus(order)]}</td>
                      <td>${order.metafields.has(NFE_FIELD) ? "emitida" : "ainda não"}</td>
                      <td class="num">${reais(totalsOf(order, core.settings.taxesIncluded).total)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
  return shopPage(visit, { title: "Pedidos", room: `${ROOT}/pedidos`, body });
}

export function orderPage(visit: Visit, order: Order): Response {
  const { core } = visit;
  const totals = totalsOf(order, core.settings.taxesIncluded);
  const isOpen = order.cancelledAt === null;
  const here = `${ROOT}/pedidos/${order.number}`;
  const stores = [
    ...new Set(order.fulfillmentOrders.map(({ locationId }) => core.state.locations.get(locationId)?.name)),
  ];
  const body = html`<div class="head">
      <div>
        <h1>Pedido ${order.name}</h1>
        <p class="muted">
          ${clockTime(order.createdAt)} · ${stores.filter(Boolean).join(", ") || "ainda sem loja"} ·
          ${isOpen ? payment(core, order) : "cancelado"} · ${SENT[fulfillmentStatus(order)]}
        </p>
      </div>
    </div>
    ${linesForm(order, here, isOpen)}
    <div class="cols">
      <section class="part" aria-labelledby="dinheiro">
        <h2 id="dinheiro">Dinheiro</h2>
        <div class="panel pad">
          <dl class="facts money">
            ${fact("Produtos", reais(totals.subtotal))}${fact("Frete", reais(totals.shipping))}${fact("Total", reais(totals.total))}
            ${fact("Pago", reais(totals.received))}${fact("Devolvido", reais(totals.refunded))}${fact("Em aberto", reais(totals.outstanding))}
          </dl>
        </div>
      </section>
      <section class="part" aria-labelledby="de-volta">
        <h2 id="de-volta">O que a gondola escreveu</h2>
        <div class="panel pad">${written(order)}</div>
      </section>
    </div>
    ${isOpen && acts(core, order, here)}`;
  return shopPage(visit, { title: `Pedido ${order.name}`, room: `${ROOT}/pedidos`, body });
}

function linesForm(order: Order, here: string, isOpen: boolean): Html {
  const table = html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Produto</th>
          <th scope="col" class="num">Preço</th>
          <th scope="col" class="num">Comprado</th>
          <th scope="col">Agora</th>
          <th scope="col" class="num">Enviado</th>
          <th scope="col" class="num">Valor</th>
        </tr>
      </thead>
      <tbody>
        ${order.lines.map(
          (line) =>
            html`<tr>
              <th scope="row">
                ${line.title}${line.variantTitle === null ? "" : `, ${line.variantTitle}`}<span class="hint"
                  >${line.sku ?? "sem SKU"}</span
                >
              </th>
              <td class="num">${reais(line.unitPrice)}</td>
              <td class="num">${line.quantity}</td>
              <td class="slim">
                ${
                  isOpen
                    ? html`<input
                        name="q${numberOfId(line.id)}"
                        type="number"
                        min="${line.fulfilledQuantity}"
                        max="${UNITS_MAX}"
                        value="${line.currentQuantity}"
                        aria-label="Quantidade de ${line.title}"
                      />`
                    : line.currentQuantity
                }
              </td>
              <td class="num">${line.fulfilledQuantity}</td>
              <td class="num">${reais(lineSubtotal(line))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
  if (!isOpen) return html`<div class="panel">${table}</div>`;
  return html`<form class="panel" method="post" action="${here}/editar" aria-label="Itens do pedido">
    ${table}
    <div class="pad">
      <div class="form-row">
        <div class="field">
          <label for="mais">Acrescentar um SKU</label><input id="mais" name="sku" maxlength="40" placeholder="P919E1" />
        </div>
        <div class="field">
          <label for="mais-q">Quantidade</label
          ><input id="mais-q" name="unidades" type="number" min="1" max="${UNITS_MAX}" value="1" />
        </div>
      </div>
      <div class="row">
        <button class="btn" type="submit">Gravar a edição</button
        ><span class="hint">Uma edição muda os itens, nunca o dinheiro.</span>
      </div>
    </div>
  </form>`;
}

function written({ metafields, fulfillments, tags }: Order): Html {
  const fields = [...metafields.values()].map(({ namespace, key, value }) => fact(`${namespace}.${key}`, value));
  const sent = fulfillments.map(({ name, status, events }) =>
    fact(`Envio ${name}`, status === "CANCELLED" ? "cancelado" : (events.at(-1)?.status ?? "feito").toLowerCase()),
  );
  if (fields.length + sent.length + tags.length === 0) return html`<p class="muted">Nada ainda.</p>`;
  return html`<dl class="facts">${fields}${sent}${tags.length > 0 && fact("Etiquetas", tags.join(", "))}</dl>`;
}

const fact = (name: string, value: string): Html =>
  html`<dt>${name}</dt>
    <dd><span class="copy">${value}</span></dd>`;

function acts(core: Core, order: Order, here: string): Html {
  const owes = totalsOf(order, core.settings.taxesIncluded).outstanding > 0;
  const refundable = Math.max(0, ...order.transactions.map((each) => refundableOf(order, each)));
  const address = order.shippingAddress;
  return html`<section class="part" aria-labelledby="atos">
    <h2 id="atos">O que a loja faz</h2>
    <div class="panel">
      ${
        owes &&
        html`<form class="pad" method="post" action="${here}/pagar">
          <div class="row"><button class="btn" type="submit">O cliente paga o que falta</button></div>
        </form>`
      }
      ${
        address &&
        html`<form class="pad" method="post" action="${here}/endereco" aria-label="Endereço">
          <p class="small">${address.address1}, ${address.address2 ?? "sem complemento"}, ${address.city}</p>
          <div class="form-row">
            <div class="field">
              <label for="bairro">Bairro que falta</label><input id="bairro" name="bairro" maxlength="60" required />
            </div>
          </div>
          <div class="row"><button class="btn" type="submit">Corrigir o endereço</button></div>
        </form>`
      }
      <form class="pad" method="post" action="${here}/enviar">
        <div class="row"><button class="btn" type="submit">Marcar como enviado</button></div>
      </form>
      ${
        refundable > 0 &&
        html`<form class="pad" method="post" action="${here}/devolver" aria-label="Devolver dinheiro">
          <div class="form-row">
            <div class="field">
              <label for="valor">Devolver, em reais (até ${reais(refundable)})</label
              ><input id="valor" name="valor" inputmode="decimal" required />
            </div>
          </div>
          <div class="row"><button class="btn" type="submit">Devolver o dinheiro</button></div>
        </form>`
      }
      <form class="pad" method="post" action="${here}/cancelar">
        <div class="row">
          <button class="btn" type="submit">Cancelar o pedido</button
          ><span class="hint">Devolve o dinheiro e o estoque.</span>
        </div>
      </form>
    </div>
  </section>`;
}
