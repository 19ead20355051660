/**
 * Generates the operation types in memory and compares them with the committed file; also fails when a document does
 * not validate against the pinned schema. Run by `npm test`; `npm run codegen` mends it.
 */
import { readFileSync } from "node:fs";
import { generate } from "@graphql-codegen/cli";
import config from "../codegen.ts";

const files = (await generate({ ...config, silent: true, errorsOnly: true }, false)) as readonly {
  filename: string;
  content: string;
}[];
if (files.length === 0) throw new Error("codegen made no file; is there a document under src/shopify?");
const stale = files.filter(({ filename, content }) => readFileSync(filename, "utf8") !== content);
for (const { filename } of stale) console.error(`${filename} is stale; run npm run codegen and commit it`);
process.exitCode = stale.length === 0 ? 0 : 1;
