/** Do the orders of Shopify, the hub and the ERP agree? The last comparison's counts, then each order that differs. */
import type { readLedgerReport } from "../../hub/ledger/report.ts";
import { counted, figure } from "../../messages/figures.ts";
import { differenceDetail, differenceKind, verdictText } from "../../messages/orders/ledger-words.ts";
import type { Language } from "../../messages/language.ts";
import type { Instant } from "../../ports.ts";
import { mayAct } from "../../rules/access/scope.ts";
import { toErpTime } from "../../rules/brazil/erp-time.ts";
import { DIFFERENCES, type Difference } from "../../rules/orders/ledger/compare.ts";
import { address, orderAddress } from "../addresses.ts";
import { Lead, Part, Records, Td, Th } from "../parts/bits.tsx";
import { clock, day, moment } from "../parts/format.ts";
import { Mark } from "../parts/icons.tsx";
import { FormToken, Page, ROOT } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";

const HERE = "/conferencia";
const DAY_MS = 86_400_000;

export type LedgerReport = Awaited<ReturnType<typeof readLedgerReport>>;

export interface LedgerState {
  readonly frame: Frame;
  readonly now: Instant;
  readonly report: LedgerReport;
  readonly kind: Difference["kind"] | null;
}

export const LedgerPage = (state: LedgerState) => {
  const { frame, now, report } = state;
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const { run } = report;
  const isWell = run !== null && run.problem === null && run.totals.closes && report.differences.length === 0;
  return (
    <Page frame={frame} room="loads" title={t("Conferência de pedidos", "Ledger of orders")}>
      <nav aria-label={t("Onde estou", "Where I am")} class="crumbs">
        <a href={`${ROOT}/cargas`}>{t("Cargas", "Loads")}</a> / {t("Conferência de pedidos", "Ledger of orders")}
      </nav>
      <h1 class="hidden">{t("Conferência de pedidos", "Ledger of orders")}</h1>
      <div class="verdict">
        <Mark kind={run === null ? "wait" : isWell ? "ok" : "warn"} />
        <p class="say">{sentence(report, language)}</p>
        <p class="muted small">
          {run === null
            ? t("A primeira roda sozinha nesta noite.", "The first one runs by itself tonight.")
            : `${day(run.since, language)} ${clock(run.since)} – ${day(run.before, language)} ${clock(run.before)}${run.endedAt === null ? `, ${t("em andamento", "under way")}` : ""}`}
        </p>
      </div>
      {run === null ? null : <Counts {...state} run={run} />}
      <Differing {...state} />
      {mayAct(role, "operator") ? <AskForm frame={frame} now={now} left={report.questionsLeftTonight} /> : null}
    </Page>
  );
};

function sentence({ run, differences, next }: LedgerReport, language: Language): string {
  const t = sayIn(language);
  if (run === null) return t("Os pedidos ainda não foram conferidos.", "The orders were not compared yet.");
  if (run.problem !== null)
    return t("A última conferência parou antes do fim.", "The last comparison stopped before its end.");
  if (differences.length === 0)
    return run.totals.closes
      ? t("Shopify, conector e ERP têm os mesmos pedidos.", "Shopify, the connector and the ERP have the same orders.")
      : t("As contas não fecham, e nenhum pedido diz por quê.", "The counts do not close, and no order says why.");
  const more = next === null ? "" : t("mais de ", "more than ");
  return t(
    `${capital(more)}${counted(differences.length, "pedido difere", "pedidos diferem", language)} entre Shopify e ERP.`,
    `${capital(more)}${counted(differences.length, "order differs", "orders differ", language)} between Shopify and the ERP.`,
  );
}
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const Counts = ({ frame, run }: LedgerState & { readonly run: NonNullable<LedgerReport["run"]> }) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const { totals } = run;
  const n = (value: number) => figure(value, language);
  return (
    <Part id="contas" title={t("As contas", "The counts")}>
      <div class="panel">
        <Records
          caption={t("Pedidos por resultado e lado", "Orders by verdict and side")}
          head={
            <>
              <Th class="p main-cell">{t("Resultado", "Verdict")}</Th>
              <Th class="num">{t("Pedidos", "Orders")}</Th>
              <Th class="num">Shopify</Th>
              <Th class="num">{t("Conector", "Connector")}</Th>
              <Th class="num">ERP</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {totals.byVerdict
              .filter(({ orders }) => orders > 0)
              .map(({ verdict, orders, shopify, hub, erp }) => (
                <tr role="row" class={verdict === "differs" ? "differs" : undefined}>
                  <Lead>{verdictText(verdict, language)}</Lead>
                  <Td class="num" label={t("pedidos", "orders")}>
                    {n(orders)}
                  </Td>
                  <Td class="num" label="Shopify">
                    {n(shopify)}
                  </Td>
                  <Td class="num" label={t("conector", "connector")}>
                    {n(hub)}
                  </Td>
                  <Td class="num" label="ERP">
                    {n(erp)}
                  </Td>
                </tr>
              ))}
          </tbody>
          <tfoot role="rowgroup">
            <tr role="row">
              <th scope="row" role="rowheader" class="p">
                {totals.closes ? t("Soma: fecha", "Sum: closes") : t("Soma: não fecha", "Sum: does not close")}
              </th>
              <Td class="num drop">{""}</Td>
              <Td class="num" label="Shopify">
                {n(totals.shopify)}
              </Td>
              <Td class="num" label={t("conector", "connector")}>
                {n(totals.hub)}
              </Td>
              <Td class="num" label="ERP">
                {n(totals.erp)}
              </Td>
            </tr>
          </tfoot>
        </Records>
      </div>
    </Part>
  );
};

