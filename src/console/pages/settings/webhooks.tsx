/** Does Shopify still tell us? Each webhook, and the repair of those that are missing. */
import type { Instant } from "../../../ports.ts";
import { mayAct } from "../../../rules/access/scope.ts";
import { Badge, Dot, Lead, Records, Td, Th } from "../../parts/bits.tsx";
import { moment } from "../../parts/format.ts";
import { FormToken, Page, ROOT } from "../../parts/layout.tsx";
import { SettingsTabs } from "../../parts/settings-tabs.tsx";
import { type Frame, sayIn } from "../../viewer.ts";

export interface WebhooksState {
  readonly frame: Frame;
  readonly now: Instant;
  /** Where Shopify was told to send them; null: no set-up has ended yet. */
  readonly address: string | null;
  /** Topics of this app; `isThere` null: Shopify did not answer. */
  readonly topics: readonly { readonly topic: string; readonly isThere: boolean | null }[];
  /** When the last order came in by a webhook. */
  readonly lastOrderAt: Instant | null;
}

const WORDS: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
  ORDERS_CREATE: ["Pedido feito", "Order made"],
  ORDERS_PAID: ["Pedido pago", "Order paid"],
  ORDERS_UPDATED: ["Pedido mudado", "Order changed"],
  ORDERS_CANCELLED: ["Pedido cancelado", "Order cancelled"],
  ORDERS_DELETE: ["Pedido excluído", "Order deleted"],
  ORDERS_EDITED: ["Pedido editado", "Order edited"],
  BULK_OPERATIONS_FINISH: ["Lote terminado", "Bulk job finished"],
};

export const WebhooksPage = ({ frame, now, address, topics, lastOrderAt }: WebhooksState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const missing = topics.filter(({ isThere }) => isThere === false).length;
  const isSilent = topics.some(({ isThere }) => isThere === null);
  const verdict =
    address === null
      ? t("A configuração ainda não pediu webhooks.", "The set-up has not asked for webhooks yet.")
      : isSilent
        ? t("A Shopify não respondeu agora.", "Shopify did not answer now.")
        : missing === 0
          ? t("A Shopify avisa de tudo.", "Shopify tells everything.")
          : t(
              missing === 1
                ? "Falta 1 webhook: os pedidos dele vêm pela varredura, em até cinco minutos."
                : `Faltam ${missing} webhooks: os pedidos vêm pela varredura, em até cinco minutos.`,
              `${missing} missing: their orders come by the sweep, within five minutes.`,
            );
  return (
    <Page frame={frame} room="settings" title="Webhooks">
      <div class="head">
        <div>
          <h1>{verdict}</h1>
          <p class="muted">
            {lastOrderAt === null
              ? t("Nenhum pedido veio por webhook ainda.", "No order has come by a webhook yet.")
              : `${t("O último pedido por webhook veio", "The last order by a webhook came")} ${moment(lastOrderAt, now, language)}.`}{" "}
            {address === null ? null : <code class="copy">{address}</code>}
          </p>
        </div>
        {mayAct(role, "admin") ? (
          <form method="post" action={`${ROOT}/ajustes/webhooks`}>
            <FormToken frame={frame} />
            <button class={missing > 0 || address === null ? "btn primary" : "btn"} type="submit">
              {missing > 0
                ? t(`Refazer os ${missing} que faltam`, `Make the ${missing} missing ones`)
                : t("Conferir e refazer", "Check and make again")}
            </button>
          </form>
        ) : null}
      </div>
      <SettingsTabs frame={frame} tab="webhooks" />
      <div class="panel">
        <Records
          caption={t("Webhooks deste app na Shopify", "Webhooks of this app in Shopify")}
          head={
            <>
              <Th class="p main-cell">{t("Aviso", "Notice")}</Th>
              <Th>{t("Nome na Shopify", "Name in Shopify")}</Th>
              <Th class="end">{t("Situação", "State")}</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {topics.map(({ topic, isThere }) => (
              <tr role="row">
                <Lead>{WORDS[topic] === undefined ? topic : t(...WORDS[topic])}</Lead>
                <Td>
                  <code>{topic}</code>
                </Td>
                <Td class="end">
                  {isThere === null ? (
                    <Badge tone="wait">{t("sem resposta", "no answer")}</Badge>
                  ) : isThere ? (
                    <Dot tone="ok">{t("está lá", "there")}</Dot>
                  ) : (
                    <Badge tone="bad">{t("falta", "missing")}</Badge>
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Records>
      </div>
      <p class="small muted">
        {t(
          "O conector confere a cada hora e refaz sozinho o que a Shopify retirou.",
          "The connector checks every hour, and makes again what Shopify took away.",
        )}
      </p>
    </Page>
  );
};
