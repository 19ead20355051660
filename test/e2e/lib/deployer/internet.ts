/** The addresses of the test: a shop at *.myshopify.com, and the Worker at its domain once it is deployed. */
import { listen, type Listening } from "../../../../sim/kit/server.ts";
import { ConnectionCut } from "../../../../sim/kit/world.ts";

export interface Seen {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
}

/** @param resolve the real address of an origin; null: there is no such host */
export async function startInternet(
  resolve: (origin: string) => Promise<string | null>,
): Promise<Listening & { readonly seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const listening = await listen(async (request) => {
    const origin = request.headers.get("x-e2e-origin") ?? "";
    const { pathname, search } = new URL(request.url);
    seen.push({ origin, path: pathname, method: request.method });
    const target = await resolve(origin);
    if (target === null) throw new ConnectionCut("before");
    const headers = new Headers(request.headers);
    for (const name of ["x-e2e-origin", "host", "connection", "content-length"]) headers.delete(name);
    const answer = await fetch(`${target}${pathname}${search}`, {
      method: request.method,
      headers,
      redirect: "manual",
      ...(request.body ? { body: await request.text() } : {}),
    });
    const given = new Headers(answer.headers);
    for (const name of ["content-encoding", "content-length", "transfer-encoding"]) given.delete(name);
    return new Response(await answer.text(), { status: answer.status, headers: given });
  });
  return { ...listening, seen };
}
