/** What differs, who owes whom? One order from its arrival to its invoice. */
import type { OrderCase } from "../../hub/orders/case.ts";
import { money, type Language } from "../../messages/language.ts";
import type { Instant } from "../../ports.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { mayAct } from "../../rules/access/scope.ts";
import type { CorrectedField } from "../../rules/orders/people/corrections.ts";
import { holdRefusalOf } from "../../rules/orders/people/held.ts";
import { planInvoices } from "../../rules/orders/invoices.ts";
import { entryAddress, orderAddress, skuAddress } from "../addresses.ts";
import { sentenceOfEntry } from "../cure.ts";
import { isDifferent, type OrderLine, type SideBySide, sideBySide } from "../order-lines.ts";
import { reasonText, stateTone, stateWord, stepWords } from "../order-words.ts";
import { Badge, Lead, Part, Records, State, Td, Th } from "../parts/bits.tsx";
import { counted, figure } from "../../messages/figures.ts";
import { milli, moment } from "../parts/format.ts";
import { Corrections, CorrectForm } from "../parts/correct-form.tsx";
import { Held, HoldForm } from "../parts/hold-form.tsx";
import { FormToken, Page, ROOT } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";
import { companyText } from "./orders.tsx";

/** What asking for the order again would do; a refusal says from when it is possible. */
export type RetryShown =
  | { readonly ok: true; readonly action: "evaluate" | "lookUp" | "checkKept" | "submitAgain" }
  | { readonly ok: false; readonly notBefore: Instant | null };

export interface OrderState {
  readonly frame: Frame;
  readonly now: Instant;
  readonly found: OrderCase;
  readonly titles: ReadonlyMap<number, string>;
  readonly companyNames: ReadonlyMap<number, string>;
  readonly retry: RetryShown;
  /** Values that a person may type in for it now. */
  readonly corrects: readonly CorrectedField[];
  /** The order in Shopify's admin. */
  readonly shopAddress: string;
}

export const OrderPage = (state: OrderState) => {
  const { frame, now, found, companyNames } = state;
  const { order, timeline, events, entries, held } = found;
  const { language } = frame.viewer;
  const t = sayIn(language);
  const name = order.name ?? order.orderId;
  const sent = timeline.findLast(({ step, detail }) => step === "submitting" && detail !== null)?.detail ?? null;
  const lines = sideBySide(sent, events);
  const reason = reasonText(order.reason, language);
  return (
    <Page frame={frame} room="orders" title={t(`Pedido ${name}`, `Order ${name}`)}>
      <nav aria-label={t("Onde estou", "Where I am")} class="crumbs">
        <a href={`${ROOT}/pedidos`}>{t("Pedidos", "Orders")}</a> / {name}
      </nav>
      <div class="head">
        <div>
          <div class="title">
            <h1>{t(`Pedido ${name}`, `Order ${name}`)}</h1>
            <State tone={lines.differing > 0 ? "warn" : stateTone(order.state)}>
              {stateWord(order.state, language)}
              {lines.differing > 0 ? t(", difere", ", differs") : ""}
            </State>
          </div>
          <p>{sentenceOf(state, lines)}</p>
          <p class="muted small">
            {companyText(order.company, companyNames)} · {t("recebido", "received")}{" "}
            {moment(order.createdAt, now, language)} ·{" "}
            {order.foundBy === "sweep"
              ? t("achado pela varredura", "found by the sweep")
              : t("pelo aviso da Shopify", "by webhook")}
            {reason === "" ? "" : ` · ${reason}`}
          </p>
        </div>
        <Acts {...state} />
      </div>
      {entries.length === 0 ? null : (
        <ol class="panel alerts">
          {entries.map((entry) => (
            <li>
              <p>
                <span class="dot bad">
                  <span>{sentenceOfEntry(entry, language)}</span>
                </span>
              </p>
              <a class="btn" href={entryAddress(entry)}>
                {t("Abrir o erro", "Open the error")}
              </a>
            </li>
          ))}
        </ol>
      )}
      <div class="cols wide-left">
        <div class="stack-v">
          {held === null ? null : <Held frame={frame} now={now} orderId={order.orderId} held={held} />}
          <CorrectForm
            frame={frame}
            orderId={order.orderId}
            fields={state.corrects}
            back={orderAddress(order.orderId)}
          />
          {held === null && holdRefusalOf(order) === null ? <HoldForm frame={frame} orderId={order.orderId} /> : null}
          <Lines {...state} lines={lines} />
          <Timeline {...state} />
        </div>
        <aside class="stack-v" aria-label={t("Resumo", "Summary")}>
          <Money {...state} lines={lines} />
          <Corrections frame={frame} now={now} orderId={order.orderId} corrections={found.corrections} />
          <Invoices {...state} />
          <Numbers {...state} />
          <Actions {...state} />
        </aside>
      </div>
    </Page>
  );
};

