import type { Job } from "../job.ts";
import { fetchDue } from "../images/fetch-due.ts";
import { sweepInbox } from "../images/inbox.ts";
import { sweepPlaceholders } from "../images/placeholders.ts";
import { pullImages } from "../loads/kinds/images.ts";
import { publishImages } from "../publish/images/lane.ts";

/** Loads the ERP's pictures, takes the inbox, and asks the addresses that are due. */
export const images: Job = {
  name: "images",
  async run(deps, run) {
    const pulled = await pullImages(deps, run);
    if (pulled === "more") return "more";
    await sweepInbox(deps, run);
    const fetched = await fetchDue(deps, run);
    await sweepPlaceholders(deps);
    return fetched;
  },
};

/** Sends pictures that are due to Shopify. */
export const imagesPublish: Job = { name: "publish-images", run: publishImages };
