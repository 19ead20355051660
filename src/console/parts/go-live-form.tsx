/** The checklist of the go-live, and one switch for each lane. */
import { goLiveText, LANE_NAMES } from "../../messages/go-live.ts";
import { mayAct } from "../../rules/access/scope.ts";
import { goLiveStates, openFor, type GoLiveFacts, type GoLiveStep } from "../../rules/work/go-live.ts";
import { LANES } from "../../rules/work/lanes.ts";
import { type Frame, sayIn } from "../viewer.ts";
import { Part } from "./bits.tsx";
import { Tick } from "./icons.tsx";
import { FormToken, ROOT } from "./layout.tsx";

/** Steps whose hint still says something once they are done: how far, since when, who. */
const TELLS: readonly GoLiveStep[] = ["loads", "companies", "orders-since"];

export const GoLive = ({ frame, facts }: { readonly frame: Frame; readonly facts: GoLiveFacts }) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const isAdmin = mayAct(role, "admin");
  const states = goLiveStates(facts);
  return (
    <Part id="ao-vivo" title={t("No ar", "Live")}>
      {states.every(({ isDone }) => isDone) ? null : (
        <>
          <h3>{t("Os passos, nesta ordem", "The steps, in this order")}</h3>
          <ol class="panel checks">
            {states.map(({ step, isDone }) => {
              const { title, hint } = goLiveText(step, facts, language);
              return (
                <li>
                  <Tick kind={isDone ? "ok" : "wait"} label={isDone ? t("feito", "done") : t("por fazer", "to do")} />
                  <span>{title}</span>
                  {isDone && !TELLS.includes(step) && !(step === "report" && facts.report.seenAt !== null) ? null : (
                    <span class="hint">{hint}</span>
                  )}
                </li>
              );
            })}
          </ol>
          <h3>{t("As partes: cada uma entra no ar sozinha", "The lanes: each goes live by itself")}</h3>
        </>
      )}
      <div class="panel">
        <ul class="checks">
          {LANES.map((lane) => {
            const isOn = !facts.held.includes(lane);
            const open = openFor([lane], states);
            const name = LANE_NAMES[language][lane];
            return (
              <li>
                <Tick kind={isOn ? "ok" : "wait"} label={isOn ? t("no ar", "live") : t("em ensaio", "dry run")} />
                <span>{name}</span>
                {isOn ? <span class="small muted">{t("no ar", "live")}</span> : null}
                {isOn || !isAdmin ? null : (
                  <form method="post" action={`${ROOT}/ajustes/ao-vivo`}>
                    <FormToken frame={frame} />
                    <input type="hidden" name="parte" value={lane} />
                    {open.length === 0 ? null : (
                      <label class="row small">
                        <input type="checkbox" name="mesmo-assim" required />{" "}
                        {t("mesmo com passos abertos", "although steps are open")}
                      </label>
                    )}
                    <button class="btn" type="submit" aria-label={t(`Pôr no ar: ${name}`, `Switch on: ${name}`)}>
                      {t("Pôr no ar", "Switch on")}
                    </button>
                  </form>
                )}
                {isOn || open.length === 0 ? null : (
                  <span class="hint">
                    {t("antes: ", "before: ")}
                    {open.map((step) => goLiveText(step, facts, language).title).join("; ")}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
        {isAdmin && facts.held.includes("orders") ? (
          <form class="pad" method="post" action={`${ROOT}/ajustes/pedido-de-teste`}>
            <FormToken frame={frame} />
            <div class="form-row">
              <div class="field">
                <label for="pedido-de-teste">
                  {t("Pedido de teste: o número da Shopify", "Test order: Shopify's number of it")}
                </label>
                <input
                  id="pedido-de-teste"
                  name="pedido"
                  inputmode="numeric"
                  pattern="[0-9]{1,20}"
                  value={facts.testOrder ?? ""}
                />
                <span class="hint">
                  {t("Só ele vai ao ERP durante o ensaio.", "It alone goes to the ERP during the dry run.")}
                </span>
              </div>
            </div>
            <div class="row">
              <button class="btn" type="submit">
                {t("Gravar o pedido de teste", "Store the test order")}
              </button>
            </div>
          </form>
        ) : null}
      </div>
    </Part>
  );
};
