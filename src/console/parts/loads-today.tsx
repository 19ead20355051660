/** Each kind of load with its worst age, the counts of its last runs, what waits, and the last day. */
import type { TodayFacts } from "../../hub/report/today.ts";
import type { LoadState } from "../../hub/loads/status.ts";
import type { Language } from "../../messages/language.ts";
import { ageOf, type LoadAge } from "../../rules/work/promise.ts";
import { loadName } from "../../messages/load-names.ts";
import { byDamage, isLane, stateText, toneOf } from "../load-state.ts";
import { sayIn } from "../viewer.ts";
import { Bar, Lead, Part, Records, Spark, State, Td, Th } from "./bits.tsx";
import { figure, span } from "../../messages/figures.ts";
import { ROOT } from "./layout.tsx";

interface Row {
  readonly name: string;
  readonly of: number;
  readonly worst: LoadState;
  readonly age: LoadAge;
  readonly read: number;
  readonly changed: number;
  readonly refused: number;
}

/** What a load brings is sent by this lane. */
const LANE_OF: Readonly<Record<string, string>> = {
  products: "publish-catalog",
  prices: "publish-prices",
  stock: "publish-stock",
};

function rowsOf({ loads, now }: TodayFacts, intervals: ReadonlyMap<string, number>): readonly Row[] {
  const scheduled = loads.filter(({ name, isScheduled }) => isScheduled && !isLane(name));
  return [...Map.groupBy(scheduled, ({ name }) => name)]
    .flatMap(([name, of]): Row[] => {
      const aged = of
        .map((load) => ({ load, age: ageOf(load, intervals.get(name) ?? 0, now) }))
        .sort((one, other) => byDamage(one.age, other.age));
      const [worst] = aged;
      if (!worst) return [];
      const sum = (pick: (load: LoadState) => number | undefined) =>
        of.reduce((all, load) => all + (pick(load) ?? 0), 0);
      return [
        {
          name,
          of: of.length,
          worst: worst.load,
          age: worst.age,
          read: sum(({ lastRun }) => lastRun?.read),
          changed: sum(({ lastRun }) => lastRun?.changed),
          refused: sum(({ lastRun }) => lastRun?.refused),
        },
      ];
    })
    .sort((one, other) => byDamage(one.age, other.age));
}

export const LoadsToday = ({
  facts,
  intervals,
  language,
}: {
  readonly facts: TodayFacts;
  readonly intervals: ReadonlyMap<string, number>;
  readonly language: Language;
}) => {
  const t = sayIn(language);
  const waits = (name: string) => facts.backlog.find(({ lane }) => lane === LANE_OF[name])?.rows;
  return (
    <Part
      id="cargas"
      title={t("Cargas", "Loads")}
      aside={
        <span class="muted small">
          {t("última execução de cada uma; gráfico das últimas 24 h", "the last run of each; chart of the last 24 h")}
        </span>
      }
    >
      <div class="panel">
        <Records
          caption={t("Cargas: idade, contagens da última execução e fila", "Loads: age, counts of the last run, queue")}
          head={
            <>
              <Th class="p main-cell">{t("Carga", "Load")}</Th>
              <Th class="end">{t("Situação", "State")}</Th>
              <Th>{t("Último sucesso há", "Last success")}</Th>
              <Th class="num drop">{t("Lidos", "Read")}</Th>
              <Th class="num drop">{t("Mudados", "Changed")}</Th>
              <Th class="num">{t("Recusados", "Refused")}</Th>
              <Th class="num">{t("Na fila", "To send")}</Th>
              <Th class="drop">24 h</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {rowsOf(facts, intervals).map(({ name, of, worst, age, read, changed, refused }) => (
              <tr role="row">
                <Lead>
                  <a href={`${ROOT}/cargas#${name}`}>{loadName(name, language)}</a>
                  {of > 1 ? <span class="hint">{t(`${of} lojas, a pior`, `${of} companies, the worst`)}</span> : null}
                </Lead>
                <Td class="end">
                  <State tone={toneOf(age)}>{stateText(worst, age, language)}</State>
                </Td>
                <Td label={t("há", "ago")}>
                  <AgeCell age={age} language={language} />
                </Td>
                <Td class="num drop">{figure(read, language)}</Td>
                <Td class="num drop">{figure(changed, language)}</Td>
                <Td class="num" label={t("Recusados", "Refused")}>
                  {refused === 0 ? <span class="muted">0</span> : figure(refused, language)}
                </Td>
                <Td class="num" label={t("Na fila", "To send")}>
                  {waits(name) === undefined ? "—" : figure(waits(name) ?? 0, language)}
                </Td>
                <Td class="drop">
                  <Spark
                    steps={facts.activity.find((each) => each.name === name)?.steps ?? []}
                    label={t(
                      "Registros mudados a cada 4 horas, últimas 24 horas",
                      "Changed records each 4 hours, last 24 hours",
                    )}
                  />
                </Td>
              </tr>
            ))}
          </tbody>
        </Records>
      </div>
    </Part>
  );
};

/** An age beside its promise. */
export const AgeCell = ({ age, language }: { readonly age: LoadAge; readonly language: Language }) => {
  const t = sayIn(language);
  if (age.ageMs === null) return <span class="muted">{t("nunca", "never")}</span>;
  const percent = age.promiseMs === 0 ? 0 : (age.ageMs * 100) / age.promiseMs;
  return (
    <>
      <span class="nowrap">
        {span(age.ageMs, language)}{" "}
        <span class="muted">
          {t("de", "of")} {span(age.promiseMs, language)}
        </span>
      </span>
      <Bar percent={percent} tone={age.kind === "failing" ? "bad" : percent > 100 ? "warn" : "ok"} />
    </>
  );
};
