/** One cause of the desk: what happened, what to do, its records, and acts on some or all of them. */
import type { CauseCount, CauseEntry } from "../../hub/desk/causes.ts";
import { causeOf, curerText } from "../../messages/causes.ts";
import { money } from "../../messages/language.ts";
import { renderEntry } from "../../messages/render.ts";
import type { Instant } from "../../ports.ts";
import { mayAct } from "../../rules/access/scope.ts";
import { keyText } from "../../rules/record/desk-entry.ts";
import { retryWay } from "../../rules/record/desk-retry.ts";
import { address, causeAddress, entryAddress } from "../addresses.ts";
import { partsOf } from "../cure.ts";
import { CureHere } from "../parts/cure-here.tsx";
import { Lead, Part, Records, Td, Th } from "../parts/bits.tsx";
import { counted, figure, span } from "../../messages/figures.ts";
import { moment } from "../parts/format.ts";
import { CareMenu, CareText } from "../parts/record-care.tsx";
import { FormToken, Page, ROOT } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";
import { nameOf } from "../record-name.ts";
import { companiesText, recordsWord } from "./errors.tsx";

/** Records of one page. */
export const ENTRIES_A_PAGE = 50;

export interface CauseState {
  readonly frame: Frame;
  readonly now: Instant;
  /** Of the filter; null: nothing of it is open. */
  readonly cause: CauseCount | null;
  readonly area: string;
  readonly reason: string;
  readonly company: number | null;
  readonly text: string;
  /** From 1. */
  readonly page: number;
  readonly entries: readonly CauseEntry[];
}

export const CausePage = (state: CauseState) => {
  const { frame, now, cause, area, reason, company } = state;
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const known = causeOf({ area, reason }, language);
  const crumbs = (
    <nav aria-label={t("Onde estou", "Where I am")} class="crumbs">
      <a href={`${ROOT}/erros`}>{t("Erros", "Errors")}</a> / {known.title}
    </nav>
  );
  if (cause === null)
    return (
      <Page frame={frame} room="errors" title={known.title}>
        {crumbs}
        <h1>{known.title}</h1>
        <div class="panel empty">
          <b>{t("Nada mais está aberto por esta causa", "Nothing is open for this cause any more")}</b>
          <a class="btn" href={`${ROOT}/erros`}>
            {t("Todas as causas", "All causes")}
          </a>
        </div>
      </Page>
    );
  const { what, cure } = partsOf(cause.example, language);
  return (
    <Page frame={frame} room="errors" title={known.title}>
      {crumbs}
      <div class="head">
        <div>
          <h1>
            {figure(cause.open, language)} {recordsWord(cause, language)}: {known.title}
          </h1>
          <p class="muted">
            <span class={`dot ${known.damage === "stops" ? "bad" : "warn"}`}>
              <span>
                {cause.cents !== null && cause.cents > 0
                  ? `${money(cause.cents, language)} ${t("parados", "standing still")} · `
                  : ""}
                {t("há", "for")} {span(now - cause.firstAt, language)}
                {cause.companies.length > 0
                  ? ` · ${t(cause.companies.length === 1 ? "loja" : "lojas", cause.companies.length === 1 ? "company" : "companies")} ${companiesText(cause.companies, language)}`
                  : ""}
                {company === null ? "" : t(` · só a loja ${company}`, ` · company ${company} only`)} ·{" "}
                {t("resolve", "who")}: {curerText(known.curer, language)}
                {cause.assignee === null ? "" : ` · ${t("com", "with")} ${cause.assignee}`} · <code>{reason}</code>
              </span>
            </span>
          </p>
        </div>
        {mayAct(role, "operator") ? <CareForms {...state} cause={cause} /> : null}
      </div>
      <div class="cols wide-left">
        <div class="stack-v">
          <CureHere {...state} />
          <EntryList {...state} cause={cause} />
        </div>
        <aside class="stack-v" aria-label={t("Contexto", "Context")}>
          <section class="panel pad" aria-labelledby="porque">
            <h2 id="porque">{t("O que houve", "What happened")}</h2>
            <p class="small">{what}</p>
            {cure === "" ? null : (
              <>
                <h2>{t("O que fazer", "What to do")}</h2>
                <p class="small">{cure}</p>
              </>
            )}
            <p class="small muted">
              {cause.open > 1
                ? t("As palavras são do registro mais antigo.", "The words are of the oldest record.")
                : ""}
            </p>
          </section>
        </aside>
      </div>
    </Page>
  );
};

/** Take it in hand, let it rest. */
const CareForms = ({ frame, now, cause }: CauseState & { readonly cause: CauseCount }) => {
  const { language, name } = frame.viewer;
  const t = sayIn(language);
  const back = causeAddress(cause);
  const isMine = cause.assignee === name;
  const isSnoozed = cause.snoozedUntil !== null && cause.snoozedUntil > now;
  const hidden = (
    <>
      <FormToken frame={frame} />
      <input type="hidden" name="area" value={cause.area} />
      <input type="hidden" name="motivo" value={cause.reason} />
      <input type="hidden" name="volta" value={back} />
    </>
  );
  return (
    <div class="row">
      <form method="post" action={`${ROOT}/erros/cuidar`}>
        {hidden}
        <button class="btn" name="ato" value={isMine ? "largar" : "assumir"} type="submit">
          {isMine ? t("Deixar", "Let it go") : t("Assumir", "Take it")}
        </button>
      </form>
      <form method="post" action={`${ROOT}/erros/cuidar`}>
        {hidden}
        {isSnoozed ? (
          <button class="btn" name="ato" value="acordar" type="submit">
            {t("Listar de novo", "List it again")}
          </button>
        ) : (
          <details class="menu">
            <summary class="btn">{t("Adiar…", "Snooze…")}</summary>
            <div>
              <button name="ato" value="adiar-1" type="submit">
                {t("Até amanhã", "Until tomorrow")}
              </button>
              <button name="ato" value="adiar-7" type="submit">
                {t("Por 7 dias", "For 7 days")}
              </button>
            </div>
          </details>
        )}
      </form>
      <a class="btn" href={address("/erros.csv", { area: cause.area, codigo: cause.reason })}>
        CSV
      </a>
    </div>
  );
};

