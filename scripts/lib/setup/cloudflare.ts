/** The resources at Cloudflare: looked for by name, adopted when there, made when not. */
import { done, failed, there, wordsOf, type Outcome, type Step, type Work } from "./step.ts";
import { wordsIn } from "./words.ts";

export const login: Step = {
  name: "login",
  async run({ ports, wish }) {
    const ran = await ports.wrangler(["whoami", "--json"]);
    return ran.code === 0 ? there() : failed(wordsOf(ran), wordsIn(wish.language).cures.login);
  },
};

export const database: Step = {
  name: "database",
  async run(work) {
    const { ports, wish, names } = work;
    const cure = wordsIn(wish.language).cures.cloudflare;
    const before = await databaseId(work);
    if ("why" in before) return failed(before.why, cure);
    if (before.id !== null) return there(names.database);
    // No South American location exists; enam is the nearest to Shopify.
    const ran = await ports.wrangler(["d1", "create", names.database, "--location", "enam"]);
    return ran.code === 0 ? done(names.database) : failed(wordsOf(ran), cure);
  },
};

/** The id of this installation's database; null: there is none of its name. */
export async function databaseId({ ports, names }: Work): Promise<{ readonly id: string | null } | { why: string }> {
  const ran = await ports.wrangler(["d1", "list", "--json"]);
  if (ran.code !== 0) return { why: wordsOf(ran) };
  try {
    const list = JSON.parse(ran.out) as readonly { readonly name?: string; readonly uuid?: string }[];
    return { id: list.find(({ name }) => name === names.database)?.uuid ?? null };
  } catch {
    return { why: wordsOf(ran) };
  }
}

export const queues: Step = {
  name: "queues",
  async run(work) {
    const made: string[] = [];
    for (const queue of work.names.queues) {
      const outcome = await ensure(work, ["queues", "info", queue], /does not exist/i, ["queues", "create", queue]);
      if (outcome.kind === "failed") return outcome;
      if (outcome.kind === "done") made.push(queue);
    }
    return made.length > 0 ? done(...made) : there(...work.names.queues);
  },
};

export const bucket: Step = {
  name: "bucket",
  async run(work) {
    const { bucket: name, imagesQueue } = work.names;
    const absent = /does not exist|not found|\b10006\b/i;
    const made = await ensure(work, ["r2", "bucket", "info", name], absent, ["r2", "bucket", "create", name]);
    if (made.kind === "failed") return made;
    const listed = await work.ports.wrangler(["r2", "bucket", "notification", "list", name]);
    if (listed.code === 0 && hasRule(listed.out, imagesQueue)) return made.kind === "done" ? done(name) : there(name);
    // A bucket without a rule is refused; any other trouble shows itself when the rule is made.
    const rule = ["--event-type", "object-create", "--queue", imagesQueue, "--prefix", "inbox/"];
    const ran = await work.ports.wrangler(["r2", "bucket", "notification", "create", name, ...rule]);
    if (ran.code === 0) return done(name, `inbox/ → ${imagesQueue}`);
    return failed(wordsOf(ran), wordsIn(work.wish.language).cures.cloudflare);
  },
};

/** wrangler lists each rule as lines `queue_name: …` and `prefix: …`, in that order. */
const hasRule = (text: string, queue: string): boolean =>
  text
    .split(/^(?=\s*rule_id:)/m)
    .some((rule) => hasLine(rule, "queue_name", queue) && hasLine(rule, "prefix", "inbox/"));

const hasLine = (rule: string, key: string, value: string): boolean =>
  rule.split("\n").some((line) => line.trim().replace(/:\s+/, ":") === `${key}:${value}`);

/** Makes what a look does not find. A look that fails for another reason makes nothing. */
async function ensure(
  { ports, wish }: Work,
  look: readonly string[],
  absent: RegExp,
  make: readonly string[],
): Promise<Outcome> {
  const cure = wordsIn(wish.language).cures.cloudflare;
  const looked = await ports.wrangler(look);
  if (looked.code === 0) return there();
  if (!absent.test(`${looked.out}\n${looked.err}`)) return failed(wordsOf(looked), cure);
  const ran = await ports.wrangler(make);
  return ran.code === 0 ? done() : failed(wordsOf(ran), cure);
}
