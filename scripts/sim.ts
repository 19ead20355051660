/** `npm run sim`: both simulators on fixed ports, for a Worker started by hand or for looking at them. */
import { readFileSync } from "node:fs";
import type { RecordingFile } from "../sim/consinco/replay/replay.ts";
import { startSimulators } from "./lib/simulators.ts";
import { commandLine, wholeNumber } from "./lib/command-line.ts";
import { needPorts } from "./lib/local-ports.ts";
import { SIZE_FLAGS, sizeOf } from "./lib/size-flags.ts";
import { ensureSchema } from "./schema-source.ts";

const USAGE = `npm run sim -- [options]

Starts both simulators on fixed ports and prints the variables of a Worker that talks to them. --recording names a file
of npm run erp:record, which stands in for the simulated ERP.`;

const flags = commandLine(USAGE, {
  ...SIZE_FLAGS,
  "shopify-port": { type: "string", default: "8789" },
  "consinco-port": { type: "string", default: "8788" },
  recording: { type: "string" },
});
const shopifyPort = wholeNumber("shopify-port", flags["shopify-port"], 0);
const consincoPort = wholeNumber("consinco-port", flags["consinco-port"], 0);
await needPorts({ "--shopify-port": shopifyPort, "--consinco-port": consincoPort });
ensureSchema();
const simulators = await startSimulators(
  {
    ...sizeOf(flags),
    ...(flags.recording === undefined
      ? {}
      : { recording: JSON.parse(readFileSync(flags.recording, "utf8")) as RecordingFile }),
    shopifyPort,
    consincoPort,
  },
  "dev-operator-token",
);
const { shopify, consinco, vars, secrets } = simulators;
console.log(
  `Shopify   ${shopify.origin}   state ${shopify.origin}/_sim/state   journal ${shopify.origin}/_sim/journal`,
);
console.log(
  `Consinco  ${consinco.origin}   state ${consinco.origin}/_sim/state   journal ${consinco.origin}/_sim/journal`,
);
console.log("\nvariables and secrets of a Worker that talks to them:");
for (const [name, value] of Object.entries({ ...vars, ...secrets })) console.log(`${name}=${value}`);
console.log("\nCtrl-C ends both.");
