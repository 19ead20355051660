/** Secrets, tables and code of the Worker. */
import { createHash } from "node:crypto";
import { configText, fileOf, localConfig } from "./config.ts";
import { databaseId } from "./cloudflare.ts";
import { earlierVars } from "./earlier.ts";
import { SECRETS } from "./questions.ts";
import { done, failed, there, wordsOf, type Step, type Work } from "./step.ts";
import { wordsIn } from "./words.ts";

export const configFile: Step = {
  name: "config",
  async run(work) {
    const { ports, wish } = work;
    const found = await databaseId(work);
    const { cures } = wordsIn(wish.language);
    if ("why" in found) return failed(found.why, cures.cloudflare);
    if (found.id === null) return failed(`D1: ${work.names.database}?`, cures.cloudflare);
    const name = fileOf(wish.env);
    const text = configText(
      localConfig({
        base: ports.base,
        env: wish.env,
        earlier: earlierVars(ports.files, wish.env),
        answers: wish.answers,
        databaseId: found.id,
      }),
    );
    if (ports.files.read(name) === text) return there(name);
    ports.files.write(name, text);
    return done(name);
  },
};

/** Values cannot be compared: a secret that is set stays, unless new ones are asked for. */
export const secrets: Step = {
  name: "secrets",
  async run({ ports, wish, config }) {
    const { cures, notes } = wordsIn(wish.language);
    const listed = await ports.wrangler(["secret", "list", "--format", "json", ...config]);
    // Before the first deploy there is no Worker; `secret bulk` makes an empty one that holds the secrets.
    if (listed.code !== 0 && !/\b(?:10007|10090)\b|Worker "[^"]*" not found/.test(`${listed.out}\n${listed.err}`))
      return failed(wordsOf(listed), cures.cloudflare);
    const set = listed.code === 0 ? namesIn(listed.out) : [];
    const wanted = SECRETS.filter((name) => wish.renewSecrets || !set.includes(name));
    if (wanted.length === 0) return there(...SECRETS, notes.renewSecrets);
    const values = Object.fromEntries(wanted.map((name) => [name, wish.answers[name]]));
    const ran = await ports.wrangler(["secret", "bulk", ...config], JSON.stringify(values));
    return ran.code === 0 ? done(...wanted) : failed(wordsOf(ran), cures.cloudflare);
  },
};

function namesIn(json: string): readonly string[] {
  try {
    return (JSON.parse(json) as readonly { readonly name: string }[]).map(({ name }) => name);
  } catch {
    return [];
  }
}

export const migrations: Step = {
  name: "migrations",
  async run({ ports, wish, config }) {
    const ran = await ports.wrangler(["d1", "migrations", "apply", "DB", "--remote", ...config]);
    if (ran.code !== 0) return failed(wordsOf(ran), wordsIn(wish.language).cures.migrations);
    return /No migrations to apply/.test(ran.out) ? there() : done();
  },
};

/** The tag of a version at Cloudflare says from which code and configuration it was made. */
const TAG_LENGTH = 16;

export const deploy: Step = {
  name: "deploy",
  async run(work) {
    const { ports, wish, config } = work;
    const { cures } = wordsIn(wish.language);
    const file = ports.files.read(fileOf(wish.env)) ?? "";
    const digest = createHash("sha256").update(ports.sourceDigest).update("\n").update(file).digest("hex");
    const tag = `setup-${digest.slice(0, TAG_LENGTH)}`;
    if ((await servedTag(work)) === tag) return there(tag);
    const ran = await ports.wrangler(["deploy", "--tag", tag, ...config]);
    return ran.code === 0 ? done(tag) : failed(wordsOf(ran), cures.deploy);
  },
};

/** The tag of the version that serves everything; null when it cannot be known, and then a deploy does no harm. */
async function servedTag({ ports, config }: Work): Promise<string | null> {
  const status = await ports.wrangler(["deployments", "status", "--json", ...config]);
  const versions = (read(status.out) as Status | null)?.versions;
  const id = versions?.length === 1 ? versions[0]?.version_id : undefined;
  if (status.code !== 0 || id === undefined) return null;
  const view = await ports.wrangler(["versions", "view", id, "--json", ...config]);
  const version = read(view.out) as Version | null;
  return view.code === 0 ? (version?.annotations?.["workers/tag"] ?? null) : null;
}

interface Status {
  readonly versions?: readonly { readonly version_id?: string }[];
}
interface Version {
  readonly annotations?: Readonly<Record<string, string>>;
}

function read(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
