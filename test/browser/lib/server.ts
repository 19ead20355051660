/** The console of a filled hub behind a real HTTP server: its routes in this process, its assets as Cloudflare serves them. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { routes } from "../../../src/routes/index.ts";
import type { Deps } from "../../../src/deps.ts";

const ASSETS = join(import.meta.dirname, "../../../assets");
const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

export async function serveConsole(deps: Deps): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const path = (incoming.url ?? "/").split("?")[0] ?? "/";
      const file = join(ASSETS, path);
      if (incoming.method === "GET" && extname(path) in TYPES && existsSync(file)) {
        outgoing.writeHead(200, { "content-type": TYPES[extname(path)] ?? "" }).end(readFileSync(file));
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers))
        if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
      const answer = await routes(
        new Request(`http://${incoming.headers.host ?? ""}${incoming.url ?? "/"}`, {
          method: incoming.method ?? "GET",
          headers,
          ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
        }),
        deps,
        { waitUntil: () => undefined },
      );
      const given: Record<string, string | string[]> = Object.fromEntries(answer.headers);
      const cookies = answer.headers.getSetCookie();
      if (cookies.length > 0) given["set-cookie"] = cookies;
      outgoing.writeHead(answer.status, given).end(Buffer.from(await answer.arrayBuffer()));
    })().catch((error: unknown) => outgoing.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
