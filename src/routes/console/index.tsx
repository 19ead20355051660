/** The operators' console. Closed to strangers; every page is a GET address, every change a form. */
import { Hono } from "hono";
import { LoginPage } from "../../console/pages/login.tsx";
import { reasonOf } from "../../log.ts";
import { safeNext } from "../../rules/access/session.ts";
import { logIn, logOut } from "../http/sessions.ts";
import { whoIs } from "../http/who-is.ts";
import { checksRoutes } from "./checks.tsx";
import type { ConsoleContext, ConsoleEnv } from "./env.ts";
import { errorsRoutes } from "./errors.tsx";
import { checkForm, isSameOrigin, letIn, readForm, withHeaders, withLanguage } from "./guard.ts";
import { html, problem } from "./html.tsx";
import { loadsRoutes } from "./loads.tsx";
import { mappingsRoutes } from "./mappings.tsx";
import { ordersRoutes } from "./orders.tsx";
import { productsRoutes } from "./products.tsx";
import { erpSettingsRoutes } from "./settings-erp.tsx";
import { settingsRoutes } from "./settings.tsx";
import { settingsPagesRoutes } from "./settings-pages.tsx";
import { todayRoutes } from "./today.tsx";

const loginPage = (
  context: ConsoleContext,
  next: string,
  failure: Parameters<typeof LoginPage>[0]["failure"] = null,
  status = 200,
): Promise<Response> => {
  const shop = context.env.deps.config.shopify.shop;
  return html(<LoginPage language={context.get("language")} shop={shop} next={next} failure={failure} />, status);
};

export const consoleApp = new Hono<ConsoleEnv>().basePath("/ops");
consoleApp.use(withHeaders, withLanguage);
consoleApp.get("/entrar", async (context) => {
  const next = safeNext(context.req.query("next") ?? "");
  const { deps } = context.env;
  if (await whoIs(context.req.raw, deps)) return context.redirect(next, 303);
  const email = (await deps.access?.emailOf(context.req.raw)) ?? null;
  return loginPage(context, next, email === null ? null : { kind: "noRole", email });
});
// No session yet, so no token of a form: the origin alone must be ours.
consoleApp.post("/entrar", async (context) => {
  const form = isSameOrigin(context.req.raw) ? await readForm(context.req.raw) : null;
  if (form === null) return loginPage(context, "/ops", { kind: "wrong" }, 403);
  const next = safeNext(form.get("next") ?? "");
  const login = await logIn(context.env.deps, context.req.raw, (form.get("token") ?? "").trim());
  switch (login.kind) {
    case "in":
      return new Response(null, { status: 303, headers: { location: next, "set-cookie": login.setCookie } });
    case "wrong":
      return loginPage(context, next, login, 401);
    case "tooMany": {
      const page = await loginPage(context, next, login, 429);
      page.headers.set("retry-after", String(Math.ceil(login.forMs / 1000)));
      return page;
    }
  }
});
consoleApp.use(letIn, checkForm);
consoleApp.post("/sair", async (context) => {
  const { sessionId } = context.get("person");
  const gone = await logOut(context.env.deps, sessionId);
  // Cloudflare Access holds the session of its people.
  const location = sessionId === null ? "/cdn-cgi/access/logout" : "/ops/entrar";
  return new Response(null, { status: 303, headers: { location, "set-cookie": gone } });
});
consoleApp.route("/", todayRoutes);
consoleApp.route("/", errorsRoutes);
consoleApp.route("/", ordersRoutes);
consoleApp.route("/", productsRoutes);
consoleApp.route("/", loadsRoutes);
consoleApp.route("/", checksRoutes);
consoleApp.route("/", mappingsRoutes);
consoleApp.route("/", settingsRoutes);
consoleApp.route("/", settingsPagesRoutes);
consoleApp.route("/", erpSettingsRoutes);
consoleApp.notFound((context) => problem(context as ConsoleContext, "notFound", 404));
consoleApp.onError((error, context) => {
  const { log } = context.env.deps;
  log.error("route.failed", { method: context.req.method, path: context.req.path, reason: reasonOf(error) });
  return problem(context as ConsoleContext, "failed", 500);
});
