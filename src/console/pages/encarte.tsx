/** What will the site show then? The rehearsal of an encarte: what starts, what ends, and what will not sell. */
import type { Promotion } from "../../hub/prices/rehearsal.ts";
import type { PriceTarget } from "../../hub/prices/price-targets.ts";
import { counted, figure } from "../../messages/figures.ts";
import { type Language, money } from "../../messages/language.ts";
import type { Instant } from "../../ports.ts";
import { toErpTime } from "../../rules/brazil/erp-time.ts";
import { ENCARTE_GAPS, type EncarteGap, type Rehearsed, type Shown } from "../../rules/prices/rehearsal.ts";
import { address, causeAddress, skuAddress } from "../addresses.ts";
import { Badge, Lead, Records, Td, Th } from "../parts/bits.tsx";
import { clock, day, weekday } from "../parts/format.ts";
import { Mark } from "../parts/icons.tsx";
import { Page, ROOT } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";

const HERE = "/encarte";

export interface Line extends Rehearsed {
  readonly sku: string;
  readonly title: Promotion["title"];
}

/** What a tab shows. */
export const ENCARTE_VIEWS = ["starts", "ends", "changes", "runs", ...ENCARTE_GAPS] as const;
export type EncarteView = (typeof ENCARTE_VIEWS)[number];

export interface EncarteState {
  readonly frame: Frame;
  readonly now: Instant;
  readonly then: Instant;
  /** The typed instant was none that can be rehearsed. */
  readonly isWrong: boolean;
  readonly targets: readonly PriceTarget[];
  readonly target: string;
  readonly counts: Readonly<Record<EncarteView, number>>;
  readonly view: EncarteView;
  readonly lines: readonly Line[];
  /** The page of lines, from 0, and whether more follow. */
  readonly at: number;
  readonly hasMore: boolean;
  /** More promotions than are looked at: the counts are of the first ones. */
  readonly isCut: boolean;
}

const VIEWS: Readonly<Record<EncarteView, readonly [portuguese: string, english: string]>> = {
  starts: ["Começam", "Start"],
  ends: ["Terminam", "End"],
  changes: ["Mudam de preço", "Change price"],
  runs: ["Continuam", "Go on"],
  held: ["Retidos pela trava", "Held by the guard"],
  "off-sale": ["Fora de venda", "Off sale"],
  "no-picture": ["Sem foto", "No picture"],
  "no-stock": ["Sem estoque", "No stock"],
};
const GAPS: Readonly<Record<EncarteGap, readonly [portuguese: string, english: string]>> = {
  held: ["retido", "held"],
  "off-sale": ["fora de venda", "off sale"],
  "no-picture": ["sem foto", "no picture"],
  "no-stock": ["sem estoque", "no stock"],
};

