/**
 * `npm run erp:record -- --out erp.json`: some pages of each list of an ERP into one file, without personal data and
 * tokens. The credentials are the Worker's own names in the environment.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { Config } from "../src/config.ts";
import { dialectFile } from "../src/rules/dialect/file.ts";
import { recordErp } from "../src/setup/erp/record.ts";
import { commandLine, wholeNumber, wrongLine } from "./lib/command-line.ts";

const USAGE = `npm run erp:record -- --out erp.json [--dialect dialect.json] [--company 1]

Logs in to an ERP, reads some pages of each list, masks personal data by field and pattern, and writes one file without
tokens: npm run sim -- --recording erp.json replays it. ERP_BASE_URL, ERP_USERNAME and ERP_PASSWORD (and ERP_AUTH_URL,
ERP_COMPANY, ERP_HEADERS) come from the environment. Look through the file before it leaves your hands.`;

const flags = commandLine(USAGE, {
  out: { type: "string" },
  dialect: { type: "string" },
  company: { type: "string", default: "1" },
  pages: { type: "string", default: "3" },
  "page-size": { type: "string", default: "100" },
});
if (flags.out === undefined) wrongLine(`--out is missing\n\n${USAGE}`);
const { ERP_BASE_URL, ERP_USERNAME, ERP_PASSWORD } = process.env;
if (!ERP_BASE_URL || !ERP_USERNAME || !ERP_PASSWORD)
  wrongLine("ERP_BASE_URL, ERP_USERNAME and ERP_PASSWORD are needed in the environment");
const { origin } = new URL(ERP_BASE_URL);
// Of the Worker's variables those that a question to the ERP needs; nothing is ever written.
const erp: Config["erp"] = {
  baseUrl: ERP_BASE_URL.replace(/\/+$/, ""),
  authUrl: process.env["ERP_AUTH_URL"] ?? `${origin}/api/v1/auth/login`,
  company: process.env["ERP_COMPANY"] ?? "1",
  username: ERP_USERNAME,
  password: ERP_PASSWORD,
  headers: JSON.parse(process.env["ERP_HEADERS"] ?? "{}") as Readonly<Record<string, string>>,
  segment: Number(process.env["ERP_NRO_SEGMENTO"] ?? 1),
  division: Number(process.env["ERP_NRO_DIVISAO"] ?? 1),
  categoryType: process.env["ERP_TIP_CATEGORIA"] ?? "M",
  salesChannel: 0,
  operation: 0,
  representative: 0,
  priceTable: "",
  hasOrderLookup: false,
  hasOrderCancel: false,
  hasOrderEdit: false,
  ordersAtOnce: 1,
};
const present = dialectFile.parse(flags.dialect === undefined ? {} : JSON.parse(readFileSync(flags.dialect, "utf8")));
const recorded = await recordErp(
  { clock: { now: () => Date.now(), sleep: () => Promise.resolve() }, fetch: (request) => fetch(request) },
  erp,
  present,
  {
    company: wholeNumber("company", flags.company, 1),
    segment: erp.segment,
    division: erp.division,
    categoryType: erp.categoryType,
    pages: wholeNumber("pages", flags.pages, 1),
    pageSize: wholeNumber("page-size", flags["page-size"], 1),
  },
);
if (recorded.kind === "recorded") {
  writeFileSync(flags.out, `${JSON.stringify(recorded.recording, null, 1)}\n`);
  for (const [kind, { path, items, isCut }] of Object.entries(recorded.recording.lists))
    console.log(`${kind}: ${path}: ${items.length} records${isCut ? " of more" : ""}`);
  console.log(`written: ${flags.out}`);
} else {
  console.error(`login: HTTP ${recorded.login.status} ${recorded.login.words}`);
  process.exitCode = 1;
}
