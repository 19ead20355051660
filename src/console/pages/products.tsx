/** Packages by SKU, product number, EAN or the beginning of the name. */
import type { FoundSku } from "../../hub/catalog/product-search.ts";
import { skuAddress } from "../addresses.ts";
import { Badge, Dot, Lead, Records, Td, Th } from "../parts/bits.tsx";
import { Page } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";

export interface ProductsState {
  readonly frame: Frame;
  readonly query: string;
  readonly found: readonly FoundSku[];
}

export const ProductsPage = ({ frame, query, found }: ProductsState) => {
  const t = sayIn(frame.viewer.language);
  return (
    <Page frame={frame} room="products" title={t("Produtos", "Products")}>
      <div class="head">
        <div>
          <h1>{t("Produtos", "Products")}</h1>
          <p class="muted">
            {t(
              "Por que um produto não está à venda? Abra a embalagem.",
              "Why is a product not on sale? Open its package.",
            )}
          </p>
        </div>
      </div>
      <form class="filters" role="search" aria-label={t("Buscar produtos", "Find products")} action="/ops/produtos">
        <div class="field grow">
          <label for="q">
            {t("SKU, número do produto, EAN ou começo do nome", "SKU, product number, EAN or beginning of the name")}
          </label>
          <input id="q" name="q" type="search" value={query} />
        </div>
        <button class="btn" type="submit">
          {t("Buscar", "Find")}
        </button>
      </form>
      {query === "" ? (
        <div class="panel empty">
          <p>
            {t("Por exemplo: P4471E1, 4471, 7890000044714, café.", "For example: P4471E1, 4471, 7890000044714, café.")}
          </p>
        </div>
      ) : found.length === 0 ? (
        <div class="panel empty">
          <b>{t(`Nada com “${query}”`, `Nothing with “${query}”`)}</b>
          <p>
            {t(
              "O ERP não enviou embalagem com este código ou nome. Se ela existe lá, veja a carga de embalagens e a integração com o e-commerce.",
              "The ERP sent no package with this code or name. If it is there, see the load of packages and its integration.",
            )}
          </p>
        </div>
      ) : (
        <div class="panel">
          <Records
            caption={t("Embalagens encontradas", "Packages found")}
            head={
              <>
                <Th class="p main-cell">{t("Produto", "Product")}</Th>
                <Th>SKU</Th>
                <Th>{t("Embalagem", "Package")}</Th>
                <Th>EAN</Th>
                <Th class="end">{t("No ERP", "In the ERP")}</Th>
              </>
            }
          >
            <tbody role="rowgroup">
              {found.map(({ sku, title, packageName, ean, active }) => (
                <tr role="row">
                  <Lead>
                    <a href={skuAddress(sku)}>{title ?? sku}</a>
                  </Lead>
                  <Td>
                    <code>{sku}</code>
                  </Td>
                  <Td label={t("emb.", "pack")}>{packageName}</Td>
                  <Td label="EAN">{ean ?? "—"}</Td>
                  <Td class="end">
                    {active ? (
                      <Dot tone="ok">{t("ativo", "active")}</Dot>
                    ) : (
                      <Badge tone="off">{t("inativo", "inactive")}</Badge>
                    )}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Records>
        </div>
      )}
    </Page>
  );
};
