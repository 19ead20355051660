/** One record of the desk: what do I change, what follows? */
import type { ListedEntry, RecordCare } from "../../hub/desk/read.ts";
import { causeOf, curerText, flowOf, flowText } from "../../messages/causes.ts";
import { renderEntry } from "../../messages/render.ts";
import type { Instant } from "../../ports.ts";
import { mayAct } from "../../rules/access/scope.ts";
import { fieldsFor } from "../../rules/orders/people/corrections.ts";
import { keyText } from "../../rules/record/desk-entry.ts";
import { retryWay } from "../../rules/record/desk-retry.ts";
import { causeAddress, entryAddress, orderAddress, skuAddress } from "../addresses.ts";
import { partsOf } from "../cure.ts";
import { Badge, Dot } from "../parts/bits.tsx";
import { figure, span } from "../../messages/figures.ts";
import { moment } from "../parts/format.ts";
import { CareMenu, CareText } from "../parts/record-care.tsx";
import { CorrectForm } from "../parts/correct-form.tsx";
import { ReleaseForm } from "../parts/hold-form.tsx";
import { FormToken, Page, ROOT } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";
import { factWord, nameOf } from "../record-name.ts";
import { ResolveFields } from "./cause.tsx";

export interface EntryState {
  readonly frame: Frame;
  readonly now: Instant;
  readonly entry: ListedEntry & RecordCare;
}

export const EntryPage = ({ frame, now, entry }: EntryState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const { title, damage, curer } = causeOf(entry, language);
  const { record } = renderEntry(entry, language);
  const name = nameOf(entry, record);
  const { what, cure } = partsOf(entry, language);
  const isOpen = entry.state === "open";
  const way = retryWay(entry);
  const facts = Object.entries(entry.params).filter(([, value]) => value !== name);
  const corrects = isOpen && entry.area === "orders" ? fieldsFor(entry.reason) : [];
  const isHeld = isOpen && entry.area === "orders" && entry.reason === "held-by-person";
  return (
    <Page frame={frame} room="errors" title={`${name}: ${title}`}>
      <nav aria-label={t("Onde estou", "Where I am")} class="crumbs">
        <a href={`${ROOT}/erros`}>{t("Erros", "Errors")}</a> / <a href={causeAddress(entry)}>{title}</a> / {name}
      </nav>
      <div class="head">
        <div>
          <div class="title">
            <h1>{name}</h1>
            {isOpen ? (
              <Badge tone={damage === "stops" ? "bad" : "warn"}>{title}</Badge>
            ) : (
              <Dot tone="ok">{t("fechado", "closed")}</Dot>
            )}
          </div>
          <p>{what}</p>
          {cure === "" ? null : (
            <p>
              <b>{t("O que fazer:", "What to do:")}</b> {cure}
            </p>
          )}
        </div>
        {isOpen && mayAct(role, "operator") ? (
          <form class="row" method="post" action={`${ROOT}/erros/agir`}>
            <FormToken frame={frame} />
            <input type="hidden" name="area" value={entry.area} />
            <input type="hidden" name="motivo" value={entry.reason} />
            <input type="hidden" name="registro" value={keyText(entry)} />
            <input type="hidden" name="volta" value={entryAddress(entry)} />
            {way.kind === "none" ? null : (
              <button
                class={corrects.length > 0 || isHeld ? "btn" : "btn primary"}
                name="ato"
                value="tentar"
                type="submit"
              >
                {t("Tentar de novo", "Try again")}
              </button>
            )}
            <CareMenu frame={frame} />
            <ResolveFields frame={frame} />
          </form>
        ) : null}
      </div>
      {isHeld ? <ReleaseForm frame={frame} orderId={entry.ref ?? ""} /> : null}
      <CorrectForm frame={frame} orderId={entry.ref ?? ""} fields={corrects} back={entryAddress(entry)} />
      <div class="cols">
        <section class="panel pad" aria-labelledby="fatos">
          <h2 id="fatos">{t("O registro", "The record")}</h2>
          <dl class="facts">
            <dt>{t("Fluxo", "Flow")}</dt>
            <dd>{flowText(flowOf(entry.area), language)}</dd>
            <dt>{t("Aberto", "Opened")}</dt>
            <dd>
              {moment(entry.firstAt, now, language)} ({t("há", "")} {span(now - entry.firstAt, language)}
              {t("", " ago")})
            </dd>
            <dt>{isOpen ? t("Visto por último", "Last seen") : t("Fechado", "Closed")}</dt>
            <dd>{moment(entry.lastAt, now, language)}</dd>
            <dt>{t("Vezes", "Times")}</dt>
            <dd>{figure(entry.times, language)}</dd>
            <dt>{t("Quem resolve", "Who cures it")}</dt>
            <dd>
              {curerText(curer, language)} <CareText care={entry} frame={frame} now={now} />
            </dd>
            {(entry.company ?? 0) > 0 ? (
              <>
                <dt>{t("Loja", "Company")}</dt>
                <dd>{entry.company}</dd>
              </>
            ) : null}
            {(entry.sku ?? "") !== "" ? (
              <>
                <dt>SKU</dt>
                <dd>
                  <a href={skuAddress(entry.sku ?? "")}>{entry.sku}</a>
                </dd>
              </>
            ) : null}
            {entry.area === "orders" ? (
              <>
                <dt>{t("Pedido", "Order")}</dt>
                <dd>
                  <a href={orderAddress(entry.ref ?? "")}>{name}</a>
                </dd>
              </>
            ) : null}
            <dt>{t("Código", "Code")}</dt>
            <dd>
              <code>
                {entry.area} / {entry.reason}
              </code>
            </dd>
          </dl>
          <p class="hint">
            {way.kind === "none" && isOpen && !isHeld
              ? t(
                  "Não há o que tentar daqui: fecha sozinho quando o registro vier corrigido.",
                  "There is nothing to retry here: it closes by itself once the record comes corrected.",
                )
              : isHeld
                ? t("Fecha quando o pedido é liberado.", "It closes when the order is released.")
                : t("Fecha sozinho quando o registro passa.", "It closes by itself once the record passes.")}
          </p>
        </section>
        <section class="panel pad" aria-labelledby="detalhe">
          <h2 id="detalhe">{t("Detalhes", "Details")}</h2>
          {facts.length === 0 ? null : (
            <dl class="facts">
              {facts.map(([key, value]) => (
                <>
                  <dt>{factWord(key, language)}</dt>
                  <dd>{typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value)}</dd>
                </>
              ))}
            </dl>
          )}
          {entry.detail === null ? (
            facts.length === 0 ? (
              <p class="muted small">{t("Nada além do que está acima.", "Nothing beyond the above.")}</p>
            ) : null
          ) : (
            <>
              <h3>
                {entry.reason === "held-by-person"
                  ? t("A nota", "The note")
                  : t("As palavras do outro lado", "The other side's own words")}
              </h3>
              <pre tabindex={0}>{entry.detail}</pre>
            </>
          )}
        </section>
      </div>
    </Page>
  );
};
