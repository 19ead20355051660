/** What is compared and rehearsed: drift with its repair, the orders' ledger, and the encarte to come. */
import { Hono } from "hono";
import { DriftPage } from "../../console/pages/drift.tsx";
import { ENCARTE_VIEWS, EncartePage, type EncarteView } from "../../console/pages/encarte.tsx";
import { LedgerPage } from "../../console/pages/ledger.tsx";
import { repairFindings } from "../../drift/repair.ts";
import { readDriftRun, readDriftRuns, readFindings } from "../../hub/drift/drift.ts";
import { readLedgerReport } from "../../hub/ledger/report.ts";
import { auditAct } from "../../hub/loads/audit.ts";
import { readPriceTargets } from "../../hub/prices/price-targets.ts";
import { readPromotions } from "../../hub/prices/rehearsal.ts";
import { requestLedger } from "../../orders/ledger/request.ts";
import type { Instant } from "../../ports.ts";
import { fromErpTime, toErpTime } from "../../rules/brazil/erp-time.ts";
import { DRIFT_KINDS } from "../../rules/drift/compare.ts";
import { DIFFERENCES } from "../../rules/orders/ledger/compare.ts";
import { rehearse } from "../../rules/prices/rehearsal.ts";
import { actorOf } from "./desk-acts.ts";
import { type ConsoleContext, type ConsoleEnv, frameOf } from "./env.ts";
import { needs } from "./guard.ts";
import { html, problem } from "./html.tsx";
import { withNotice } from "./notices.ts";

const RUNS_SHOWN = 10;
const FINDINGS_SHOWN = 50;
const ORDERS_SHOWN = 50;
const LINES_SHOWN = 50;
/** Promotions that a rehearsal looks at: a large chain's, several encartes at once. */
const PROMOTIONS_MAX = 10_000;
const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;

const wholeOf = (text: string | undefined): number => (/^\d{1,9}$/.test(text ?? "") ? Number(text) : 0);

export const checksRoutes = new Hono<ConsoleEnv>()
  .get("/diferencas", async (context) => {
    const { db, clock } = context.get("deps");
    const runs = await readDriftRuns(db, RUNS_SHOWN);
    const asked = context.req.query("comparacao");
    const run = asked === undefined ? (runs[0] ?? null) : await readDriftRun(db, asked.slice(0, 60));
    if (asked !== undefined && run === null) return problem(context, "notFound", 404);
    const kind = DRIFT_KINDS.find((each) => each === context.req.query("tipo")) ?? null;
    const after = wholeOf(context.req.query("depois"));
    const findings = run === null ? [] : await readFindings(db, run.id, { kind, after, limit: FINDINGS_SHOWN });
    return html(
      <DriftPage
        frame={await frameOf(context)}
        now={clock.now()}
        runs={runs}
        run={run}
        kind={kind}
        findings={findings}
        next={findings.length < FINDINGS_SHOWN ? null : (findings.at(-1)?.n ?? null)}
      />,
    );
  })
  // Only requests: a comparison has its own invocation, and a full one continues over many.
  .post("/diferencas/comparar", needs("operator"), async (context) => {
    const deps = context.get("deps");
    const job = context.get("form").get("tipo") === "full" ? "drift" : "drift-sample";
    await auditAct(deps.db, { ...actorOf(deps), act: "run", key: { name: job, company: 0, segment: 0 } }).run();
    await deps.loads.send({ job });
    return context.redirect(withNotice("/ops/diferencas", "load"), 303);
  })
  .post("/diferencas/reparar", needs("operator"), async (context) => {
    const deps = context.get("deps");
    const form = context.get("form");
    const runId = (form.get("comparacao") ?? "").slice(0, 60);
    const kind = DRIFT_KINDS.find((each) => each === form.get("tipo")) ?? null;
    if (kind === null && form.has("tipo")) return context.redirect(withNotice("/ops/diferencas", "map-wrong"), 303);
    const n = form.has("n") ? wholeOf(form.get("n") ?? "") : null;
    const repaired = await repairFindings(deps, { runId, n, kind });
    if (repaired > 0)
      await auditAct(deps.db, {
        ...actorOf(deps),
        act: "drift-repair",
        key: { name: runId, company: 0, segment: 0 },
        after: kind ?? (n === null ? "all" : `#${n}`),
        rows: repaired,
      }).run();
    const back = `/ops/diferencas?comparacao=${encodeURIComponent(runId)}`;
    return context.redirect(withNotice(back, repaired === 0 ? "nothing-chosen" : "sent-again", repaired), 303);
  })
  .get("/conferencia", async (context) => {
    const { db, clock } = context.get("deps");
    const kind = DIFFERENCES.find((each) => each === context.req.query("tipo")) ?? null;
    const depois = context.req.query("depois") ?? "";
    const page = { after: /^\d{1,20}$/.test(depois) ? depois : "0", kind, limit: ORDERS_SHOWN };
    const now = clock.now();
    const report = await readLedgerReport(db, page, now);
    return html(<LedgerPage frame={await frameOf(context)} now={now} report={report} kind={kind} />);
  })
  .post("/conferencia", needs("operator"), async (context) => {
    const deps = context.get("deps");
    const since = dayOf(context.get("form").get("de"));
    const before = dayOf(context.get("form").get("ate"));
    if (since === null || before === null) return context.redirect(withNotice("/ops/conferencia", "map-wrong"), 303);
    const requested = await requestLedger(deps, { since, before });
    if (requested.kind === "queued")
      await auditAct(deps.db, {
        ...actorOf(deps),
        act: "run",
        key: { name: "order-ledger", company: 0, segment: 0 },
        after: `${toErpTime(since).slice(0, 10)} – ${toErpTime(before).slice(0, 10)}`,
      }).run();
    const code =
      requested.kind === "queued" ? "load" : requested.kind === "running" ? "ledger-running" : "window-wrong";
    return context.redirect(withNotice("/ops/conferencia", code), 303);
  })
  .get("/encarte", (context) => encarte(context));

