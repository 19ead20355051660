/** What hurts most? The desk by cause. */
import type { CauseCount, CauseEntry } from "../../hub/desk/causes.ts";
import type { ListedEntry } from "../../hub/desk/read.ts";
import { causeOf, CURERS, curerText, DAMAGES, type Damage, flowOf, FLOWS, flowText } from "../../messages/causes.ts";
import { money, type Language } from "../../messages/language.ts";
import { renderEntry } from "../../messages/render.ts";
import type { Instant } from "../../ports.ts";
import { address, causeAddress, entryAddress } from "../addresses.ts";
import { partsOf } from "../cure.ts";
import { nameOf } from "../record-name.ts";
import { AGES, type Age, type ErrorsFilter, filterQuery, type Tab, TABS } from "../errors-view.ts";
import { GroupHead, Lead, Part, Records, Td, Th } from "../parts/bits.tsx";
import { counted, figure, span } from "../../messages/figures.ts";
import { moment } from "../parts/format.ts";
import { Page } from "../parts/layout.tsx";
import { CareText } from "../parts/record-care.tsx";
import { type Frame, sayIn } from "../viewer.ts";

export interface ErrorsState {
  readonly frame: Frame;
  readonly now: Instant;
  readonly filter: ErrorsFilter;
  /** After the filter. */
  readonly causes: readonly CauseCount[];
  /** Of the tabs of one person and of what rests: records with a care of their own. */
  readonly records: readonly CauseEntry[];
  readonly counts: Readonly<Record<Tab, number | null>>;
  readonly companies: readonly { readonly company: number; readonly name: string }[];
  /** Of the tab of closed ones only. */
  readonly closed: readonly ListedEntry[];
}

const TAB_WORDS: { readonly [T in Tab]: readonly [portuguese: string, english: string] } = {
  abertos: ["Abertos", "Open"],
  comigo: ["Comigo", "Mine"],
  adiados: ["Adiados", "Snoozed"],
  fechados: ["Fechados", "Closed"],
};
const DAMAGE_WORDS: { readonly [D in Damage]: readonly [portuguese: string, english: string] } = {
  stops: ["Param venda ou pedido", "Stop a sale or an order"],
  last: ["Vale o último valor", "The last value stays"],
  warns: ["Avisos, seguem com ressalva", "Remarks: they go on"],
};
const AGE_WORDS: { readonly [A in Age]: readonly [portuguese: string, english: string] } = {
  "1h": ["1 hora", "1 hour"],
  "1d": ["1 dia", "1 day"],
  "7d": ["7 dias", "7 days"],
};

