/** What is late? Every load and lane against its promise. */
import type { LoadState } from "../../hub/loads/status.ts";
import type { Language } from "../../messages/language.ts";
import type { Instant } from "../../ports.ts";
import { fromErpTime } from "../../rules/brazil/erp-time.ts";
import { address } from "../addresses.ts";
import { ageOf, type LoadAge } from "../../rules/work/promise.ts";
import { loadName } from "../../messages/load-names.ts";
import { byDamage, isLane, stateText, toneOf } from "../load-state.ts";
import { AgeCell } from "../parts/loads-today.tsx";
import { GroupHead, Lead, Records, State, Td, Th } from "../parts/bits.tsx";
import { counted } from "../../messages/figures.ts";
import { clock, moment } from "../parts/format.ts";
import { Page } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";

export interface ListedLoad extends LoadState {
  readonly nextAt: Instant | null;
}

export interface LoadsState {
  readonly frame: Frame;
  readonly now: Instant;
  readonly loads: readonly ListedLoad[];
  readonly intervals: ReadonlyMap<string, number>;
  readonly companyNames: ReadonlyMap<number, string>;
}

/** The place of a load among those of its name. */
export function placeOf(
  { company, segment }: Pick<LoadState, "company" | "segment">,
  names: ReadonlyMap<number, string>,
  language: Language,
): string {
  if (company === 0) return "";
  const t = sayIn(language);
  const name = `${t("Loja", "Company")} ${company} ${names.get(company) ?? ""}`.trim();
  return segment === 0 ? name : `${name}, ${t("segmento", "segment")} ${segment}`;
}

export const loadAddress = ({ name, company, segment }: Pick<LoadState, "name" | "company" | "segment">): string =>
  address(`/cargas/${encodeURIComponent(name)}/${company}/${segment}`);

/** A watermark as a person reads it. The first one means: everything. */
export function watermarkText(watermark: string, now: Instant, language: Language): string {
  const at = fromErpTime(watermark);
  if (at === null || watermark.startsWith("1900")) return sayIn(language)("do início", "from the beginning");
  return moment(at, now, language);
}

export const LoadsPage = ({ frame, now, loads, intervals, companyNames }: LoadsState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const aged = loads
    .filter(({ isScheduled }) => isScheduled)
    .map((load) => ({ load, age: ageOf(load, intervals.get(load.name) ?? intervals.get("publish") ?? 0, now) }));
  const count = (kind: LoadAge["kind"]) =>
    aged.filter(({ age, load }) => age.kind === kind && !isLane(load.name)).length;
  const groups = [...Map.groupBy(aged, ({ load }) => load.name)];
  return (
    <Page frame={frame} room="loads" title={t("Cargas", "Loads")}>
      <div class="head">
        <div>
          <h1>{t("Cargas", "Loads")}</h1>
          <p class="muted">{summary(count("failing"), count("late"), count("paused"), aged.length, language)}</p>
        </div>
        <nav class="row" aria-label={t("Conferências e ensaios", "Comparisons and rehearsals")}>
          <a class="btn" href={address("/encarte")}>
            {t("Ensaio do encarte", "Rehearse an encarte")}
          </a>
          <a class="btn" href={address("/diferencas")}>
            {t("Diferenças com a Shopify", "Differences with Shopify")}
          </a>
          <a class="btn" href={address("/conferencia")}>
            {t("Conferência de pedidos", "Ledger of orders")}
          </a>
          <a class="btn" href={address("/ensaio")}>
            {t("Ensaio", "Dry run")}
          </a>
        </nav>
      </div>
      <div class="panel">
        <Records
          caption={t("Cargas: situação, lido até e próxima execução", "Loads: state, read until, next run")}
          head={
            <>
              <Th class="p main-cell">{t("Carga", "Load")}</Th>
              <Th class="end">{t("Situação", "State")}</Th>
              <Th>{t("Lido até", "Read until")}</Th>
              <Th>{t("Último sucesso há", "Last success")}</Th>
              <Th>{t("Próxima", "Next")}</Th>
            </>
          }
        >
          {groups.map(([name, of]) => (
            <tbody role="rowgroup" id={name}>
              {of.length > 1 ? (
                <GroupHead columns={5}>
                  <b>{loadName(name, language)}</b>, {of.length}
                </GroupHead>
              ) : null}
              {of
                .toSorted((one, other) => byDamage(one.age, other.age) || one.load.company - other.load.company)
                .map(({ load, age }) => (
                  <tr role="row">
                    <Lead>
                      <a href={loadAddress(load)}>
                        {of.length > 1 ? placeOf(load, companyNames, language) : loadName(name, language)}
                        {of.length === 1 && load.company > 0 ? (
                          <span class="hidden">, {placeOf(load, companyNames, language)}</span>
                        ) : null}
                      </a>
                    </Lead>
                    <Td class="end">
                      {isLane(name) && age.kind === "never" ? (
                        <State tone="ok">{t("em lotes, quando preciso", "in bulk, when needed")}</State>
                      ) : (
                        <State tone={toneOf(age)}>{stateText(load, age, language)}</State>
                      )}
                    </Td>
                    <Td class="nowrap" label={t("lido até", "read until")}>
                      {isLane(name) ? "—" : watermarkText(load.watermark, now, language)}
                    </Td>
                    <Td label={t("há", "ago")}>{isLane(name) ? "—" : <AgeCell age={age} language={language} />}</Td>
                    <Td class="nowrap" label={t("próxima", "next")}>
                      {load.nextAt === null ? "—" : clock(load.nextAt).slice(0, 5)}
                    </Td>
                  </tr>
                ))}
            </tbody>
          ))}
        </Records>
      </div>
    </Page>
  );
};

function summary(failing: number, late: number, paused: number, all: number, language: Language): string {
  const t = sayIn(language);
  const parts = [
    failing > 0 ? t(counted(failing, "parada", "paradas", language), `${failing} stopped`) : "",
    late > 0 ? t(counted(late, "atrasada", "atrasadas", language), `${late} late`) : "",
    paused > 0 ? t(counted(paused, "pausada", "pausadas", language), `${paused} paused`) : "",
  ].filter((part) => part !== "");
  return parts.length === 0
    ? t(`As ${all} cargas estão em dia.`, `All ${all} loads are on time.`)
    : t(`De ${all}: ${parts.join(", ")}.`, `Of ${all}: ${parts.join(", ")}.`);
}
