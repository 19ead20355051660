import { Hono } from "hono";
import * as z from "zod";
import { probeFaultText } from "../../messages/erp-probe.ts";
import { listErpCompanies } from "../../setup/mapping/both-sides.ts";
import { listLocations } from "../../setup/mapping/pick-lists.ts";
import { learnDialect, type LearnFault } from "../../setup/erp/learn.ts";
import { probeErp } from "../../setup/erp/probe.ts";
import { changeDialect, readDialectFile } from "../../setup/erp/dialect.ts";
import { dialectFile } from "../../rules/dialect/file.ts";
import type { Language } from "../../messages/language.ts";
import type { RecordProbe } from "../../setup/erp/shown.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { languageOf } from "../http/language.ts";
import { json } from "../http/json.ts";
import { bodyWrong, jsonBody } from "../http/json-body.ts";

const FILES_MAX = 40;
const LEARN_BYTES_MAX = 8_000_000;
export const learnFiles = z.strictObject({
  files: z
    .array(z.strictObject({ name: z.string().min(1).max(200), content: z.string() }))
    .min(1)
    .max(FILES_MAX),
});
/** As a name in a type's table would: a missing one does not compile. */
const LEARN_FAULT: Readonly<Record<LearnFault, string>> = {
  "not-json": "não é JSON",
  yaml: "é YAML; exporte o Swagger ou OpenAPI como JSON",
  "no-endpoint": "é Swagger ou OpenAPI, mas nenhum caminho é de um cadastro conhecido nem de um pedido",
  "no-sample": "não é Swagger, OpenAPI, resposta de um cadastro nem corpo de um pedido",
};

/** How the ERP speaks; mounted under /api, after the bearer check. */
export const erpApi = new Hono<AppEnv>()
  // What GET answers is the file that PUT takes.
  .get("/erp/dialect", async (context) => json(await readDialectFile(context.get("deps").db)))
  // Both sides of the mapping of companies.
  .get("/erp/companies", async (context) => {
    const listed = await listErpCompanies(context.get("deps"));
    return listed === null
      ? failure(502, "erp-failed", "O ERP não listou as empresas (TabelaPreco); veja POST /api/erp/probe.")
      : json(listed);
  })
  .get("/shopify/locations", async (context) => {
    const listed = await listLocations(context.get("deps"));
    return listed === null
      ? failure(502, "shopify-failed", "A Shopify não listou os locais; repita.")
      : json(listed.map(({ id, ...location }) => ({ locationId: id, ...location })));
  })
  // Reads only; what it proposes is what PUT takes.
  .post("/erp/probe", async (context) => {
    const language = languageOf(context.req);
    const report = await probeErp(context.get("deps"));
    return json({ ...report, records: withTexts(report.records, language) });
  })
  // Reads the files only; what it proposes is what PUT takes.
  .post("/erp/learn", async (context) => {
    const body = await jsonBody(context.req.raw, learnFiles, LEARN_BYTES_MAX);
    if (!body.ok) return body.response;
    const { db, config } = context.get("deps");
    const report = learnDialect(body.value.files, await readDialectFile(db), new URL(config.erp.baseUrl).pathname);
    const wrong = report.files.flatMap(({ name, fault }) => (fault === null ? [] : [`${name}: ${LEARN_FAULT[fault]}`]));
    if (wrong.length > 0) return bodyWrong(wrong);
    return json({ ...report, records: withTexts(report.records, languageOf(context.req)) });
  })
  .put("/erp/dialect", async (context) => {
    const body = await jsonBody(context.req.raw, dialectFile);
    if (!body.ok) return body.response;
    const result = await changeDialect(context.get("deps"), body.value);
    return result.kind === "changed"
      ? json({ dialect: result.file, fullReads: result.fullReads })
      : bodyWrong(result.problems);
  });

const withTexts = (records: readonly RecordProbe[], language: Language) =>
  records.map((record) => ({
    ...record,
    faults: record.faults.map(({ code, about }) => ({ code, text: probeFaultText(code, about, language) })),
  }));
