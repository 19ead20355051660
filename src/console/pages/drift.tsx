/** Is Shopify still what was sent? The last comparison by kind, then its findings, each sent again from here. */
import type { DriftRun, StoredFinding } from "../../hub/drift/drift.ts";
import { driftKind, driftValue } from "../../messages/drift-kinds.ts";
import { counted, figure } from "../../messages/figures.ts";
import type { Language } from "../../messages/language.ts";
import type { Instant } from "../../ports.ts";
import { mayAct } from "../../rules/access/scope.ts";
import { DRIFT_KINDS, type DriftKind } from "../../rules/drift/compare.ts";
import { address, skuAddress } from "../addresses.ts";
import { Dot, Lead, Part, Records, State, Td, Th } from "../parts/bits.tsx";
import { moment } from "../parts/format.ts";
import { Mark } from "../parts/icons.tsx";
import { FormToken, Page, ROOT } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";

const HERE = "/diferencas";

export interface DriftState {
  readonly frame: Frame;
  readonly now: Instant;
  readonly runs: readonly DriftRun[];
  /** The run whose findings are shown; null: nothing was compared yet. */
  readonly run: DriftRun | null;
  readonly kind: DriftKind | null;
  readonly findings: readonly StoredFinding[];
  /** Where the next page begins; null: this is the last. */
  readonly next: number | null;
}

const totalOf = ({ counts }: DriftRun): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

export const DriftPage = (state: DriftState) => {
  const { frame, now, run } = state;
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const found = run === null ? 0 : totalOf(run);
  return (
    <Page frame={frame} room="loads" title={t("Diferenças com a Shopify", "Differences with Shopify")}>
      <nav aria-label={t("Onde estou", "Where I am")} class="crumbs">
        <a href={`${ROOT}/cargas`}>{t("Cargas", "Loads")}</a> /{" "}
        {t("Diferenças com a Shopify", "Differences with Shopify")}
      </nav>
      <h1 class="hidden">{t("Diferenças com a Shopify", "Differences with Shopify")}</h1>
      <div class="head">
        <div class="verdict">
          <Mark kind={run === null ? "wait" : found === 0 ? "ok" : "warn"} />
          <p class="say">{sentence(run, found, language)}</p>
          <p class="muted small">{run === null ? "" : scopeOf(run, now, language)}</p>
        </div>
        {mayAct(role, "operator") ? (
          <div class="row">
            {(["sample", "full"] as const).map((kind) => (
              <form method="post" action={`${ROOT}${HERE}/comparar`}>
                <FormToken frame={frame} />
                <input type="hidden" name="tipo" value={kind} />
                <button class="btn" type="submit">
                  {kind === "sample"
                    ? t("Comparar 100 produtos", "Compare 100 products")
                    : t("Comparar tudo", "Compare all")}
                </button>
              </form>
            ))}
          </div>
        ) : null}
      </div>
      {run === null || found === 0 ? null : <Kinds {...state} run={run} />}
      {run === null || found === 0 ? null : <Findings {...state} run={run} />}
      {state.runs.length === 0 ? null : <Runs {...state} />}
    </Page>
  );
};

function sentence(run: DriftRun | null, found: number, language: Language): string {
  const t = sayIn(language);
  if (run === null) return t("Nada foi comparado ainda.", "Nothing was compared yet.");
  const isOpen = run.endedAt === null;
  if (found === 0)
    return isOpen
      ? t("Comparando; nenhuma diferença até aqui.", "Comparing; no difference so far.")
      : t("A Shopify está como foi enviada.", "Shopify is as it was sent.");
  return t(
    `A Shopify difere em ${counted(found, "ponto", "pontos", language)} do que foi enviado.`,
    `Shopify differs in ${counted(found, "point", "points", language)} from what was sent.`,
  );
}

function scopeOf(
  { kind, startedAt, endedAt, products, variants, levels, skipped }: DriftRun,
  now: Instant,
  language: Language,
) {
  const t = sayIn(language);
  const n = (value: number) => figure(value, language);
  const what = kind === "full" ? t("comparação completa", "full comparison") : t("amostra", "sample");
  const when = endedAt === null ? t("em andamento desde", "under way since") : t("de", "of");
  return `${what} ${when} ${moment(startedAt, now, language)}: ${n(products)} ${t("produtos", "products")}, ${n(variants)} ${t("variantes", "variants")}, ${n(levels)} ${t("estoques", "levels")}; ${n(skipped)} ${t("a caminho, não comparados", "on their way, not compared")}`;
}

const Kinds = ({ frame, run, kind }: DriftState & { readonly run: DriftRun }) => {
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  return (
    <Part
      id="tipos"
      title={t("O que difere", "What differs")}
      aside={<RepairForm frame={frame} run={run} what="tudo" />}
    >
      <ul class="panel alerts">
        {DRIFT_KINDS.filter((each) => (run.counts[each] ?? 0) > 0).map((each) => (
          <li>
            <p>
              <a
                href={address(HERE, { comparacao: run.id, tipo: each })}
                aria-current={each === kind ? "true" : undefined}
              >
                {driftKind(each, language)}
              </a>{" "}
              <span class="muted">{figure(run.counts[each] ?? 0, language)}</span>
            </p>
            {mayAct(role, "operator") ? <RepairForm frame={frame} run={run} what={each} /> : null}
          </li>
        ))}
      </ul>
      {mayAct(role, "operator") ? (
        <p class="hint">
          {t(
            "Enviar de novo grava o valor do ERP por cima do que está na Shopify, em até um minuto. Do mesmo jeito que sempre: preços retidos continuam retidos.",
            "Sending again writes the ERP's value over what is in Shopify, within a minute. The usual rules hold: a price that waits for approval still waits.",
          )}
        </p>
      ) : null}
    </Part>
  );
};

