import { Hono } from "hono";
import { probeFaultText } from "../../messages/erp-probe.ts";
import { listErpCompanies } from "../../setup/mapping/both-sides.ts";
import { listLocations } from "../../setup/mapping/pick-lists.ts";
import { probeErp } from "../../setup/erp/probe.ts";
import { changeDialect, readDialectFile } from "../../setup/erp/dialect.ts";
import { dialectFile } from "../../rules/dialect/file.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { languageOf } from "../http/language.ts";
import { json } from "../http/json.ts";
import { bodyWrong, jsonBody } from "../http/json-body.ts";

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
    return json({
      ...report,
      records: report.records.map((record) => ({
        ...record,
        faults: record.faults.map(({ code, about }) => ({ code, text: probeFaultText(code, about, language) })),
      })),
    });
  })
  .put("/erp/dialect", async (context) => {
    const body = await jsonBody(context.req.raw, dialectFile);
    if (!body.ok) return body.response;
    const result = await changeDialect(context.get("deps"), body.value);
    return result.kind === "changed"
      ? json({ dialect: result.file, fullReads: result.fullReads })
      : bodyWrong(result.problems);
  });
