import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { reasonOf } from "../log.ts";
import { auditRequests } from "./api/access/audit-requests.ts";
import { checkRole } from "./api/access/check-role.ts";
import { api } from "./api/index.ts";
import { docs } from "./docs.ts";
import { erpFailure } from "./erp/answers.ts";
import { erp } from "./erp/index.ts";
import { failure } from "./http/answers.ts";
import type { AppEnv } from "./http/app-env.ts";
import { health } from "./health.ts";
import { metrics } from "./metrics.ts";
import { methodNotAllowed, methodsAt } from "./http/methods.ts";
import { withSafeHeaders } from "./http/safe-headers.ts";
import { receiveWebhook, WEBHOOK_PATH } from "./webhooks/shopify.ts";

/** The `fetch` entry: an answer to every request, whatever it is. */
export async function routes(
  request: Request,
  deps: Deps | { readonly problems: readonly string[] },
  context: Pick<ExecutionContext, "waitUntil">,
): Promise<Response> {
  return withSafeHeaders(await answerOf(request, deps, context));
}

/** With a wrong configuration only /health responds, and lists the problems. */
async function answerOf(
  request: Request,
  deps: Deps | { readonly problems: readonly string[] },
  context: Pick<ExecutionContext, "waitUntil">,
): Promise<Response> {
  const problems = "problems" in deps ? deps.problems : [];
  const { pathname } = new URL(request.url);
  if (pathname === "/health")
    return HEALTH_METHODS.includes(request.method)
      ? health(problems)
      : methodNotAllowed(request.method, HEALTH_METHODS);
  if ("problems" in deps)
    return failure(503, "configuration-wrong", "A configuração do Worker está errada; veja /health.");
  const call = {
    waitUntil: (work: Promise<unknown>) => context.waitUntil(work),
    passThroughOnException() {},
    props: {},
  };
  if (pathname === "/ops" || pathname.startsWith("/ops/")) {
    // Made when the first person comes: what a webhook or a cron needs starts without it.
    const { consoleApp } = await import("./console/index.tsx");
    return consoleApp.fetch(request, { deps }, call);
  }
  return app.fetch(request, { deps }, call);
}

const HEALTH_METHODS = ["GET", "HEAD"];

/** Made once, because building its router is costly; each request brings its own bindings and clients. */
export const app = new Hono<AppEnv>();
app.use(async (context, next) => {
  context.set("deps", context.env.deps);
  await next();
});
app.use("/api/*", checkRole, auditRequests);
app.post(WEBHOOK_PATH, ({ req, env }) => receiveWebhook(req.raw, env.deps));
app.route("/api", api);
app.route("/erp", erp);
app.route("/", docs);
app.route("/", metrics);
app.notFound((context) => {
  const { method, path } = context.req;
  const allowed = methodsAt(app, path);
  if (path.startsWith("/erp/")) return erpMissing(method, allowed);
  return allowed.length > 0 ? methodNotAllowed(method, allowed) : failure(404, "not-found", `${path}: não existe.`);
});
app.onError((error, context) => {
  const { log } = context.env.deps;
  log.error("route.failed", { method: context.req.method, path: context.req.path, reason: reasonOf(error) });
  return failure(500, "internal", "Erro interno; o log diz o motivo no evento route.failed.");
});

function erpMissing(method: string, allowed: readonly string[]): Response {
  if (allowed.length === 0) return erpFailure(404, "not-found", ["Este endereço não existe.", "Veja /docs."]);
  const answer = erpFailure(405, "method-not-allowed", [`${method} não serve aqui.`, `Use ${allowed.join(", ")}.`]);
  answer.headers.set("allow", allowed.join(", "));
  return answer;
}
