import { Hono } from "hono";
import * as z from "zod";
import { readLedgerReport } from "../../hub/ledger/report.ts";
import { requestLedger } from "../../orders/ledger/request.ts";
import { DIFFERENCES } from "../../rules/orders/ledger/compare.ts";
import { SHOP_LISTS_DAYS, WINDOW_MAX_DAYS, type WindowFault } from "../../rules/orders/ledger/window.ts";
import { failure } from "../http/answers.ts";
import type { AppEnv } from "../http/app-env.ts";
import { isoOf, json } from "../http/json.ts";
import { jsonBody } from "../http/json-body.ts";
import { instant, queryOf, wholeNumber } from "../http/query.ts";

const LISTED_DEFAULT = 100;
const LISTED_MAX = 500;

export const query = z.object({
  after: z
    .string()
    .regex(/^\d{1,20}$/)
    .prefault("0"),
  kind: z.enum(DIFFERENCES).optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(LISTED_MAX)).prefault(String(LISTED_DEFAULT)),
});
export const window = z.strictObject({ since: instant, before: instant });

/** Orders compared across Shopify, the hub and the ERP; mounted under /api before /orders/:orderId, after the bearer check. */
export const orderLedgerApi = new Hono<AppEnv>()
  .get("/orders/ledger", async (context) => {
    const asked = queryOf(context.req.query(), query);
    if (!asked.ok) return asked.response;
    const { kind = null, ...page } = asked.value;
    const { db, clock } = context.get("deps");
    const { run, ...report } = await readLedgerReport(db, { ...page, kind }, clock.now());
    return json({ run: run && { ...run, before: isoOf(run.before) }, ...report });
  })
  // Only requests: a run has its own invocations, and a large window takes several nights.
  .post("/orders/ledger", async (context) => {
    const body = await jsonBody(context.req.raw, window);
    if (!body.ok) return body.response;
    const { since, before } = body.value;
    const requested = await requestLedger(context.get("deps"), { since, before });
    switch (requested.kind) {
      case "queued":
        return json({ runId: requested.runId, since, before: isoOf(before), queued: true }, 202);
      case "running":
        return failure(
          409,
          "ledger-running",
          `Conferência de pedidos: outra está em andamento (${requested.runId ?? "acabou agora"}); veja GET /api/orders/ledger e repita quando ela terminar.`,
        );
      case "refused":
        return failure(422, requested.fault, FAULTS[requested.fault]);
    }
  });

const FAULTS: Readonly<Record<WindowFault, string>> = {
  "since-not-before": "Conferência de pedidos: since deve ser anterior a before.",
  "before-in-future": "Conferência de pedidos: before está no futuro.",
  "window-too-long": `Conferência de pedidos: o período passa de ${WINDOW_MAX_DAYS} dias; divida-o.`,
  "window-too-old": `Conferência de pedidos: a Shopify só lista pedidos dos últimos ${SHOP_LISTS_DAYS} dias.`,
};
