import { Hono } from "hono";
import { CHECK_NAMES, findingText } from "../../../messages/doctor.ts";
import { examine } from "../../../setup/doctor/doctor.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { json } from "../../http/json.ts";
import { languageOf } from "../../http/language.ts";

/** Every check of the installation, each with its reason and its cure; mounted under /api, after the bearer check. */
export const doctorApi = new Hono<AppEnv>().get("/doctor", async (context) => {
  const language = languageOf(context.req);
  const findings = await examine(context.get("deps"));
  return json({
    ok: findings.every(({ state }) => state !== "bad"),
    checks: findings.map((finding) => ({
      check: finding.check,
      name: CHECK_NAMES[language][finding.check],
      state: finding.state,
      code: finding.code,
      ...findingText(finding, language),
    })),
  });
});
