/**
 * Messages of R2 about the inbox of pictures, as Cloudflare documents them: `{account, action, bucket, object: {key,
 * size, eTag}, eventTime}`. They only make a picture come sooner: the sweep finds every file.
 */
import * as z from "zod";
import type { Deps } from "../deps.ts";
import { takeFiles } from "../images/inbox.ts";
import { reasonOf } from "../log.ts";
import { INBOX } from "../rules/images/image-name.ts";

const RETRY_S = 60;
const CREATED = ["PutObject", "CopyObject", "CompleteMultipartUpload"];

const event = z.object({
  action: z.string(),
  object: z.object({ key: z.string(), size: z.number().default(0) }),
});

export async function consumeImageEvents(batch: MessageBatch, deps: Deps): Promise<void> {
  for (const message of batch.messages) {
    const parsed = event.safeParse(message.body);
    // What is no event of a new file in the inbox, ours included, is nothing to do.
    if (!parsed.success || !CREATED.includes(parsed.data.action) || !parsed.data.object.key.startsWith(INBOX)) {
      message.ack();
      continue;
    }
    try {
      await takeFiles(deps, [parsed.data.object]);
      message.ack();
    } catch (error) {
      deps.log.warn("images.event-failed", { messageId: message.id, reason: reasonOf(error) });
      message.retry({ delaySeconds: RETRY_S });
    }
  }
}
