/** The day's orders as a path that loses: received, in the ERP, invoiced. */
import type { TodayFacts } from "../../hub/report/today.ts";
import type { Language } from "../../messages/language.ts";
import type { OrderState } from "../../rules/orders/state-machine.ts";
import { address } from "../addresses.ts";
import { sayIn } from "../viewer.ts";
import { Bar, Part } from "./bits.tsx";
import { counted, figure, span } from "../../messages/figures.ts";

export const OrdersToday = ({ facts, language }: { readonly facts: TodayFacts; readonly language: Language }) => {
  const t = sayIn(language);
  const { byState, medianMs, p95Ms } = facts.orders;
  const n = (...states: readonly OrderState[]) =>
    byState.filter(({ state }) => states.includes(state)).reduce((sum, { orders }) => sum + orders, 0);
  const received = byState.reduce((sum, { orders }) => sum + orders, 0);
  const bySweep = byState.reduce((sum, of) => sum + of.bySweep, 0);
  const inErp = n("submitted", "imported", "invoiced");
  const invoiced = n("invoiced");
  const held = n("on-hold", "failed");
  const waits = n("waiting-payment");
  const onTheWay = n("received", "ready", "submitting", "uncertain");
  const ended = n("cancelled", "ignored");
  const percent = (of: number) => (received === 0 ? 0 : (of * 100) / received);
  const share = (of: number) =>
    received === 0
      ? "—"
      : `${(Math.round(percent(of) * 10) / 10).toString().replace(".", language === "pt-BR" ? "," : ".")} %`;
  return (
    <Part
      id="pedidos"
      title={t("Pedidos de hoje", "Today's orders")}
      aside={
        medianMs === null || p95Ms === null ? null : (
          <span class="muted small">
            {t(
              `da chegada ao envio ao ERP: metade em ${span(medianMs, language)}, 95 % em ${span(p95Ms, language)}`,
              `from arrival to the ERP: half within ${span(medianMs, language)}, 95% within ${span(p95Ms, language)}`,
            )}
          </span>
        )
      }
    >
      {received === 0 ? (
        <div class="panel empty">
          <b>{t("Nenhum pedido hoje ainda", "No order today yet")}</b>
          <p>
            {t("Um pedido aparece aqui segundos depois de pago.", "An order appears here seconds after it is paid.")}
          </p>
        </div>
      ) : (
        <div class="panel">
          <ol class="funnel">
            <li>
              <span class="muted small">{t("Recebidos", "Received")}</span>
              <b>
                <a href={address("/pedidos")}>{figure(received, language)}</a>
              </b>
              <span class="hint">
                {bySweep === 0
                  ? t("todos pelo aviso da Shopify", "all by webhook")
                  : t(
                      counted(bySweep, "achado pela varredura", "achados pela varredura", language),
                      `${figure(bySweep, language)} found by the sweep`,
                    )}
              </span>
              <Bar percent={100} tone="go" />
            </li>
            <li>
              <span class="muted small">{t("No ERP", "In the ERP")}</span>
              <b>{figure(inErp, language)}</b>
              <span class="hint">{share(inErp)}</span>
              <Bar percent={percent(inErp)} tone="go" />
            </li>
            <li>
              <span class="muted small">{t("Nota na Shopify", "Invoice in Shopify")}</span>
              <b>{figure(invoiced, language)}</b>
              <span class="hint">{share(invoiced)}</span>
              <Bar percent={percent(invoiced)} tone="go" />
            </li>
          </ol>
          <p class="equation">
            {figure(received, language)} {t("recebidos", "received")} = {figure(inErp, language)}{" "}
            {t("no ERP", "in the ERP")} +{" "}
            <a href={address("/pedidos", { estado: "stopped" })}>
              {figure(held, language)} {t(held === 1 ? "retido" : "retidos", "held")}
            </a>{" "}
            + {figure(waits, language)} {t("aguardando pagamento", "waiting for payment")} +{" "}
            {figure(onTheWay, language)} {t("a caminho", "on the way")} +{" "}
            {t(
              counted(ended, "encerrado antes", "encerrados antes", language),
              `${figure(ended, language)} ended before`,
            )}
          </p>
        </div>
      )}
    </Part>
  );
};
