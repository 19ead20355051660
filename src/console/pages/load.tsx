/** One load: how far it has read, moving that back with its size, its runs and their counts. */
import type { PastRun } from "../../hub/loads/run-history.ts";
import type { LoadSettings } from "../../hub/loads/status.ts";
import { mayAct } from "../../rules/access/scope.ts";
import type { Instant } from "../../ports.ts";
import type { Language } from "../../messages/language.ts";
import { address } from "../addresses.ts";
import { ageOf } from "../../rules/work/promise.ts";
import { loadName } from "../../messages/load-names.ts";
import { isLane, stateText, toneOf } from "../load-state.ts";
import { Dot, Lead, Part, Records, State, Td, Th } from "../parts/bits.tsx";
import { counted, figure, span } from "../../messages/figures.ts";
import { moment } from "../parts/format.ts";
import { FormToken, Page, ROOT } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";
import { type ListedLoad, loadAddress, placeOf, watermarkText } from "./loads.tsx";

/** What a move of the watermark would bring; null: none was asked for. */
export type MovePreview =
  | { readonly kind: "wrong" }
  | {
      readonly kind: "size";
      /** As the field has it. */
      readonly to: string;
      readonly direction: "same" | "back" | "forward";
      readonly rowsAtMost: number;
      readonly changesSeen: number | null;
    }
  | null;

export interface LoadPageState {
  readonly frame: Frame;
  readonly now: Instant;
  readonly load: ListedLoad;
  readonly intervalMs: number;
  readonly companyNames: ReadonlyMap<number, string>;
  readonly runs: readonly PastRun[];
  readonly older: Instant | null;
  readonly preview: MovePreview;
}

export const LoadPage = (state: LoadPageState) => {
  const { frame, now, load, intervalMs, companyNames } = state;
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const age = ageOf(load, intervalMs, now);
  const place = placeOf(load, companyNames, language);
  const title = [loadName(load.name, language), place].filter((part) => part !== "").join(", ");
  const failed = load.lastRun?.outcome === "failed" ? load.lastRun.reason : null;
  return (
    <Page frame={frame} room="loads" title={title}>
      <nav aria-label={t("Onde estou", "Where I am")} class="crumbs">
        <a href={`${ROOT}/cargas`}>{t("Cargas", "Loads")}</a> / {title}
      </nav>
      <div class="head">
        <div>
          <div class="title">
            <h1>{title}</h1>
            <State tone={toneOf(age)}>{stateText(load, age, language)}</State>
          </div>
          <p class="muted small">
            {isLane(load.name)
              ? ""
              : t(
                  `Lido até ${watermarkText(load.watermark, now, language)}. `,
                  `Read until ${watermarkText(load.watermark, now, language)}. `,
                )}
            {failed === null
              ? ""
              : t(
                  `A última execução falhou: ${failed}. Nada se perde; segue de onde parou.`,
                  `The last run failed: ${failed}. Nothing is lost; it goes on where it stopped.`,
                )}
          </p>
        </div>
        {mayAct(role, "operator") ? <Acts {...state} /> : null}
      </div>
      {load.delisting.state === "blocked" ? <Delisting {...state} /> : null}
      {isLane(load.name) ? null : (
        <div class="cols">
          <Move {...state} />
          <Settings {...state} />
        </div>
      )}
      <Runs {...state} />
    </Page>
  );
};

const Acts = ({ frame, load }: LoadPageState) => {
  const t = sayIn(frame.viewer.language);
  const isPaused = load.state === "paused";
  return (
    <form class="row" method="post" action={`${loadAddress(load)}/agir`}>
      <FormToken frame={frame} />
      {isPaused ? (
        <button class="btn primary" name="ato" value="continuar" type="submit">
          {t("Continuar", "Resume")}
        </button>
      ) : (
        <>
          <button class="btn primary" name="ato" value="rodar" type="submit">
            {t("Rodar agora", "Run now")}
          </button>
          <button class="btn" name="ato" value="pausar" type="submit">
            {t("Pausar", "Pause")}
          </button>
          {isLane(load.name) || load.name.startsWith("order-") ? null : (
            <button class="btn" name="ato" value="tudo" type="submit">
              {t("Ler tudo de novo", "Read all again")}
            </button>
          )}
        </>
      )}
    </form>
  );
};

