/** The orders as the store's people see them in the ERP: what was ordered, what is picked, and what was billed. */
import { clockTime, html, reais, type Html } from "../../kit/pages.ts";
import { erpNow, type Erp } from "../erp.ts";
import type { Order, ReservedItem } from "../orders/orders.ts";
import { valueCents } from "../orders/rules.ts";
import { toLocal } from "../local-time.ts";
import { skusOf } from "../view.ts";
import { officePage, ROOT } from "./frame.ts";

const SHOWN = 100;
const STAGES: Readonly<Record<Order["stage"], string>> = {
  open: "aberto",
  picking: "em separação",
  invoiced: "faturado",
  cancelled: "cancelado",
};

const stateOf = ({ status, stage }: Order): string =>
  status === "Integrado" || stage === "cancelled" ? STAGES[stage] : status.toLowerCase();

export const isOpen = ({ status, stage }: Order): boolean =>
  status === "Integrado" && (stage === "open" || stage === "picking");

export function ordersPage(erp: Erp, url: URL): Response {
  const orders = erp.orders.all.toReversed().slice(0, SHOWN);
  const pending = erp.orders.all.filter(({ status, stage }) => status === "Pendente" && stage !== "cancelled").length;
  const body = html`<div class="head">
      <div>
        <h1>Pedidos</h1>
        <p class="muted">
          ${pending} por integrar, ${erp.orders.all.filter(isOpen).length} por faturar. Hora do ERP:
          ${clockTime(erpNow(erp))}.
        </p>
      </div>
      <div class="row">
        <form method="post" action="${ROOT}/integrar">
          <button class="btn primary" type="submit">Integrar os pendentes</button>
        </form>
        <form method="post" action="${ROOT}/recusar"><button class="btn" type="submit">Recusar o próximo</button></form>
      </div>
    </div>
    ${
      orders.length === 0
        ? html`<div class="panel empty">
            <b>Nenhum pedido ainda</b>
            <p>A gondola envia os pedidos da loja segundos depois de pagos.</p>
          </div>`
        : html`<div class="panel scroll" tabindex="0" role="region" aria-label="Pedidos">
            <table>
              <thead>
                <tr>
                  <th scope="col">seqPedido</th>
                  <th scope="col">Venda</th>
                  <th scope="col">Pedido do canal</th>
                  <th scope="col">Empresa</th>
                  <th scope="col">Chegou</th>
                  <th scope="col">Situação</th>
                  <th scope="col" class="num">Valor</th>
                </tr>
              </thead>
              <tbody>
                ${orders.map(
                  (order) =>
                    html`<tr>
                      <th scope="row"><a href="${ROOT}/pedidos/${order.seqPedido}">${order.seqPedido}</a></th>
                      <td>${order.nroPedVenda ?? "sem número"}</td>
                      <td>${order.body.idPedidoCanalVenda}</td>
                      <td>${order.body.nroEmpresa}</td>
                      <td class="nowrap">${toLocal(order.postedAt).replace("T", " ")}</td>
                      <td>${stateOf(order)}</td>
                      <td class="num">${reais(totalCents(erp, order))}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
  return officePage(url, { title: "Pedidos", body });
}

const totalCents = (erp: Erp, { items, body }: Order): number =>
  items
    .filter(({ lost }) => !lost)
    .reduce((sum, item) => sum + valueCents(erp, item, item.attendedMilli), body.freightCents);

export function orderPage(erp: Erp, order: Order, url: URL): Response {
  const { body: sent } = order;
  const here = `${ROOT}/pedidos/${order.seqPedido}`;
  const body = html`<div class="head">
      <div>
        <h1>Pedido ${order.seqPedido}</h1>
        <p class="muted">
          Venda ${order.nroPedVenda ?? "ainda sem número"} · canal ${sent.idPedidoCanalVenda} · empresa
          ${sent.nroEmpresa} · ${sent.tipoEntrega === "R" ? "retirada" : "entrega"} · ${stateOf(order)}
        </p>
        ${order.mensagem !== null && html`<p>${order.mensagem}</p>`}
      </div>
    </div>
    ${itemsForm(erp, order, here)} ${isOpen(order) && closing(order, here)}
    ${
      order.invoices.length > 0 &&
      html`<section class="part" aria-labelledby="notas">
        <h2 id="notas">Notas</h2>
        <div class="panel scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Número</th>
                <th scope="col">Modelo</th>
                <th scope="col">Chave</th>
                <th scope="col" class="num">Valor</th>
                <th scope="col">Situação</th>
              </tr>
            </thead>
            <tbody>
              ${order.invoices.map(
                ({ numero, modelo, chave, totalCents: cents, isCancelled }) =>
                  html`<tr>
                    <th scope="row">${numero}</th>
                    <td>${modelo}</td>
                    <td><code class="copy">${chave}</code></td>
                    <td class="num">${reais(cents)}</td>
                    <td>
                      ${
                        isCancelled
                          ? "cancelada"
                          : html`<form method="post" action="${here}/cancelar-nota">
                              <input type="hidden" name="chave" value="${chave}" /><button class="btn" type="submit">
                                Cancelar a nota ${numero}
                              </button>
                            </form>`
                      }
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>`
    }`;
  return officePage(url, { title: `Pedido ${order.seqPedido}`, body });
}

const nameOf = (erp: Erp, { seqProduto, qtdEmbalagem }: Pick<ReservedItem, "seqProduto" | "qtdEmbalagem">) => {
  const product = erp.catalogue.products[erp.productBySeq.get(seqProduto) ?? -1];
  return `${product?.descReduzida ?? `produto ${seqProduto}`}${qtdEmbalagem === 1 ? "" : `, embalagem de ${qtdEmbalagem}`}`;
};

/** Items as they are attended; one SKU on two rows is attended as one. */
function itemsForm(erp: Erp, order: Order, here: string): Html {
  const open = isOpen(order);
  const rows = order.items.map((item) => {
    const weighed = erp.catalogue.products[erp.productBySeq.get(item.seqProduto) ?? -1]?.weighed === true;
    const canChange = open && !item.lost && item.billedBy === undefined;
    const key = `P${item.seqProduto}E${item.qtdEmbalagem}`;
    const sum = order.items
      .filter((each) => !each.lost && each.seqProduto === item.seqProduto && each.qtdEmbalagem === item.qtdEmbalagem)
      .reduce((total, { attendedMilli }) => total + attendedMilli, 0);
    const isFirst = order.items.find(
      (each) => !each.lost && each.seqProduto === item.seqProduto && each.qtdEmbalagem === item.qtdEmbalagem,
    );
    return html`<tr>
      <th scope="row">${nameOf(erp, item)}<span class="hint">${key}</span></th>
      <td class="num">${reais(item.chargedCents)}${weighed && "/kg"}</td>
      <td class="num">${quantity(item.orderedMilli)}${weighed && " kg"}</td>
      <td class="slim">
        ${
          canChange && isFirst === item
            ? html`<input
                name="${key}"
                inputmode="decimal"
                value="${quantity(sum)}"
                aria-label="${weighed ? "Peso" : "Quantidade"} de ${nameOf(erp, item)}"
              />`
            : item.lost
              ? "perdido"
              : quantity(item.attendedMilli)
        }
      </td>
      <td class="num">${reais(valueCents(erp, item, item.lost ? 0 : item.attendedMilli))}</td>
    </tr>`;
  });
  const table = html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col" class="num">Preço</th>
          <th scope="col" class="num">Pedido</th>
          <th scope="col">Atendido</th>
          <th scope="col" class="num">Valor</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="4">Com frete de ${reais(order.body.freightCents)}</th>
          <td class="num">${reais(totalCents(erp, order))}</td>
        </tr>
      </tfoot>
    </table>
  </div>`;
  if (!open) return html`<div class="panel">${table}</div>`;
  return html`<form class="panel" method="post" action="${here}/atender" aria-label="Itens do pedido">
    ${table}
    <div class="pad">
      <div class="form-row">
        <div class="field">
          <label for="mais">Acrescentar um SKU</label
          ><input id="mais" name="sku" maxlength="40" placeholder="P101E1" list="skus" />
          <datalist id="skus">
            ${sold(erp, order).map(({ key, name }) => html`<option value="${key}">${name}</option>`)}
          </datalist>
        </div>
        <div class="field">
          <label for="mais-q">Quantidade</label><input id="mais-q" name="unidades" inputmode="decimal" value="1" />
        </div>
      </div>
      <div class="row">
        <button class="btn" type="submit">Gravar o corte e o peso</button
        ><span class="hint">Menos é um corte; em itens por quilo, o peso da balança.</span>
      </div>
    </div>
  </form>`;
}

/** What the order's company sells, by name: a person picks from it. */
const sold = (erp: Erp, { body }: Order): readonly { readonly key: string; readonly name: string }[] =>
  skusOf(erp, body.nroEmpresa)
    .filter(({ active, normalCents }) => active && normalCents > 0)
    .map(({ key, seqProduto, qtdEmbalagem }) => ({ key, name: nameOf(erp, { seqProduto, qtdEmbalagem }) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, "pt-BR"))
    .slice(0, SHOWN);

const quantity = (milli: number): string => String(milli / 1000).replace(".", ",");

function closing({ stage }: Order, here: string): Html {
  return html`<section class="part" aria-labelledby="fechar">
    <h2 id="fechar">Andamento</h2>
    <div class="panel">
      <div class="pad">
        <div class="row">
          ${
            stage === "open" &&
            html`<form method="post" action="${here}/separar">
              <button class="btn" type="submit">Começar a separação</button>
            </form>`
          }
          <form method="post" action="${here}/faturar"><button class="btn primary" type="submit">Faturar</button></form>
          <form method="post" action="${here}/faturar">
            <input type="hidden" name="partes" value="2" /><button class="btn" type="submit">
              Faturar em duas notas
            </button>
          </form>
        </div>
      </div>
      <form class="pad" method="post" action="${here}/cancelar" aria-label="Cancelar">
        <div class="form-row">
          <div class="field">
            <label for="motivo">Motivo</label
            ><input id="motivo" name="motivo" maxlength="100" value="Sem produto na loja" />
          </div>
        </div>
        <div class="row"><button class="btn" type="submit">Cancelar o pedido</button></div>
      </form>
    </div>
  </section>`;
}
