/** What is not linked? Companies and locations, payment forms, where prices go. */
import type { PriceTarget } from "../../hub/prices/price-targets.ts";
import type { CompanyShown } from "../../hub/settings/mappings.ts";
import type { Language } from "../../messages/language.ts";
import { mayAct } from "../../rules/access/scope.ts";
import type { OrderRules } from "../../rules/orders/settings.ts";
import type { PaymentForm } from "../../rules/orders/payment/forms.ts";
import { Badge, Lead, Records, State, Td, Th, type Tone } from "../parts/bits.tsx";
import { DeliveriesForm } from "../parts/deliveries-form.tsx";
import { FormToken, Page, ROOT } from "../parts/layout.tsx";
import { type Location, LocationField, numberOf } from "../parts/location-field.tsx";
import { PriceTargetsForm } from "../parts/price-targets-form.tsx";
import { StoreBar } from "../parts/store-bar.tsx";
import { type Frame, sayIn } from "../viewer.ts";

export type MappingTab = "lojas" | "pagamento" | "entregas" | "precos";
const TABS: readonly (readonly [tab: MappingTab, path: string, portuguese: string, english: string])[] = [
  ["lojas", `${ROOT}/mapeamentos`, "Lojas e locais", "Companies and locations"],
  ["pagamento", `${ROOT}/mapeamentos/pagamento`, "Formas de pagamento", "Payment forms"],
  ["entregas", `${ROOT}/mapeamentos/entregas`, "Entrega e transportador", "Delivery and carrier"],
  ["precos", `${ROOT}/mapeamentos/precos`, "Preços", "Prices"],
];

export interface MappingsState {
  readonly frame: Frame;
  readonly tab: MappingTab;
  readonly companies: readonly CompanyShown[];
  readonly forms: readonly PaymentForm[];
  readonly targets: readonly PriceTarget[];
  /** Shopify's; null: it did not answer, or this tab needs none. */
  readonly locations: readonly Location[] | null;
  /** Gateways of orders that wait for a payment form. */
  readonly gateways: readonly string[];
  readonly deliveries: OrderRules["deliveries"];
  /** Companies that the ERP lists and no row has; null: it gave no list, or this tab needs none. */
  readonly unmapped: readonly { readonly company: number; readonly name: string }[] | null;
  /** What a form said that was not stored. */
  readonly fault: string | null;
}

