import type { Job } from "../job.ts";
import { fetchDue } from "../images/fetch-due.ts";
import { sweepInbox } from "../images/inbox.ts";
import { sweepOrphans } from "../images/orphans.ts";
import { sweepPlaceholders } from "../images/placeholders.ts";
import { pullImages } from "../loads/kinds/images.ts";
import { publishImages } from "../publish/images/lane.ts";

/** Loads the ERP's pictures, takes the inbox, asks the addresses that are due, and takes away what is used no more. */
export const images: Job = {
  name: "images",
  async run(deps, run) {
    const pulled = await pullImages(deps, run);
    if (pulled === "more") return "more";
    await sweepInbox(deps, run);
    const fetched = await fetchDue(deps, run);
    await sweepPlaceholders(deps);
    await sweepOrphans(deps, run);
    return fetched;
  },
};

/** Sends pictures that are due to Shopify. */
export const imagesPublish: Job = { name: "publish-images", run: publishImages };
