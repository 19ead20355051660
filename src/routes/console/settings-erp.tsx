/** How the ERP speaks, in the console: the file, the probe, and its proposal. */
import { Hono } from "hono";
import { ErpSettingsPage, type ErpSettingsState } from "../../console/pages/settings/erp.tsx";
import { dialectFile } from "../../rules/dialect/file.ts";
import { changeDialect, readDialectFile } from "../../setup/erp/dialect.ts";
import { probeErp } from "../../setup/erp/probe.ts";
import { type ConsoleContext, type ConsoleEnv, frameOf } from "./env.ts";
import { needs } from "./guard.ts";
import { html } from "./html.tsx";
import { withNotice } from "./notices.ts";

const HERE = "/ops/ajustes/erp";

async function page(
  context: ConsoleContext,
  over: Partial<Omit<ErpSettingsState, "frame">> = {},
  status = 200,
): Promise<Response> {
  const text = over.text ?? shown(await readDialectFile(context.get("deps").db));
  const state = { problems: [], probe: null, ...over, text };
  return html(<ErpSettingsPage frame={await frameOf(context)} {...state} />, status);
}

const shown = (file: unknown): string => JSON.stringify(file, null, 2);

export const erpSettingsRoutes = new Hono<ConsoleEnv>()
  .get("/ajustes/erp", (context) => page(context))
  // The address of a page that a form answered, such as by its language link.
  .get("/ajustes/erp/sondar", (context) => context.redirect(HERE, 303))
  // Reads only. Its answer is the page: a redirect would have to keep it somewhere.
  .post("/ajustes/erp/sondar", needs("admin"), async (context) => {
    const deps = context.get("deps");
    const { login, records, dialect } = await probeErp(deps);
    const proposal = shown(dialect);
    const isNew = login.ok && proposal !== shown(await readDialectFile(deps.db));
    return page(context, { probe: { login, records, proposal: isNew ? proposal : null } });
  })
  .post("/ajustes/erp", needs("admin"), async (context) => {
    const text = context.get("form").get("dialeto") ?? "";
    const parsed = dialectFile.safeParse(jsonOf(text));
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "JSON"}: ${message}`);
      return page(context, { text, problems }, 422);
    }
    const result = await changeDialect(context.get("deps"), parsed.data);
    return result.kind === "changed"
      ? context.redirect(withNotice(HERE, "cared"), 303)
      : page(context, { text, problems: result.problems }, 422);
  });

/** An empty field is an empty file. */
function jsonOf(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
