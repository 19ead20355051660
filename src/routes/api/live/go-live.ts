import { Hono } from "hono";
import * as z from "zod";
import { goLiveText, LANE_NAMES } from "../../../messages/go-live.ts";
import type { Language } from "../../../messages/language.ts";
import { goLiveStates, openFor, type GoLiveFacts } from "../../../rules/work/go-live.ts";
import { LANES } from "../../../rules/work/lanes.ts";
import { confirmReport, readChecklist, setTestOrder, switchOn } from "../../../setup/live/go-live.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { failure } from "../../http/answers.ts";
import { json } from "../../http/json.ts";
import { jsonBody } from "../../http/json-body.ts";
import { languageOf } from "../../http/language.ts";

export const lanesOn = z.strictObject({
  lanes: z
    .array(z.enum(LANES))
    .min(1)
    .max(LANES.length)
    .transform((named) => LANES.filter((lane) => named.includes(lane))),
  /** Switch them on although steps that they need are open. */
  despite: z.boolean().default(false),
});

export const testOrder = z.strictObject({
  /** Shopify's number of the order; null: none passes. */
  orderId: z
    .string()
    .regex(/^\d{1,20}$/, "must be Shopify's number of the order")
    .nullable(),
});

function shown(facts: GoLiveFacts, language: Language) {
  const states = goLiveStates(facts);
  return {
    steps: states.map(({ step, isDone, lanes }) => ({
      step,
      done: isDone,
      ...goLiveText(step, facts, language),
      lanes,
    })),
    lanes: LANES.map((lane) => ({
      lane,
      name: LANE_NAMES[language][lane],
      on: !facts.held.includes(lane),
      open: openFor([lane], states),
    })),
    testOrder: facts.testOrder,
    ordersSince: facts.ordersSince,
    reportSeenAt: facts.report.seenAt,
    reportSeenBy: facts.report.seenBy,
  };
}

/** From a new hub to the first sale; mounted under /api, after the bearer check. */
export const goLiveApi = new Hono<AppEnv>()
  .get("/go-live", async (context) => json(shown(await readChecklist(context.get("deps")), languageOf(context.req))))
  .post("/go-live", async (context) => {
    const body = await jsonBody(context.req.raw, lanesOn);
    if (!body.ok) return body.response;
    const result = await switchOn(context.get("deps"), body.value.lanes, body.value.despite);
    if (result.kind === "on") return json({ on: result.lanes });
    const language = languageOf(context.req);
    return failure(
      409,
      "not-ready",
      "Ainda não: faltam passos antes (details). Faça-os, ou repita com despite: true.",
      result.steps.map((step) => `${step}: ${goLiveText(step, result.facts, language).title}`),
    );
  })
  .post("/go-live/report-seen", async (context) => {
    const seen = await confirmReport(context.get("deps"));
    if (seen) return json({ seenAt: seen.at, seenBy: seen.who });
    return failure(409, "report-missing", "O relatório do ensaio ainda não existe; espere a primeira passagem.");
  })
  .put("/go-live/test-order", async (context) => {
    const body = await jsonBody(context.req.raw, testOrder);
    if (!body.ok) return body.response;
    const state = await setTestOrder(context.get("deps"), body.value.orderId);
    return json({ orderId: state.testOrder ?? null });
  });
