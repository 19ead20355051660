/** Who decides a field of a product in Shopify: the ERP, or a person there? */
import type { Owner, Owners } from "../../../rules/catalog/field-ownership.ts";
import { PRODUCT_FIELDS, VARIANT_FIELDS } from "../../../rules/catalog/field-ownership.ts";
import { mayAct } from "../../../rules/access/scope.ts";
import { Lead, Records, Td, Th } from "../../parts/bits.tsx";
import { FormToken, Page, ROOT } from "../../parts/layout.tsx";
import { SettingsTabs } from "../../parts/settings-tabs.tsx";
import { StoreBar } from "../../parts/store-bar.tsx";
import { type Frame, sayIn } from "../../viewer.ts";

type FieldName = keyof Owners;
const FIELDS: { readonly [F in FieldName]: readonly [portuguese: string, english: string] } = {
  title: ["Nome", "Title"],
  description: ["Descrição", "Description"],
  vendor: ["Marca", "Vendor"],
  productType: ["Tipo do produto", "Product type"],
  seo: ["Título e texto para buscadores", "Title and text for search engines"],
  status: ["Ativo ou rascunho", "Active or draft"],
  taxonomy: ["Categoria da Shopify", "Shopify's category"],
  barcode: ["EAN", "Barcode"],
  weight: ["Peso", "Weight"],
  policy: ["Vender sem estoque", "Sell without stock"],
  taxable: ["Cobra imposto", "Charges tax"],
};
const OWNERS: { readonly [O in Owner]: readonly [portuguese: string, english: string] } = {
  erp: ["sempre o ERP", "always the ERP"],
  untilEdited: ["o ERP, até alguém editar na Shopify", "the ERP, until it is edited in Shopify"],
  once: ["o ERP só na criação", "the ERP at the creation only"],
  merchant: ["só a Shopify", "Shopify alone"],
};
const OF_PRODUCT: readonly Owner[] = ["erp", "untilEdited", "once", "merchant"];
const OF_VARIANT: readonly Owner[] = ["erp", "once", "merchant"];

export const FieldOwnersPage = ({ frame, owners }: { readonly frame: Frame; readonly owners: Owners }) => {
  const { role, language } = frame.viewer;
  const t = sayIn(language);
  const isAdmin = mayAct(role, "admin");
  const rows: readonly (readonly [FieldName, readonly Owner[]])[] = [
    ...PRODUCT_FIELDS.map((field) => [field, OF_PRODUCT] as const),
    ...VARIANT_FIELDS.map((field) => [field, OF_VARIANT] as const),
  ];
  return (
    <Page frame={frame} room="settings" title={t("Campos do produto", "Fields of a product")}>
      <div class="head">
        <div>
          <h1>{t("Quem decide cada campo do produto", "Who decides each field of a product")}</h1>
          <p class="muted">
            {t(
              "Preço, estoque, SKU e embalagem são sempre do ERP. Mudar aqui compara todos os produtos uma vez.",
              "Price, stock, SKU and package are always the ERP's. A change compares all products once.",
            )}
          </p>
        </div>
      </div>
      <SettingsTabs frame={frame} tab="campos" />
      <form class="panel" method="post" action={`${ROOT}/ajustes/campos`} aria-label={t("Campos", "Fields")}>
        <FormToken frame={frame} />
        <Records
          classes="edit"
          caption={t("Campos do produto e quem decide cada um", "Fields of a product and their owners")}
          head={
            <>
              <Th class="p main-cell">{t("Campo", "Field")}</Th>
              <Th class="field-cell">{t("Quem decide", "Who decides")}</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {rows.map(([field, choices]) => (
              <tr role="row">
                <Lead>{t(...FIELDS[field])}</Lead>
                <Td class="field-cell">
                  <select name={field} aria-label={t(...FIELDS[field])} disabled={!isAdmin}>
                    {choices.map((owner) => (
                      <option value={owner} selected={owner === owners[field]}>
                        {t(...OWNERS[owner])}
                      </option>
                    ))}
                  </select>
                </Td>
              </tr>
            ))}
          </tbody>
        </Records>
        {isAdmin ? (
          <StoreBar language={language}>
            {t(
              "Um campo que voltou ao ERP é mandado de novo onde difere.",
              "A field that returns to the ERP is sent again where it differs.",
            )}
          </StoreBar>
        ) : null}
      </form>
    </Page>
  );
};
