import { Hono } from "hono";
import * as z from "zod";
import { differingParts } from "../../rules/drift/text-difference.ts";
import { noteAct } from "../../hub/loads/audit.ts";
import { DRY_LANES, readDryRun, saveDryRun, type DryRun } from "../../hub/dry-run/dry-run.ts";
import { readDryReport, restartPasses, type DryReport } from "../../hub/dry-run/report.ts";
import { failure } from "../http/answers.ts";
import type { AppEnv } from "../http/app-env.ts";
import { jsonBody } from "../http/json-body.ts";
import { CELL_MAX, textTable } from "../http/text-table.ts";

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 500;

const dryRun = z.strictObject({
  all: z.boolean(),
  /** Lanes that are held back one by one while `all` is off. */
  lanes: z
    .array(z.enum(DRY_LANES))
    .max(DRY_LANES.length)
    .default([])
    .transform((lanes) => DRY_LANES.filter((lane) => lanes.includes(lane))),
});

/** The dry-run switch and what it shows; mounted under /api, the bearer was checked before. */
export const dryRunApi = new Hono<AppEnv>()
  .get("/dry-run", async (context) => context.json(await readDryRun(context.get("deps").db)))
  .put("/dry-run", async (context) => {
    const { db, clock, random, log } = context.get("deps");
    const body = await jsonBody(context.req.raw, dryRun);
    if (!body.ok) return body.response;
    const before = await readDryRun(db);
    const act = {
      at: clock.now(),
      id: random.uuid(),
      who: "api",
      act: "settings" as const,
      key: { name: "dry-run", company: 0, segment: 0 },
      before: words(before),
      after: words(body.value),
    };
    await saveDryRun(db, body.value, act.at, [noteAct(db, act)]);
    log.warn("dry-run.set", { before: words(before), after: words(body.value) });
    return context.json(await readDryRun(db));
  })
  // Only asks: the next publish looks at everything that is due afresh.
  .post("/dry-run/report", async (context) => {
    const { db, loads } = context.get("deps");
    await restartPasses(db).run();
    await loads.send({ job: "publish" });
    return context.json({ queued: true }, 202);
  })
  .get("/dry-run/report", async (context) => {
    const { db } = context.get("deps");
    const limit = Number(context.req.query("limit") ?? LIMIT_DEFAULT);
    if (!Number.isSafeInteger(limit) || limit < 1 || limit > LIMIT_MAX)
      return failure(422, "limit-wrong", `limit deve ser um inteiro de 1 a ${LIMIT_MAX}.`);
    const lane = context.req.query("lane");
    const named = DRY_LANES.find((each) => each === lane);
    if (lane !== undefined && named === undefined)
      return failure(422, "lane-wrong", `lane deve ser uma destas: ${DRY_LANES.join(", ")}.`);
    const line = context.req.query("before");
    const before = line === undefined ? undefined : Number(line);
    if (before !== undefined && (named === undefined || !Number.isSafeInteger(before) || before < 0))
      return failure(422, "before-wrong", "before deve ser o número (line) de uma linha, junto com lane.");
    const report = await readDryReport(db, { limit, lane: named, before });
    return context.req.query("format") === "text" ? context.text(reportText(report)) : context.json(report);
  });

const words = ({ all, lanes }: DryRun): string => (all ? "all" : lanes.join(",") || "off");

const ACTIONS = { create: "criar", change: "mudar", remove: "remover", refuse: "recusar" } as const;

/** The report for a terminal, pt-BR. */
function reportText({ dryRun: state, lanes, orders, blocked }: DryReport): string {
  const counts = lanes.map((pass) => [
    pass.lane,
    String(pass.created),
    String(pass.changed),
    String(pass.removed),
    String(pass.refused),
    String(pass.waiting),
    String(pass.same),
    String(pass.looked),
    pass.endedAt === null ? "em andamento" : "completa",
  ]);
  const lines = lanes.flatMap(({ lane, newest }) =>
    newest.map(({ line, record, action, field, before, after }) => {
      const [from, to] = differingParts(before ?? "–", after ?? "–", CELL_MAX);
      return [lane, ACTIONS[action], record, field, from, to, String(line)];
    }),
  );
  return [
    `Simulação: ${state.all ? "tudo" : state.lanes.join(", ") || "desligada"}`,
    textTable(["lane", "criar", "mudar", "remover", "recusar", "esperam", "iguais", "olhados", "passagem"], counts),
    textTable(["lane", "ação", "registro", "campo", "antes", "depois", "linha"], lines),
    `Pedidos que iriam ao ERP: ${orders.waiting}`,
    textTable(
      ["pedido", "loja", "centavos", "SKUs"],
      orders.newest.map(({ orderId, company, totalCents, skus }) => [
        orderId,
        String(company ?? "–"),
        String(totalCents ?? "–"),
        String(skus),
      ]),
    ),
    textTable(
      ["chamada retida", "lane", "vezes"],
      blocked.map(({ operation, lane, times }) => [operation, lane, String(times)]),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
