/** (a) Webhooks a second: the Worker beside an empty one, and beside Express with Shopify's library. */
import { atRate, median, percentile, saturate, type Load } from "../lib/http-load.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { signedRequests } from "./payloads.ts";
import { bundle, emptyWorker, express, gondola } from "./servers.ts";

const ROUNDS = 9;
const WINDOW_MS = 600;
const WARM_UP_MS = 1_500;
const IN_FLIGHT = [1, 10, 50] as const;
const PER_SECOND = 100;
/** The share of the platform's own rate that the edge must keep. */
const SHARE_MIN = 0.36;

interface Measured {
  readonly rates: number[];
  readonly p50: number[];
  readonly p95: number[];
  readonly p99: number[];
  readonly cpuUs: number[];
}

/** What keeps a webhook when the answer is 200. */
const KEEPS: Readonly<Record<string, string>> = {
  Worker: "a message in the queue",
  "empty Worker": "nothing: the platform's limit on this machine",
  "Express, durable": "a row in SQLite, committed to the disk",
  "Express, memory": "an entry of a Map, lost with the process",
};

export async function edge(say: (line: string) => void): Promise<Result[]> {
  const requests = signedRequests(20_000);
  let turn = 0;
  const next = (): Buffer => requests[(turn = (turn + 1) % requests.length)] ?? Buffer.alloc(0);
  const servers = [await gondola(bundle()), await emptyWorker(), await express("durable"), await express("memory")];
  const loads = [
    ...IN_FLIGHT.map((inFlight) => ({
      name: `${inFlight} in flight`,
      run: (port: number, ms: number) => saturate({ port, next }, inFlight, ms),
    })),
    { name: `${PER_SECOND} a second`, run: (port: number, ms: number) => atRate({ port, next }, PER_SECOND, ms) },
  ];
  const measured = new Map<string, Measured>();
  try {
    for (const { name, port } of servers) checked(name, await saturate({ port, next }, 10, WARM_UP_MS));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const { name: load, run } of loads)
        for (let n = 0; n < servers.length; n += 1) {
          // Each round begins with another server: a slow moment of the machine must not always meet the same one.
          const server = servers[(n + round) % servers.length];
          if (!server) throw new Error("no server");
          const before = server.cpuMs();
          const result = checked(server.name, await run(server.port, WINDOW_MS));
          note(measured, `${load}/${server.name}`, result, cpuBetween(before, server.cpuMs()));
        }
  } finally {
    for (const server of servers) server.close();
  }
  const results = loads.flatMap(({ name: load }) =>
    servers.flatMap((server) => resultsOf(measured, load, server.name, say)),
  );
  return [...results, ...againstOthers(measured)];
}

function checked(name: string, load: Load): Load {
  if (load.refused > 0) throw new Error(`${name} refused ${load.refused} of ${load.answered} webhooks`);
  if (load.answered === 0) throw new Error(`${name} answered nothing`);
  return load;
}

const cpuBetween = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : after - before;

function note(measured: Map<string, Measured>, key: string, load: Load, cpuMs: number | null): void {
  const into = measured.get(key) ?? { rates: [], p50: [], p95: [], p99: [], cpuUs: [] };
  into.rates.push(load.answered / load.seconds);
  into.p50.push(percentile(load.latencies, 0.5));
  into.p95.push(percentile(load.latencies, 0.95));
  into.p99.push(percentile(load.latencies, 0.99));
  if (cpuMs !== null) into.cpuUs.push((cpuMs * 1_000) / load.answered);
  measured.set(key, into);
}

function of(measured: ReadonlyMap<string, Measured>, load: string, server: string): Measured {
  const found = measured.get(`${load}/${server}`);
  if (!found) throw new Error(`not measured: ${load}, ${server}`);
  return found;
}

function resultsOf(
  measured: ReadonlyMap<string, Measured>,
  load: string,
  server: string,
  say: (line: string) => void,
): Result[] {
  const mine = of(measured, load, server);
  const empty = of(measured, load, "empty Worker");
  const [p50, p95, p99] = [mine.p50, mine.p95, mine.p99].map((values) => median(values).toFixed(2));
  const cpu = mine.cpuUs.length > 0 ? `; ${Math.round(median(mine.cpuUs))} µs of its process's CPU a request` : "";
  say(`  ${load}, ${server}: ${Math.round(median(mine.rates))}/s, p50 ${p50}, p95 ${p95}, p99 ${p99} ms${cpu}`);
  const note = `p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms${cpu}; medians of ${ROUNDS} interleaved rounds; keeps ${KEEPS[server] ?? "?"}`;
  if (load.endsWith("a second"))
    return [
      resultOf(`orders/webhooks, ${load}/${server}, p99`, {
        value: median(mine.p99),
        unit: "ms",
        limit: median(empty.p99),
        note,
      }),
    ];
  return [
    resultOf(`orders/webhooks, ${load}/${server}`, {
      value: median(mine.rates),
      unit: "requests/s",
      limit: median(empty.rates),
      note,
    }),
  ];
}

/** What must be kept: the share of the platform, and the lead over the durable peer. */
function againstOthers(measured: ReadonlyMap<string, Measured>): Result[] {
  return IN_FLIGHT.flatMap((inFlight) => [
    shareOf(measured, `${inFlight} in flight`, inFlight > 1),
    resultOf(`orders/webhooks, ${inFlight} in flight/Worker against Express, durable`, {
      value: median(of(measured, `${inFlight} in flight`, "Worker").rates),
      unit: "requests/s",
      limit: median(of(measured, `${inFlight} in flight`, "Express, durable").rates),
      note: "both keep the webhook before they answer",
      ...(inFlight === 1 ? {} : { keep: { atLeast: 1 } }),
    }),
  ]);
}

/** Round by round: other work on the machine then slows both servers of a pair. */
function shareOf(measured: ReadonlyMap<string, Measured>, load: string, isKept: boolean): Result {
  const empty = of(measured, load, "empty Worker");
  const worker = of(measured, load, "Worker");
  const share = median(worker.rates.map((rate, round) => rate / (empty.rates[round] ?? rate)));
  const cpu =
    worker.cpuUs.length > 0
      ? `; by CPU a request ${Math.round((100 * median(empty.cpuUs)) / median(worker.cpuUs))} %`
      : "";
  return resultOf(`orders/webhooks, ${load}/share of the empty Worker's rate`, {
    value: 100 * share,
    unit: "%",
    limit: 100,
    note: `median of the ratios of ${ROUNDS} rounds${cpu}; the queue's broker runs in the Worker's process and counts`,
    ...(isKept ? { keep: { atLeast: SHARE_MIN } } : {}),
  });
}
