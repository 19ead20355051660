/** Queues and their consumers. */
import { jsonOf, type Account, type Call, type Consumer, type Queue, type Routes } from "./account.ts";
import { fine, paged, refuse } from "./answers.ts";

const NAME = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
/** Cloudflare's limits of a consumer. */
const LIMITS = {
  batch_size: 100,
  max_retries: 100,
  max_wait_time_ms: 60_000,
  max_concurrency: 250,
  retry_delay: 86_400,
};

const shown = (queue: Queue) => ({
  queue_id: queue.id,
  queue_name: queue.name,
  created_on: "2026-12-01T12:00:00Z",
  modified_on: "2026-12-01T12:00:00Z",
  producers: [],
  producers_total_count: 0,
  consumers: queue.consumers.map(shownConsumer),
  consumers_total_count: queue.consumers.length,
});
const shownConsumer = ({ id, script, deadLetters, settings }: Consumer) => ({
  consumer_id: id,
  type: "worker",
  script,
  ...(deadLetters === null ? {} : { dead_letter_queue: deadLetters }),
  settings,
});

export const queueNamed = (account: Account, name: unknown): Queue | undefined =>
  [...account.queues.values()].find((queue) => queue.name === name);

function queueOf({ account, parts: [id = ""] }: Call): Queue {
  return account.queues.get(id) ?? refuse(404, 11_000, `Queue ${id} does not exist.`);
}

interface ConsumerBody {
  readonly type: string;
  readonly script_name: string;
  readonly dead_letter_queue?: string;
  readonly settings: Readonly<Record<string, number | undefined>>;
}

async function checkedConsumer(call: Call): Promise<ConsumerBody> {
  const body = await jsonOf<ConsumerBody>(call);
  const { account } = call;
  if (body.type !== "worker") refuse(400, 11_013, "consumer type");
  if (!account.scripts.get(body.script_name)?.served)
    refuse(404, 10_007, `This Worker does not exist on your account: ${body.script_name}`);
  const dead = body.dead_letter_queue;
  if (dead !== undefined && !queueNamed(account, dead)) refuse(400, 11_000, `Queue ${dead} does not exist.`);
  for (const [name, most] of Object.entries(LIMITS)) {
    const value = body.settings[name];
    if (value !== undefined && (value < 0 || value > most)) refuse(400, 11_017, `${name} is at most ${most}`);
  }
  return body;
}

export const queueRoutes: Routes = {
  "GET queues": ({ account, query }) => {
    const names = query.getAll("name");
    const list = [...account.queues.values()].filter(({ name }) => names.length === 0 || names.includes(name));
    return paged(list.map(shown), query, 100);
  },
  "POST queues": async (call) => {
    const { account, newId } = call;
    const { queue_name: name } = await jsonOf<{ queue_name: string }>(call);
    if (!NAME.test(name)) refuse(400, 11_003, "Invalid queue name");
    if (queueNamed(account, name)) refuse(409, 11_009, `Queue name '${name}' is already taken.`);
    const queue: Queue = { id: newId(), name, consumers: [] };
    account.queues.set(queue.id, queue);
    return fine(shown(queue));
  },
  "GET queues/*": (call) => fine(shown(queueOf(call))),
  "POST queues/*/consumers": async (call) => {
    const queue = queueOf(call);
    const { script_name: script, dead_letter_queue: deadLetters = null, settings } = await checkedConsumer(call);
    if (queue.consumers.length > 0) refuse(400, 11_004, `Queue ${queue.name} already has a consumer`);
    const consumer = { id: call.newId(), script, deadLetters, settings };
    queue.consumers.push(consumer);
    return fine(shownConsumer(consumer));
  },
  "PUT queues/*/consumers/*": async (call) => {
    const queue = queueOf(call);
    const { settings } = await checkedConsumer(call);
    const consumer = queue.consumers.find(({ id }) => id === call.parts[1]) ?? refuse(404, 11_005, "no such consumer");
    consumer.settings = settings;
    return fine(shownConsumer(consumer));
  },
};
