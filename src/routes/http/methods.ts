import type { Hono } from "hono";
import { failure } from "./answers.ts";
import type { AppEnv } from "./app-env.ts";

/** Methods that the app's routes take at this path; empty: the path is unknown. A GET is also a HEAD. */
export function methodsAt(app: Pick<Hono<AppEnv>, "routes">, path: string): readonly string[] {
  const methods = app.routes
    .filter((route) => route.method !== "ALL" && patternOf(route.path).test(path))
    .map(({ method }) => method);
  return [...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))].sort();
}

/** 405, with the methods that the path takes. */
export function methodNotAllowed(method: string, allowed: readonly string[]): Response {
  const response = failure(405, "method-not-allowed", `${method}: esta rota aceita ${allowed.join(", ")}.`);
  response.headers.set("allow", allowed.join(", "));
  return response;
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/:\w+/g, "[^/]+")}$`);
