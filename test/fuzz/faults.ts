/** What no answer of the Worker may be, whatever was asked. */
import { FORM_TOKEN, MARKS, type Caller, type Hostile } from "./requests.ts";
import { ORIGIN, OPS_TOKEN, SHOP, type FuzzWorld } from "./world.ts";

/** Open to all: what holds nothing of the installation. */
const OPEN = /^\/(?:health|docs|docs\.js|docs\.css|ops\/entrar)\/?$/;
/** Words of a stack, a statement, a driver. */
const INSIDE = /\bat [\w.<>]+ \(|SQLITE_|D1_ERROR|node_modules|no such column|Failed query/;

const authorization = (caller: Caller, { tokens }: FuzzWorld): string | null => {
  switch (caller) {
    case "none":
      return null;
    case "garbage":
      return "Bearer gondola_00000000000000000000000000000000";
    case "basic":
      return `Basic ${btoa(`admin:${OPS_TOKEN}`)}`;
    case "person":
    case "shopify":
      return null;
    case "viewer":
    case "operator":
    case "admin":
    case "erp":
      return `Bearer ${tokens[caller]}`;
  }
};

/** @returns null where the platform itself would not let such a request through */
export function requestOf(what: Hostile, world: FuzzWorld): Request | null {
  const headers = new Headers();
  try {
    for (const [name, value] of what.headers) headers.append(name, value);
    const bearer = authorization(what.caller, world);
    if (bearer !== null) headers.set("authorization", bearer);
    if (what.caller === "person") {
      headers.set("cookie", world.session.cookie);
      headers.set("origin", ORIGIN);
      if (typeof what.body === "string" && what.body.includes(FORM_TOKEN))
        headers.set("content-type", "application/x-www-form-urlencoded");
    }
    if (what.caller === "shopify") {
      headers.set("x-shopify-shop-domain", SHOP);
      headers.set("x-shopify-hmac-sha256", world.sign(what.body ?? ""));
    }
    const hasBody = what.method !== "GET" && what.method !== "HEAD" && what.body !== null;
    return new Request(`${ORIGIN}${what.path}`, {
      method: what.method,
      headers,
      ...(hasBody ? { body: bodyOf(what, world) as BodyInit, duplex: "half" } : {}),
    });
  } catch {
    return null;
  }
}

/** A person's form carries that person's token. */
const bodyOf = ({ caller, body }: Hostile, { session }: FuzzWorld): Hostile["body"] =>
  caller === "person" && typeof body === "string" ? body.replaceAll(FORM_TOKEN, session.formToken) : body;

/** Every rule that an answer breaks, in words. */
export async function faultsOf(what: Hostile, request: Request, world: FuzzWorld): Promise<readonly string[]> {
  world.lines.length = 0;
  const queuedBefore = world.queued.length;
  let answer: Response;
  try {
    answer = await world.send(request);
  } catch (error) {
    return [`it throws: ${error instanceof Error ? error.stack : String(error)}`];
  }
  const text = await answer.text();
  world.statuses.set(answer.status, (world.statuses.get(answer.status) ?? 0) + 1);
  const { pathname } = new URL(request.url);
  const isStranger = what.caller === "none" || what.caller === "garbage" || what.caller === "basic";
  const log = world.lines.join("\n");
  const faults: string[] = [];
  if (answer.status >= 500 && !isPeersFault(answer.status, text))
    faults.push(`${answer.status}: ${text.slice(0, 300)} ${log.slice(0, 600)}`);
  if (/route\.failed|order\.defect/.test(log)) faults.push(`a defect is logged: ${log.slice(0, 600)}`);
  if (isStranger && answer.ok && !OPEN.test(pathname)) faults.push(`a stranger gets ${answer.status}`);
  if (pathname === "/webhooks/shopify" && answer.ok && what.caller !== "shopify")
    faults.push("an unsigned webhook is taken");
  if (isStranger && world.queued.length > queuedBefore) faults.push("a stranger's request is queued");
  if (INSIDE.test(text)) faults.push(`the answer shows the inside: ${INSIDE.exec(text)?.[0]}`);
  for (const [name, wanted] of [
    ["cache-control", "no-store"],
    ["x-content-type-options", "nosniff"],
  ] as const)
    if (answer.headers.get(name) !== wanted) faults.push(`${name}: ${answer.headers.get(name)}`);
  for (const secret of world.secrets) if (log.includes(secret)) faults.push("a secret is logged");
  for (const mark of MARKS) if (log.includes(mark)) faults.push(`a person's data is logged: ${mark}`);
  if (/"[^"]*\n/.test(log.replaceAll("}\n{", "}{"))) faults.push("a log line is broken in two");
  const location = answer.headers.get("location");
  if (location !== null && !/^\/(?!\/)/.test(location)) faults.push(`a redirect leads away: ${location}`);
  if (/<script>alert|<script>(?!<)/i.test(text) && answer.headers.get("content-type")?.startsWith("text/html"))
    faults.push("markup comes back unescaped");
  if (({} as Record<string, unknown>)["isAdmin"] !== undefined) faults.push("the prototype of all objects is changed");
  return faults;
}

/** The peers are away in this world: a route that needs one says so. */
/** A HEAD says the status alone. */
const isPeersFault = (status: number, text: string): boolean =>
  (status === 502 || status === 503) &&
  (text === "" || /"code":"(?:shopify|erp|peer|setup|no-answer)[\w-]*"/.test(text));
