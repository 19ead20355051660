/** `npm run doctor`: the checks of `GET /api/doctor` as lines, from any machine. Exit code 1 when one of them is bad. */
import { flagsOf } from "./lib/size-flags.ts";
import { doctorLines, readDoctor } from "./lib/doctor.ts";

const HELP = `npm run doctor -- --url https://gondola.example [--lang en|pt-BR]

Checks an installation that runs: configuration, database, Shopify, ERP, webhooks, loads.
The token is taken from the environment (OPS_TOKEN), never from the command line.

  --url    address of the Worker; or GONDOLA_URL
  --lang   pt-BR (default) or en
`;

const flags = flagsOf({
  url: { type: "string", default: process.env["GONDOLA_URL"] ?? "" },
  lang: { type: "string", default: "pt-BR" },
  help: { type: "boolean", short: "h", default: false },
});
const token = process.env["OPS_TOKEN"] ?? "";
if (flags.help || flags.url === "" || token === "") {
  console.log(HELP);
  if (!flags.help && token === "") console.error("OPS_TOKEN is not set / OPS_TOKEN não está definido");
  process.exit(flags.help ? 0 : 2);
}
try {
  const report = await readDoctor(flags.url, token, flags.lang === "en" ? "en" : "pt-BR");
  for (const line of doctorLines(report)) console.log(line);
  process.exit(report.ok ? 0 : 1);
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