const Delisting = ({ frame, load }: LoadPageState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const rows = figure(load.delisting.rows, language);
  return (
    <div class="banner bad">
      <p>
        <b>
          {t(
            `${rows} registros não vêm mais do ERP, acima da trava de sumiço: nada foi desativado.`,
            `The ERP no longer returns ${rows} records, above the guard: nothing was switched off.`,
          )}
        </b>{" "}
        {t(
          "Confira no ERP as permissões do usuário e os filtros.",
          "Check the user's permissions and the filters in the ERP.",
        )}
      </p>
      {mayAct(role, "operator") ? (
        <form method="post" action={`${loadAddress(load)}/agir`}>
          <FormToken frame={frame} />
          <button class="btn" name="ato" value="sumico" type="submit">
            {t(`Saíram mesmo: desativar os ${rows}`, `They are gone: switch off the ${rows}`)}
          </button>
        </form>
      ) : null}
    </div>
  );
};

const BACK = [
  [3_600_000, "1 h", "1 h"],
  [86_400_000, "1 dia", "1 day"],
  [604_800_000, "7 dias", "7 days"],
] as const;

/** A local wall clock, as the field has it. */
const fieldTime = (at: Instant): string => new Date(at - 3 * 3_600_000).toISOString().slice(0, 16);

const Move = ({ frame, now, load, preview }: LoadPageState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const to = preview?.kind === "size" ? preview.to : fieldTime(now - 86_400_000);
  return (
    <section class="panel" aria-labelledby="mover">
      <form class="pad" action={loadAddress(load)}>
        <h2 id="mover">{t("Reler desde uma data", "Read again from a date")}</h2>
        <p class="small">
          {t(
            "Lê de novo o que mudou no ERP desde a hora escolhida. Lido até ",
            "Reads again what changed since then. Now: ",
          )}
          <b>{watermarkText(load.watermark, now, language)}</b>.
        </p>
        <div class="form-row">
          <div class="field">
            <label for="para">{t("Ler de novo desde", "Read again from")}</label>
            <input id="para" name="para" type="datetime-local" value={to} aria-describedby="para-h" required />
            <span class="hint" id="para-h">
              {t("hora de São Paulo", "São Paulo's clock")}
            </span>
          </div>
          <div class="field">
            <span class="legend">{t("Ou volte", "Or go back")}</span>
            <div class="row">
              {BACK.map(([ms, portuguese, english]) => (
                <a
                  class="btn"
                  href={address(`/cargas/${load.name}/${load.company}/${load.segment}`, { para: fieldTime(now - ms) })}
                >
                  {t(portuguese, english)}
                </a>
              ))}
            </div>
          </div>
        </div>
        <div class="row">
          <button class="btn" type="submit">
            {t("Calcular o tamanho", "Show the size")}
          </button>
        </div>
      </form>
      {preview === null ? null : preview.kind === "wrong" ? (
        <div class="pad">
          <p class="error">
            {t("A data não serve: não pode ser do futuro.", "The date cannot be used: it must not be in the future.")}
          </p>
        </div>
      ) : (
        <form class="pad" method="post" action={`${loadAddress(load)}/mover`}>
          <FormToken frame={frame} />
          <input type="hidden" name="para" value={preview.to} />
          <h3>{t("Tamanho, antes de mover", "Size, before the move")}</h3>
          <dl class="facts">
            <dt>{t("Lê de novo", "Reads again")}</dt>
            <dd>
              {t("no máximo ", "at most ")}
              <b>
                {counted(
                  preview.rowsAtMost,
                  t("registro conhecido", "known record"),
                  t("registros conhecidos", "known records"),
                  language,
                )}
              </b>
            </dd>
            {preview.changesSeen === null ? null : (
              <>
                <dt>{t("Mudanças desde então", "Changes since then")}</dt>
                <dd>{figure(preview.changesSeen, language)}</dd>
              </>
            )}
            <dt>{t("Na Shopify", "In Shopify")}</dt>
            <dd>{t("só vai o que for diferente", "only what is different is sent")}</dd>
          </dl>
          {preview.direction === "forward" ? (
            <p class="small">
              <Dot tone="warn">
                {t(
                  "Para a frente: o que mudou até lá só vem na próxima leitura completa.",
                  "Forward: what changed until then comes with the next full run only.",
                )}
              </Dot>
            </p>
          ) : null}
          {mayAct(role, "operator") && preview.direction !== "same" ? (
            <div class="row">
              <button class="btn primary" type="submit">
                {preview.direction === "back"
                  ? t("Reler desde esta data", "Read again from here")
                  : t("Pular até esta data", "Skip to this date")}
              </button>
            </div>
          ) : null}
        </form>
      )}
    </section>
  );
};

