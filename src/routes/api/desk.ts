import { Hono } from "hono";
import * as z from "zod";
import { listEntries } from "../../hub/desk/read.ts";
import { shownEntry } from "../../messages/shown-entry.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { languageOf } from "../http/language.ts";
import { instant, queryOf, wholeNumber } from "../http/query.ts";

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 500;

// Strict: a misspelt filter would show the whole desk as if it had matched.
export const query = z.strictObject({
  state: z.enum(["open", "resolved"]).default("open"),
  area: z.string().max(40).optional(),
  reason: z.string().max(60).optional(),
  /** The `lastAt` of the last entry of the page before. */
  before: instant.optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(LIMIT_MAX)).default(LIMIT_DEFAULT),
});

/** The error desk: codes and facts for a program, and the same as text for an operator. */
export const deskApi = new Hono<AppEnv>().get("/desk", async (context) => {
  const { lang: _lang, ...given } = context.req.query();
  const parsed = queryOf(given, query);
  if (!parsed.ok) return parsed.response;
  const { state, area = null, reason = null, before = Number.MAX_SAFE_INTEGER, limit } = parsed.value;
  const language = languageOf(context.req);
  const entries = await listEntries(context.get("deps").db, { state, area, reason, before, limit });
  return json({
    entries: entries.map(({ firstAt, lastAt, state: is, times, detail, ...entry }) => ({
      ...shownEntry(entry, language),
      detail,
      state: is,
      times,
      firstAt,
      lastAt,
    })),
  });
});
