import { dryRunPass } from "../dry-run/pass.ts";
import type { Job } from "../job.ts";
import { publishDue } from "../publish/run.ts";

/** Sends what is due to Shopify; in a dry run, shows what would be sent. */
export const publish: Job = {
  name: "publish",
  async run(deps, run) {
    const sent = await publishDue(deps, run);
    const shown = await dryRunPass(deps, run);
    return shown === "more" ? "more" : sent;
  },
};