async function encarte(context: ConsoleContext): Promise<Response> {
  const { db, clock } = context.get("deps");
  const now = clock.now();
  const asked = context.req.query("em");
  const typed = asked === undefined ? tomorrow(now) : fromErpTime(`${asked.slice(0, 16)}:00`);
  const isWrong = typed === null || typed < now - 60_000 || typed > now + YEAR_MS;
  const then = isWrong ? tomorrow(now) : Math.max(now, typed);
  const targets = (await readPriceTargets(db)).filter(({ removing }) => !removing);
  const target = targets.find((each) => each.target === context.req.query("destino"))?.target ?? "base";
  const promotions = isWrong ? [] : await readPromotions(db, target, now, PROMOTIONS_MAX);
  const all = promotions.map((each) => ({ sku: each.sku, title: each.title, ...rehearse(each, now, then) }));
  const of = (view: EncarteView) =>
    all.filter(({ change, gaps }) => change === view || gaps.some((gap) => gap === view));
  const counts = Object.fromEntries(ENCARTE_VIEWS.map((view) => [view, of(view).length])) as Record<
    EncarteView,
    number
  >;
  const view =
    ENCARTE_VIEWS.find((each) => each === context.req.query("ver")) ??
    ENCARTE_VIEWS.find((each) => counts[each] > 0) ??
    "starts";
  const at = wholeOf(context.req.query("pagina"));
  const lines = of(view);
  return html(
    <EncartePage
      frame={await frameOf(context)}
      now={now}
      then={then}
      isWrong={isWrong}
      targets={targets}
      target={target}
      counts={counts}
      view={view}
      lines={lines.slice(at * LINES_SHOWN, (at + 1) * LINES_SHOWN)}
      at={at}
      hasMore={lines.length > (at + 1) * LINES_SHOWN}
      isCut={promotions.length === PROMOTIONS_MAX}
    />,
    isWrong ? 422 : 200,
  );
}

/** The first instant of tomorrow in São Paulo. */
const tomorrow = (now: Instant): Instant => fromErpTime(`${toErpTime(now + DAY_MS).slice(0, 10)}T00:00:00`) ?? now;

/** The first instant of a day in São Paulo; null: no day. */
const dayOf = (text: string | null): Instant | null =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) ? fromErpTime(`${text}T00:00:00`) : null;
