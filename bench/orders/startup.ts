/** (e) Module start-up: from a new workerd to the first answer, the Worker against an empty one in turn. */
import { median } from "../lib/http-load.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { bundle, emptyWorker, gondola, type Server } from "./servers.ts";

const ROUNDS = 7;
/** Cloudflare's limit for a Worker's global scope, ms. */
const STARTUP_LIMIT_MS = 1_000;

export async function startup(say: (line: string) => void): Promise<Result[]> {
  const script = bundle();
  const worker: number[] = [];
  const empty: number[] = [];
  await timed(emptyWorker); // the first one also reads workerd's own binary from the disk
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(await timed(emptyWorker));
    worker.push(await timed(() => gondola(script)));
  }
  say(`  empty ${Math.round(median(empty))} ms, Worker ${Math.round(median(worker))} ms`);
  const kb = Math.round(Buffer.byteLength(script) / 1_000);
  return [
    resultOf("orders/module start-up/first answer of a new workerd", {
      value: median(worker),
      unit: "ms",
      limit: median(empty),
      note: `limit: an empty Worker in the same run; ${kb} KB bundle; medians of ${ROUNDS} rounds in turn; process and module together`,
    }),
    resultOf("orders/module start-up/the module's share", {
      value: Math.max(0, median(worker) - median(empty)),
      unit: "ms",
      limit: STARTUP_LIMIT_MS,
      note: "the difference of the two; limit: Cloudflare's second for the global scope",
      keep: { atMost: 1 },
    }),
  ];
}

async function timed(start: () => Promise<Server>): Promise<number> {
  const from = performance.now();
  const server = await start();
  const answer = await fetch(`http://127.0.0.1:${server.port}/health`);
  await answer.text();
  const ms = performance.now() - from;
  server.close();
  if (answer.status !== 200) throw new Error(`${server.name}: /health answered ${answer.status}`);
  return ms;
}
