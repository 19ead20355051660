import { Hono } from "hono";
import { reasonOf } from "../../log.ts";
import type { AppEnv } from "../http/app-env.ts";
import { erpFailure } from "./answers.ts";
import { checkToken } from "./check-token.ts";
import { showEvent } from "./event.ts";
import { receivePush } from "./push.ts";
import { showRefunds } from "./refunds.ts";

/** What the ERP sends us and asks us; mounted under /erp. Its errors have the form of TOTVS' API standard. */
export const erp = new Hono<AppEnv>()
  .use(checkToken)
  .post("/invoices", (context) => receivePush(context, "invoices"))
  .post("/cancellations", (context) => receivePush(context, "cancellations"))
  .post("/alterations", (context) => receivePush(context, "alterations"))
  .post("/statuses", (context) => receivePush(context, "statuses"))
  .get("/events/:id", showEvent)
  .get("/refunds", showRefunds)
  .onError((error, context) => {
    const { log } = context.env.deps;
    log.error("route.failed", { method: context.req.method, path: context.req.routePath, reason: reasonOf(error) });
    return erpFailure(500, "internal", ["Erro interno.", "Repita; se continuar, avise quem cuida do conector."]);
  });
