/**
 * `npm run similars -- file.csv --url https://…`: similar products of a CSV into the hub. A line is
 * `product;similar;similar…`. The token is OPS_TOKEN of the environment unless it is given.
 */
import { readFileSync } from "node:fs";
import { createOperator } from "./lib/operator.ts";
import { commandWords, wrongLine } from "./lib/command-line.ts";

const USAGE = `npm run similars -- file.csv --url https://gondola.example

Stores the similar products of a CSV (product;similar;similar…) in a running Worker, which shows them in the
metafield erp.similares. The token is OPS_TOKEN of the environment unless it is given.`;

const { values, positionals } = commandWords(USAGE, {
  url: { type: "string", default: "http://127.0.0.1:8787" },
  token: { type: "string" },
});
const [file] = positionals;
if (file === undefined) wrongLine(`the file is missing\n\n${USAGE}`);
const operator = createOperator(values.url, values.token ?? process.env["OPS_TOKEN"] ?? "");
const result = await operator.post<{ products: number; changed: number; unknown: readonly number[] }>(
  "/api/catalog/similars",
  { csv: readFileSync(file, "utf8") },
);
console.log(`${result.products} products, ${result.changed} changed`);
if (result.unknown.length > 0) console.log(`not in the hub: ${result.unknown.join(", ")}`);
