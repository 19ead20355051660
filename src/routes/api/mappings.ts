import { Hono } from "hono";
import * as z from "zod";
import { locationLeftEntry } from "../../messages/publish.ts";
import { openDesk } from "../../hub/desk/desk.ts";
import { readLeft } from "../../hub/stock/abandoned-locations.ts";
import { readCompanies, saveCompanies } from "../../hub/settings/mappings.ts";
import { wakeHeld } from "../../hub/orders/orders.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { pricesApi } from "./prices.ts";

const whole = z.number().int().nonnegative();
const locationGid = z
  .union([
    z.string().regex(/^(gid:\/\/shopify\/Location\/)?\d+$/, "must be a location's id or gid"),
    z.number().int().positive(),
  ])
  .transform((id) => `gid://shopify/Location/${String(id).split("/").at(-1)}`);

const companies = z.array(
  z
    .strictObject({
      company: whole.min(1),
      name: z.string().trim().min(1).max(100),
      locationId: locationGid.nullable(),
      enabled: z.boolean().default(true),
      safetyMilli: whole.default(0),
      quantityIn: z.enum(["units", "packages"]).default("units"),
    })
    .transform(({ locationId, ...rest }) => ({ ...rest, locationGid: locationId })),
);

/** Which location stands for which company, and where the prices of each go. */
export const mappingsApi = new Hono<AppEnv>()
  .get("/companies", async (context) => context.json(await readCompanies(context.get("deps").db)))
  .put("/companies", async (context) => {
    const { db, clock } = context.get("deps");
    const body = await jsonBody(context.req.raw, companies);
    if (!body.ok) return body.response;
    const shared = await sharedLocation(db, body.value);
    if (shared) return failure(409, "location-taken", shared);
    // Stock that stays behind is a person's matter: a mapping with a slip of the pen must not empty a store.
    const left = await readLeft(db, body.value);
    const entries = left.map(locationLeftEntry);
    await saveCompanies(db, body.value, clock.now(), entries.length > 0 ? [openDesk(db, entries, clock.now())] : []);
    // Orders held because their location stood for no company are looked at again with the next due run.
    await wakeHeld(db, ["location-unmapped"], clock.now()).run();
    return context.json(
      (await readCompanies(db)).map((company) => {
        const at = left.findIndex((each) => each.company === company.company);
        const { locationGid, items } = left[at] ?? {};
        return at < 0 ? company : { ...company, left: { locationGid, items, message: entries[at]?.message } };
      }),
    );
  })
  .route("/", pricesApi);

type Given = z.output<typeof companies>;

/** One location stands for one company, or an order's lines could not be told apart. */
async function sharedLocation(db: D1Database, given: Given): Promise<string | undefined> {
  const holders = new Map<string, number>();
  const named = new Set(given.map(({ company }) => company));
  if (named.size < given.length) return "A mesma empresa aparece mais de uma vez.";
  const others = (await readCompanies(db)).filter(({ company }) => !named.has(company));
  for (const { company, locationGid: gid } of [...others, ...given]) {
    if (gid === null) continue;
    const holder = holders.get(gid);
    if (holder !== undefined)
      return `${gid}: já é o local da empresa ${holder}; a empresa ${company} precisa de outro.`;
    holders.set(gid, company);
  }
  return undefined;
}