function sentenceOf(
  { frame, found: { order, events, held } }: OrderState,
  { differing, snapshot }: SideBySide,
): string {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const billed = billedCents(events);
  if (billed !== null && snapshot !== null && billed !== snapshot.totalCents) {
    const less = snapshot.totalCents - billed;
    const lines = counted(differing, t("item difere", "line differs"), t("itens diferem", "lines differ"), language);
    return less > 0
      ? t(
          `Faturado por ${money(less, language)} a menos do que foi enviado: ${lines}.`,
          `Billed ${money(less, language)} less than was sent: ${lines}.`,
        )
      : t(
          `Faturado por ${money(-less, language)} a mais do que foi enviado: ${lines}.`,
          `Billed ${money(-less, language)} more than was sent: ${lines}.`,
        );
  }
  if (held !== null && order.state === "on-hold")
    return t("Não vai ao ERP até uma pessoa liberá-lo.", "It does not go to the ERP until a person releases it.");
  switch (order.state) {
    case "on-hold":
      return t("Não vai ao ERP enquanto isso não se resolve.", "It does not go to the ERP until this is solved.");
    case "failed":
      return t("O ERP não o aceitou; uma pessoa decide.", "The ERP did not take it; a person decides.");
    case "uncertain":
      return t(
        "O ERP não disse se o gravou; ele é perguntado antes de qualquer novo envio.",
        "The ERP did not say whether it stored it; it is asked before anything is sent again.",
      );
    case "invoiced":
      return t("A nota está no pedido da Shopify.", "The Shopify order shows the invoice.");
    case "imported":
      return t("O ERP tem a venda; falta a nota.", "The ERP has the sale; its invoice is to come.");
    case "submitted":
      return t("O ERP tem o pedido e ainda vai importá-lo.", "The ERP has the order and has yet to import it.");
    case "waiting-payment":
      return t("Espera o pagamento; os itens estão reservados.", "It waits for its payment; its goods are reserved.");
    case "cancelled":
    case "ignored":
      return t("Não vai ao ERP.", "It does not go to the ERP.");
    case "received":
    case "ready":
    case "submitting":
      return t("A caminho do ERP.", "On its way to the ERP.");
  }
}

/** What stands of the invoices; null: none came. */
const billedCents = (events: OrderCase["events"]): number | null => {
  const standing = planInvoices(events).invoices.filter(({ isCancelled }) => !isCancelled);
  return standing.length === 0 ? null : standing.reduce((sum, { totalCents }) => sum + totalCents, 0);
};

const Acts = ({ frame, now, found: { order, events, held }, retry, corrects, shopAddress }: OrderState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const waiting = events.filter(({ state }) => state === "desk" || state === "waiting");
  return (
    <div class="row">
      {mayAct(role, "operator") ? (
        <form class="row" method="post" action={`${orderAddress(order.orderId)}/agir`}>
          <FormToken frame={frame} />
          {retry.ok ? (
            <button
              class={corrects.length > 0 || held !== null ? "btn" : "btn primary"}
              name="ato"
              value="tentar"
              type="submit"
            >
              {retryWord(retry.action, language)}
            </button>
          ) : (
            <span class="muted small">
              {retry.notBefore === null
                ? ""
                : t(
                    `pode ser pedido de novo às ${moment(retry.notBefore, now, language)}`,
                    `may be asked again at ${moment(retry.notBefore, now, language)}`,
                  )}
            </span>
          )}
          {waiting.map(({ event }) => (
            <button class="btn" name="evento" value={event.eventKey} type="submit">
              {t(`Marcar ${event.type} como tratado`, `Mark ${event.type} as handled`)}
            </button>
          ))}
        </form>
      ) : null}
      <a class="btn" href={shopAddress} rel="noopener noreferrer">
        {t("Abrir na Shopify", "Open in Shopify")}
      </a>
    </div>
  );
};

