/** What is for sale: the list with its search, and a product with its packages, prices and stock at each store. */
import { html, reais, type Html } from "../../kit/pages.ts";
import { variantTitle } from "../products/variant-title.ts";
import type { Product, Variant } from "../records/products.ts";
import { numberOfId } from "../state.ts";
import { ROOT, shopPage, type Visit } from "./frame.ts";
import { isShown, pictureOf, priceAt, stockAt, storesOf, type Store } from "./stores.ts";
import { UNITS_MAX } from "./visit.ts";

const PER_PAGE = 24;

export function listPage(visit: Visit): Response {
  const { core, url, store } = visit;
  const query = (url.searchParams.get("q") ?? "").trim();
  const at = Math.max(0, Math.floor(Number(url.searchParams.get("pagina") ?? 0)) || 0);
  const words = fold(query).split(/\s+/);
  const found = [...core.state.products.values()]
    .filter((product) => isShown(core, product) && words.every((word) => searchable(product).includes(word)))
    .sort((a, b) => a.title.localeCompare(b.title, "pt-BR"));
  const shown = found.slice(at * PER_PAGE, (at + 1) * PER_PAGE);
  const link = (page: number, name: string) =>
    html`<a class="btn" href="${ROOT}?${new URLSearchParams({ q: query, pagina: String(page) }).toString()}"
      >${name}</a
    >`;
  return shopPage(visit, {
    title: "Produtos",
    room: ROOT,
    body: html`<div class="head">
        <div>
          <h1>Produtos</h1>
          <p class="muted">
            Preços e estoque de ${store.location.name}.
            ${found.length === 1 ? "1 produto" : `${found.length} produtos`}.
          </p>
        </div>
      </div>
      <form class="filters" role="search" action="${ROOT}">
        <div class="field grow">
          <label for="q">Nome, SKU ou EAN</label> <input id="q" name="q" type="search" value="${query}" />
        </div>
        <button class="btn" type="submit">Buscar</button>
      </form>
      ${
        shown.length === 0
          ? html`<div class="panel empty">
              <b>Nada aqui ainda</b>
              <p>Os produtos aparecem quando a gondola os publica.</p>
            </div>`
          : html`<ul class="panel tiles">
              ${shown.map((product) => tile(visit, product))}
            </ul>`
      }
      <nav class="pages" aria-label="Páginas">
        ${at > 0 && link(at - 1, "Anterior")}
        <span
          >${found.length === 0 ? 0 : at * PER_PAGE + 1} a ${Math.min(found.length, (at + 1) * PER_PAGE)} de
          ${found.length}</span
        >
        ${(at + 1) * PER_PAGE < found.length && link(at + 1, "Próxima")}
      </nav>`,
  });
}

function tile({ core, store }: Visit, product: Product): Html {
  const variant = cheapest(product, store);
  return html`<li class="tile">
    ${picture(pictureOf(core, product), product.title, 160, 84)}
    <a href="${ROOT}/produtos/${product.handle}"><b>${product.title}</b></a>
    ${variant ? html`<span>${price(variant, store)}</span><span class="hint">${stockText(variant, store)}</span>` : null}
  </li>`;
}

const cheapest = ({ variants }: Product, store: Store): Variant | undefined =>
  variants.filter(({ price: own }) => own > 0).sort((a, b) => priceAt(a, store).cents - priceAt(b, store).cents)[0];

export function productPage(visit: Visit, handle: string): Response | undefined {
  const { core, store } = visit;
  const product = core.state.products.get(core.state.handles.get(handle) ?? "");
  if (!product || !isShown(core, product)) return undefined;
  const stores = storesOf(core);
  return shopPage(visit, {
    title: product.title,
    room: ROOT,
    body: html`<div class="head">
        <div>
          <h1>${product.title}</h1>
          <p class="muted">${product.vendor}</p>
        </div>
      </div>
      <div class="panel pad">
        ${picture(pictureOf(core, product), product.title, 320, 168)}
        <p>${plainText(product.descriptionHtml)}</p>
      </div>
      ${product.variants.map(
        (variant) =>
          html`<section class="part" aria-labelledby="v${numberOfId(variant.id)}">
            <h2 id="v${numberOfId(variant.id)}">
              ${product.variants.length === 1 ? "Comprar" : variantTitle(product, variant)}
            </h2>
            <form
              class="panel pad"
              method="post"
              action="${ROOT}/sacola/por"
              aria-labelledby="v${numberOfId(variant.id)}"
            >
              <input type="hidden" name="item" value="${numberOfId(variant.id)}" />
              <p>
                ${price(variant, store)}
                <span class="hint"
                  >${stockText(variant, store)} em ${store.location.name} · SKU ${variant.item.sku ?? "sem"}</span
                >
              </p>
              <div class="row">
                <label for="q${numberOfId(variant.id)}">Quantidade</label>
                <span class="slim"
                  ><input
                    id="q${numberOfId(variant.id)}"
                    name="quantidade"
                    type="number"
                    min="1"
                    max="${UNITS_MAX}"
                    value="1"
                /></span>
                <button class="btn primary" type="submit">Pôr na sacola</button>
              </div>
            </form>
            <div class="panel scroll">
              <table>
                <caption class="hidden">
                  Preço e estoque por loja
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Loja</th>
                    <th scope="col" class="num">Preço</th>
                    <th scope="col" class="num">Estoque</th>
                  </tr>
                </thead>
                <tbody>
                  ${stores.map(
                    (each) =>
                      html`<tr>
                        <th scope="row">${each.location.name}</th>
                        <td class="num">${reais(priceAt(variant, each).cents)}</td>
                        <td class="num">${stockAt(variant, each) ?? "sem limite"}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>
          </section>`,
      )}`,
  });
}

const picture = (address: string | undefined, alt: string, width: number, height: number): Html =>
  address === undefined
    ? html`<span class="hint">sem foto</span>`
    : html`<img src="${address}" alt="Foto: ${alt}" width="${width}" height="${height}" loading="lazy" />`;

function price(variant: Variant, store: Store): Html {
  const { cents, compareAtCents, unit } = priceAt(variant, store);
  return html`${compareAtCents !== null && compareAtCents > cents && html`<s class="muted">${reais(compareAtCents)}</s> `}<b>${reais(cents)}</b>${
    unit && html` <span class="hint">${reais(unit.cents)}/${unit.name}</span>`
  }`;
}

function stockText(variant: Variant, store: Store): string {
  const left = stockAt(variant, store);
  if (left === null) return "disponível";
  return left === 0 ? "esgotado" : `${left} em estoque`;
}

const plainText = (markup: string) => markup.replaceAll(/<[^>]*>/g, " ");
const searchable = ({ title, variants }: Product) =>
  fold([title, ...variants.flatMap(({ item, barcode }) => [item.sku ?? "", barcode ?? ""])].join(" "));
const fold = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase();
