/** R2 buckets and the queues that learn of their new files. */
import { jsonOf, type Bucket, type Call, type Routes } from "./account.ts";
import { fine, refuse } from "./answers.ts";

const NAME = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

function bucketOf({ account, parts: [name = ""] }: Call): Bucket {
  return account.buckets.get(name) ?? refuse(404, 10_006, "The specified bucket does not exist.");
}
const shown = ({ name }: Bucket) => ({ name, creation_date: "2026-12-01T12:00:00.000Z", location: "ENAM" });

export const bucketRoutes: Routes = {
  "GET r2/buckets/*": (call) => fine(shown(bucketOf(call))),
  "POST r2/buckets": async (call) => {
    const { name } = await jsonOf<{ name: string }>(call);
    if (!NAME.test(name)) refuse(400, 10_005, "The specified bucket name is not valid.");
    if (call.account.buckets.has(name))
      refuse(409, 10_004, "The bucket you tried to create already exists, and you own it.");
    const bucket: Bucket = { name, rules: [] };
    call.account.buckets.set(name, bucket);
    return fine(shown(bucket));
  },
  "GET event_notifications/r2/*/configuration": (call) => {
    const { name, rules } = bucketOf(call);
    if (rules.length === 0) refuse(404, 11_015, "No event notification configuration found");
    const queues = [...new Set(rules.map(({ queueId }) => queueId))].map((queueId) => ({
      queueId,
      queueName: call.account.queues.get(queueId)?.name,
      rules: rules
        .filter((rule) => rule.queueId === queueId)
        .map(({ id, prefix, actions }) => ({ ruleId: id, prefix, suffix: "", actions, createdAt: "2026-12-01" })),
    }));
    return fine({ bucketName: name, queues });
  },
  "PUT event_notifications/r2/*/configuration/queues/*": async (call) => {
    const { rules } = bucketOf(call);
    const queueId = call.parts[1] ?? "";
    if (!call.account.queues.has(queueId)) refuse(404, 11_000, "Queue does not exist.");
    const body = await jsonOf<{ rules: readonly { prefix?: string; actions: readonly string[] }[] }>(call);
    for (const { prefix = "", actions } of body.rules) {
      const overlaps = rules.some(
        (rule) =>
          rule.actions.some((action) => actions.includes(action)) &&
          (rule.prefix.startsWith(prefix) || prefix.startsWith(rule.prefix)),
      );
      if (overlaps) refuse(400, 11_020, "An event notification rule overlaps with an existing one");
      rules.push({ id: call.newId(), queueId, prefix, actions });
    }
    return fine(null);
  },
};
