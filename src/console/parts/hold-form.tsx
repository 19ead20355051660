/** An order that the ERP does not have yet: a person holds it with a note, and releases it. */
import type { ShownHold } from "../../hub/orders/overview.ts";
import { mayAct } from "../../rules/access/scope.ts";
import type { Instant } from "../../ports.ts";
import { orderAddress } from "../addresses.ts";
import { type Frame, sayIn } from "../viewer.ts";
import { moment } from "./format.ts";
import { FormToken } from "./layout.tsx";

/** Folded: holding is rare, and the page's own act comes first. */
export const HoldForm = ({ frame, orderId }: { readonly frame: Frame; readonly orderId: string }) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  if (!mayAct(role, "operator")) return null;
  return (
    <details class="fold">
      <summary class="btn quiet">{t("Segurar o pedido…", "Hold the order…")}</summary>
      <form class="panel pad" method="post" action={`${orderAddress(orderId)}/segurar`}>
        <FormToken frame={frame} />
        <p class="small">
          {t(
            "Ele não vai ao ERP até uma pessoa liberá-lo; o estoque continua reservado.",
            "It does not go to the ERP until a person releases it; its stock stays reserved.",
          )}
        </p>
        <div class="field grow">
          <label for="segurar-nota">{t("Por quê", "Why")}</label>
          <input id="segurar-nota" name="nota" maxlength={300} autocomplete="off" required />
          <span class="hint">
            {t(
              "Fica na linha do tempo e na auditoria, com o seu nome; sem dados do cliente.",
              "Goes to the timeline and the audit, with your name; no customer's data.",
            )}
          </span>
        </div>
        <div class="row">
          <button class="btn" type="submit">
            {t("Segurar", "Hold")}
          </button>
        </div>
      </form>
    </details>
  );
};

export const ReleaseForm = ({ frame, orderId }: { readonly frame: Frame; readonly orderId: string }) => {
  const { language, role } = frame.viewer;
  if (!mayAct(role, "operator")) return null;
  return (
    <form class="row" method="post" action={`${orderAddress(orderId)}/liberar`}>
      <FormToken frame={frame} />
      <button class="btn primary" type="submit">
        {sayIn(language)("Liberar o pedido", "Release the order")}
      </button>
    </form>
  );
};

/** Since when, by whose word and why; the way out beside it. */
export const Held = ({
  frame,
  now,
  orderId,
  held: { at, who, note },
}: {
  readonly frame: Frame;
  readonly now: Instant;
  readonly orderId: string;
  readonly held: ShownHold;
}) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  return (
    <section class="panel pad" aria-labelledby="segurado">
      <h2 id="segurado">{t("Segurado por uma pessoa", "Held by a person")}</h2>
      <p>
        {who === undefined ? "" : `${who}, `}
        {moment(at, now, language)}
        {note === undefined ? "" : `: ${note}`}
      </p>
      <ReleaseForm frame={frame} orderId={orderId} />
    </section>
  );
};
