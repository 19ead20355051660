/** The bag and the checkout. Who buys is invented: the form asks only for what changes the order's way. */
import { back, formOf, html, reais, type Html } from "../../kit/pages.ts";
import type { AddressForm } from "../orders/place/address-forms.ts";
import type { OrderSpec } from "../orders/place/order-spec.ts";
import { placeOrder } from "../orders/place/place-order.ts";
import type { PaymentKind } from "../orders/payments.ts";
import { variantTitle } from "../products/variant-title.ts";
import { numberOfId } from "../state.ts";
import { ROOT, shopPage, type Visit } from "./frame.ts";
import { priceAt } from "./stores.ts";
import { bagCookie, UNITS_MAX, type BagLine } from "./visit.ts";

const DELIVERIES = { LOCAL: "A loja entrega", SHIPPING: "Transportadora", PICK_UP: "Retirar na loja" } as const;
const FREIGHT_CENTS = { LOCAL: 990, SHIPPING: 1_490, PICK_UP: 0 } as const;
const PAYMENTS: Readonly<Partial<Record<PaymentKind, string>>> = {
  card: "Cartão",
  pix: "Pix, pago depois",
  authorized: "Cartão, só autorizado",
  "two-gateways": "Metade Pix, metade cartão",
  manual: "Na entrega",
};
const ADDRESSES: Readonly<Partial<Record<AddressForm, string>>> = {
  marked: "Completo, como o checkout escreve",
  "complement-first": "Complemento na primeira linha",
  brasilia: "Brasília",
  farm: "Sítio",
  plain: "Sem bairro, como uma carteira escreve",
};
const COUPON = "BEMVINDO10";
const COUPON_PERCENT = 10;

const lineName = ({ product, variant }: Pick<BagLine, "product" | "variant">): string =>
  product.variants.length === 1 ? product.title : `${product.title}, ${variantTitle(product, variant)}`;

export function bagPage(visit: Visit): Response {
  const { bag, store } = visit;
  const total = bag.reduce((sum, { variant, quantity }) => sum + priceAt(variant, store).cents * quantity, 0);
  const body =
    bag.length === 0
      ? html`<h1>Sacola</h1>
          <div class="panel empty">
            <b>A sacola está vazia</b>
            <p>Escolha produtos na lista.</p>
            <a class="btn" href="${ROOT}">Ver os produtos</a>
          </div>`
      : html`<div class="head">
            <div>
              <h1>Sacola</h1>
              <p class="muted">${store.location.name}</p>
            </div>
          </div>
          <form class="panel" method="post" action="${ROOT}/sacola/mudar" aria-label="Sacola">
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Produto</th>
                    <th scope="col" class="num">Preço</th>
                    <th scope="col">Quantidade</th>
                    <th scope="col" class="num">Valor</th>
                  </tr>
                </thead>
                <tbody>
                  ${bag.map(({ variant, product, quantity }) => {
                    const { cents } = priceAt(variant, store);
                    const number = numberOfId(variant.id);
                    return html`<tr>
                      <th scope="row">${lineName({ product, variant })}</th>
                      <td class="num">${reais(cents)}</td>
                      <td class="slim">
                        <input
                          name="q${number}"
                          type="number"
                          min="0"
                          max="${UNITS_MAX}"
                          value="${quantity}"
                          aria-label="Quantidade de ${product.title}"
                        />
                      </td>
                      <td class="num">${reais(cents * quantity)}</td>
                    </tr>`;
                  })}
                </tbody>
                <tfoot>
                  <tr>
                    <th scope="row" colspan="3">Produtos</th>
                    <td class="num">${reais(total)}</td>
                  </tr>
                </tfoot>
              </table>
            </div>
            <div class="pad">
              <div class="row"><button class="btn" type="submit">Gravar as quantidades</button></div>
            </div>
          </form>
          <section class="part" aria-labelledby="fechar">
            <h2 id="fechar">Fechar o pedido</h2>
            <form class="panel pad" method="post" action="${ROOT}/comprar" aria-labelledby="fechar">
              <div class="form-row">
                ${select("entrega", "Entrega", DELIVERIES)}${select("pagamento", "Pagamento", PAYMENTS)}${select("endereco", "Endereço", ADDRESSES)}
                <div class="field">
                  <label for="cupom">Cupom</label><input id="cupom" name="cupom" maxlength="40" /><span class="hint"
                    >${COUPON} dá ${COUPON_PERCENT} %.</span
                  >
                </div>
                <div class="field">
                  <label for="obs">Observação</label><input id="obs" name="obs" maxlength="200" />
                </div>
              </div>
              <div class="row">
                <label class="row"><input type="checkbox" name="empresa" /> Compra uma empresa (CNPJ)</label>
              </div>
              <div class="row">
                <button class="btn primary" type="submit">Comprar</button
                ><span class="hint">O comprador é inventado.</span>
              </div>
            </form>
          </section>`;
  return shopPage(visit, { title: "Sacola", room: `${ROOT}/sacola`, body });
}

