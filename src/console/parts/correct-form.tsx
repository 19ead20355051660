/** A value that the buyer left out or mistyped: typed in here, sent to the ERP, and never written to Shopify. */
import type { ShownOrderCorrection } from "../../hub/orders/overview.ts";
import { mayAct } from "../../rules/access/scope.ts";
import type { CorrectedField } from "../../rules/orders/people/corrections.ts";
import type { Instant } from "../../ports.ts";
import { fieldWord } from "../corrected-fields.ts";
import { orderAddress } from "../addresses.ts";
import { type Frame, sayIn } from "../viewer.ts";
import { moment } from "./format.ts";
import { FormToken } from "./layout.tsx";

/** More fields than these are folded: the ERP's own words say which one is meant. */
const SHOWN_MAX = 3;

const KEYBOARDS: Readonly<Partial<Record<CorrectedField, "numeric" | "tel" | "email">>> = {
  cep: "numeric",
  phone: "tel",
  email: "email",
};

export const CorrectForm = ({
  frame,
  orderId,
  fields,
  back,
}: {
  readonly frame: Frame;
  readonly orderId: string;
  readonly fields: readonly CorrectedField[];
  /** Where the form leads to. */
  readonly back: string;
}) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  if (fields.length === 0 || !mayAct(role, "operator")) return null;
  const isFolded = fields.length > SHOWN_MAX;
  const note = (
    <div class="field grow">
      <label for="corrigir-nota">{t("De onde veio o valor", "Where the value comes from")}</label>
      <input id="corrigir-nota" name="nota" maxlength={300} required />
      <span class="hint">
        {t(
          "Fica na linha do tempo e na auditoria, com o seu nome; sem dados do cliente.",
          "Goes to the timeline and the audit, with your name; no customer's data.",
        )}
      </span>
    </div>
  );
  const inputs = (
    <div class="form-row">
      {fields.map((field) => (
        <div class="field">
          <label for={`corrigir-${field}`}>{capital(fieldWord(field, language))}</label>
          <input
            id={`corrigir-${field}`}
            name={field}
            maxlength={200}
            autocomplete="off"
            inputmode={KEYBOARDS[field] ?? "text"}
            required={fields.length === 1}
          />
        </div>
      ))}
      {isFolded ? null : note}
    </div>
  );
  return (
    <form class="panel pad" method="post" action={`${orderAddress(orderId)}/corrigir`} aria-labelledby="corrigir">
      <FormToken frame={frame} />
      <input type="hidden" name="volta" value={back} />
      <h2 id="corrigir">{t("Corrigir aqui", "Cure it here")}</h2>
      <p class="small">
        {t(
          "O valor vai só ao ERP; o pedido na Shopify não muda. Se ele mudar lá depois, vale o que estiver lá.",
          "The value goes to the ERP only; the Shopify order stays as it is. A later change there counts again.",
        )}
      </p>
      {isFolded ? (
        <>
          <details class="fold">
            <summary class="btn quiet">{t("Escolher o campo…", "Choose the field…")}</summary>
            {inputs}
          </details>
          <div class="form-row">{note}</div>
        </>
      ) : (
        inputs
      )}
      <div class="row">
        <button class="btn primary" type="submit">
          {t("Gravar e mandar o pedido", "Store, and send the order")}
        </button>
      </div>
    </form>
  );
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What holds of an order by a person's word, each masked, with the way to take it back. */
export const Corrections = ({
  frame,
  now,
  orderId,
  corrections,
}: {
  readonly frame: Frame;
  readonly now: Instant;
  readonly orderId: string;
  readonly corrections: readonly ShownOrderCorrection[];
}) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  if (corrections.length === 0) return null;
  return (
    <section class="panel pad" aria-labelledby="corrigido">
      <h2 id="corrigido">{t("Corrigido aqui", "Corrected here")}</h2>
      <dl class="facts">
        {corrections.map(({ field, value, note, who, at }) => (
          <>
            <dt>{fieldWord(field, language)}</dt>
            <dd>
              {value}
              <span class="hint">
                {who}, {moment(at, now, language)}: {note}
              </span>
              {mayAct(role, "operator") ? (
                <form method="post" action={`${orderAddress(orderId)}/corrigir`}>
                  <FormToken frame={frame} />
                  <input type="hidden" name="retirar" value={field} />
                  <button
                    class="link small"
                    type="submit"
                    aria-label={t(
                      `Retirar a correção: ${fieldWord(field, language)}`,
                      `Take the correction back: ${fieldWord(field, language)}`,
                    )}
                  >
                    {t("retirar", "take back")}
                  </button>
                </form>
              ) : null}
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
};
