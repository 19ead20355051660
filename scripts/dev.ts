/**
 * `npm run dev`: the Worker with reload, both simulators, and crons that fire as Cloudflare's would, only faster: one
 * minute of the schedule takes a few seconds. The hub lives in .dev and is created again at each start, because the
 * simulated shop is: a hub that remembered another shop would send nothing.
 */
import { rmSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { runCrons } from "./lib/crons.ts";
import { createOperator } from "./lib/operator.ts";
import { endGroupsWithThisProcess } from "./lib/processes.ts";
import { setup } from "./lib/first-sync.ts";
import { startSimulators } from "./lib/simulators.ts";
import { commandLine, wholeNumber } from "./lib/command-line.ts";
import { needPorts } from "./lib/local-ports.ts";
import { SIZE_FLAGS, sizeOf } from "./lib/size-flags.ts";
import { migrate, startWorker } from "./lib/worker-process.ts";
import { ensureSchema } from "./schema-source.ts";

const USAGE = `npm run dev -- [options]

Starts both simulators and the Worker with reload. --minute is how many seconds a minute of the schedule takes.`;

const flags = commandLine(USAGE, {
  ...SIZE_FLAGS,
  port: { type: "string", default: "8787" },
  minute: { type: "string", default: "5" },
  ticks: { type: "boolean", default: true },
});
const OPS_TOKEN = "dev-operator-token";
const folder = join(import.meta.dirname, "..", ".dev");
const minuteMs = wholeNumber("minute", flags.minute, 1) * 1000;

const port = wholeNumber("port", flags.port, 1);
const [shopifyPort, consincoPort] = [8789, 8788];
await needPorts({ "--port": port, "the shop": shopifyPort, "the ERP": consincoPort });
endGroupsWithThisProcess();
ensureSchema();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const size = { ...sizeOf(flags), shopifyPort, consincoPort };
const [simulators] = await Promise.all([startSimulators(size, OPS_TOKEN), migrate(folder)]);
const { vars, secrets, shopify, consinco } = simulators;
const worker = await startWorker({
  folder,
  port,
  vars,
  secrets,
  reload: true,
  onLine: (line) => console.log(line),
});
const operator = createOperator(worker.origin, OPS_TOKEN);
await setup({ simulators, operator, say: (line) => console.log(line) });
console.log(`
  Worker    ${worker.origin}/health   /api with "authorization: Bearer ${OPS_TOKEN}"
  Console   ${worker.origin}/ops   (the same token)
  Shop      ${shopify.origin}/loja   state ${shopify.origin}/_sim/state
  ERP       ${consinco.origin}/retaguarda   journal ${consinco.origin}/_sim/journal
  an order  curl -X POST ${shopify.origin}/_sim/orders/generate -d '{"count":1,"payments":["card"]}'
  import and invoice it in the ERP
            curl -X POST ${consinco.origin}/_sim/control/importAndInvoiceDue
  crons     one minute of the schedule every ${minuteMs / 1000} s; Ctrl-C ends everything
`);

if (flags.ticks) await runCrons(operator, minuteMs);
