/**
 * `npm run erp:probe -- --url https://… [--token …] [--put]`: the probe of a running Worker, as a table, and the dialect
 * that it proposes. `--put` stores it. The token is OPS_TOKEN of the environment unless it is given.
 */
import { createOperator } from "./lib/operator.ts";
import { commandLine } from "./lib/command-line.ts";
import { table } from "./lib/table.ts";

interface Probe {
  readonly login: { readonly ok: boolean; readonly status: number; readonly words: string };
  readonly records: readonly {
    readonly record: string;
    readonly reached: boolean;
    readonly path: string;
    readonly envelope: string;
    readonly firstPage: number;
    readonly fields: readonly {
      readonly field: string;
      readonly name: string;
      readonly proposed: boolean;
      readonly samples: readonly string[];
    }[];
    readonly missing: readonly string[];
    readonly unknown: readonly string[];
    readonly faults: readonly { readonly text: string }[];
  }[];
  readonly dialect: object;
}

const USAGE = `npm run erp:probe -- --url https://gondola.example [--put]

Lets a running Worker look at its ERP, prints what it found and the dialect it proposes; --put stores that.
The token is OPS_TOKEN of the environment unless it is given.`;

const flags = commandLine(USAGE, {
  url: { type: "string", default: "http://127.0.0.1:8787" },
  token: { type: "string" },
  put: { type: "boolean", default: false },
});
const operator = createOperator(flags.url, flags.token ?? process.env["OPS_TOKEN"] ?? "");
const { login, records, dialect } = await operator.post<Probe>("/api/erp/probe");
if (login.ok) {
  const rows = records.map((each) => [
    each.record,
    each.reached ? "yes" : "no",
    each.path,
    each.envelope,
    each.firstPage,
    each.fields.length,
    each.missing.length,
    each.unknown.join(", ").slice(0, 60),
  ]);
  console.log(table(["record", "reached", "path", "list", "first page", "fields", "missing", "unknown"], rows));
  for (const { record, fields, faults } of records) {
    for (const { field, name, samples } of fields.filter(({ proposed }) => proposed))
      console.log(`${record}: ${field} is ${name} (${samples.join(" | ")})`);
    for (const { text } of faults) console.log(`${record}: ${text}`);
  }
  console.log(JSON.stringify(dialect, null, 2));
  if (flags.put) {
    await operator.put("/api/erp/dialect", dialect);
    console.log("stored");
  }
} else {
  console.error(`login: HTTP ${login.status} ${login.words}`);
  process.exitCode = 1;
}
