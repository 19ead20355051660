import { Hono } from "hono";
import * as z from "zod";
import { bearerOf } from "../rules/access/secret.ts";
import { failure } from "./http/answers.ts";
import { credentialOf } from "./http/credential.ts";
import type { AppEnv } from "./http/app-env.ts";

/** Files that hold nothing of the installation: the page asks for a token and reads the document with it. */
const OPEN = ["/docs", "/docs.js", "/docs.css"] as const;

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

const document = z.looseObject({ paths: z.record(z.string(), z.unknown()) });

/** The description of the API: static files beside the bundle (assets/), written by `npm run openapi`. */
export const docs = new Hono<AppEnv>().get("/openapi.json", async (context) => {
  const { deps } = context.env;
  const secret = bearerOf(context.req.header("authorization"));
  const caller = secret === null ? null : await credentialOf(deps, secret);
  if (caller === null)
    return failure(401, "unauthorized", "Falta o cabeçalho Authorization: Bearer com um token válido.");
  const file = await deps.assets.fetch(new Request(context.req.url));
  if (!file.ok) return failure(404, "not-found", "/openapi.json: não existe.");
  if (caller.scope !== "erp") return served(file, "application/json");
  // The ERP's side sees its own calls.
  const whole = document.parse(await file.json());
  const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith("/erp/")));
  return Response.json({ ...whole, paths }, { headers: HEADERS });
});
for (const path of OPEN)
  docs.get(path, async (context) =>
    served(await context.env.deps.assets.fetch(new Request(context.req.url)), TYPES[path]),
  );

const TYPES = {
  "/docs": "text/html; charset=utf-8",
  "/docs.js": "text/javascript; charset=utf-8",
  "/docs.css": "text/css; charset=utf-8",
} as const;

function served(file: Response, type: string): Response {
  return new Response(file.body, { status: file.status, headers: { ...HEADERS, "content-type": type } });
}
