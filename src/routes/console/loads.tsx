import { Hono } from "hono";
import { LoadPage, type MovePreview } from "../../console/pages/load.tsx";
import { LoadsPage } from "../../console/pages/loads.tsx";
import { intervalsOf, ticksOf } from "../../crons/ticks.ts";
import { readRunHistory } from "../../hub/loads/run-history.ts";
import {
  approveDelisting,
  changeSettings,
  findLoad,
  listLoads,
  type LoadInHand,
  moveWatermark,
  pause,
  requestFull,
  resume,
  runNow,
} from "../../loads/operate.ts";
import { settings } from "../api/loads.ts";
import { type ConsoleContext, type ConsoleEnv, frameOf } from "./env.ts";
import { needs } from "./guard.ts";
import { html, problem } from "./html.tsx";
import { withNotice } from "./notices.ts";
import { companyNamesOf } from "./orders.tsx";

const RUNS_SHOWN = 25;
const LOAD = "/cargas/:name/:company/:segment";

export const loadsRoutes = new Hono<ConsoleEnv>()
  .get("/cargas", async (context) => {
    const deps = context.get("deps");
    const now = deps.clock.now();
    return html(
      <LoadsPage
        frame={await frameOf(context)}
        now={now}
        loads={await listLoads(deps, ticksOf)}
        intervals={intervalsOf(now)}
        companyNames={await companyNamesOf(deps.db)}
      />,
    );
  })
  .get(LOAD, async (context) => {
    const deps = context.get("deps");
    const found = await loadOf(context);
    if (found === null) return problem(context, "notFound", 404);
    const now = deps.clock.now();
    const antes = context.req.query("antes") ?? "";
    const before = /^\d{1,15}$/.test(antes) ? Number(antes) : Number.MAX_SAFE_INTEGER;
    const runs = await readRunHistory(deps.db, found.load, before, RUNS_SHOWN);
    const jobName = found.load.name.startsWith("publish") ? "publish" : found.load.name;
    const { nextAt } = ticksOf(jobName, Math.max(now, found.load.beginsFrom - 1));
    return html(
      <LoadPage
        frame={await frameOf(context)}
        now={now}
        load={{ ...found.load, nextAt }}
        intervalMs={intervalsOf(now).get(jobName) ?? 0}
        companyNames={await companyNamesOf(deps.db)}
        runs={runs}
        older={runs.length < RUNS_SHOWN ? null : (runs.at(-1)?.startedAt ?? null)}
        preview={await previewOf(context, found)}
      />,
    );
  })
  .post(`${LOAD}/agir`, needs("operator"), async (context) => {
    const deps = context.get("deps");
    const found = await loadOf(context);
    if (found === null) return problem(context, "notFound", 404);
    const back = addressOf(context);
    switch (context.get("form").get("ato") ?? "") {
      case "rodar": {
        const { kind } = await runNow(deps, found);
        return context.redirect(withNotice(back, kind === "paused" ? "load-paused" : "load"), 303);
      }
      case "tudo": {
        const { kind } = await requestFull(deps, found);
        return context.redirect(withNotice(back, kind === "paused" ? "load-paused" : "load"), 303);
      }
      case "pausar":
        await pause(deps, found);
        return context.redirect(withNotice(back, "cared"), 303);
      case "continuar":
        await resume(deps, found);
        return context.redirect(withNotice(back, "load"), 303);
      case "sumico": {
        const rows = await approveDelisting(deps, found);
        return context.redirect(withNotice(back, rows === null ? "nothing-chosen" : "load"), 303);
      }
      default:
        return context.redirect(back, 303);
    }
  })
  .post(`${LOAD}/mover`, needs("operator"), async (context) => {
    const found = await loadOf(context);
    if (found === null) return problem(context, "notFound", 404);
    const para = context.get("form").get("para") ?? "";
    const moved = await moveWatermark(context.get("deps"), found, { watermark: wallClock(para), preview: false });
    return context.redirect(withNotice(addressOf(context), moved.kind === "moved" ? "moved" : "move-wrong"), 303);
  })
  .post(`${LOAD}/ajustar`, needs("admin"), async (context) => {
    const found = await loadOf(context);
    if (found === null) return problem(context, "notFound", 404);
    const form = context.get("form");
    const given = Object.fromEntries(
      Object.entries(LIMITS).map(([name, most]) => [name, numberOf(form.get(name), most)]),
    );
    const blocked = settings.shape.blockedHours.safeParse(spansIn(form.get("blockedHours") ?? ""));
    const isWrong = Object.values(given).includes(undefined) || !blocked.success;
    if (!isWrong) await changeSettings(context.get("deps"), found, { ...given, blockedHours: blocked.data });
    return context.redirect(withNotice(addressOf(context), isWrong ? "map-wrong" : "cared"), 303);
  });

/** `02:00-04:30, 12:00-13:00`; empty: no hours. */
function spansIn(text: string): readonly string[] | null {
  const spans = text.split(/[,;\s]+/).filter((span) => span !== "");
  return spans.length === 0 ? null : spans;
}

/** As PUT /api/loads takes them. */
const LIMITS = {
  pageSize: 1_000,
  overlapSeconds: 86_400,
  fullEveryHours: 8_760,
  delistingMaxPermille: 1_000,
  stalledAfterMinutes: 10_080,
  leastMinutes: 10_080,
} as const;

/** Null: empty, the default. Undefined: no number that is allowed. */
function numberOf(text: string | null, most: number): number | null | undefined {
  if (text === null || text.trim() === "") return null;
  const value = Number(text);
  return /^\d{1,5}$/.test(text.trim()) && value <= most ? value : undefined;
}

function loadOf(context: ConsoleContext): Promise<LoadInHand | null> {
  const { name = "", company = "", segment = "" } = context.req.param() as Record<string, string>;
  return findLoad(context.get("deps"), { name, company, segment });
}

const addressOf = (context: ConsoleContext): string => new URL(context.req.url).pathname.replace(/\/\w+$/, "");

/** A field of the browser has no seconds. */
const wallClock = (text: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? `${text}:00` : text.slice(0, 40);

async function previewOf(context: ConsoleContext, found: LoadInHand): Promise<MovePreview> {
  const para = context.req.query("para") ?? "";
  if (para === "") return null;
  const moved = await moveWatermark(context.get("deps"), found, { watermark: wallClock(para), preview: true });
  if (moved.kind !== "moved") return { kind: "wrong" };
  const { direction, resend } = moved;
  return { kind: "size", to: para, direction, rowsAtMost: resend.hubRowsAtMost, changesSeen: resend.changesSeenSince };
}
