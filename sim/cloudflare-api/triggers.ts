/** What calls a Worker: crons, addresses. Only a Worker that is there gets any. */
import { matcher } from "../cloudflare/cron.ts";
import { jsonOf, type Routes } from "./account.ts";
import { fine, refuse } from "./answers.ts";
import { scriptOf } from "./scripts.ts";

const CRONS_MAX = 250;

const row = (hostname: string) => ({ id: hostname, hostname, modified: false });

export const triggerRoutes: Routes = {
  "GET workers/workers/*": (call) => {
    const { name, workersDev } = scriptOf(call);
    return fine({ id: name, name, subdomain: { enabled: workersDev, previews_enabled: false } });
  },
  "POST workers/scripts/*/subdomain": async (call) => {
    const script = scriptOf(call);
    const body = await jsonOf<{ enabled: boolean; previews_enabled: boolean }>(call);
    script.workersDev = body.enabled;
    return fine(body);
  },
  "PUT workers/scripts/*/schedules": async (call) => {
    const script = scriptOf(call);
    const crons = (await jsonOf<readonly { cron: string }[]>(call)).map(({ cron }) => cron);
    if (crons.length > CRONS_MAX) refuse(400, 10_072, "too many cron triggers");
    if (new Set(crons).size < crons.length) refuse(400, 10_071, "duplicate cron trigger");
    for (const cron of crons) {
      try {
        matcher(cron);
      } catch (error) {
        refuse(400, 10_100, `invalid cron string: ${String(error)}`);
      }
    }
    script.crons = crons;
    return fine({ schedules: crons.map((cron) => ({ cron })) });
  },
  "POST workers/scripts/*/domains/changeset": async (call) => {
    const { domains } = scriptOf(call);
    const wanted = (await jsonOf<readonly { hostname: string }[]>(call)).map(({ hostname }) => hostname);
    return fine({
      added: wanted.filter((each) => !domains.includes(each)).map(row),
      removed: domains.filter((each) => !wanted.includes(each)).map(row),
      updated: domains.filter((each) => wanted.includes(each)).map(row),
      conflicting: [],
    });
  },
  "PUT workers/scripts/*/domains/records": async (call) => {
    const script = scriptOf(call);
    const { origins } = await jsonOf<{ origins: readonly { hostname: string }[] }>(call);
    for (const { hostname } of origins)
      if (!call.account.zones.some((zone) => hostname === zone || hostname.endsWith(`.${zone}`)))
        refuse(400, 100_117, `${hostname}: the zone of this hostname is not in this account`);
    script.domains = origins.map(({ hostname }) => hostname);
    return fine([]);
  },
};
