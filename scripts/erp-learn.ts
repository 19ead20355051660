/**
 * `npm run erp:learn -- FILE… [--base /path] [--url https://… --put]`: proposes a dialect out of a Swagger or OpenAPI
 * document, or of samples, on this machine. `--put` stores it in a running Worker, on top of the dialect that is there.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { dialectFile, type DialectFile } from "../src/rules/dialect/file.ts";
import { learnDialect, type LearnFault } from "../src/setup/erp/learn.ts";
import { createOperator } from "./lib/operator.ts";
import { commandWords, wrongLine } from "./lib/command-line.ts";
import { table } from "./lib/table.ts";

const USAGE = `npm run erp:learn -- FILE… [--base /SMPedidoVendaAPI/api/v1] [--url https://gondola.example --put]

Proposes the dialect of an ERP out of a Swagger 2 or OpenAPI 3 document (JSON), one sample answer of each list, or a
sample of an order's body. Files stay on this machine; --put stores the proposal in a running Worker. --base is the
path of ERP_BASE_URL. The token is OPS_TOKEN of the environment unless it is given.`;

const FAULT: Readonly<Record<LearnFault, string>> = {
  "not-json": "is not JSON",
  yaml: "is YAML; export the Swagger or OpenAPI document as JSON",
  "no-endpoint": "is Swagger or OpenAPI, and none of its paths is a known list or an order",
  "no-sample": "is neither Swagger, OpenAPI, an answer of a known list, nor an order's body",
};

const { values, positionals } = commandWords(USAGE, {
  base: { type: "string", default: "/SMPedidoVendaAPI/api/v1" },
  url: { type: "string" },
  token: { type: "string" },
  put: { type: "boolean", default: false },
});
if (positionals.length === 0) wrongLine(`a file is missing\n\n${USAGE}`);
if (values.put && values.url === undefined) wrongLine("--put needs --url");
const operator =
  values.url === undefined ? null : createOperator(values.url, values.token ?? process.env["OPS_TOKEN"] ?? "");
const present: DialectFile = operator === null ? {} : dialectFile.parse(await operator.get("/api/erp/dialect"));
const files = positionals.map((path) => ({ name: basename(path), content: readFileSync(path, "utf8") }));
const report = learnDialect(files, present, values.base);
console.log(
  table(
    ["file", "read as", "records"],
    report.files.map(({ name, readAs, records, fault }) => [
      name,
      readAs ?? "–",
      fault === null ? records.join(", ") : FAULT[fault],
    ]),
  ),
);
for (const { record, fields, missing, unknown } of report.records) {
  for (const { field, name } of fields.filter(({ proposed }) => proposed))
    console.log(`${record}: ${field} is ${name}`);
  if (missing.length > 0) console.log(`${record}: not found: ${missing.join(", ")}`);
  if (unknown.length > 0) console.log(`${record}: not known: ${unknown.join(", ")}`);
}
if (report.order) {
  const { missing, unknown, needed } = report.order;
  if (missing.length > 0) console.log(`order: not found: ${missing.join(", ")}`);
  if (unknown.length > 0) console.log(`order: not known: ${unknown.join(", ")}`);
  if (needed.length > 0) console.log(`order: demanded, and a person decides: ${needed.join(", ")}`);
}
console.log(JSON.stringify(report.dialect, null, 2));
if (report.files.some(({ fault }) => fault !== null)) process.exitCode = 1;
else if (values.put && operator) {
  await operator.put("/api/erp/dialect", report.dialect);
  console.log("stored");
}
