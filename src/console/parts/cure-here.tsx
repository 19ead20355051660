/** The cure on the same page, where it is ours. */
import type { CauseState } from "../pages/cause.tsx";
import { causeAddress, orderAddress } from "../addresses.ts";
import { mayAct } from "../../rules/access/scope.ts";
import { money } from "../../messages/language.ts";
import { sayIn } from "../viewer.ts";
import { FormToken, ROOT } from "./layout.tsx";
import { Lead, Records, Td, Th } from "./bits.tsx";

export const CureHere = (state: CauseState) => {
  const { area, reason } = state;
  if (area === "orders" && reason === "gateway-unmapped") return <GatewayForm {...state} />;
  if (area === "publish-prices" && reason === "price-drop") return <PriceForm {...state} />;
  if (area === "publish-stock" && reason.startsWith("location")) return <ToMappings {...state} />;
  if (area === "orders" && reason === "location-unmapped") return <ToMappings {...state} />;
  if (area === "drift")
    return <ToPage {...state} path="/diferencas" name={["Ver as diferenças", "See the differences"]} />;
  if (area === "order-ledger")
    return <ToPage {...state} path="/conferencia" name={["Ver a conferência", "See the ledger"]} />;
  return null;
};

const ToMappings = ({ frame }: CauseState) => {
  const t = sayIn(frame.viewer.language);
  return (
    <div class="banner info">
      <p>
        {t("A cura é nossa: ligue a loja a um local da Shopify.", "The cure is ours: map the company to a location.")}
      </p>
      <div class="row">
        <a class="btn primary" href={`${ROOT}/mapeamentos`}>
          {t("Abrir os mapeamentos", "Open the mappings")}
        </a>
      </div>
    </div>
  );
};

/** The cure has a page of its own. */
const ToPage = ({
  frame,
  path,
  name,
}: CauseState & { readonly path: string; readonly name: readonly [portuguese: string, english: string] }) => {
  const t = sayIn(frame.viewer.language);
  return (
    <div class="banner info">
      <p>{t("A cura é nossa, e tem uma página própria.", "The cure is ours, and has a page of its own.")}</p>
      <div class="row">
        <a class="btn primary" href={`${ROOT}${path}`}>
          {t(...name)}
        </a>
      </div>
    </div>
  );
};

/** One gateway of Shopify, one payment form of the ERP. */
const GatewayForm = ({ frame, entries, area, reason, cause }: CauseState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const gateways = [
    ...new Set(
      entries.flatMap(({ params }) => {
        const list: unknown = "gateways" in params ? params.gateways : [];
        return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
      }),
    ),
  ];
  const [gateway] = gateways;
  if (gateway === undefined) return null;
  const [first] = entries;
  if (!mayAct(role, "admin"))
    return (
      <div class="banner info">
        <p>
          {t(
            "Um administrador escolhe a forma de pagamento do ERP para",
            "An administrator chooses the ERP's payment form for",
          )}{" "}
          <code>{gateway}</code>.
        </p>
      </div>
    );
  return (
    <form class="panel" method="post" action={`${ROOT}/mapeamentos/pagamento`} aria-labelledby="corrigir">
      <FormToken frame={frame} />
      <input type="hidden" name="volta" value={causeAddress({ area, reason })} />
      <div class="pad">
        <h2 id="corrigir">{t("Corrigir aqui", "Cure it here")}</h2>
        <p>
          {t("A Shopify mandou", "Shopify sent")} <code>{gateway}</code>
          {t(
            "; o ERP precisa do número de uma das formas dele. A escolha vale também para os próximos pedidos.",
            "; the ERP needs the number of one of its forms. The choice holds for the next orders too.",
          )}
        </p>
        <div class="form-row">
          <div class="field">
            <label for="gateway">{t("Na Shopify", "In Shopify")}</label>
            <input id="gateway" name="gateway" value={gateway} readonly />
            {first ? (
              <span class="hint">
                {t("visto em", "seen in")} <a href={orderAddress(first.ref ?? "")}>{nameOfOrder(first.params)}</a>
              </span>
            ) : null}
          </div>
          <div class="field">
            <label for="forma">
              {t("Número da forma no ERP (seqFormaPagto)", "The form's number in the ERP (seqFormaPagto)")}
            </label>
            <input id="forma" name="forma" inputmode="numeric" pattern="[0-9]{1,9}" required />
          </div>
        </div>
        <div class="row">
          <button class="btn primary" type="submit">
            {t(
              `Gravar; ${cause?.open ?? 0} pedidos seguem sozinhos`,
              `Store; ${cause?.open ?? 0} orders go on by themselves`,
            )}
          </button>
        </div>
      </div>
    </form>
  );
};