function retryWord(action: Extract<RetryShown, { ok: true }>["action"], language: Language): string {
  const t = sayIn(language);
  switch (action) {
    case "evaluate":
      return t("Ler de novo na Shopify", "Read again in Shopify");
    case "lookUp":
      return t("Perguntar ao ERP e enviar se faltar", "Ask the ERP, and send it if missing");
    case "checkKept":
      return t("Perguntar de novo ao ERP", "Ask the ERP again");
    case "submitAgain":
      return t("Enviar de novo ao ERP", "Send to the ERP again");
  }
}

const Lines = ({ frame, lines, titles, found: { order, events } }: OrderState & { readonly lines: SideBySide }) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  if (lines.lines.length === 0)
    return (
      <Part id="itens" title={t("Itens", "Lines")}>
        <div class="panel empty">
          <p>
            {t(
              "Os itens aparecem aqui depois do envio ao ERP: como foram vendidos, enviados e faturados.",
              "The lines appear here after the submission: as sold, as sent, as billed.",
            )}
          </p>
        </div>
      </Part>
    );
  const { snapshot } = lines;
  const billed = billedCents(events);
  return (
    <Part
      id="itens"
      title={t("Itens", "Lines")}
      aside={
        <span class="small muted">
          {lines.isBilled
            ? t(
                `${figure(lines.differing, language)} de ${figure(lines.lines.length, language)} diferem do que foi enviado`,
                `${figure(lines.differing, language)} of ${figure(lines.lines.length, language)} differ from what was sent`,
              )
            : t("ainda não faturado", "not billed yet")}
        </span>
      }
    >
      <div class="panel">
        <Records
          classes="diff lines"
          caption={t(
            "Itens lado a lado: Shopify, enviado ao ERP e faturado",
            "Lines side by side: Shopify, sent to the ERP, billed",
          )}
          head={
            <>
              <Th class="p main-cell">{t("Item", "Line")}</Th>
              <Th class="num col">{t("Shopify, no envio", "Shopify, when sent")}</Th>
              <Th class="num col">{t("Enviado ao ERP", "Sent to the ERP")}</Th>
              <Th class="num col">{t("Faturado", "Billed")}</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {lines.lines.map((line) => (
              <tr role="row" class={isDifferent(line) ? "differs" : undefined}>
                <Lead>
                  <LineName line={line} titles={titles} />
                  {isDifferent(line) ? <span class="why">{whyText(line, language)}</span> : null}
                </Lead>
                <Td class="num col" label="Shopify">
                  {line.shop === null ? (
                    <span class="muted">{t("não havia", "not there")}</span>
                  ) : (
                    <>
                      {figure(line.shop.units, language)}
                      <span class="hint">{money(line.shop.cents, language)}</span>
                    </>
                  )}
                </Td>
                <Td class="num col" label={t("Enviado", "Sent")}>
                  {line.sentMilli === null ? (
                    <span class="muted">{t("não havia", "not there")}</span>
                  ) : (
                    milli(line.sentMilli, language)
                  )}
                </Td>
                <Td class="num col" label={t("Faturado", "Billed")}>
                  {!lines.isBilled ? (
                    "—"
                  ) : isDifferent(line) ? (
                    <ins>{milli(line.billedMilli ?? 0, language)}</ins>
                  ) : (
                    milli(line.billedMilli ?? 0, language)
                  )}
                  {line.priceCents === null ? null : <span class="hint">× {money(line.priceCents, language)}</span>}
                </Td>
              </tr>
            ))}
          </tbody>
          {snapshot === null ? null : (
            <tfoot role="rowgroup">
              <tr role="row">
                <th role="rowheader" scope="row" class="p">
                  {t("Frete", "Shipping")}
                </th>
                <Td class="num col drop">{""}</Td>
                <Td class="num col" label={t("Enviado", "Sent")}>
                  {money(snapshot.shippingCents, language)}
                </Td>
                <Td class="num col drop">{""}</Td>
              </tr>
              <tr role="row">
                <th role="rowheader" scope="row" class="p">
                  {t("Total", "Total")}
                </th>
                <Td class="num col" label="Shopify">
                  {order.totalCents === null ? "—" : money(order.totalCents, language)}
                </Td>
                <Td class="num col" label={t("Enviado", "Sent")}>
                  {money(snapshot.totalCents, language)}
                </Td>
                <Td class="num col" label={t("Faturado", "Billed")}>
                  {billed === null ? (
                    "—"
                  ) : billed === snapshot.totalCents ? (
                    money(billed, language)
                  ) : (
                    <ins>{money(billed, language)}</ins>
                  )}
                </Td>
              </tr>
            </tfoot>
          )}
        </Records>
      </div>
    </Part>
  );
};

