import { Hono } from "hono";
import { DryRunPage } from "../../console/pages/dry-run.tsx";
import { SettingsPage } from "../../console/pages/settings.tsx";
import { DRY_RUN_SCOPES, readDryRun } from "../../hub/dry-run/dry-run.ts";
import { readDryReport } from "../../hub/dry-run/report.ts";
import { readReportSeen } from "../../hub/dry-run/seen.ts";
import { sendTest, setAlertSettings } from "../../alerts/settings.ts";
import { readAlertSettings } from "../../hub/alerts/alerts.ts";
import { readAudit } from "../../hub/loads/audit.ts";
import { readPeople } from "../../hub/settings/people.ts";
import { listTokens } from "../../hub/settings/tokens.ts";
import { ALERT_KINDS, alertSettings } from "../../rules/alerts/kinds.ts";
import { mayAct, SCOPES_OF_TOKENS } from "../../rules/access/scope.ts";
import { LANES } from "../../rules/work/lanes.ts";
import { people } from "../../rules/access/people.ts";
import { setPeople } from "../../setup/access/people.ts";
import { endToken, makeToken } from "../../setup/access/tokens.ts";
import { setDryRun } from "../../setup/live/dry-run.ts";
import { confirmReport, readChecklist, setTestOrder, switchOn } from "../../setup/live/go-live.ts";
import { type ConsoleContext, type ConsoleEnv, frameOf } from "./env.ts";
import { needs } from "./guard.ts";
import { html } from "./html.tsx";
import { withNotice } from "./notices.ts";

const AUDIT_SHOWN = 50;
const LINES_SHOWN = 50;
const HERE = "/ops/ajustes";

async function page(
  context: ConsoleContext,
  made: { readonly name: string; readonly secret: string } | null = null,
  status = 200,
): Promise<Response> {
  const { db, clock, config } = context.get("deps");
  const isAdmin = mayAct(context.get("person").role, "admin");
  const antes = context.req.query("antes") ?? "";
  const before = /^\d{1,15}$/.test(antes) ? Number(antes) : Number.MAX_SAFE_INTEGER;
  const audit = await readAudit(db, { before, limit: AUDIT_SHOWN });
  return html(
    <SettingsPage
      frame={await frameOf(context)}
      now={clock.now()}
      dryRun={await readDryRun(db)}
      goLive={await readChecklist({ db, clock })}
      tokens={isAdmin ? await listTokens(db) : null}
      people={isAdmin ? await readPeople(db) : null}
      isAccessOn={config.access !== null}
      alerts={isAdmin ? { settings: await readAlertSettings(db), isSent: config.alerts.url !== null } : null}
      made={made}
      audit={audit}
      older={audit.length < AUDIT_SHOWN ? null : (audit.at(-1)?.at ?? null)}
    />,
    status,
  );
}

export const settingsRoutes = new Hono<ConsoleEnv>()
  .get("/ajustes", (context) => page(context))
  .get("/ensaio", async (context) => {
    const report = await readDryReport(context.get("deps").db, { limit: LINES_SHOWN });
    const seen = await readReportSeen(context.get("deps").db);
    return html(<DryRunPage frame={await frameOf(context)} report={report} seen={seen} />);
  })
  .post("/ensaio/conferido", needs("operator"), async (context) => {
    const seen = await confirmReport(context.get("deps"));
    return context.redirect(withNotice("/ops/ensaio", seen ? "cared" : "report-missing"), 303);
  })
  .post("/ajustes/ao-vivo", needs("admin"), async (context) => {
    const form = context.get("form");
    const lanes = LANES.filter((lane) => form.getAll("parte").includes(lane));
    if (lanes.length === 0) return context.redirect(withNotice(HERE, "map-wrong"), 303);
    const result = await switchOn(context.get("deps"), lanes, form.has("mesmo-assim"));
    return context.redirect(withNotice(HERE, result.kind === "on" ? "lane-on" : "not-ready"), 303);
  })
  .post("/ajustes/pedido-de-teste", needs("admin"), async (context) => {
    const named = (context.get("form").get("pedido") ?? "").trim();
    if (!/^\d{0,20}$/.test(named)) return context.redirect(withNotice(HERE, "map-wrong"), 303);
    await setTestOrder(context.get("deps"), named === "" ? null : named);
    return context.redirect(withNotice(HERE, "cared"), 303);
  })
  .post("/ajustes/ensaio", needs("admin"), async (context) => {
    const form = context.get("form");
    const wanted = form.getAll("parte");
    const scopes = DRY_RUN_SCOPES.filter((scope) => wanted.includes(scope));
    await setDryRun(context.get("deps"), { all: form.has("tudo"), scopes });
    return context.redirect(withNotice(HERE, "dry-run"), 303);
  })
  .post("/ajustes/alertas", needs("admin"), async (context) => {
    const form = context.get("form");
    const from = form.get("de") ?? "";
    const until = form.get("ate") ?? "";
    const parsed = alertSettings.safeParse({
      muted: ALERT_KINDS.filter((kind) => !form.getAll("avisar").includes(kind)),
      quietHours: from === "" && until === "" ? null : { from, until },
      ordersWaitMinutes: Number(form.get("espera")),
      deskGrowth: Number(form.get("fila")),
      repeatHours: Number(form.get("repetir")),
      language: form.get("idioma"),
    });
    if (!parsed.success) return context.redirect(withNotice(HERE, "map-wrong"), 303);
    await setAlertSettings(context.get("deps"), parsed.data);
    return context.redirect(withNotice(HERE, "cared"), 303);
  })
  .post("/ajustes/alertas/teste", needs("admin"), async (context) => {
    const delivery = await sendTest(context.get("deps"));
    return context.redirect(withNotice(HERE, delivery?.ok === true ? "alert-sent" : "alert-refused"), 303);
  })
  // The secret is in this answer alone: a redirect would need it in an address.
  .post("/ajustes/chaves", needs("admin"), async (context) => {
    const form = context.get("form");
    const name = (form.get("nome") ?? "").trim().slice(0, 60);
    const scope = SCOPES_OF_TOKENS.find((each) => each === form.get("permissao"));
    if (name === "" || scope === undefined) return context.redirect(withNotice(HERE, "map-wrong"), 303);
    const made = await makeToken(context.get("deps"), { name, scope, expiresAt: null });
    return made
      ? page(context, { name, secret: made.secret }, 201)
      : context.redirect(withNotice(HERE, "token-full"), 303);
  })
  .post("/ajustes/pessoas", needs("admin"), async (context) => {
    const form = context.get("form");
    const roles = form.getAll("papel");
    const rows = form.getAll("email").map((email, n) => ({ email, role: roles[n] }));
    const parsed = people.safeParse(rows.filter(({ email }) => email.trim() !== ""));
    if (!parsed.success) return context.redirect(withNotice(HERE, "map-wrong"), 303);
    await setPeople(context.get("deps"), parsed.data);
    return context.redirect(withNotice(HERE, "cared"), 303);
  })
  .post("/ajustes/chaves/revogar", needs("admin"), async (context) => {
    await endToken(context.get("deps"), (context.get("form").get("id") ?? "").slice(0, 60));
    return context.redirect(withNotice(HERE, "cared"), 303);
  });
