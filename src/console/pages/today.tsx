/** Is all well? */
import type { TodayFacts } from "../../hub/report/today.ts";
import { LANE_NAMES } from "../../messages/go-live.ts";
import type { Language } from "../../messages/language.ts";
import { goLiveSteps, type Step } from "../go-live.ts";
import { LoadsToday } from "../parts/loads-today.tsx";
import { OrdersToday } from "../parts/orders-today.tsx";
import { Part } from "../parts/bits.tsx";
import { figure, span } from "../../messages/figures.ts";
import { clock, day, weekday } from "../parts/format.ts";
import { Mark, Tick } from "../parts/icons.tsx";
import { Page, ROOT } from "../parts/layout.tsx";
import { type Alert, alertsOf, stoppedText, type Verdict, verdictOf } from "../today-attention.ts";
import { type Frame, sayIn } from "../viewer.ts";

/** More than these go to Errors. */
const ALERTS_SHOWN = 5;

export interface TodayState {
  readonly frame: Frame;
  readonly facts: TodayFacts;
  /** Name of a load → ms between two ticks of its schedule. */
  readonly intervals: ReadonlyMap<string, number>;
}

export const TodayPage = ({ frame, facts, intervals }: TodayState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const steps = goLiveSteps(facts, language);
  const isBeginning = steps.some(({ isDone }) => !isDone) && facts.orders.byState.every(({ inErp }) => inErp === 0);
  const alerts = alertsOf(facts, intervals, language);
  const verdict = isBeginning ? beginning(steps, language) : verdictOf(facts, alerts, language);
  return (
    <Page frame={frame} room="today" title={t("Hoje", "Today")}>
      <h1 class="hidden">{t("Hoje", "Today")}</h1>
      <Sentence verdict={verdict} facts={facts} language={language} />
      <DryRunBanner facts={facts} language={language} />
      {isBeginning ? <Steps steps={steps} language={language} /> : null}
      {isBeginning && alerts.length === 0 ? null : (
        <Attention alerts={alerts} openErrors={frame.openErrors} facts={facts} language={language} />
      )}
      <OrdersToday facts={facts} language={language} />
      <LoadsToday facts={facts} intervals={intervals} language={language} />
      <UnderWay facts={facts} language={language} />
    </Page>
  );
};

const Sentence = ({
  verdict,
  facts: { now },
  language,
}: {
  readonly verdict: Verdict;
  readonly facts: TodayFacts;
  readonly language: Language;
}) => (
  <div class="verdict" role="status" data-live="30">
    <Mark kind={verdict.mark} />
    <p class="say">{verdict.say}</p>
    <p class="muted small">
      {weekday(now, language)}, {day(now, language)}, {clock(now)}
    </p>
  </div>
);

const beginning = (steps: readonly Step[], language: Language): Verdict => {
  const open = steps.filter(({ isDone }) => !isDone);
  const t = sayIn(language);
  return {
    mark: "wait",
    say: t(
      `Ainda não vende. ${open.length === 1 ? "Falta 1 passo" : `Faltam ${open.length} passos`} de ${steps.length}; o próximo: ${open[0]?.title ?? ""}.`,
      `Not selling yet. ${open.length} of ${steps.length} steps are left; next: ${open[0]?.title ?? ""}.`,
    ),
  };
};

const DryRunBanner = ({ facts: { dryRun }, language }: { readonly facts: TodayFacts; readonly language: Language }) => {
  if (!dryRun.all && dryRun.scopes.length === 0) return null;
  const t = sayIn(language);
  const where = dryRun.all
    ? t("em tudo", "everywhere")
    : `${t("em", "for")} ${dryRun.scopes.map((scope) => LANE_NAMES[language][scope]).join(", ")}`;
  return (
    <div class="banner warn">
      <p>
        <b>{t(`Ensaio ligado ${where}.`, `Dry run on ${where}.`)}</b>{" "}
        {t(
          "O ERP é lido; nada do que está no ensaio é escrito.",
          "The ERP is read; nothing that it covers is written.",
        )}
      </p>
      <div class="row">
        <a class="btn" href={`${ROOT}/ensaio`}>
          {t("Ver o que mudaria", "See what would change")}
        </a>
      </div>
    </div>
  );
};

