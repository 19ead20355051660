/** How each company sends by each method: carrier and codes of the ERP, beside Shopify's delivery methods. */
import type { CompanyShown } from "../../hub/settings/mappings.ts";
import { mayAct } from "../../rules/access/scope.ts";
import type { OrderRules } from "../../rules/orders/settings.ts";
import { StoreBar } from "./store-bar.tsx";
import { type Frame, sayIn } from "../viewer.ts";
import { Records, Td, Th } from "./bits.tsx";
import { FormToken, ROOT } from "./layout.tsx";

type Delivery = OrderRules["deliveries"][number];
type Method = NonNullable<Delivery["method"]>;

/** Shopify's delivery methods (DeliveryMethodType), as people say them. */
const METHODS: { readonly [M in Method]: readonly [portuguese: string, english: string] } = {
  SHIPPING: ["entrega (transporte)", "shipping"],
  LOCAL: ["entrega local", "local delivery"],
  PICK_UP: ["retirada na loja", "pick-up in store"],
  PICKUP_POINT: ["ponto de retirada", "pick-up point"],
  RETAIL: ["balcão", "retail"],
};

/** Numbers of the ERP in a row, and what each is called there. */
export const NUMBERS = [
  ["seqTransportador", "Transportador", "Carrier"],
  ["codGeralOper", "CGO", "CGO"],
  ["nroRepresentante", "Representante", "Representative"],
  ["nroTabVenda", "Tabela", "Price table"],
] as const;

export const DeliveriesForm = ({
  frame,
  companies,
  deliveries,
}: {
  readonly frame: Frame;
  readonly companies: readonly CompanyShown[];
  readonly deliveries: readonly Delivery[];
}) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const isAdmin = mayAct(role, "admin");
  const rows: readonly (Delivery | null)[] = isAdmin ? [...deliveries, null] : deliveries;
  if (rows.length === 0)
    return (
      <div class="panel empty">
        <p>{t("Todos os pedidos vão com os códigos da configuração.", "All orders go with the configured codes.")}</p>
      </div>
    );
  return (
    <form
      class="panel"
      method="post"
      action={`${ROOT}/mapeamentos/entregas`}
      aria-label={t("Entrega e transportador", "Delivery and carrier")}
    >
      <FormToken frame={frame} />
      <input type="hidden" name="linhas" value={rows.length} />
      <Records
        classes="diff edit"
        caption={t(
          "O que o ERP recebe por loja e por forma de entrega da Shopify",
          "What the ERP gets by company and by Shopify's delivery method",
        )}
        head={
          <>
            <Th class="field-cell">{t("Loja", "Company")}</Th>
            <Th class="field-cell">{t("Entrega na Shopify", "Delivery in Shopify")}</Th>
            <Th class="field-cell">{t("Tipo", "Kind")}</Th>
            {NUMBERS.map(([, portuguese, english]) => (
              <Th class="field-cell slim">{t(portuguese, english)}</Th>
            ))}
          </>
        }
      >
        <tbody role="rowgroup">
          {rows.map((row, n) => (
            <DeliveryRow frame={frame} companies={companies} row={row} n={n} isReadOnly={!isAdmin} />
          ))}
        </tbody>
      </Records>
      {NUMBERS.map(([field]) => (
        <datalist id={`uso-${field}`}>
          {[...new Set(deliveries.flatMap((each) => each[field] ?? []))].map((value) => (
            <option value={value} />
          ))}
        </datalist>
      ))}
      {isAdmin ? (
        <StoreBar language={language}>
          {t(
            "Vazio: vale a configuração; auto: o que a Shopify diz. A linha mais exata ganha. Linha sem código sai.",
            "Empty: as configured; auto: as Shopify says. The most exact row wins. A row without a code goes.",
          )}
        </StoreBar>
      ) : null}
    </form>
  );
};

const DeliveryRow = ({
  frame,
  companies,
  row,
  n,
  isReadOnly,
}: {
  readonly frame: Frame;
  readonly companies: readonly CompanyShown[];
  /** Null: one more, to fill in. */
  readonly row: Delivery | null;
  readonly n: number;
  readonly isReadOnly: boolean;
}) => {
  const t = sayIn(frame.viewer.language);
  const line = row === null ? t("linha nova", "new row") : t(`linha ${n + 1}`, `row ${n + 1}`);
  const known = companies.some(({ company }) => company === row?.company);
  return (
    <tr role="row">
      <Td class="field-cell" label={t("Loja", "Company")}>
        <select name={`loja-${n}`} aria-label={t(`Loja, ${line}`, `Company, ${line}`)} disabled={isReadOnly}>
          <option value="">{t("todas", "all")}</option>
          {row?.company == null || known ? null : (
            <option value={row.company} selected>
              {row.company}
            </option>
          )}
          {companies.map(({ company, name }) => (
            <option value={company} selected={company === row?.company}>
              {company} {name}
            </option>
          ))}
        </select>
      </Td>
      <Td class="field-cell" label={t("Entrega", "Delivery")}>
        <select name={`metodo-${n}`} aria-label={t(`Entrega, ${line}`, `Delivery, ${line}`)} disabled={isReadOnly}>
          <option value="">{t("todas", "all")}</option>
          {(Object.keys(METHODS) as Method[]).map((method) => (
            <option value={method} selected={method === row?.method}>
              {t(...METHODS[method])}
            </option>
          ))}
        </select>
      </Td>
      <Td class="field-cell" label="tipoEntrega">
        <select name={`tipoEntrega-${n}`} aria-label={`tipoEntrega, ${line}`} disabled={isReadOnly}>
          <option value="">{t("auto", "auto")}</option>
          <option value="E" selected={row?.tipoEntrega === "E"}>
            {t("E entrega", "E deliver")}
          </option>
          <option value="R" selected={row?.tipoEntrega === "R"}>
            {t("R retira", "R pick-up")}
          </option>
        </select>
      </Td>
      {NUMBERS.map(([field, portuguese, english]) => (
        <Td class="field-cell slim" label={t(portuguese, english)}>
          <input
            name={`${field}-${n}`}
            aria-label={`${t(portuguese, english)}, ${line}`}
            list={`uso-${field}`}
            maxlength={20}
            inputmode={field === "nroTabVenda" ? "text" : "numeric"}
            value={row?.[field] ?? ""}
            readonly={isReadOnly}
          />
        </Td>
      ))}
    </tr>
  );
};