const Differing = ({ frame, now, report, kind }: LedgerState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const { differences, next } = report;
  return (
    <Part id="diferem" title={t("Pedidos que diferem", "Orders that differ")}>
      <form class="filters" action={`${ROOT}${HERE}`}>
        <div class="field">
          <label for="tipo">{t("Diferença", "Difference")}</label>
          <select id="tipo" name="tipo">
            <option value="">{t("todas", "all")}</option>
            {DIFFERENCES.map((each) => (
              <option value={each} selected={each === kind}>
                {differenceKind(each, language)}
              </option>
            ))}
          </select>
        </div>
        <button class="btn" type="submit">
          {t("Filtrar", "Filter")}
        </button>
      </form>
      <div class="panel">
        {differences.length === 0 ? (
          <div class="empty">
            <b>{t("Nenhum pedido difere", "No order differs")}</b>
            <p>
              {t(
                "A conferência roda toda noite e pergunta de novo o que ficou sem resposta.",
                "The comparison runs every night and asks again what had no answer.",
              )}
            </p>
          </div>
        ) : (
          <Records
            caption={t(
              "Pedidos que diferem entre Shopify, conector e ERP",
              "Orders that differ between Shopify, connector and ERP",
            )}
            head={
              <>
                <Th class="p main-cell">{t("Pedido", "Order")}</Th>
                <Th>{t("O que difere", "What differs")}</Th>
                <Th class="end">{t("Conferido", "Compared")}</Th>
              </>
            }
          >
            <tbody role="rowgroup">
              {differences.map((order) => (
                <tr role="row">
                  <Lead>
                    <a href={orderAddress(order.orderId)}>{order.name ?? order.orderId}</a>
                  </Lead>
                  <Td>
                    {order.differences.map((difference) => (
                      <div>
                        {differenceKind(difference.kind, language)}{" "}
                        <span class="hint">{differenceDetail(difference, language)}</span>
                      </div>
                    ))}
                  </Td>
                  <Td class="end nowrap">{moment(order.checkedAt, now, language)}</Td>
                </tr>
              ))}
            </tbody>
          </Records>
        )}
      </div>
      {next === null ? null : (
        <nav class="pages" aria-label={t("Páginas", "Pages")}>
          <a class="btn" href={address(HERE, { tipo: kind, depois: next })}>
            {t("Próximos", "Next")}
          </a>
        </nav>
      )}
    </Part>
  );
};

const dayOf = (at: Instant): string => toErpTime(at).slice(0, 10);

const AskForm = ({ frame, now, left }: { readonly frame: Frame; readonly now: Instant; readonly left: number }) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  return (
    <Part id="pedir" title={t("Conferir um período", "Compare a window")}>
      <form class="panel pad" method="post" action={`${ROOT}${HERE}`} aria-labelledby="pedir">
        <FormToken frame={frame} />
        <div class="form-row">
          <div class="field">
            <label for="de">{t("Pedidos feitos de", "Orders made from")}</label>
            <input id="de" name="de" type="date" value={dayOf(now - 2 * DAY_MS)} max={dayOf(now)} required />
          </div>
          <div class="field">
            <label for="ate">{t("até antes de", "and before")}</label>
            <input id="ate" name="ate" type="date" value={dayOf(now)} max={dayOf(now)} required />
          </div>
        </div>
        <div class="row">
          <button class="btn" type="submit">
            {t("Conferir", "Compare")}
          </button>
          <span class="hint">
            {t(
              `O ERP ainda responde ${counted(left, "pergunta", "perguntas", language)} nesta noite; um período maior segue nas próximas.`,
              `The ERP is asked ${counted(left, "more question", "more questions", language)} tonight; a larger window goes on in the next nights.`,
            )}
          </span>
        </div>
      </form>
    </Part>
  );
};