const LineName = ({ line, titles }: { readonly line: OrderLine; readonly titles: ReadonlyMap<number, string> }) => {
  const key = parseSku(line.sku);
  if (key === null) return <>{line.sku}</>;
  const title = titles.get(key.seqProduct);
  return (
    <>
      <a href={skuAddress(key.sku)}>{title ?? key.sku}</a>
      {title === undefined ? null : (
        <span class="hint">
          <code>{key.sku}</code>
        </span>
      )}
    </>
  );
};

function whyText({ sentMilli, billedMilli }: OrderLine, language: Language): string {
  const t = sayIn(language);
  const difference = (billedMilli ?? 0) - (sentMilli ?? 0);
  if (sentMilli === null) return t("incluído pela loja", "added at the store");
  if (billedMilli === 0) return t("cortado", "cut");
  return difference < 0
    ? t(`${milli(-difference, language)} a menos`, `${milli(-difference, language)} less`)
    : t(`${milli(difference, language)} a mais`, `${milli(difference, language)} more`);
}

const Timeline = ({ frame, now, found: { timeline } }: OrderState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  return (
    <Part
      id="linha"
      title={t("Linha do tempo", "Timeline")}
      aside={<span class="small muted">{t("da mais nova à mais antiga", "the newest first")}</span>}
    >
      <div class="panel pad">
        <ol class="timeline">
          {timeline.toReversed().map((entry) => {
            const { tone, what, why } = stepWords(entry, language);
            return (
              <li {...(tone === null ? {} : { class: tone })}>
                <time datetime={new Date(entry.at).toISOString()}>{moment(entry.at, now, language)}</time>
                <div>
                  <b>{what}</b>
                  <span class="muted">{why}</span>
                  {entry.step === "corrected" || entry.step === "held" || entry.step === "unheld" ? (
                    <span>{noteOf(entry.detail)}</span>
                  ) : entry.detail === null || entry.detail === "" ? null : (
                    <details>
                      <summary>{t("Detalhe", "Detail")}</summary>
                      <pre tabindex={0}>{prettyJson(entry.detail)}</pre>
                    </details>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      </div>
    </Part>
  );
};

/** "ana: o cliente confirmou" */
function noteOf(detail: string | null): string {
  const parsed = JSON.parse(detail ?? "{}") as { readonly who?: string; readonly note?: string };
  return [parsed.who, parsed.note].filter((part) => part !== undefined).join(": ");
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 1);
  } catch {
    return text;
  }
}

const Money = ({ frame, found: { order, events }, lines }: OrderState & { readonly lines: SideBySide }) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const billed = billedCents(events);
  const sent = lines.snapshot?.totalCents ?? null;
  return (
    <section class="panel pad" aria-labelledby="dinheiro">
      <h2 id="dinheiro">{t("Dinheiro", "Money")}</h2>
      <dl class="facts money">
        <dt>{t("Total na Shopify", "Total in Shopify")}</dt>
        <dd>{order.totalCents === null ? "—" : money(order.totalCents, language)}</dd>
        <dt>{t("Enviado", "Sent")}</dt>
        <dd>{sent === null ? "—" : money(sent, language)}</dd>
        <dt>{t("Faturado", "Billed")}</dt>
        <dd>{billed === null ? "—" : money(billed, language)}</dd>
        {billed === null || sent === null ? null : (
          <>
            <dt class="sum">{t("Diferença", "Difference")}</dt>
            <dd class="sum">{money(billed - sent, language)}</dd>
          </>
        )}
      </dl>
    </section>
  );
};

const Invoices = ({ frame, now, found: { order, events } }: OrderState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const { invoices } = planInvoices(events);
  if (invoices.length === 0) return null;
  return (
    <section class="panel pad" aria-labelledby="nota">
      <h2 id="nota">{invoices.length === 1 ? t("Nota fiscal", "Invoice") : t("Notas fiscais", "Invoices")}</h2>
      {invoices.map(({ key, number, series, issuedAt, totalCents, isCancelled }) => (
        <>
          <dl class="facts">
            <dt>{t("Número", "Number")}</dt>
            <dd>
              {number}, {t("série", "series")} {series}{" "}
              {isCancelled ? <Badge tone="off">{t("cancelada", "cancelled")}</Badge> : null}
            </dd>
            <dt>{t("Emitida", "Issued")}</dt>
            <dd>{issuedText(issuedAt, now, language)}</dd>
            <dt>{t("Valor", "Amount")}</dt>
            <dd>{money(totalCents, language)}</dd>
            <dt>{t("Na Shopify", "In Shopify")}</dt>
            <dd>{order.state === "invoiced" ? t("gravada", "stored") : t("a caminho", "on its way")}</dd>
          </dl>
          <p class="small">
            <span class="muted">{t("Chave, um clique seleciona tudo:", "Key, one click selects it:")}</span>
            <br />
            <code class="copy">{key}</code>
          </p>
        </>
      ))}
    </section>
  );
};

function issuedText(text: string, now: Instant, language: Language): string {
  const at = Date.parse(/Z|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}-03:00`);
  return Number.isNaN(at) ? text : moment(at, now, language);
}

const Numbers = ({ frame, now, found: { order, corrections } }: OrderState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  return (
    <section class="panel pad" aria-labelledby="numeros">
      <h2 id="numeros">{t("Números", "Numbers")}</h2>
      <dl class="facts">
        <dt>Shopify</dt>
        <dd class="copy">{order.orderId}</dd>
        <dt>seqPedido</dt>
        <dd class="copy">{order.seqPedido ?? "—"}</dd>
        <dt>nroPedVenda</dt>
        <dd class="copy">{order.nroPedVenda ?? "—"}</dd>
        <dt>{t("Envios", "Submissions")}</dt>
        <dd>{figure(order.posts, language)}</dd>
        {order.nextAt === null ? null : (
          <>
            <dt>{t("Visto de novo", "Looked at")}</dt>
            <dd>{moment(order.nextAt, now, language)}</dd>
          </>
        )}
      </dl>
      <p class="hint">
        {corrections.length === 0
          ? t(
              "Dados do cliente ficam na Shopify e no ERP; aqui não há nenhum.",
              "The customer's data stays in Shopify and the ERP; there is none here.",
            )
          : t(
              "Dados do cliente ficam na Shopify e no ERP; aqui, só o que foi digitado, até 30 dias depois do fim.",
              "The customer's data stays in Shopify and the ERP; here is only what was typed, for 30 days after the end.",
            )}
      </p>
    </section>
  );
};

/** What the connector did to the Shopify order. */
const Actions = ({ frame, now, found: { actions } }: OrderState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  if (actions.length === 0) return null;
  return (
    <section class="panel pad" aria-labelledby="acoes">
      <h2 id="acoes">{t("Feito na Shopify", "Done in Shopify")}</h2>
      <dl class="facts">
        {actions.map(({ kind, state, createdAt }) => (
          <>
            <dt>{kind}</dt>
            <dd>
              {state}, {moment(createdAt, now, language)}
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
};
