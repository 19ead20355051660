/** A thin Node server around a simulator. A cut connection destroys the socket, as a dying peer does. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ConnectionCut, type Handler } from "./world.ts";

export interface Listening {
  readonly origin: string;
  readonly server: Server;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. */
export async function listen(handler: Handler, port = 0): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      try {
        const answer = await handler(await toRequest(incoming));
        outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
        outgoing.flushHeaders();
        if (answer.body) for await (const chunk of answer.body) outgoing.write(chunk);
        outgoing.end();
      } catch (error) {
        if (!(error instanceof ConnectionCut)) console.error("simulator failed:", error);
        outgoing.destroy();
      }
    })();
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${address.port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
  return new Request(`http://${incoming.headers.host ?? "127.0.0.1"}${incoming.url ?? "/"}`, {
    method: incoming.method ?? "GET",
    headers,
    ...(body && incoming.method !== "GET" && incoming.method !== "HEAD" ? { body } : {}),
  });
}
