/** What would change, were the dry run off. */
import type { DryReport } from "../../hub/dry-run/report.ts";
import type { ReportSeen } from "../../hub/dry-run/seen.ts";
import { shownLine } from "../../messages/dry-run.ts";
import { LANE_NAMES } from "../../messages/go-live.ts";
import { money } from "../../messages/language.ts";
import { mayAct } from "../../rules/access/scope.ts";
import { Lead, Part, Records, Td, Th } from "../parts/bits.tsx";
import { figure } from "../../messages/figures.ts";
import { FormToken, Page, ROOT } from "../parts/layout.tsx";
import { orderAddress } from "../addresses.ts";
import { type Frame, sayIn } from "../viewer.ts";

export const DryRunPage = ({
  frame,
  report,
  seen,
}: {
  readonly frame: Frame;
  readonly report: DryReport;
  /** A person looked at the report; null: not yet. */
  readonly seen: ReportSeen | null;
}) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const { dryRun, scopes, orders } = report;
  const isOn = dryRun.all || dryRun.scopes.length > 0;
  const n = (value: number) => figure(value, language);
  return (
    <Page frame={frame} room="settings" title={t("Ensaio", "Dry run")}>
      <nav aria-label={t("Onde estou", "Where I am")} class="crumbs">
        <a href={`${ROOT}/ajustes`}>{t("Ajustes", "Settings")}</a> / {t("Ensaio", "Dry run")}
      </nav>
      <div class="head">
        <div>
          <h1>{t("Ensaio", "Dry run")}</h1>
          <p class="muted">
            {isOn
              ? t("Ligado: nada do que está abaixo foi escrito.", "On: nothing below was written.")
              : scopes.length === 0
                ? t("Desligado.", "Off.")
                : t("Desligado. O que está abaixo é da última vez.", "Off. What is below is of the last time.")}
          </p>
        </div>
        <div class="row">
          {seen === null && isOn && scopes.length > 0 && mayAct(frame.viewer.role, "operator") ? (
            <form method="post" action={`${ROOT}/ensaio/conferido`}>
              <FormToken frame={frame} />
              <button class="btn primary" type="submit">
                {t("Conferi o ensaio", "I have looked at it")}
              </button>
            </form>
          ) : null}
          <a class="btn" href={`${ROOT}/ajustes#ensaio`}>
            {t("Ligar ou desligar", "Switch on or off")}
          </a>
        </div>
      </div>
      {scopes.length === 0 && orders.waiting === 0 ? (
        <div class="panel empty">
          <b>{t("Nenhum ensaio foi feito ainda", "No dry run was made yet")}</b>
          <p>
            {t(
              "Ligado, ele calcula tudo e mostra aqui o que mudaria na Shopify e no ERP, sem escrever nada.",
              "Switched on, it computes everything and shows here what would change in Shopify and the ERP, and writes nothing.",
            )}
          </p>
        </div>
      ) : null}
      {scopes.map((pass) => (
        <Part
          id={pass.scope}
          title={LANE_NAMES[language][pass.scope]}
          aside={
            <span class="small muted">
              {n(pass.previewed)} {t("olhados", "looked at")} = {n(pass.created)} {t("criados", "created")} +{" "}
              {n(pass.changed)} {t("mudariam", "changed")} + {n(pass.removed)} {t("sairiam", "removed")} +{" "}
              {n(pass.refused)} {t("recusados", "refused")} + {n(pass.waiting)} {t("esperam", "waiting")} +{" "}
              {n(pass.same)} {t("iguais", "same")}
            </span>
          }
        >
          <div class="panel">
            {pass.newest.length === 0 ? (
              <div class="empty">
                <p>{t("Nada mudaria.", "Nothing would change.")}</p>
              </div>
            ) : (
              <Records
                caption={t(
                  `${LANE_NAMES[language][pass.scope]}: o que mudaria se o ensaio fosse desligado`,
                  `${LANE_NAMES[language][pass.scope]}: what would change, were the dry run off`,
                )}
                head={
                  <>
                    <Th class="p main-cell">{t("Registro", "Record")}</Th>
                    <Th>{t("O que mudaria", "What would change")}</Th>
                  </>
                }
              >
                <tbody role="rowgroup">
                  {pass.newest.map((line) => {
                    const { record, message } = shownLine(pass.scope, line, language);
                    return (
                      <tr role="row">
                        <Lead>{record}</Lead>
                        <Td>{message}</Td>
                      </tr>
                    );
                  })}
                </tbody>
              </Records>
            )}
          </div>
        </Part>
      ))}
      {orders.waiting === 0 ? null : (
        <Part
          id="pedidos"
          title={t("Pedidos que iriam ao ERP", "Orders that would go to the ERP")}
          aside={<span class="small muted">{n(orders.waiting)}</span>}
        >
          <ol class="panel alerts">
            {orders.newest.map(({ orderId, totalCents, skus }) => (
              <li>
                <p>
                  {orderId}{" "}
                  <span class="hint">
                    {totalCents === null ? "" : money(totalCents, language)} · {skus} SKUs
                  </span>
                </p>
                <a class="btn" href={orderAddress(orderId)}>
                  {t("Abrir", "Open")}
                </a>
              </li>
            ))}
          </ol>
        </Part>
      )}
    </Page>
  );
};
