/**
 * `npm run demo`: the whole flow on two simulators and the Worker under `wrangler dev`, ending with one table whose
 * counts must close. Exit code 1, naming what, when they do not. `-- --keep` leaves all of it up, with crons, for a person with
 * a browser. `-- --write-readme` also puts the table into both READMEs.
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as backOffice from "./lib/back-office.ts";
import { closeChanged } from "./lib/changed-orders.ts";
import { runCrons } from "./lib/crons.ts";
import { createErpSide, pushEvents, refundInShop } from "./lib/erp-side.ts";
import { close } from "./lib/reconciliation.ts";
import { demoReport, demoTable } from "./lib/demo-report.ts";
import { createOperator, type Operator } from "./lib/operator.ts";
import { endGroupsWithThisProcess } from "./lib/processes.ts";
import { READMES, sampleOf, withSample } from "./lib/readme-sample.ts";
import * as steps from "./lib/first-sync.ts";
import { startSimulators } from "./lib/simulators.ts";
import { commandLine, wholeNumber } from "./lib/command-line.ts";
import { SIZE_FLAGS, sizeOf, speechOf } from "./lib/size-flags.ts";
import { freePort, migrate, startWorker, type WorkerProcess } from "./lib/worker-process.ts";
import { ensureSchema } from "./schema-source.ts";

const USAGE = `npm run demo -- [options]

Runs the whole flow on two simulators and the Worker under wrangler dev, and ends with one table whose counts must close.
--keep leaves everything up, with crons, for a person with a browser; --minute is how many seconds a minute of the crons
takes; --dialect is tnf, v4 or english.`;

const flags = commandLine(USAGE, {
  ...SIZE_FLAGS,
  keep: { type: "boolean", default: false },
  /** Seconds that a minute of the schedule takes with --keep. */
  minute: { type: "string", default: "5" },
  dialect: { type: "string", default: "tnf" },
  "write-readme": { type: "boolean", default: false },
});
const size = sizeOf(flags);
const speech = speechOf(flags.dialect);
const minuteMs = wholeNumber("minute", flags.minute, 1) * 1000;

const startedAt = performance.now();
const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
const say = (line: string) => console.log(`${elapsed().padStart(8)}  ${line}`);
const folder = mkdtempSync(join(tmpdir(), "gondola-demo-"));
let keepFolder = false;
endGroupsWithThisProcess(
  () => keepFolder || rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
);

let worker: WorkerProcess | undefined;
let operator: Operator | undefined;
try {
  await demo();
} catch (error) {
  say(`stopped: ${error instanceof Error ? error.message : String(error)}`);
  if (operator)
    console.log(`\norders and error desk: ${JSON.stringify(await operator.report().catch(String), null, 1)}`);
  keepFolder = true;
  console.log(`\nthe hub and the Worker's log (worker.log) are left in ${folder}`);
  process.exit(1);
}

async function demo(): Promise<void> {
  say(`demo: ${size.products} products, ${size.companies} companies, ${size.orders} orders, seed ${size.seed}`);
  ensureSchema();
  const opsToken = `demo-${randomUUID()}`;
  const [simulators] = await Promise.all([startSimulators({ ...size, speech }, opsToken), migrate(folder)]);
  const { secrets } = simulators;
  const vars = { ...simulators.vars, ERP_ORDER_CANCEL: "on" };
  worker = await startWorker({ folder, port: await freePort(), vars, secrets });
  operator = createOperator(worker.origin, opsToken);
  say("up: simulated Consinco, simulated Shopify, Worker under wrangler dev with local D1, Queues and R2");

  const sync: steps.FirstSync = { simulators, operator, say };
  await steps.setup(sync);
  if (speech !== "tnf") await steps.learnDialect(sync);
  await steps.pull(sync);
  await steps.publish(sync);
  const plain = await steps.placeOrders(sync, Math.max(0, size.orders - backOffice.CASES.length), size.seed);
  const changed = await backOffice.placeChanged(sync);
  const orders = [...plain, ...changed.map(({ order }) => order)];
  await steps.untilInErp(sync, orders);
  await operator.tick("order-sweep");
  simulators.consinco.control.importDue();
  await backOffice.cancelInShop(sync, changed);
  const erp = await createErpSide(operator);
  backOffice.workInErp(sync, changed, "push");
  const pushed = changed.filter(({ by }) => by === "push").map(({ order }) => order);
  await pushEvents(sync, erp, [...pushed, ...plain.slice(0, plain.length / 2)]);
  backOffice.workInErp(sync, changed, "poll");
  const cancelled = new Set(changed.filter(backOffice.isCancelledCase).map(({ order }) => order));
  await steps.importAndInvoice(
    sync,
    orders.filter((order) => !cancelled.has(order)),
  );
  await refundInShop(sync, erp, changed);
  await steps.recordSentStock(sync);

  const durationMs = performance.now() - startedAt;
  const report = await operator.report();
  const result = demoReport(
    report,
    close({ simulators, report, orders, cancelled }),
    closeChanged(simulators, report, changed),
    size,
    durationMs,
  );
  writeFileSync("demo-report.json", `${JSON.stringify(result, null, 2)}\n`);
  console.log(`\n${demoTable(result)}\n`);
  for (const problem of result.problems) console.log(`DOES NOT CLOSE: ${problem}`);
  if (flags["write-readme"] && result.closes)
    for (const path of READMES) writeFileSync(path, withSample(readFileSync(path, "utf8"), sampleOf(result)));
  say(
    result.closes
      ? "every count closes; the same is in demo-report.json"
      : `${result.problems.length} things do not close`,
  );

  if (flags.keep) {
    console.log(`
left up until Ctrl-C; one minute of the crons takes ${minuteMs / 1000} s:
  shop      ${simulators.shopify.origin}/loja   buy, edit, cancel
  ERP       ${simulators.consinco.origin}/retaguarda   pick, cut, weigh, invoice, cancel
  console   ${worker.origin}/ops   token ${opsToken}`);
    await runCrons(operator, minuteMs);
  }
  await worker.stop();
  process.exit(result.closes ? 0 : 1);
}