export const MappingsPage = (state: MappingsState) => {
  const { frame, tab, companies, fault } = state;
  const { language } = frame.viewer;
  const t = sayIn(language);
  const unlinked = companies.filter((company) => toneOfCompany(company) === "bad").length;
  return (
    <Page frame={frame} room="mappings" title={t("Mapeamentos", "Mappings")}>
      <div class="head">
        <div>
          <h1>{t("Mapeamentos", "Mappings")}</h1>
          <p class="muted">{t("O que no ERP corresponde a quê na Shopify.", "What in the ERP is what in Shopify.")}</p>
        </div>
      </div>
      <nav aria-label={t("Mapeamentos", "Mappings")}>
        <ul class="tabs">
          {TABS.map(([each, path, portuguese, english]) => (
            <li>
              <a href={path} {...(each === tab ? { "aria-current": "page" } : {})}>
                {t(portuguese, english)}
                {each === "lojas" && unlinked > 0 ? <span class="count bad">{unlinked}</span> : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {fault === null ? null : (
        <div class="banner bad" role="alert">
          <p>
            <b>{t("Não gravado.", "Not stored.")}</b> {fault}
          </p>
        </div>
      )}
      {tab === "lojas" ? (
        <Companies {...state} />
      ) : tab === "pagamento" ? (
        <Payments {...state} />
      ) : tab === "entregas" ? (
        <DeliveriesForm frame={frame} companies={companies} deliveries={state.deliveries} />
      ) : (
        <Prices {...state} />
      )}
    </Page>
  );
};

const toneOfCompany = ({ enabled, locationGid, problem }: CompanyShown): Tone =>
  !enabled ? "off" : locationGid === null || problem !== null ? "bad" : "ok";

function companyState({ enabled, locationGid, problem, pendingChange }: CompanyShown, language: Language): string {
  const t = sayIn(language);
  if (!enabled) return t("desligada", "off");
  if (locationGid === null) return t("sem local", "no location");
  if (problem !== null) return t("local desativado", "inactive location");
  return pendingChange === null ? t("ligada", "linked") : t("mudando", "changing");
}

const Companies = ({ frame, companies, locations, unmapped }: MappingsState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const isAdmin = mayAct(role, "admin");
  const rows = companies.toSorted(
    (one, other) =>
      Number(toneOfCompany(other) === "bad") - Number(toneOfCompany(one) === "bad") || one.company - other.company,
  );
  const taken = new Map(
    companies.flatMap(({ company, locationGid }) => (locationGid === null ? [] : [[numberOf(locationGid), company]])),
  );
  return (
    <form
      class="panel"
      method="post"
      action={`${ROOT}/mapeamentos`}
      aria-label={t("Lojas e locais", "Companies and locations")}
    >
      <FormToken frame={frame} />
      <Records
        classes="diff edit"
        caption={t("Lojas do ERP e locais da Shopify, problemas primeiro", "Companies and locations, faults first")}
        head={
          <>
            <Th class="p main-cell">{t("Loja no ERP", "Company in the ERP")}</Th>
            <Th class="field-cell">
              {locations === null
                ? t("Número do local na Shopify", "Number of the location in Shopify")
                : t("Local na Shopify", "Location in Shopify")}
            </Th>
            <Th class="field-cell slim">{t("Reserva, un.", "Safety, units")}</Th>
            <Th class="field-cell mid">{t("O ERP conta em", "The ERP counts in")}</Th>
            <Th class="end">{t("Situação", "State")}</Th>
          </>
        }
      >
        <tbody role="rowgroup">
          {rows.map((row) => (
            <CompanyRow row={row} isAdmin={isAdmin} language={language} locations={locations} taken={taken} />
          ))}
          {isAdmin ? (
            <tr role="row">
              <th scope="row" role="rowheader" class="p">
                <div class="row">
                  <label class="hidden" for="nova">
                    {t("Número da loja nova", "Number of the new company")}
                  </label>
                  <input
                    id="nova"
                    name="nova"
                    inputmode="numeric"
                    pattern="[0-9]{1,6}"
                    list="lojas-do-erp"
                    placeholder={t("nova: número", "new: number")}
                  />
                  <datalist id="lojas-do-erp">
                    {(unmapped ?? []).map(({ company, name }) => (
                      <option value={company}>{name}</option>
                    ))}
                  </datalist>
                  <label class="hidden" for="nome-nova">
                    {t("Nome da loja nova", "Name of the new company")}
                  </label>
                  <input id="nome-nova" name="nome-nova" maxlength={100} placeholder={t("nome", "name")} />
                </div>
              </th>
              <Td class="field-cell" label={t("Local", "Location")}>
                <LocationField
                  id="local-nova"
                  label={t("Local da loja nova", "Location of the new company")}
                  value=""
                  locations={locations}
                  taken={taken}
                  isReadOnly={false}
                  language={language}
                />
              </Td>
              <Td class="field-cell slim drop">{""}</Td>
              <Td class="field-cell mid drop">{""}</Td>
              <Td class="end drop">{""}</Td>
            </tr>
          ) : null}
        </tbody>
      </Records>
      {isAdmin ? (
        <StoreBar language={language}>
          {t(
            "Um local, uma loja. Loja com local novo envia todo o estoque de novo.",
            "One location, one company. A new location sends all stock again.",
          )}
        </StoreBar>
      ) : null}
    </form>
  );
};

const CompanyRow = ({
  row,
  isAdmin,
  language,
  locations,
  taken,
}: {
  readonly row: CompanyShown;
  readonly isAdmin: boolean;
  readonly locations: readonly Location[] | null;
  readonly taken: ReadonlyMap<string, number>;
  readonly language: Language;
}) => {
  const t = sayIn(language);
  const { company, name, locationGid, safetyMilli, quantityIn } = row;
  const tone = toneOfCompany(row);
  return (
    <tr role="row" class={tone === "bad" ? "differs" : undefined}>
      <Lead>
        {company} {name}
        <input type="hidden" name="loja" value={company} />
      </Lead>
      <Td class="field-cell" label={t("Local", "Location")}>
        <LocationField
          id={`local-${company}`}
          label={t(`Local da loja ${company}`, `Location of company ${company}`)}
          value={locationGid === null ? "" : numberOf(locationGid)}
          locations={locations}
          taken={taken}
          isReadOnly={!isAdmin}
          language={language}
        />
      </Td>
      <Td class="field-cell slim" label={t("Reserva, un.", "Safety, units")}>
        <label class="hidden" for={`reserva-${company}`}>
          {t(`Reserva da loja ${company}, em unidades`, `Safety stock of company ${company}, in units`)}
        </label>
        <input
          id={`reserva-${company}`}
          name={`reserva-${company}`}
          inputmode="numeric"
          pattern="[0-9]{1,6}"
          value={Math.floor(safetyMilli / 1000)}
          readonly={!isAdmin}
        />
      </Td>
      <Td class="field-cell mid" label={t("O ERP conta em", "The ERP counts in")}>
        <label class="hidden" for={`unidade-${company}`}>
          {t(`Unidade do estoque da loja ${company}`, `Unit of the stock of company ${company}`)}
        </label>
        <select id={`unidade-${company}`} name={`unidade-${company}`} disabled={!isAdmin}>
          <option value="units" selected={quantityIn === "units"}>
            {t("unidades", "units")}
          </option>
          <option value="packages" selected={quantityIn === "packages"}>
            {t("embalagens", "packages")}
          </option>
        </select>
      </Td>
      <Td class="end">
        <State tone={tone}>{companyState(row, language)}</State>
      </Td>
    </tr>
  );
};

const Payments = ({ frame, forms, gateways }: MappingsState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  return (
    <>
      <div class="panel">
        {forms.length === 0 ? (
          <div class="empty">
            <b>{t("Nenhuma forma de pagamento ligada", "No payment form is mapped")}</b>
            <p>{t("Sem elas nenhum pedido vai ao ERP.", "Without them no order goes to the ERP.")}</p>
          </div>
        ) : (
          <Records
            caption={t("Formas de pagamento: Shopify e ERP", "Payment forms: Shopify and ERP")}
            head={
              <>
                <Th class="p main-cell">{t("Na Shopify", "In Shopify")}</Th>
                <Th>{t("Parcelas", "Instalments")}</Th>
                <Th class="num">{t("No ERP (seqFormaPagto)", "In the ERP (seqFormaPagto)")}</Th>
                <Th>{t("Vai ao ERP", "Goes to the ERP")}</Th>
              </>
            }
          >
            <tbody role="rowgroup">
              {forms.map(({ gateway, instalments, seqFormaPagto, submitWhile }) => (
                <tr role="row">
                  <Lead>
                    <code>{gateway}</code>
                  </Lead>
                  <Td label={t("parcelas", "instalments")}>
                    {instalments === null ? t("qualquer", "any") : `${instalments.from}–${instalments.to}`}
                  </Td>
                  <Td class="num" label="seqFormaPagto">
                    {seqFormaPagto}
                  </Td>
                  <Td>
                    {submitWhile.length === 0
                      ? t("depois de pago", "once paid")
                      : submitWhile.map((each) => (
                          <Badge tone="wait">
                            {each === "pending" ? t("pendente", "pending") : t("autorizado", "authorised")}
                          </Badge>
                        ))}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Records>
        )}
      </div>
      {mayAct(role, "admin") ? (
        <form class="panel pad" method="post" action={`${ROOT}/mapeamentos/pagamento`} aria-labelledby="ligar">
          <FormToken frame={frame} />
          <input type="hidden" name="volta" value={`${ROOT}/mapeamentos/pagamento`} />
          <h2 id="ligar">{t("Ligar ou mudar uma forma", "Map or change a form")}</h2>
          <div class="form-row">
            <div class="field">
              <label for="gateway">
                {t("Na Shopify: gateway, ou gateway:método", "In Shopify: gateway, or gateway:method")}
              </label>
              <input id="gateway" name="gateway" maxlength={200} list="gateways" required />
              <datalist id="gateways">
                {[...new Set([...gateways, ...forms.map(({ gateway }) => gateway)])].map((gateway) => (
                  <option value={gateway}></option>
                ))}
              </datalist>
              {gateways.length === 0 ? null : (
                <span class="hint">
                  {t("Pedidos esperam por: ", "Orders wait for: ")}
                  {gateways.join(", ")}
                </span>
              )}
            </div>
            <div class="field">
              <label for="forma">{t("Número da forma no ERP", "The form's number in the ERP")}</label>
              <input id="forma" name="forma" inputmode="numeric" pattern="[0-9]{1,9}" list="formas" required />
              <datalist id="formas">
                {[...new Set(forms.map(({ seqFormaPagto }) => seqFormaPagto))].map((form) => (
                  <option value={String(form)}>
                    {forms
                      .filter(({ seqFormaPagto }) => seqFormaPagto === form)
                      .map(({ gateway }) => gateway)
                      .join(", ")}
                  </option>
                ))}
              </datalist>
            </div>
          </div>
          <div class="row">
            <button class="btn primary" type="submit">
              {t("Gravar", "Store")}
            </button>
          </div>
        </form>
      ) : null}
    </>
  );
};

const KINDS: Readonly<Record<PriceTarget["kind"], readonly [portuguese: string, english: string]>> = {
  base: ["preço-base do site", "base price of the site"],
  priceList: ["lista de preços", "price list"],
  metafield: ["metacampo da loja", "metafield of the company"],
};

const Prices = ({ frame, targets, companies }: MappingsState) => {
  const t = sayIn(frame.viewer.language);
  return (
    <>
      <div class="panel">
        {targets.length === 0 ? (
          <div class="empty">
            <b>{t("O preço-base não foi escolhido", "No base price is chosen")}</b>
            <p>
              {t(
                "Escolha abaixo que loja e segmento valem para o preço do site.",
                "Choose below which company and segment make the site's price.",
              )}
            </p>
          </div>
        ) : (
          <Records
            caption={t("Para onde vai cada preço do ERP", "Where each price of the ERP goes")}
            head={
              <>
                <Th class="p main-cell">{t("Destino", "Target")}</Th>
                <Th>{t("Loja", "Company")}</Th>
                <Th>{t("Segmento", "Segment")}</Th>
                <Th class="num">{t("Segura quedas acima de", "Holds falls above")}</Th>
              </>
            }
          >
            <tbody role="rowgroup">
              {targets.map(({ target, kind, company, segment, dropMaxPercent }) => (
                <tr role="row">
                  <Lead>
                    {t(...KINDS[kind])}
                    <span class="hint">
                      <code>{target}</code>
                    </span>
                  </Lead>
                  <Td label={t("loja", "company")}>{company}</Td>
                  <Td label={t("segmento", "segment")}>{segment}</Td>
                  <Td class="num" label={t("quedas", "falls")}>
                    {dropMaxPercent} %
                  </Td>
                </tr>
              ))}
            </tbody>
          </Records>
        )}
      </div>
      {mayAct(frame.viewer.role, "admin") ? (
        <PriceTargetsForm frame={frame} companies={companies} targets={targets} />
      ) : null}
    </>
  );
};
