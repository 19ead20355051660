/** `npm run settings`: settings and mappings of an installation as a file, and back. */
import { readFileSync, writeFileSync } from "node:fs";
import { commandWords, wrongLine } from "./lib/command-line.ts";
import { createOperator } from "./lib/operator.ts";
import { exportSettings, importSettings, readSettingsFile } from "./lib/settings-file.ts";
import { table } from "./lib/table.ts";

const USAGE = `npm run settings -- export settings.json --url https://gondola.example
npm run settings -- import settings.json --url https://gondola.example [--dry]

Settings and mappings of an installation, without secrets: dialect of the ERP, companies, price targets, catalogue,
payment forms, products of lines, orders, alerts, people, loads. An import writes the sections that differ; --dry only
names them. --url may be GONDOLA_URL. OPS_TOKEN of the environment is the token; an import needs an administrator's.`;

const { values, positionals } = commandWords(USAGE, {
  url: { type: "string" },
  dry: { type: "boolean", default: false },
});
const [act, file] = positionals;
const url = values.url ?? process.env["GONDOLA_URL"] ?? "";
const token = process.env["OPS_TOKEN"] ?? "";
if ((act !== "export" && act !== "import") || file === undefined) wrongLine(USAGE);
if (url === "") wrongLine(`--url is missing\n\n${USAGE}`);
if (token === "") wrongLine(`OPS_TOKEN is not set\n\n${USAGE}`);
const api = createOperator(url.replace(/\/$/, ""), token);

if (act === "export") {
  writeFileSync(file, `${JSON.stringify(await exportSettings(api), null, 2)}\n`);
  console.log(`written: ${file}`);
} else {
  const read = readSettingsFile(readFileSync(file, "utf8"));
  if (typeof read === "string") wrongLine(`${file}: ${read}`);
  const done = await importSettings(api, read, values.dry);
  const rows = done.map(({ section, outcome, why }) => [section, outcome, why.slice(0, 300)] as const);
  console.log(table(["section", "outcome", "why"], rows));
  process.exitCode = done.some(({ outcome }) => outcome === "failed") ? 1 : 0;
}