const select = (name: string, label: string, choices: Readonly<Record<string, string>>): Html =>
  html`<div class="field">
    <label for="${name}">${label}</label
    ><select id="${name}" name="${name}">
      ${Object.entries(choices).map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select>
  </div>`;

export async function putInBag({ core, request, bag }: Visit): Promise<Response> {
  const form = await formOf(request);
  const variant = core.state.variants.get(`gid://shopify/ProductVariant/${form.get("item") ?? ""}`);
  const product = variant && core.state.products.get(variant.productId);
  const quantity = Math.floor(Number(form.get("quantidade") ?? 1));
  if (!variant || !product || !(quantity >= 1 && quantity <= UNITS_MAX))
    return back(ROOT, { kind: "bad", text: "Este produto não pôde ir para a sacola." });
  const before = bag.find((line) => line.variant === variant)?.quantity ?? 0;
  const others = bag.filter((line) => line.variant !== variant);
  const lines = [...others, { variant, quantity: before + quantity }];
  return back(`${ROOT}/sacola`, { kind: "ok", text: `${product.title} está na sacola.` }, bagCookie(lines));
}

export async function changeBag({ request, bag }: Visit): Promise<Response> {
  const form = await formOf(request);
  const lines = bag.map(({ variant, quantity }) => {
    const typed = Math.floor(Number(form.get(`q${numberOfId(variant.id)}`) ?? quantity));
    return { variant, quantity: typed >= 0 ? typed : quantity };
  });
  return back(`${ROOT}/sacola`, { kind: "ok", text: "Quantidades gravadas." }, bagCookie(lines));
}

export async function buy({ core, request, bag, store }: Visit): Promise<Response> {
  const form = await formOf(request);
  const placed = placeOrder(core, orderOf(form, bag, store));
  if (!placed.ok)
    return back(`${ROOT}/sacola`, { kind: "bad", text: `A loja não fechou o pedido: ${refusal(placed.reason)}` });
  const { name, number } = placed.order;
  return back(`${ROOT}/pedidos/${number}`, { kind: "ok", text: `Pedido ${name} feito.` }, bagCookie([]));
}

/** A checkout's refusal as a customer reads it. */
const refusal = (reason: string): string =>
  Object.entries(REFUSALS).reduce((text, [english, portuguese]) => text.replace(english, portuguese), reason);
const REFUSALS: Readonly<Record<string, string>> = {
  "not enough stock": "não há tanto em estoque",
  "no such variant": "não é mais vendido",
  "product is not published": "não está publicado",
  "product is": "o produto está",
  "price is zero": "está sem preço",
};

function orderOf(form: URLSearchParams, bag: readonly BagLine[], store: Visit["store"]): OrderSpec {
  const method = keyIn(DELIVERIES, form.get("entrega")) ?? "LOCAL";
  const payment = keyIn(PAYMENTS, form.get("pagamento")) ?? "card";
  const coupon = (form.get("cupom") ?? "").trim().toUpperCase();
  const note = (form.get("obs") ?? "").trim();
  return {
    lines: bag.map(({ variant, quantity }) => ({
      variantId: variant.id,
      quantity,
      unitPrice: priceAt(variant, store).cents, // as the cart's Function charges it (examples/cart-transform)
    })),
    locationId: store.location.id,
    delivery: { method, priceCents: FREIGHT_CENTS[method] },
    payment,
    addressShape: keyIn(ADDRESSES, form.get("endereco")) ?? "marked",
    customAttributes: store.company === null ? [] : [{ key: "loja", value: store.company }],
    ...(form.has("empresa") ? { isCompany: true } : {}),
    ...(coupon === COUPON ? { discount: { code: COUPON, percent: COUPON_PERCENT } } : {}),
    ...(note === "" ? {} : { note }),
  };
}

const keyIn = <K extends string>(choices: Readonly<Partial<Record<K, string>>>, typed: string | null): K | undefined =>
  (Object.keys(choices) as K[]).find((key) => key === typed);