const Steps = ({ steps, language }: { readonly steps: readonly Step[]; readonly language: Language }) => {
  const t = sayIn(language);
  const next = steps.findIndex(({ isDone }) => !isDone);
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Part
      id="passos"
      title={t("Para ir ao ar", "To go live")}
      aside={
        <span class="small muted">{t(`${done} de ${steps.length} feitos`, `${done} of ${steps.length} done`)}</span>
      }
    >
      <div class="panel">
        <ol class="checks">
          {steps.map(({ isDone, title, hint, href }, n) => (
            <li class={n === next ? "now" : undefined}>
              <Tick kind={isDone ? "ok" : "wait"} label={isDone ? t("feito", "done") : t("por fazer", "to do")} />
              <span>
                {n + 1}. {title}
              </span>
              {!isDone && href !== null ? (
                <a class={n === next ? "btn primary" : "btn"} href={href}>
                  {t("Abrir", "Open")}
                </a>
              ) : null}
              <span class="hint">{hint}</span>
            </li>
          ))}
        </ol>
      </div>
    </Part>
  );
};

const Attention = ({
  alerts,
  openErrors,
  facts,
  language,
}: {
  readonly alerts: readonly Alert[];
  readonly openErrors: number;
  readonly facts: TodayFacts;
  readonly language: Language;
}) => {
  const t = sayIn(language);
  const more = alerts.length - ALERTS_SHOWN;
  return (
    <Part
      id="pede"
      title={t("Precisa de atenção", "Needs attention")}
      aside={
        openErrors === 0 ? null : (
          <a class="small" href={`${ROOT}/erros`}>
            {t(
              `Todos os ${figure(openErrors, language)} registros abertos`,
              `All ${figure(openErrors, language)} open records`,
            )}
          </a>
        )
      }
    >
      {alerts.length === 0 ? (
        <div class="panel empty">
          <b>{t("Nada precisa de atenção", "Nothing needs attention")}</b>
          <p>
            {openErrors === 0
              ? t("Nenhum registro está na lista de erros.", "No record is on the list of errors.")
              : t(
                  "O que está na lista de erros espera correção no ERP e não para pedidos.",
                  "What is on the list of errors waits for a correction in the ERP and stops no order.",
                )}
          </p>
        </div>
      ) : (
        <ol class="panel alerts">
          {alerts.slice(0, ALERTS_SHOWN).map(({ tone, text, hint, href, act }, n) => (
            <li>
              <p>
                <span class={`dot ${tone}`}>
                  <span>{text}</span>
                </span>
                <span class="hint">{hint}</span>
              </p>
              <a class={n === 0 ? "btn primary" : "btn"} href={href} aria-label={`${act}: ${text}`}>
                {act}
              </a>
            </li>
          ))}
          {more > 0 ? (
            <li>
              <p class="hint">
                {t(`e mais ${figure(more, language)}`, `and ${figure(more, language)} more`)}
                {facts.orders.stopped.orders > 0 ? ` · ${stoppedText(facts, language)}` : ""}
              </p>
              <a class="btn" href={`${ROOT}/erros`}>
                {t("Ver todos", "See all")}
              </a>
            </li>
          ) : null}
        </ol>
      )}
    </Part>
  );
};

const KINDS: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
  ProductSet: ["Produtos em lote", "Products in bulk"],
  VariantsUpdate: ["Embalagens em lote", "Packages in bulk"],
  Publish: ["Canais de venda em lote", "Sales channels in bulk"],
  VariantPrices: ["Preços-base em lote", "Base prices in bulk"],
};