export const ErrorsPage = (state: ErrorsState) => {
  const { frame, filter, causes, counts } = state;
  const { language } = frame.viewer;
  const t = sayIn(language);
  const records = causes.reduce((sum, { open }) => sum + open, 0) + state.records.length;
  const causesShown = new Set([...causes, ...state.records].map(({ area, reason }) => `${area}/${reason}`)).size;
  const stopped = causes.filter(({ area }) => area === "orders");
  const cents =
    stopped.reduce((sum, cause) => sum + (cause.cents ?? 0), 0) +
    state.records.reduce((sum, { orderCents }) => sum + (orderCents ?? 0), 0);
  return (
    <Page frame={frame} room="errors" title={t("Erros", "Errors")}>
      <div class="head">
        <div>
          <h1>{t("Erros", "Errors")}</h1>
          {filter.tab === "fechados" ? null : (
            <p class="muted">
              {t(
                `${counted(records, "registro aberto", "registros abertos", language)} em ${counted(causesShown, "causa", "causas", language)}.`,
                `${counted(records, "open record", "open records", language)} in ${counted(causesShown, "cause", "causes", language)}.`,
              )}
              {cents > 0
                ? t(
                    ` Pedidos parados: ${money(cents, language)}.`,
                    ` Orders that stand still: ${money(cents, language)}.`,
                  )
                : ""}
            </p>
          )}
        </div>
        <div class="row">
          <a class="btn" href={address("/erros.csv", filterQuery(filter))}>
            {t("Exportar CSV", "Export CSV")}
          </a>
        </div>
      </div>
      <nav aria-label={t("Situação", "State")}>
        <ul class="tabs">
          {TABS.map((tab) => (
            <li>
              <a
                href={address("/erros", filterQuery({ ...filter, tab }))}
                {...(tab === filter.tab ? { "aria-current": "page" } : {})}
              >
                {t(...TAB_WORDS[tab])}
                {counts[tab] === null ? null : <span class="count">{figure(counts[tab], language)}</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Filters {...state} />
      {filter.tab === "fechados" ? (
        <Closed {...state} />
      ) : causes.length === 0 && state.records.length > 0 ? null : (
        <Causes {...state} />
      )}
      {state.records.length === 0 ? null : <OwnRecords {...state} />}
    </Page>
  );
};

const Filters = ({ frame, filter, companies }: ErrorsState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const more = filter.damage !== null || filter.age !== null || filter.curer !== null || filter.code !== "";
  return (
    <form class="part" role="search" aria-label={t("Filtrar erros", "Filter errors")} action="/ops/erros">
      {filter.tab === "abertos" ? null : <input type="hidden" name="aba" value={filter.tab} />}
      <div class="filters">
        <div class="field grow">
          <label for="texto">
            {t("SKU, pedido ou outro texto do registro", "SKU, order or other text of the record")}
          </label>
          <input id="texto" name="texto" type="search" value={filter.text} />
        </div>
        <Choice
          id="fluxo"
          label={t("Fluxo", "Flow")}
          every={t("Todos", "All")}
          chosen={filter.flow}
          options={FLOWS.map((flow) => [flow, flowText(flow, language)])}
        />
        <Choice
          id="loja"
          label={t("Loja", "Company")}
          every={t("Todas", "All")}
          chosen={filter.company === null ? null : String(filter.company)}
          options={companies.map(({ company, name }) => [String(company), `${company} ${name}`])}
        />
        <button class="btn" type="submit">
          {t("Filtrar", "Filter")}
        </button>
        <details open={more}>
          <summary class="btn quiet">{t("Mais filtros", "More filters")}</summary>
          <div class="form-row">
            <Choice
              id="efeito"
              label={t("Efeito", "Effect")}
              every={t("Todos", "All")}
              chosen={filter.damage}
              options={DAMAGES.map((damage) => [damage, t(...DAMAGE_WORDS[damage])])}
            />
            <Choice
              id="idade"
              label={t("Mais velhos que", "Older than")}
              every={t("Qualquer idade", "Any age")}
              chosen={filter.age}
              options={(Object.keys(AGES) as Age[]).map((age) => [age, t(...AGE_WORDS[age])])}
            />
            <Choice
              id="quem"
              label={t("Quem resolve", "Who cures it")}
              every={t("Qualquer um", "Any")}
              chosen={filter.curer}
              options={CURERS.map((curer) => [curer, curerText(curer, language)])}
            />
            <div class="field">
              <label for="codigo">{t("Código", "Code")}</label>
              <input id="codigo" name="codigo" value={filter.code} placeholder="price-missing" />
            </div>
          </div>
        </details>
      </div>
      <Chips filter={filter} language={language} />
    </form>
  );
};

/** A pick list whose first choice is "all". */
const Choice = ({
  id,
  label,
  every,
  chosen,
  options,
}: {
  readonly id: string;
  readonly label: string;
  readonly every: string;
  readonly chosen: string | null;
  readonly options: readonly (readonly [value: string, text: string])[];
}) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select id={id} name={id}>
      <option value="">{every}</option>
      {options.map(([value, text]) => (
        <option value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  </div>
);

const Chips = ({ filter, language }: { readonly filter: ErrorsFilter; readonly language: Language }) => {
  const t = sayIn(language);
  const { text, flow, company, damage, curer, age, code } = filter;
  const all: readonly (readonly [words: string, without: Partial<ErrorsFilter>] | null)[] = [
    text === "" ? null : [`“${text}”`, { text: "" }],
    flow === null ? null : [flowText(flow, language), { flow: null }],
    company === null ? null : [t(`loja ${company}`, `company ${company}`), { company: null }],
    damage === null ? null : [t(...DAMAGE_WORDS[damage]), { damage: null }],
    curer === null ? null : [curerText(curer, language), { curer: null }],
    age === null ? null : [t(`mais de ${AGE_WORDS[age][0]}`, `over ${AGE_WORDS[age][1]}`), { age: null }],
    code === "" ? null : [code, { code: "" }],
  ];
  const chips = all.flatMap((chip) => (chip === null ? [] : [chip]));
  if (chips.length === 0) return null;
  return (
    <div class="chips">
      <span class="muted">{t("Filtros:", "Filters:")}</span>
      {chips.map(([words, without]) => (
        <a class="chip" href={address("/erros", filterQuery({ ...filter, ...without }))}>
          {words} <span aria-hidden="true">×</span>
          <span class="hidden">{t(", tirar", ", take away")}</span>
        </a>
      ))}
      <a class="small" href={address("/erros", { aba: filter.tab === "abertos" ? null : filter.tab })}>
        {t("limpar", "clear")}
      </a>
    </div>
  );
};

const Causes = ({ frame, now, filter, causes }: ErrorsState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  if (causes.length === 0)
    return (
      <div class="panel empty">
        <b>
          {filter.tab === "abertos" && filterQuery(filter)["texto"] === ""
            ? t("Nenhum erro aberto", "No open error")
            : t("Nenhum erro com estes filtros", "No error with these filters")}
        </b>
        <p>
          {t(
            "Um registro recusado aparece aqui com o motivo e o que fazer, e sai sozinho quando passa.",
            "A refused record appears here with its reason and what to do, and leaves by itself once it passes.",
          )}
        </p>
      </div>
    );
  const all = causes.map((cause) => ({ ...cause, ...causeOf(cause, language) }));
  return (
    <>
      <div class="panel">
        <Records
          caption={t("Erros por causa, o que mais prejudica primeiro", "Errors by cause, the worst first")}
          head={
            <>
              <Th class="p main-cell">{t("Causa e o que fazer", "Cause and what to do")}</Th>
              <Th>{t("Registros", "Records")}</Th>
              <Th class="drop">{t("Fluxo", "Flow")}</Th>
              <Th class="nowrap">{t("Loja", "Company")}</Th>
              <Th class="nowrap">{t("Idade", "Age")}</Th>
              <Th>{t("Quem resolve", "Who cures it")}</Th>
            </>
          }
        >
          {DAMAGES.map((damage) => {
            const of = all
              .filter((cause) => cause.damage === damage)
              .sort((one, other) => (other.cents ?? 0) - (one.cents ?? 0) || other.open - one.open);
            if (of.length === 0) return null;
            const open = of.reduce((sum, cause) => sum + cause.open, 0);
            return (
              <tbody role="rowgroup">
                <GroupHead columns={6}>
                  <b>{t(...DAMAGE_WORDS[damage])}</b> ·{" "}
                  {t(
                    `${counted(open, "registro", "registros", language)} em ${counted(of.length, "causa", "causas", language)}`,
                    `${counted(open, "record", "records", language)} in ${counted(of.length, "cause", "causes", language)}`,
                  )}
                </GroupHead>
                {of.map((cause) => (
                  <tr role="row">
                    <Lead>
                      <a href={causeAddress(cause, { loja: filter.company, texto: filter.text })}>{cause.title}</a>
                      <span class="hint">{partsOf(cause.example, language).cure}</span>
                    </Lead>
                    <Td>
                      <b>{figure(cause.open, language)}</b> <span class="muted">{recordsWord(cause, language)}</span>
                      {cause.cents === null || cause.cents === 0 ? null : (
                        <span class="hint">
                          {money(cause.cents, language)} {t("parados", "standing still")}
                        </span>
                      )}
                    </Td>
                    <Td class="drop">{flowText(flowOf(cause.area), language)}</Td>
                    <Td class={cause.companies.length === 0 ? "nowrap drop" : "nowrap"} label={t("loja", "company")}>
                      {companiesText(cause.companies, language)}
                    </Td>
                    <Td class="nowrap" label={t("há", "for")}>
                      {span(now - cause.firstAt, language)}
                    </Td>
                    <Td>
                      {curerText(cause.curer, language)}
                      {cause.assignee === null ? null : (
                        <span class="hint">
                          {t("com", "with")} {cause.assignee}
                        </span>
                      )}
                      {cause.snoozedUntil === null || cause.snoozedUntil <= now ? null : (
                        <span class="hint">
                          {t("adiado até", "snoozed until")} {moment(cause.snoozedUntil, now, language)}
                        </span>
                      )}
                    </Td>
                  </tr>
                ))}
              </tbody>
            );
          })}
        </Records>
      </div>
      <p class="muted small">
        {t(
          "Um erro fecha sozinho quando o registro passa. Fechados ficam 90 dias.",
          "An error closes by itself once its record passes. Closed ones are kept for 90 days.",
        )}
      </p>
    </>
  );
};

/** The first companies of a cause: "2, 4, 9 e mais 12". */
export function companiesText(companies: readonly number[], language: Language): string {
  if (companies.length === 0) return "—";
  const shown = companies.slice(0, 4).join(", ");
  const more = companies.length - 4;
  return more > 0 ? sayIn(language)(`${shown} e mais ${more}`, `${shown} and ${more} more`) : shown;
}

/** What the records of a cause are. */
export function recordsWord({ area, open, example }: CauseCount, language: Language): string {
  const t = sayIn(language);
  const isOne = open === 1;
  const { sku = "", seqProduct = 0, company = 0 } = example;
  if (area === "orders" || area === "order-ledger") return t(isOne ? "pedido" : "pedidos", isOne ? "order" : "orders");
  if (sku !== "") return isOne ? "SKU" : "SKUs";
  if (seqProduct > 0) return t(isOne ? "produto" : "produtos", isOne ? "product" : "products");
  if (company > 0) return t(isOne ? "loja" : "lojas", isOne ? "company" : "companies");
  return t(isOne ? "registro" : "registros", isOne ? "record" : "records");
}

/** Single records that a person took in hand or lets rest, beside the causes. */
const OwnRecords = ({ frame, now, records }: ErrorsState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  return (
    <Part id="registros" title={t("Registros, um a um", "Single records")}>
      <div class="panel">
        <Records
          caption={t(
            "Registros com cuidado próprio, os mais antigos primeiro",
            "Records with a care of their own, the oldest first",
          )}
          head={
            <>
              <Th class="p main-cell">{t("Registro", "Record")}</Th>
              <Th>{t("Causa", "Cause")}</Th>
              <Th class="nowrap">{t("Desde", "Since")}</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {records.map((entry) => (
              <tr role="row">
                <Lead>
                  <a href={entryAddress(entry)}>{nameOf(entry, renderEntry(entry, language).record)}</a>
                  <CareText care={entry} frame={frame} now={now} />
                </Lead>
                <Td>{causeOf(entry, language).title}</Td>
                <Td class="nowrap" label={t("desde", "since")}>
                  {moment(entry.firstAt, now, language)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Records>
      </div>
    </Part>
  );
};

const Closed = ({ frame, now, closed }: ErrorsState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  if (closed.length === 0)
    return (
      <div class="panel empty">
        <b>{t("Nenhum registro fechado", "No closed record")}</b>
      </div>
    );
  return (
    <div class="panel">
      <Records
        caption={t("Registros fechados, os últimos primeiro", "Closed records, the latest first")}
        head={
          <>
            <Th class="p main-cell">{t("Registro", "Record")}</Th>
            <Th>{t("O que houve", "What happened")}</Th>
            <Th class="nowrap">{t("Fechado", "Closed")}</Th>
            <Th class="nowrap">{t("Durou", "Lasted")}</Th>
          </>
        }
      >
        <tbody role="rowgroup">
          {closed.map((entry) => (
            <tr role="row">
              <Lead>
                <a href={entryAddress(entry)}>{renderEntry(entry, language).record}</a>
              </Lead>
              <Td>{causeOf(entry, language).title}</Td>
              <Td class="nowrap" label={t("fechado", "closed")}>
                {moment(entry.lastAt, now, language)}
              </Td>
              <Td class="nowrap" label={t("durou", "lasted")}>
                {span(entry.lastAt - entry.firstAt, language)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Records>
    </div>
  );
};
