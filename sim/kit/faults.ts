/**
 * Faults for any simulator. Each defines which requests it applies to, its effect, and how often it occurs.
 * "Before" a fault the simulator's state is untouched; "after" it the effect has happened and only the answer is lost.
 */
import { ConnectionCut, type Handler, type World } from "./world.ts";

export interface Fault {
  /** The name it is counted under; absent = its kind. */
  readonly name?: string;
  /** Part of the URL's path; absent = any. */
  readonly path?: string;
  readonly method?: string;
  /** A GraphQL operation's name (Shopify only), found in the body. */
  readonly operation?: string;
  readonly kind:
    | "status" // answers `status` instead, without the effect
    | "statusAfter" // has the effect, then answers `status`
    | "latency" // waits `ms` first
    | "cutBefore"
    | "cutAfter"
    | "truncated" // the right answer, cut in the middle of its JSON
    | "html" // an IIS-like error page with status 200, without the effect
    | "htmlAfter"
    | "nulled" // GraphQL: has the effect, then answers with null for every root field, beside an error, with status 200
    | "slowBody" // headers at once, the body after `ms`
    | "unauthorized"; // 401, as for an expired token
  readonly status?: number;
  readonly ms?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many times it occurs; absent = until removed. */
  readonly times?: number;
  /** Chance for each matching request; absent = always. */
  readonly chance?: number;
  /** Epoch ms window; absent = always. An outage is kind "status", 503, with a window. */
  readonly from?: number;
  readonly until?: number;
}

export interface OccurredFault {
  readonly at: number;
  readonly kind: Fault["kind"];
  readonly name: string;
  readonly path: string;
}

const ERROR_PAGE =
  "<!DOCTYPE html><html><head><title>IIS 10.0 Detailed Error - 500.0</title></head><body><h2>HTTP Error 500.0</h2></body></html>";

export class Faults {
  private active: { fault: Fault; left: number }[] = [];
  readonly occurred: OccurredFault[] = [];

  add(fault: Fault): void {
    this.active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }
  clear(): void {
    this.active = [];
  }
  list(): readonly Fault[] {
    return this.active.map(({ fault }) => fault);
  }

  /** The first fault that applies to this request, spent by one; latency faults may precede another. */
  take(request: { path: string; method: string; operation: string | undefined }, world: World): Fault[] {
    const taken: Fault[] = [];
    for (const entry of this.active) {
      const { fault } = entry;
      const now = world.now();
      if (entry.left <= 0) continue;
      if (fault.path !== undefined && !request.path.toLowerCase().includes(fault.path.toLowerCase())) continue;
      if (fault.method !== undefined && fault.method !== request.method) continue;
      if (fault.operation !== undefined && fault.operation !== request.operation) continue;
      if (fault.from !== undefined && now < fault.from) continue;
      if (fault.until !== undefined && now >= fault.until) continue;
      if (fault.chance !== undefined && world.chance() >= fault.chance) continue;
      entry.left -= 1;
      taken.push(fault);
      this.occurred.push({ at: now, kind: fault.kind, name: fault.name ?? fault.kind, path: request.path });
      if (fault.kind !== "latency" && fault.kind !== "slowBody") break;
    }
    this.active = this.active.filter((entry) => entry.left > 0);
    return taken;
  }
}

/** Wraps a simulator with faults. */
export function withFaults(handler: Handler, faults: Faults, world: World): Handler {
  return async (request) => {
    const path = new URL(request.url).pathname;
    const operation = faults.list().some((fault) => fault.operation !== undefined)
      ? await operationName(request)
      : undefined;
    const occurring = faults.take({ path, method: request.method, operation }, world);
    let slowBodyMs = 0;
    for (const fault of occurring) {
      if (fault.kind === "latency") await world.sleep(fault.ms ?? 0);
      else if (fault.kind === "slowBody") slowBodyMs = fault.ms ?? 0;
      else return applyFault(fault, handler, request);
    }
    const answer = await handler(request);
    return slowBodyMs > 0 ? slow(answer, slowBodyMs, world) : answer;
  };
}

/** `data: {"order": null}` beside `errors`, as a part that broke is answered. What has no data stays as it is. */
async function nulled(answer: Response): Promise<Response> {
  const text = await answer.text();
  const { data } = JSON.parse(text) as { data?: object | null };
  if (!data) return new Response(text, answer);
  const errors = [{ message: "Internal error.", extensions: { code: "INTERNAL_SERVER_ERROR" } }];
  const nothing = Object.fromEntries(Object.keys(data).map((field) => [field, null]));
  return Response.json({ data: nothing, errors });
}

async function applyFault(fault: Fault, handler: Handler, request: Request): Promise<Response> {
  const page = () =>
    new Response(ERROR_PAGE, { status: fault.status ?? 200, headers: { "content-type": "text/html" } });
  const status = () =>
    new Response(fault.status === 429 ? "" : '{"errors":"simulated"}', {
      status: fault.status ?? 503,
      headers: { "content-type": "application/json", ...fault.headers },
    });
  switch (fault.kind) {
    case "cutBefore":
      throw new ConnectionCut("before");
    case "cutAfter":
      await handler(request);
      throw new ConnectionCut("after");
    case "nulled":
      return nulled(await handler(request));
    case "status":
      return status();
    case "statusAfter":
      await handler(request);
      return status();
    case "html":
      return page();
    case "htmlAfter":
      await handler(request);
      return page();
    case "unauthorized":
      return new Response('{"message":"Unauthorized"}', {
        status: 401,
        headers: { "content-type": "application/json" },
      });
    case "truncated": {
      const answer = await handler(request);
      const text = await answer.text();
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        status: answer.status,
        headers: answer.headers,
      });
    }
    case "latency":
    case "slowBody":
      return handler(request);
  }
}

function slow(answer: Response, ms: number, world: World): Response {
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const bytes = new Uint8Array(await answer.arrayBuffer());
      await world.sleep(ms);
      controller.enqueue(bytes);
      controller.close();
    },
  });
  return new Response(body, { status: answer.status, headers: answer.headers });
}

async function operationName(request: Request): Promise<string | undefined> {
  if (request.method !== "POST") return undefined;
  const text = await request.clone().text();
  return /\b(?:query|mutation)\s+(\w+)/.exec(text)?.[1];
}