/** Long work with its progress, and what the two sides say. */
const UnderWay = ({ facts, language }: { readonly facts: TodayFacts; readonly language: Language }) => {
  const t = sayIn(language);
  const { now, bulk, variants, loads, backlog, erpSilentUntil, goLive } = facts;
  const { webhooks } = goLive;
  const firstReads = loads.filter(({ run, lastSuccessAt }) => run !== null && lastSuccessAt === 0);
  const limit = variants.daysNeeded > 0 ? variants : null;
  const waiting = backlog.reduce((sum, { rows }) => sum + rows, 0);
  const isIdle = bulk.length === 0 && firstReads.length === 0 && limit === null;
  return (
    <div class="cols">
      <Part id="andando" title={t("Em andamento", "Under way")}>
        <div class={isIdle ? "panel empty" : "panel"}>
          {isIdle ? <p>{t("Nenhum trabalho longo agora.", "No long work now.")}</p> : null}
          {bulk.map(({ id, kind, lines, position, state, createdAt }) => {
            const name = t(...(KINDS[kind] ?? ([kind, kind] as const)));
            const done = state === "collecting" ? position : 0;
            return (
              <div class="pad progress">
                <div class="between">
                  <b id={`b-${id}`}>{name}</b>
                  <span>
                    {figure(done, language)} {t("de", "of")} {figure(lines, language)}
                  </span>
                </div>
                <progress max={Math.max(1, lines)} value={done} aria-labelledby={`b-${id}`} />
                <span class="muted small">
                  {t(`começou há ${span(now - createdAt, language)}`, `begun ${span(now - createdAt, language)} ago`)}
                  {done > 0
                    ? t(
                        ` · faltam uns ${span(((now - createdAt) * (lines - done)) / done, language)}`,
                        ` · about ${span(((now - createdAt) * (lines - done)) / done, language)} left`,
                      )
                    : t(" · a Shopify trabalha", " · Shopify is at work")}
                </span>
              </div>
            );
          })}
          {firstReads.map(({ name, company, run, lastRun }) => (
            <div class="pad progress">
              <div class="between">
                <b>
                  {t("Primeira leitura", "First reading")}: {name}
                  {company > 0 ? ` ${company}` : ""}
                </b>
                <span>
                  {t("página", "page")} {run?.page ?? 1}
                </span>
              </div>
              <span class="muted small">
                {t(`${figure(lastRun?.read ?? 0, language)} lidos`, `${figure(lastRun?.read ?? 0, language)} read`)}
              </span>
            </div>
          ))}
          {limit === null ? null : (
            <div class="pad progress">
              <div class="between">
                <b id="variantes">{t("Variantes novas", "New variants")}</b>
                <span>
                  {figure(limit.inShop, language)} {t("de", "of")} {figure(limit.inShop + limit.waiting, language)}
                </span>
              </div>
              <progress max={limit.inShop + limit.waiting} value={limit.inShop} aria-labelledby="variantes" />
              <span class="muted small">
                {t(
                  `a Shopify aceita um número por dia neste plano · faltam ${limit.daysNeeded} dias`,
                  `Shopify takes a number a day on this plan · ${limit.daysNeeded} days left`,
                )}
              </span>
            </div>
          )}
        </div>
      </Part>
      <Part id="lados" title={t("Os dois lados", "The two sides")}>
        <dl class="panel tiles">
          <div class="tile">
            <dt>ERP</dt>
            <dd class="n">{erpSilentUntil === null ? t("responde", "answers") : t("não responde", "silent")}</dd>
            <dd>
              {erpSilentUntil === null
                ? t("para os pedidos", "to the orders")
                : t(`perguntado de novo às ${clock(erpSilentUntil)}`, `asked again at ${clock(erpSilentUntil)}`)}
            </dd>
          </div>
          <div class="tile">
            <dt>{t("Avisos da Shopify (webhooks)", "Shopify's webhooks")}</dt>
            <dd class="n">{webhooks ?? "—"}</dd>
            <dd>{t("assinaturas; conferidas a cada hora", "subscriptions; checked each hour")}</dd>
          </div>
          <div class="tile">
            <dt>{t("A enviar à Shopify", "To be sent to Shopify")}</dt>
            <dd class="n">{figure(waiting, language)}</dd>
            <dd>{t("registros na fila de publicação", "records due")}</dd>
          </div>
        </dl>
      </Part>
    </div>
  );
};