const nameOfOrder = (params: object): string => {
  const name = "name" in params ? params.name : null;
  return typeof name === "string" ? name : "";
};

/** Prices that would fall too far: before and after, and letting exactly these pass. */
const PriceForm = ({ frame, entries, area, reason }: CauseState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const held = entries.flatMap(({ sku = "", ref = "", company = 0, params }) => {
    const facts = params as {
      readonly company?: unknown;
      readonly lastCents?: unknown;
      readonly erpPriceCents?: unknown;
    };
    const { lastCents: last, erpPriceCents: next } = facts;
    return typeof last === "number" && typeof next === "number"
      ? [{ sku, ref, company: typeof facts.company === "number" ? facts.company : company, last, next }]
      : [];
  });
  return (
    <form class="panel" method="post" action={`${ROOT}/erros/precos`} data-choose aria-labelledby="precos">
      <FormToken frame={frame} />
      <input type="hidden" name="volta" value={causeAddress({ area, reason })} />
      <div class="pad">
        <h2 id="precos">{t("Antes e depois", "Before and after")}</h2>
      </div>
      <Records
        caption={t("Preços retidos: antes e depois", "Held prices: before and after")}
        head={
          <>
            <Th class="check-cell">
              <input type="checkbox" data-all aria-label={t("Escolher todos", "Choose all")} />
            </Th>
            <Th class="p main-cell">SKU</Th>
            <Th>{t("Loja", "Company")}</Th>
            <Th class="num">{t("Vale hoje", "Today")}</Th>
            <Th class="num">{t("Viria do ERP", "From the ERP")}</Th>
            <Th class="num">{t("Queda", "Fall")}</Th>
            <Th class="p">{t("Pista", "Clue")}</Th>
          </>
        }
      >
        <tbody role="rowgroup">
          {held.map(({ sku, ref, company, last, next }) => (
            <tr role="row">
              <Td class="check-cell">
                <input
                  type="checkbox"
                  name="preco"
                  value={JSON.stringify([ref, sku, next])}
                  aria-label={`${t("Escolher", "Choose")} ${sku}`}
                />
              </Td>
              <Lead>
                <a href={`${ROOT}/produtos/${encodeURIComponent(sku)}`}>{sku}</a>
              </Lead>
              <Td label={t("loja", "company")}>{company}</Td>
              <Td class="num" label={t("hoje", "today")}>
                <span class="was">{money(last, language)}</span>
              </Td>
              <Td class="num" label={t("viria", "next")}>
                <span class="now-is">{money(next, language)}</span>
              </Td>
              <Td class="num">
                <b>−{Math.floor(((last - next) * 100) / last)} %</b>
              </Td>
              <Td class="p">
                <span class="muted">{clueOf(last, next, t)}</span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Records>
      {mayAct(role, "operator") ? (
        <div class="pad">
          <div class="form-row">
            <div class="field">
              <label for="nota-preco">{t("Nota", "Note")}</label>
              <input id="nota-preco" name="nota" maxlength={300} />
              <span class="hint">{t("fica na auditoria, com o seu nome", "goes to the audit, with your name")}</span>
            </div>
          </div>
          <div class="row">
            <button class="btn primary" type="submit">
              {t("Liberar os escolhidos", "Approve the chosen ones")}
            </button>
            <span class="small muted">
              {t(
                "Liberar vale só para estes valores. Outro preço espera de novo.",
                "Only exactly these prices are approved. Another one waits again.",
              )}
            </span>
          </div>
        </div>
      ) : null}
    </form>
  );
};

/** Why a price may have fallen: a comma in the wrong place, or the price of one unit of a box. */
function clueOf(last: number, next: number, t: (portuguese: string, english: string) => string): string {
  if (next > 0 && Math.abs(last - next * 10) <= 5)
    return t("parece a vírgula: um décimo do preço", "like a misplaced comma: a tenth");
  if (next > 0 && Math.abs(last - next * 100) <= 50)
    return t("parece a vírgula: um centésimo", "like a misplaced comma: a hundredth");
  for (const units of [4, 6, 12, 24])
    if (Math.abs(last - next * units) <= units)
      return t(`parece o preço de 1 unidade da caixa de ${units}`, `like the price of 1 unit of a box of ${units}`);
  return "";
}
