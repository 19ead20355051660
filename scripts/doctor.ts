/** `npm run doctor`: the checks of `GET /api/doctor` as lines, from any machine. Exit code 1 when one of them is bad. */
import { commandLine, wrongLine } from "./lib/command-line.ts";
import { doctorLines, readDoctor } from "./lib/doctor.ts";

const USAGE = `npm run doctor -- --url https://gondola.example [--lang en|pt-BR]

Checks an installation that runs: configuration, database, Shopify, ERP, webhooks, loads.
The token is taken from the environment (OPS_TOKEN), never from the command line.
--url is the address of the Worker, or GONDOLA_URL; --lang is pt-BR or en.`;

const flags = commandLine(USAGE, {
  url: { type: "string", default: process.env["GONDOLA_URL"] ?? "" },
  lang: { type: "string", default: "pt-BR" },
});
const token = process.env["OPS_TOKEN"] ?? "";
if (flags.url === "") wrongLine(`--url is missing\n\n${USAGE}`);
if (token === "") wrongLine(`OPS_TOKEN is not set / OPS_TOKEN não está definido\n\n${USAGE}`);
try {
  const report = await readDoctor(flags.url, token, flags.lang === "en" ? "en" : "pt-BR");
  for (const line of doctorLines(report)) console.log(line);
  process.exit(report.ok ? 0 : 1);
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
