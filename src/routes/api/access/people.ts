import { Hono } from "hono";
import { readPeople } from "../../../hub/settings/people.ts";
import { people } from "../../../rules/access/people.ts";
import { setPeople } from "../../../setup/access/people.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { json } from "../../http/json.ts";
import { jsonBody } from "../../http/json-body.ts";

/** People of Cloudflare Access and their roles; mounted under /api, after the bearer check. */
export const peopleApi = new Hono<AppEnv>()
  .get("/people", async (context) => json({ people: await readPeople(context.get("deps").db) }))
  .put("/people", async (context) => {
    const body = await jsonBody(context.req.raw, people);
    return body.ok ? json({ people: await setPeople(context.get("deps"), body.value) }) : body.response;
  });