const SETTINGS: readonly (readonly [
  name: Exclude<keyof LoadSettings, "blockedHours">,
  portuguese: string,
  english: string,
  unit: string,
])[] = [
  ["pageSize", "Página, registros", "Page, records", "500"],
  ["overlapSeconds", "Sobreposição, segundos", "Overlap, seconds", "300"],
  ["fullEveryHours", "Ler tudo a cada, horas", "Read all every, hours", "168"],
  ["delistingMaxPermille", "Trava de sumiço, por mil", "Guard of delisting, per mille", "50"],
  ["leastMinutes", "No máximo a cada, minutos", "At most every, minutes", "0"],
  ["stalledAfterMinutes", "Avisa parada há, min", "Warn when stalled for, minutes", "30"],
];

const Settings = ({ frame, now, load }: LoadPageState) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  return (
    <form class="panel pad" method="post" action={`${loadAddress(load)}/ajustar`} aria-labelledby="ajustes">
      <FormToken frame={frame} />
      <h2 id="ajustes">{t("Configuração", "Settings")}</h2>
      <div class="form-row">
        {SETTINGS.map(([name, portuguese, english, usual]) => (
          <div class="field">
            <label for={name}>{t(portuguese, english)}</label>
            <input
              id={name}
              name={name}
              inputmode="numeric"
              pattern="[0-9]{0,5}"
              value={load.settings[name] ?? ""}
              placeholder={usual}
              readonly={!mayAct(role, "admin")}
            />
          </div>
        ))}
      </div>
      <div class="field">
        <label for="blockedHours">{t("Não rodar das … às …", "Do not run from … to …")}</label>
        <input
          id="blockedHours"
          name="blockedHours"
          value={load.settings.blockedHours?.join(", ") ?? ""}
          placeholder="02:00-04:30, 12:00-13:00"
          readonly={!mayAct(role, "admin")}
          aria-describedby="blockedHours-h"
        />
        <span class="hint" id="blockedHours-h">
          {t("hora de São Paulo; fechamento do ERP, backup. ", "São Paulo's clock; the ERP's closing, backups. ")}
          {load.nextAt === null
            ? ""
            : t(
                `Próxima execução: ${moment(load.nextAt, now, language)}.`,
                `Next run: ${moment(load.nextAt, now, language)}.`,
              )}
        </span>
      </div>
      <p class="hint">
        {t("Vazio: o padrão. Última leitura completa: ", "Empty: the default. Last full run: ")}
        {load.fullAt === 0 ? t("nenhuma", "none") : moment(load.fullAt, now, language)}
        {load.fullWanted ? t("; outra foi pedida", "; another one is requested") : ""}
      </p>
      {mayAct(role, "admin") ? (
        <div class="row">
          <button class="btn" type="submit">
            {t("Gravar", "Store")}
          </button>
        </div>
      ) : null}
    </form>
  );
};