export const EncartePage = (state: EncarteState) => {
  const { frame, counts, isWrong } = state;
  const { language } = frame.viewer;
  const t = sayIn(language);
  const troubles = ENCARTE_GAPS.reduce((sum, gap) => sum + counts[gap], 0);
  const inForce = counts.starts + counts.changes + counts.runs;
  return (
    <Page frame={frame} room="loads" title={t("Ensaio do encarte", "Rehearsal of the encarte")}>
      <nav aria-label={t("Onde estou", "Where I am")} class="crumbs">
        <a href={`${ROOT}/cargas`}>{t("Cargas", "Loads")}</a> / {t("Ensaio do encarte", "Rehearsal of the encarte")}
      </nav>
      <h1 class="hidden">{t("Ensaio do encarte", "Rehearsal of the encarte")}</h1>
      <div class="verdict">
        <Mark kind={inForce === 0 && troubles === 0 ? "wait" : troubles > 0 ? "warn" : "ok"} />
        <p class="say">{sentence(state, inForce, language)}</p>
        <p class="muted small">
          {t(
            "Calculado do que o ERP já mandou. Preços e promoções lançados depois aparecem com a próxima carga.",
            "Computed from what the ERP has sent. Prices and promotions entered later appear with the next load.",
          )}
        </p>
      </div>
      {isWrong ? (
        <div class="banner bad" role="alert">
          <p>{t("Escolha um instante de agora a um ano.", "Choose an instant between now and a year.")}</p>
        </div>
      ) : null}
      <When {...state} />
      {state.isCut ? (
        <div class="banner warn">
          <p>
            {t(
              "Há mais promoções do que cabem aqui: as contas são das primeiras.",
              "There are more promotions than fit here: the counts are of the first ones.",
            )}
          </p>
        </div>
      ) : null}
      <nav aria-label={t("O que olhar", "What to look at")}>
        <ul class="tabs">
          {ENCARTE_VIEWS.filter((view) => counts[view] > 0 || view === state.view).map((view) => (
            <li>
              <a href={addressOf(state, { ver: view })} {...(view === state.view ? { "aria-current": "page" } : {})}>
                {t(...VIEWS[view])}{" "}
                <span class={isGap(view) ? "count warn" : "count"}>{figure(counts[view], language)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Lines {...state} />
    </Page>
  );
};

const isGap = (view: EncarteView): view is EncarteGap => (ENCARTE_GAPS as readonly string[]).includes(view);

const minute = (at: Instant): string => toErpTime(at).slice(0, 16);
const addressOf = ({ then, target }: EncarteState, more: Readonly<Record<string, string | number | null>>): string =>
  address(HERE, { em: minute(then), destino: target === "base" ? null : target, ...more });

/** "quarta, 25/11/2026 às 00:00" */
function whenText(then: Instant, language: Language): string {
  const at = clock(then).slice(0, 5);
  const name = weekday(then, language);
  return language === "pt-BR"
    ? `${name.toLowerCase()}, ${day(then, language)} às ${at}`
    : `${name} ${day(then, language)}, ${at}`;
}

function sentence({ then, counts, isWrong }: EncarteState, inForce: number, language: Language): string {
  const t = sayIn(language);
  if (isWrong) return t("Quando?", "When?");
  const when = whenText(then, language);
  if (inForce === 0 && counts.ends === 0)
    return `${capital(when)}: ${t("o site não muda.", "the site does not change.")}`;
  const goesOn = counts.runs + counts.changes;
  const parts = [
    counts.starts === 0
      ? ""
      : t(
          counted(counts.starts, "promoção começa", "promoções começam", language),
          counted(counts.starts, "promotion starts", "promotions start", language),
        ),
    counts.ends === 0
      ? ""
      : t(counted(counts.ends, "termina", "terminam", language), `${figure(counts.ends, language)} end`),
    goesOn === 0 ? "" : t(counted(goesOn, "continua", "continuam", language), `${figure(goesOn, language)} go on`),
  ].filter((part) => part !== "");
  return `${capital(when)}: ${parts.join(", ")}.`;
}
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const When = (state: EncarteState) => {
  const { frame, now, then, targets, target } = state;
  const { language } = frame.viewer;
  const t = sayIn(language);
  return (
    <form class="filters" action={`${ROOT}${HERE}`}>
      <div class="field wide">
        <label for="em">{t("Em que instante", "At which instant")}</label>
        <input id="em" name="em" type="datetime-local" value={minute(then)} min={minute(now)} required />
      </div>
      {targets.length < 2 ? null : (
        <div class="field">
          <label for="destino">{t("Preço de onde", "Price of which place")}</label>
          <select id="destino" name="destino">
            {targets.map(({ target: each, kind, company }) => (
              <option value={each} selected={each === target}>
                {kind === "base"
                  ? t("site", "site")
                  : kind === "priceList"
                    ? t("lista", "list")
                    : t("por loja", "by company")}
                , {t("loja", "company")} {company}
              </option>
            ))}
          </select>
        </div>
      )}
      <input type="hidden" name="ver" value={state.view} />
      <button class="btn" type="submit">
        {t("Ensaiar", "Rehearse")}
      </button>
    </form>
  );
};

const Lines = (state: EncarteState) => {
  const { frame, lines, view, at, hasMore } = state;
  const { language } = frame.viewer;
  const t = sayIn(language);
  if (lines.length === 0)
    return (
      <div class="panel empty">
        <b>{t("Nada aqui", "Nothing here")}</b>
        <p>{t("Escolha outro instante, ou olhe outra lista.", "Choose another instant, or look at another list.")}</p>
      </div>
    );
  return (
    <section class="part" aria-labelledby="linhas">
      <h2 id="linhas" class="hidden">
        {t(...VIEWS[view])}
      </h2>
      {view === "held" ? (
        <p class="small">
          <a href={causeAddress({ area: "publish-prices", reason: "price-drop" })}>
            {t("Liberar os retidos de agora", "Approve those held now")}
          </a>
        </p>
      ) : null}
      <div class="panel">
        <Records
          caption={t("Preços: agora e no instante escolhido", "Prices: now and at the chosen instant")}
          head={
            <>
              <Th class="p main-cell">{t("Produto", "Product")}</Th>
              <Th class="num">{t("Agora", "Now")}</Th>
              <Th class="num">{t("Naquele instante", "Then")}</Th>
              <Th>{t("Atenção", "Attention")}</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {lines.map((line) => (
              <tr role="row">
                <Lead>
                  <a href={skuAddress(line.sku)}>{line.title ?? line.sku}</a>
                  <span class="hint">{line.sku}</span>
                </Lead>
                <Td class="num" label={t("agora", "now")}>
                  <Price shown={line.now} language={language} />
                </Td>
                <Td class="num" label={t("depois", "then")}>
                  <Price shown={line.after} language={language} />
                </Td>
                <Td>
                  {line.gaps.map((gap) => (
                    <Badge tone={gap === "no-picture" ? "warn" : "bad"}>{t(...GAPS[gap])}</Badge>
                  ))}
                </Td>
              </tr>
            ))}
          </tbody>
        </Records>
      </div>
      {at === 0 && !hasMore ? null : (
        <nav class="pages" aria-label={t("Páginas", "Pages")}>
          {at > 0 ? (
            <a class="btn" href={addressOf(state, { ver: view, pagina: at - 1 })}>
              {t("Anteriores", "Previous")}
            </a>
          ) : (
            <span />
          )}
          {hasMore ? (
            <a class="btn" href={addressOf(state, { ver: view, pagina: at + 1 })}>
              {t("Próximos", "Next")}
            </a>
          ) : null}
        </nav>
      )}
    </section>
  );
};

const Price = ({ shown, language }: { readonly shown: Shown | null; readonly language: Language }) => {
  if (shown === null) return <span class="muted">—</span>;
  return (
    <>
      {shown.compareAtCents === null ? null : <s class="muted">{money(shown.compareAtCents, language)}</s>}{" "}
      <b>{money(shown.priceCents, language)}</b>
    </>
  );
};