const EntryList = (state: CauseState & { readonly cause: CauseCount }) => {
  const { frame, now, cause, area, reason, company, text, page, entries } = state;
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const acts = mayAct(role, "operator");
  const hasRetry = retryWay(cause.example).kind !== "none";
  const isOrder = area === "orders";
  const pages = Math.max(1, Math.ceil(cause.open / ENTRIES_A_PAGE));
  const here = (n: number) =>
    causeAddress({ area, reason }, { loja: company, texto: text, pagina: n === 1 ? null : n });
  const words = counted(cause.open, t("registro", "record"), t("registros", "records"), language);
  return (
    <Part
      id="registros"
      title={t(`Os registros`, `The records`)}
      aside={
        <span class="small muted">
          {t("do mais antigo ao mais novo", "the oldest first")} · {t("página", "page")} {figure(page, language)}{" "}
          {t("de", "of")} {figure(pages, language)}
        </span>
      }
    >
      <form class="panel" method="post" action={`${ROOT}/erros/agir`} data-choose aria-labelledby="registros">
        <FormToken frame={frame} />
        <input type="hidden" name="area" value={area} />
        <input type="hidden" name="motivo" value={reason} />
        <input type="hidden" name="loja" value={company ?? ""} />
        <input type="hidden" name="texto" value={text} />
        <input type="hidden" name="volta" value={here(1)} />
        <Records
          caption={t("Registros desta causa", "Records of this cause")}
          head={
            <>
              {acts ? (
                <Th class="check-cell">
                  <input
                    type="checkbox"
                    data-all
                    aria-label={t("Escolher todos desta página", "Choose all of this page")}
                  />
                </Th>
              ) : null}
              <Th class="p main-cell">{t("Registro", "Record")}</Th>
              <Th>{t("O que houve", "What happened")}</Th>
              <Th class="nowrap">{t("Desde", "Since")}</Th>
              {isOrder ? <Th class="num">{t("Total", "Total")}</Th> : null}
            </>
          }
        >
          <tbody role="rowgroup">
            {entries.map((entry) => {
              const { record } = renderEntry(entry, language);
              return (
                <tr role="row">
                  {acts ? (
                    <Td class="check-cell">
                      <input
                        type="checkbox"
                        name="registro"
                        value={keyText(entry)}
                        aria-label={`${t("Escolher", "Choose")} ${nameOf(entry, record)}`}
                      />
                    </Td>
                  ) : null}
                  <Lead>
                    <a href={entryAddress(entry)}>{nameOf(entry, record)}</a>
                    <CareText care={entry} frame={frame} now={now} />
                  </Lead>
                  <Td>
                    {partsOf(entry, language).what}
                    {entry.times > 1 ? (
                      <span class="hint">
                        {t(
                          `visto ${figure(entry.times, language)} vezes`,
                          `seen ${figure(entry.times, language)} times`,
                        )}
                      </span>
                    ) : null}
                  </Td>
                  <Td class="nowrap" label={t("desde", "since")}>
                    {moment(entry.firstAt, now, language)}
                  </Td>
                  {isOrder ? (
                    <Td class="num">{entry.orderCents === null ? "—" : money(entry.orderCents, language)}</Td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </Records>
        {acts ? (
          <div class="bulk">
            <span
              data-chosen
              data-none={t("Nenhum escolhido", "None chosen")}
              data-one={t("1 escolhido", "1 chosen")}
              data-some={t("% escolhidos", "% chosen")}
            >
              {t("Escolha registros, ou aja em todos", "Choose records, or act on all")}
            </span>
            <div class="row">
              {hasRetry ? (
                <>
                  <button class="btn primary" name="ato" value="tentar" type="submit">
                    {t("Tentar de novo os escolhidos", "Retry the chosen ones")}
                  </button>
                  <button class="btn" name="ato" value="tentar-todos" type="submit">
                    {t(`Tentar de novo: ${words}`, `Retry ${words}`)}
                  </button>
                </>
              ) : null}
            </div>
            <CareMenu frame={frame} />
            <ResolveFields frame={frame} many />
          </div>
        ) : null}
      </form>
      {pages > 1 ? (
        <nav class="pages" aria-label={t("Páginas", "Pages")}>
          {page > 1 ? <a href={here(page - 1)}>{t("← Mais antigos", "← Older")}</a> : <span />}
          {page < pages ? <a href={here(page + 1)}>{t("Mais novos →", "Newer →")}</a> : null}
        </nav>
      ) : null}
    </Part>
  );
};

/** A note and the button that closes records with it. */
export const ResolveFields = ({ frame, many = false }: { readonly frame: Frame; readonly many?: boolean }) => {
  const t = sayIn(frame.viewer.language);
  return (
    <details class="fold">
      <summary class="btn quiet">{t("Resolver com nota…", "Resolve with a note…")}</summary>
      <div class="row">
        <div class="field grow">
          <label for="nota">
            {t("Nota, fica na auditoria com o seu nome", "Note, goes to the audit with your name")}
          </label>
          <input id="nota" name="nota" maxlength={300} />
        </div>
        <button class="btn" name="ato" value="resolver" type="submit">
          {many ? t("Resolver os escolhidos", "Resolve the chosen ones") : t("Resolver", "Resolve")}
        </button>
      </div>
    </details>
  );
};
