import { Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../deps.ts";
import { readCompanies, type CompanyShown } from "../../hub/settings/mappings.ts";
import type { Language } from "../../messages/language.ts";
import { shownEntry } from "../../messages/shown-entry.ts";
import { auditMapping, checkCompanyNumbers, checkLocations, type UnknownId } from "../../setup/mapping/both-sides.ts";
import { mapCompanies, type LocationLeft } from "../../setup/companies.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { idsUnknown, isForced } from "../http/ids-unknown.ts";
import { gidOf } from "../http/gid.ts";
import { json } from "../http/json.ts";
import { jsonBody } from "../http/json-body.ts";
import { languageOf } from "../http/language.ts";

const locationId = z.preprocess((id) => (typeof id === "number" ? String(id) : id), gidOf("Location"));

export const companies = z.array(
  z
    .strictObject({
      company: z.number().int().min(1),
      name: z.string().trim().min(1).max(100),
      locationId: locationId.nullable(),
      enabled: z.boolean().default(true),
      safetyMilli: z.number().int().nonnegative().default(0),
      quantityIn: z.enum(["units", "packages"]).default("units"),
    })
    .transform(({ locationId: locationGid, ...rest }) => ({ ...rest, locationGid })),
);

/** The location of each company; mounted under /api, after the bearer check. */
export const companiesApi = new Hono<AppEnv>()
  .get("/companies", async (context) => json((await readCompanies(context.get("deps").db)).map(shown)))
  .put("/companies", async (context) => {
    const body = await jsonBody(context.req.raw, companies);
    if (!body.ok) return body.response;
    const language = languageOf(context.req);
    const deps = context.get("deps");
    const before = await readCompanies(deps.db);
    const unknown = isForced(context.req.query("force")) ? [] : await unknownIds(deps, body.value, before);
    if (unknown.length > 0) return idsUnknown(unknown);
    const audit = auditMapping(deps, "companies", before.map(shown), body.value.map(shown));
    const result = await mapCompanies(deps, body.value, [audit]);
    switch (result.kind) {
      case "mapped":
        return json(result.companies.map(({ left, ...company }) => ({ ...shown(company), ...leftOf(left, language) })));
      case "companyTwice":
        return failure(409, "location-taken", "A mesma empresa aparece mais de uma vez.");
      case "locationTaken":
        return failure(
          409,
          "location-taken",
          `${result.locationGid}: já é o local da empresa ${result.holder}; a empresa ${result.company} precisa de outro.`,
        );
    }
  });

/** Only what changes is looked up: the same mapping again costs no call. */
async function unknownIds(
  deps: Deps,
  given: z.output<typeof companies>,
  before: readonly CompanyShown[],
): Promise<readonly UnknownId[]> {
  const was = (company: number) => before.find((each) => each.company === company);
  const numbers = given.flatMap(({ company, name }, at) =>
    was(company) ? [] : [{ field: `${at}.company`, id: String(company), name }],
  );
  const places = given.flatMap(({ company, name, locationGid }, at) =>
    locationGid === null || was(company)?.locationGid === locationGid
      ? []
      : [{ field: `${at}.locationId`, id: locationGid, name }],
  );
  return [...(await checkCompanyNumbers(deps, numbers)), ...(await checkLocations(deps, places))];
}

const shown = <T extends { readonly locationGid: string | null }>({ locationGid, ...rest }: T) => ({
  ...rest,
  locationId: locationGid,
});

const leftOf = (left: LocationLeft | null, language: Language) =>
  left && {
    left: { locationId: left.locationGid, items: left.items, ...shownEntry(left.entry, language) },
  };
