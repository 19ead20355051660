import { Hono } from "hono";
import { probeFaultText } from "../../messages/erp-probe.ts";
import { probeErp } from "../../setup/erp/probe.ts";
import { changeDialect, readDialectFile } from "../../setup/erp/dialect.ts";
import { dialectFile } from "../../rules/dialect/file.ts";
import type { AppEnv } from "../http/app-env.ts";
import { languageOf } from "../http/language.ts";
import { json } from "../http/json.ts";
import { bodyWrong, jsonBody } from "../http/json-body.ts";

/** How the ERP speaks; mounted under /api, after the bearer check. */
export const erpApi = new Hono<AppEnv>()
  // What GET answers is the file that PUT takes.
  .get("/erp/dialect", async (context) => json(await readDialectFile(context.get("deps").db)))
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
