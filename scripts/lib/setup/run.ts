/** The steps in their order. A failure ends the run; the same command goes on from there, because each step looks first. */
import { bucket, database, login, queues } from "./cloudflare.ts";
import { localConfig, fileOf, namesOf } from "./config.ts";
import { configFile, deploy, migrations, secrets } from "./deploy.ts";
import { earlierVars } from "./earlier.ts";
import { goLive } from "./live.ts";
import type { Ports, Wish } from "./ports.ts";
import { SECRETS } from "./questions.ts";
import { companies, payments, prices } from "./mappings.ts";
import { dialect, health, ordersSince, proposals, shop } from "./shop.ts";
import { failed, messageOf, type Outcome, type Step, type Work } from "./step.ts";
import { wordsIn } from "./words.ts";

export const STEPS: readonly Step[] = [
  login,
  database,
  queues,
  bucket,
  configFile,
  secrets,
  migrations,
  deploy,
  health,
  shop,
  dialect,
  companies,
  prices,
  payments,
  proposals,
  ordersSince,
  goLive,
];

const MARKS = { done: "✓", there: "–", open: "☐" } as const;

/** @returns the exit code: 0, or 1 when a step failed */
export async function runSetup(given: Ports, wish: Wish): Promise<number> {
  const words = wordsIn(wish.language);
  const ports = { ...given, say: (line: string) => given.say(withoutSecrets(line, wish)) };
  const work = workOf(ports, wish);
  for (const step of STEPS) {
    const title = words.steps[step.name];
    const outcome = await outcomeOf(step, work);
    if (outcome.kind === "failed") {
      ports.say(`✗ ${title}: ${outcome.why}`);
      ports.say(`    → ${outcome.cure}`);
      ports.say(words.again(wish.again));
      return 1;
    }
    ports.say(`${MARKS[outcome.kind]} ${title}${outcome.kind === "there" ? ` – ${words.there}` : ""}`);
    for (const note of outcome.notes) ports.say(`    ${note}`);
  }
  return 0;
}

async function outcomeOf(step: Step, work: Work): Promise<Outcome> {
  try {
    return await step.run(work);
  } catch (error) {
    return failed(messageOf(error), wordsIn(work.wish.language).cures.network);
  }
}

/** The names do not depend on answers or on the database's id. */
function workOf(ports: Ports, wish: Wish): Work {
  const config = localConfig({
    base: ports.base,
    env: wish.env,
    earlier: earlierVars(ports.files, wish.env),
    answers: wish.answers,
    databaseId: null,
  });
  return {
    ports,
    wish,
    names: namesOf(config),
    config: ["--config", fileOf(wish.env)],
    proposals: [],
    segment: Number(config.vars?.["ERP_NRO_SEGMENTO"] ?? "1"),
    companies: [],
  };
}

/** Another side may quote what it was sent. */
function withoutSecrets(line: string, { answers }: Wish): string {
  const values = SECRETS.flatMap((name) => {
    const value = answers[name];
    if (value === undefined || value === "") return [];
    return [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
  });
  return values.toSorted((a, b) => b.length - a.length).reduce((text, value) => text.replaceAll(value, "•••"), line);
}

/** What a run would look for and make, without asking anything anywhere. */
export function planOf(
  ports: Pick<Ports, "base">,
  wish: Pick<Wish, "env" | "answers" | "language">,
): readonly string[] {
  const base = { base: ports.base, env: wish.env, earlier: {}, answers: wish.answers, databaseId: null };
  const names = namesOf(localConfig(base));
  const words = wordsIn(wish.language);
  const details: Readonly<Partial<Record<string, readonly string[]>>> = {
    login: ["wrangler whoami"],
    database: [`wrangler d1 create ${names.database} --location enam`],
    queues: names.queues.map((queue) => `wrangler queues create ${queue}`),
    bucket: [
      `wrangler r2 bucket create ${names.bucket}`,
      `wrangler r2 bucket notification create ${names.bucket} --queue ${names.imagesQueue} --prefix inbox/`,
    ],
    config: [fileOf(wish.env)],
    secrets: [`wrangler secret bulk: ${SECRETS.join(", ")}`],
    migrations: ["wrangler d1 migrations apply DB --remote"],
    deploy: [`wrangler deploy: ${names.worker}`],
    health: ["GET /health"],
    shop: ["POST /api/setup"],
    dialect: ["POST /api/erp/probe"],
    companies: ["GET /api/companies", "GET /api/erp/companies"],
    prices: ["GET /api/price-targets"],
    payments: ["GET /api/payment-forms"],
    proposals: ["PUT /api/erp/dialect", "PUT /api/companies", "PUT /api/price-targets", "PUT /api/payment-forms"],
    "orders-since": ["PUT /api/orders-since"],
    "go-live": ["GET /api/go-live"],
  };
  return STEPS.flatMap(({ name }) => [words.steps[name], ...(details[name] ?? []).map((each) => `    ${each}`)]);
}
