/** `npm run titles -- file.csv`: names of the ERP as the shop would show them. */
import { readFileSync } from "node:fs";
import { shownName } from "../src/rules/catalog/names.ts";
import { catalogSettings } from "../src/rules/catalog/settings.ts";
import { shopTitle } from "../src/rules/catalog/texts.ts";
import { commandWords, wrongLine } from "./lib/command-line.ts";
import { namesIn } from "./lib/names-in.ts";
import { table } from "./lib/table.ts";

const USAGE = `npm run titles -- file.csv [--rules rules.json]

Shows names of the ERP before → after, by the default settings. --rules names a file with own words and shorthand:
{"titleWords": […], "abbreviations": {…}}. The file has a name a line, or a column "nome", "name", "descricao" or
"title". Nothing leaves this machine.`;

const { values, positionals } = commandWords(USAGE, { rules: { type: "string" } });
const [file] = positionals;
if (file === undefined) wrongLine(`the file is missing\n\n${USAGE}`);
const own: unknown = values.rules === undefined ? {} : JSON.parse(readFileSync(values.rules, "utf8"));
const rules = catalogSettings.parse(own);
const names = namesIn(readFileSync(file, "utf8"));
const shown = names.map((before) => [before, shopTitle(shownName(before, rules))] as const);
console.log(table(["before", "after"], shown));
console.log(`${names.length} names, ${shown.filter(([before, after]) => before !== after).length} changed`);
