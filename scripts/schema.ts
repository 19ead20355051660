/**
 * `npm run schema` fetches the pinned Admin schema; `npm run schema -- 2027-01` moves the pin there,
 * generates the operation types again and shows what no longer fits. With the credentials of a shop in the environment it
 * also compares the schema that the shop serves with the pinned one.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ADMIN_API_VERSION } from "../src/shopify/client/version.ts";
import { commandWords, wrongLine } from "./lib/command-line.ts";
import { accessOf, compareSchemas, readShopSchema } from "./lib/shop-schema.ts";
import { ensureSchema, readSchema } from "./schema-source.ts";

const USAGE = `npm run schema              fetches the pinned Admin schema
npm run schema -- 2027-01   moves the pin there, generates the operation types again and shows what no longer fits

With SHOPIFY_SHOP, SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET in the environment the schema that this shop
serves is compared with the pinned one. It ends with 1 when the shop would refuse a document of ours.`;

const [wanted = ADMIN_API_VERSION] = commandWords(USAGE, {}).positionals;
if (!/^(\d{4}-\d{2}|unstable)$/.test(wanted)) wrongLine(`"${wanted}" is no Admin API version; write it as 2026-10`);
console.log(`Admin schema ${wanted}: ${ensureSchema(wanted)}`);
if (wanted !== ADMIN_API_VERSION) {
  const pin = join(import.meta.dirname, "../src/shopify/client/version.ts");
  writeFileSync(pin, readFileSync(pin, "utf8").replace(`"${ADMIN_API_VERSION}"`, `"${wanted}"`));
  console.log(`pin moved from ${ADMIN_API_VERSION} to ${wanted}; what breaks, if anything, follows`);
  for (const script of ["codegen", "types"]) {
    const done = spawnSync("npm", ["run", "--silent", script], { stdio: "inherit" });
    if (done.status !== 0) process.exitCode = 1;
  }
}

const access = accessOf(process.env);
if (access !== null) {
  const { schema, served } = await readShopSchema(access, wanted, (request) => fetch(request));
  const operations: Readonly<Record<string, unknown>> = await import("../src/shopify/generated/operations.ts");
  const documents = Object.entries(operations).flatMap(([name, value]) =>
    name.endsWith("Document") ? [{ name, text: String(value) }] : [],
  );
  const found = compareSchemas(readSchema(wanted), schema, documents);
  console.log(`${access.origin} serves ${served}; compared with the pinned file, in the types of our documents:`);
  for (const [what, lines] of Object.entries(found))
    console.log([`${what}: ${lines.length}`, ...lines.slice(0, 50).map((line: string) => `  ${line}`)].join("\n"));
  if (found.refused.length > 0) process.exitCode = 1;
}
