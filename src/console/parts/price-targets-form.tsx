/** Where prices go: the company of the site's price, and the companies whose price a theme shows. */
import type { PriceTarget } from "../../hub/prices/price-targets.ts";
import type { CompanyShown } from "../../hub/settings/mappings.ts";
import { type Frame, sayIn } from "../viewer.ts";
import { FormToken, ROOT } from "./layout.tsx";

export interface PriceTargetsState {
  readonly frame: Frame;
  readonly companies: readonly CompanyShown[];
  readonly targets: readonly PriceTarget[];
}

export const PriceTargetsForm = ({ frame, companies, targets }: PriceTargetsState) => {
  const t = sayIn(frame.viewer.language);
  const base = targets.find(({ kind, removing }) => kind === "base" && !removing);
  const shown = new Set(
    targets.filter(({ kind, removing }) => kind === "metafield" && !removing).map(({ company }) => company),
  );
  if (companies.length === 0) return <p class="hint">{t("Ligue primeiro as lojas.", "Map the companies first.")}</p>;
  return (
    <form class="panel pad" method="post" action={`${ROOT}/mapeamentos/precos`} aria-labelledby="escolher">
      <FormToken frame={frame} />
      <h2 id="escolher">{t("Escolher", "Choose")}</h2>
      <div class="form-row">
        <div class="field">
          <label for="base">{t("Preço do site: o da loja", "Price of the site: company")}</label>
          <select id="base" name="base" required>
            {companies.map(({ company, name }) => (
              <option value={company} selected={company === base?.company}>
                {company} {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="segmento">{t("Segmento", "Segment")}</label>
          <input
            id="segmento"
            name="segmento"
            inputmode="numeric"
            pattern="[1-9][0-9]{0,5}"
            value={base?.segment ?? 1}
            required
          />
        </div>
        <div class="field">
          <label for="queda">{t("Segura quedas acima de, em %", "Holds falls above, in %")}</label>
          <input
            id="queda"
            name="queda"
            inputmode="numeric"
            pattern="[1-9][0-9]?|100"
            value={base?.dropMaxPercent ?? 80}
            required
          />
        </div>
      </div>
      <fieldset class="plain">
        <legend class="legend">
          {t(
            "Preço por loja, para o tema (metacampo erp.precos)",
            "Price by company, for the theme (metafield erp.precos)",
          )}
        </legend>
        <div class="row">
          {companies.map(({ company, name }) => (
            <label class="row">
              <input type="checkbox" name="loja" value={company} checked={shown.has(company)} /> {company} {name}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="row">
        <button class="btn primary" type="submit">
          {t("Gravar e enviar os preços", "Store, and send the prices")}
        </button>
        <span class="hint">
          {t(
            "Outra loja envia todos os preços do site de novo. Listas de preços ficam como estão.",
            "Another company sends all prices of the site again. Price lists stay as they are.",
          )}
        </span>
      </div>
    </form>
  );
};
