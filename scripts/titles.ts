/**
 * npm run titles -- file.csv                  names of the ERP, before → after, by the default settings
 * npm run titles -- file.csv --rules r.json   with own words and shorthand: {"titleWords": […], "abbreviations": {…}}
 *
 * A name a line, or the column "nome", "name", "descricao" or "title" of a table. Nothing leaves this machine.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { shownName } from "../src/rules/catalog/names.ts";
import { catalogSettings } from "../src/rules/catalog/settings.ts";
import { shopTitle } from "../src/rules/catalog/texts.ts";
import { namesIn } from "./lib/names-in.ts";
import { table } from "./lib/table.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rules: { type: "string" } } });
const [file] = positionals;
if (file === undefined) throw new Error("npm run titles -- file.csv [--rules rules.json]");
const own: unknown = values.rules === undefined ? {} : JSON.parse(readFileSync(values.rules, "utf8"));
const rules = catalogSettings.parse(own);
const names = namesIn(readFileSync(file, "utf8"));
const shown = names.map((before) => [before, shopTitle(shownName(before, rules))] as const);
console.log(table(["before", "after"], shown));
console.log(`${names.length} names, ${shown.filter(([before, after]) => before !== after).length} changed`);