const RepairForm = ({
  frame,
  run,
  what,
  n,
}: {
  readonly frame: Frame;
  readonly run: DriftRun;
  readonly what: DriftKind | "tudo" | "uma";
  readonly n?: number;
}) => {
  const { role, language } = frame.viewer;
  const t = sayIn(language);
  if (!mayAct(role, "operator")) return null;
  const count = what === "tudo" ? totalOf(run) : what === "uma" ? 1 : (run.counts[what] ?? 0);
  return (
    <form method="post" action={`${ROOT}${HERE}/reparar`}>
      <FormToken frame={frame} />
      <input type="hidden" name="comparacao" value={run.id} />
      {what === "uma" ? <input type="hidden" name="n" value={n} /> : null}
      {what === "tudo" || what === "uma" ? null : <input type="hidden" name="tipo" value={what} />}
      <button
        class="btn"
        type="submit"
        aria-label={
          what === "uma" ? t(`Enviar de novo a diferença ${n ?? 0}`, `Send difference ${n ?? 0} again`) : undefined
        }
      >
        {what === "uma"
          ? t("Enviar de novo", "Send again")
          : what === "tudo"
            ? t(`Enviar de novo: todas as ${figure(count, language)}`, `Send all ${figure(count, language)} again`)
            : t(`Enviar ${figure(count, language)} de novo`, `Send ${figure(count, language)} again`)}
        {what === "tudo" || what === "uma" ? null : <span class="hidden">: {driftKind(what, language)}</span>}
      </button>
    </form>
  );
};

const Findings = ({ frame, now, run, kind, findings, next }: DriftState & { readonly run: DriftRun }) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  return (
    <Part
      id="registros"
      title={kind === null ? t("Registros", "Records") : driftKind(kind, language)}
      aside={
        kind === null ? null : (
          <a class="small" href={address(HERE, { comparacao: run.id })}>
            {t("Todos os tipos", "All kinds")}
          </a>
        )
      }
    >
      <div class="panel">
        <Records
          classes="diff"
          caption={t("Diferenças: o enviado e o que está na Shopify", "Differences: sent, and what is in Shopify")}
          head={
            <>
              <Th class="p main-cell">{t("Registro", "Record")}</Th>
              <Th>{t("O quê", "What")}</Th>
              <Th class="col">{t("Enviado", "Sent")}</Th>
              <Th class="col">{t("Na Shopify", "In Shopify")}</Th>
              <Th class="act">
                <span class="hidden">{t("Ações", "Acts")}</span>
              </Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {findings.map((finding) => (
              <tr role="row">
                <Lead>
                  {finding.sku === "" ? (
                    <a href={address("/produtos", { q: finding.seqProduct })}>{finding.seqProduct}</a>
                  ) : (
                    <a href={skuAddress(finding.sku)}>{finding.sku}</a>
                  )}
                  {finding.company === 0 ? null : (
                    <span class="hint">
                      {t("loja", "company")} {finding.company}
                    </span>
                  )}
                </Lead>
                <Td>{driftKind(finding.kind, language)}</Td>
                <Td class="col" label={t("enviado", "sent")}>
                  {driftValue(finding.kind, finding.expected, language)}
                </Td>
                <Td class="col" label={t("na Shopify", "in Shopify")}>
                  <ins>{driftValue(finding.kind, finding.actual, language)}</ins>
                </Td>
                <Td class="act">
                  {finding.repairedAt === null ? (
                    <RepairForm frame={frame} run={run} what="uma" n={finding.n} />
                  ) : (
                    <Dot tone="ok">
                      {t("mandado", "sent")} {moment(finding.repairedAt, now, language)}
                    </Dot>
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Records>
      </div>
      {next === null ? null : (
        <nav class="pages" aria-label={t("Páginas", "Pages")}>
          <a class="btn" href={address(HERE, { comparacao: run.id, tipo: kind, depois: next })}>
            {t("Próximas", "Next")}
          </a>
        </nav>
      )}
    </Part>
  );
};

const Runs = ({ frame, now, runs }: DriftState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  return (
    <Part
      id="comparacoes"
      title={t("Comparações", "Comparisons")}
      aside={
        <span class="small muted">{t("amostra por dia, completa aos domingos", "a sample a day, all on Sundays")}</span>
      }
    >
      <div class="panel">
        <Records
          caption={t("Comparações, da mais nova à mais antiga", "Comparisons, the newest first")}
          head={
            <>
              <Th class="p main-cell">{t("Começou", "Began")}</Th>
              <Th>{t("Tipo", "Kind")}</Th>
              <Th class="num">{t("Produtos", "Products")}</Th>
              <Th class="num">{t("Diferenças", "Differences")}</Th>
              <Th class="end">{t("Situação", "State")}</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {runs.map((run) => (
              <tr role="row">
                <Lead>
                  <a href={address(HERE, { comparacao: run.id })}>{moment(run.startedAt, now, language)}</a>
                </Lead>
                <Td>{run.kind === "full" ? t("completa", "full") : t("amostra", "sample")}</Td>
                <Td class="num" label={t("produtos", "products")}>
                  {figure(run.products, language)}
                </Td>
                <Td class="num" label={t("diferenças", "differences")}>
                  {figure(totalOf(run), language)}
                </Td>
                <Td class="end">
                  <State tone={run.endedAt === null ? "go" : "ok"}>
                    {run.endedAt === null ? t("em andamento", "under way") : t("terminada", "ended")}
                  </State>
                </Td>
              </tr>
            ))}
          </tbody>
        </Records>
      </div>
    </Part>
  );
};
