/** (d) The month's bill for 60,000 orders, beside the catalogue's. Measured on orders that come one a second, imported and shown. */
import { HOURS_A_MONTH, billOf, type Usage } from "../lib/price-list.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { arrive, orderBench } from "./shop.ts";

const ORDERS_A_MONTH = 60_000;
const SECONDS = 120;
const LIMIT_USD = 10;

export async function bill(say: (line: string) => void): Promise<Result[]> {
  const bench = await orderBench({ plan: "plus", d1Ms: 20, importAfterMs: 60_000 });
  const { d1, queues, meter, number } = bench;
  d1.reset();
  const before = { ...meter.read(), sent: queues.counts.sent };
  const orders = await arrive(bench, 1, SECONDS);
  await bench.until(
    () => number("SELECT count(*) FROM orders WHERE state = 'imported' AND next_at IS NULL") >= orders,
    900_000,
  );
  const each = (total: number): number => total / orders;
  const messages = each(queues.counts.sent - before.sent);
  const cpuMs = each(meter.read().worker - before.worker);
  const rows = each(d1.writtenAll);
  const readRows = each(d1.readAtLeast) * 2;
  const calls = each(d1.calls);
  bench.close();
  say(`  an order: ${rows} rows written, ${calls} calls of D1, ${messages} messages, ${cpuMs} ms of CPU`);
  // A webhook is a request, and so is a batch; a message is three operations. Crons and catalogue are in the catalogue's bill.
  const usage: Usage = {
    rowsWritten: rows * ORDERS_A_MONTH,
    rowsRead: readRows * ORDERS_A_MONTH,
    cpuMs: cpuMs * ORDERS_A_MONTH,
    requests: 2 * messages * ORDERS_A_MONTH,
    queueOperations: 3 * messages * ORDERS_A_MONTH,
  };
  const usd = billOf(usage);
  const name = `orders/${ORDERS_A_MONTH.toLocaleString("en-US")} orders a month`;
  return [
    resultOf(`${name}/bill`, {
      value: usd,
      unit: "US$",
      limit: LIMIT_USD,
      note: `Workers Paid 5.00 included; ${(usage.rowsWritten / 1e6).toFixed(2)} M rows written, ${(usage.queueOperations / 1e6).toFixed(2)} M queue operations, ${(usage.requests / 1e6).toFixed(2)} M requests, ${(usage.cpuMs / 1e6).toFixed(2)} M CPU-ms; ${Math.round(ORDERS_A_MONTH / HOURS_A_MONTH)} orders an hour`,
      keep: { atMost: 1 },
    }),
    resultOf(`${name}/calls of D1 an order`, {
      value: calls,
      unit: "calls",
      note: "from the webhook to the import, its metafields and the look after them",
    }),
    resultOf(`${name}/rows written an order`, { value: rows, unit: "rows", note: "the same; D1 bills each index row" }),
    resultOf(`${name}/CPU an order`, { value: cpuMs, unit: "ms", note: "the Worker's own, on this machine" }),
  ];
}
