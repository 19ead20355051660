/** What may differ, and how long may it wait, before a person is asked? */
import { mayAct } from "../../../rules/access/scope.ts";
import type { OrderRules } from "../../../rules/orders/settings.ts";
import { Part } from "../../parts/bits.tsx";
import { FormToken, Page, ROOT } from "../../parts/layout.tsx";
import { SettingsTabs } from "../../parts/settings-tabs.tsx";
import { type Frame, sayIn } from "../../viewer.ts";

type Words = readonly [portuguese: string, english: string];

/** Rules that are chosen from a list, with each choice in words. */
export const CHOICES = [
  [
    "aboveAbsorbed",
    ["Faturado acima disso", "Billed above that"],
    {
      hold: ["uma pessoa decide", "a person decides"],
      link: ["o cliente recebe o link para pagar", "the customer gets a link to pay"],
    },
  ],
  [
    "applyAlterations",
    ["Alteração feita no ERP", "An alteration in the ERP"],
    { on: ["muda o pedido na Shopify", "changes the Shopify order"], off: ["uma pessoa decide", "a person decides"] },
  ],
  [
    "amountRefunds",
    ["Devolução antes do envio", "Money back before sending"],
    { hold: ["segura o pedido", "holds the order"], discount: ["vai como desconto", "goes as a discount"] },
  ],
  [
    "districtMissing",
    ["Endereço sem bairro", "An address without a bairro"],
    { hold: ["segura o pedido", "holds the order"], "not-informed": ["vai NAO INFORMADO", "goes as NAO INFORMADO"] },
  ],
  [
    "cepLookup",
    ["Bairro e cidade pelo CEP", "Bairro and city by the CEP"],
    { off: ["só da tabela própria", "from the own table only"], viacep: ["também do ViaCEP", "from ViaCEP too"] },
  ],
] as const satisfies readonly (readonly [keyof OrderRules, Words, Readonly<Record<string, Words>>])[];

type Limit = readonly [rule: keyof OrderRules, per: number, words: Words, most: number];

/** Limits as whole numbers. `per`: what the form's unit is of the rule's. */
export const LIMITS = [
  ["absorbUpToCents", 100, ["A loja absorve, R$ por pedido", "The store bears, R$ an order"], 1_000],
  ["holdAfterCuts", 1, ["Cortes até segurar (0: nunca)", "Cuts until held (0: never)"], 50],
  ["firstEventHours", 1, ["Importação não vista, horas", "Import not seen, hours"], 720],
] as const satisfies readonly Limit[];

export const PAYMENTS = [
  ["pix", "Pix"],
  ["boleto", "Boleto"],
  ["other", ["Outras formas", "Other forms"]],
] as const;

export const TolerancesPage = ({ frame, rules }: { readonly frame: Frame; readonly rules: OrderRules }) => {
  const { role, language } = frame.viewer;
  const t = sayIn(language);
  const isAdmin = mayAct(role, "admin");
  const nameOf = (words: string | Words) => (typeof words === "string" ? words : t(...words));
  return (
    <Page frame={frame} room="settings" title={t("Tolerâncias", "Tolerances")}>
      <div class="head">
        <div>
          <h1>{t("Tolerâncias dos pedidos", "Tolerances of orders")}</h1>
          <p class="muted">
            {t(
              "Até aqui o conector decide sozinho; além disso, uma pessoa.",
              "Up to here the connector decides by itself; beyond it, a person.",
            )}
          </p>
        </div>
      </div>
      <SettingsTabs frame={frame} tab="pedidos" />
      <form
        class="stack-v"
        method="post"
        action={`${ROOT}/ajustes/pedidos`}
        aria-label={t("Tolerâncias", "Tolerances")}
      >
        <FormToken frame={frame} />
        <Part id="valores" title={t("Valores e endereços", "Amounts and addresses")}>
          <div class="panel pad">
            <div class="form-row">
              {LIMITS.map(([rule, per, words, most]) => (
                <div class="field">
                  <label for={rule}>{nameOf(words)}</label>
                  <input
                    id={rule}
                    name={rule}
                    type="number"
                    min="0"
                    max={String(most)}
                    step={per === 1 ? "1" : "0.01"}
                    value={String(rules[rule] / per)}
                    required
                    readonly={!isAdmin}
                  />
                </div>
              ))}
            </div>
            <div class="form-row">
              {CHOICES.map(([rule, words, choices]) => (
                <div class="field">
                  <label for={rule}>{nameOf(words)}</label>
                  <select id={rule} name={rule} disabled={!isAdmin}>
                    {Object.entries<Words>(choices as Readonly<Record<string, Words>>).map(([value, said]) => (
                      <option value={value} selected={value === rules[rule]}>
                        {t(...said)}
                      </option>
                    ))}
                  </select>
                </div>
              ))}
            </div>
          </div>
        </Part>
        <Part id="prazos" title={t("Pagamento que não vem", "A payment that does not come")}>
          <div class="panel pad">
            {PAYMENTS.map(([way, words]) => (
              <div class="form-row">
                <div class="field">
                  <label for={`espera-${way}`}>
                    {nameOf(words)}: {t("horas até ir à lista de erros", "hours until it is on the list of errors")}
                  </label>
                  <input
                    id={`espera-${way}`}
                    name={`espera-${way}`}
                    type="number"
                    min="1"
                    max="8760"
                    value={String(rules.paymentWaitHours[way])}
                    required
                    readonly={!isAdmin}
                  />
                </div>
                <div class="field">
                  <label for={`vence-${way}`}>
                    {nameOf(words)}:{" "}
                    {t("horas até soltar a reserva (vazio: nunca)", "hours until it reserves nothing (empty: never)")}
                  </label>
                  <input
                    id={`vence-${way}`}
                    name={`vence-${way}`}
                    type="number"
                    min="1"
                    max="8760"
                    value={rules.paymentExpiryHours[way] === null ? "" : String(rules.paymentExpiryHours[way])}
                    readonly={!isAdmin}
                  />
                </div>
              </div>
            ))}
            {isAdmin ? (
              <div class="row">
                <button class="btn primary" type="submit">
                  {t("Gravar as tolerâncias", "Store the tolerances")}
                </button>
              </div>
            ) : null}
          </div>
        </Part>
        <p class="small muted">
          {t("Queda de preço: em", "Price drop: at")}{" "}
          <a href={`${ROOT}/mapeamentos/precos`}>{t("Mapeamentos, Preços", "Mappings, Prices")}</a>
          {t(". Sumiço de registros: na página de cada", ". Missing records: on the page of each")}{" "}
          <a href={`${ROOT}/cargas`}>{t("carga", "load")}</a>.
        </p>
      </form>
    </Page>
  );
};