const Runs = ({ frame, now, load, runs, older }: LoadPageState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const lane = isLane(load.name);
  if (runs.length === 0)
    return (
      <Part id="execucoes" title={t("Execuções", "Runs")}>
        <div class="panel empty">
          <p>{t("Nenhuma execução guardada.", "No run is kept.")}</p>
        </div>
      </Part>
    );
  return (
    <Part
      id="execucoes"
      title={t("Execuções", "Runs")}
      aside={
        <span class="small muted">
          {lane
            ? t("a enviar = enviados + recusados + pendentes", "due = sent + refused + pending")
            : t("lidos = mudados + iguais + recusados", "read = changed + unchanged + refused")}
        </span>
      }
    >
      <div class="panel">
        <Records
          caption={t("Execuções, da mais nova à mais antiga", "Runs, the newest first")}
          head={
            <>
              <Th class="p main-cell">{t("Começou", "Began")}</Th>
              <Th class="end">{t("Resultado", "Result")}</Th>
              <Th>{t("Durou", "Lasted")}</Th>
              <Th class="num">{t("Páginas", "Pages")}</Th>
              {COUNTS[lane ? "lane" : "load"].map(([, portuguese, english]) => (
                <Th class="num">{t(portuguese, english)}</Th>
              ))}
            </>
          }
        >
          <tbody role="rowgroup">
            {runs.map((run) => (
              <tr role="row">
                <Lead>
                  <span class="nowrap">{moment(run.startedAt, now, language)}</span>
                </Lead>
                <Td class="end">
                  <RunResult run={run} lane={lane} language={language} />
                </Td>
                <Td class="nowrap" label={t("durou", "lasted")}>
                  {run.endedAt === null ? "—" : span(run.endedAt - run.startedAt, language)}
                </Td>
                <Td class="num" label={t("páginas", "pages")}>
                  {figure(run.pages, language)}
                </Td>
                {COUNTS[lane ? "lane" : "load"].map(([name, portuguese, english]) => (
                  <Td class="num" label={t(portuguese, english).replace(/^[=+] /, "")}>
                    {figure(run[name], language)}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Records>
      </div>
      {older === null ? null : (
        <nav class="pages" aria-label={t("Páginas", "Pages")}>
          <span />
          <a class="btn" href={address(`/cargas/${load.name}/${load.company}/${load.segment}`, { antes: older })}>
            {t("Mais antigas →", "Older →")}
          </a>
        </nav>
      )}
    </Part>
  );
};

type CountName = "read" | "changed" | "unchanged" | "refused" | "due" | "sent" | "pending";
const COUNTS: Readonly<
  Record<"load" | "lane", readonly (readonly [name: CountName, portuguese: string, english: string])[]>
> = {
  load: [
    ["read", "Lidos", "Read"],
    ["changed", "= Mudados", "= Changed"],
    ["unchanged", "+ Iguais", "+ Unchanged"],
    ["refused", "+ Recusados", "+ Refused"],
  ],
  lane: [
    ["due", "A enviar", "Due"],
    ["sent", "= Enviados", "= Sent"],
    ["refused", "+ Recusados", "+ Refused"],
    ["pending", "+ Pendentes", "+ Pending"],
  ],
};

const RunResult = ({
  run,
  lane,
  language,
}: {
  readonly run: PastRun;
  readonly lane: boolean;
  readonly language: Language;
}) => {
  const t = sayIn(language);
  if (run.outcome === "failed") return <Dot tone="bad">{run.reason ?? t("falhou", "failed")}</Dot>;
  if (run.outcome === "running") return <Dot tone="go">{t("em andamento", "under way")}</Dot>;
  const closes = lane
    ? run.due === run.sent + run.refused + run.pending
    : run.read === run.changed + run.unchanged + run.refused;
  return closes ? (
    <Dot tone="ok">{t("fecha", "closes")}</Dot>
  ) : (
    <Dot tone="warn">{t("não fecha", "does not close")}</Dot>
  );
};
