/** `npm run setup`: from an account and a shop to a Worker that rehearses. Every step may be repeated. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { LANES } from "../src/rules/work/lanes.ts";
import { isEnvName } from "./lib/setup/config.ts";
import { earlierAnswers } from "./lib/setup/earlier.ts";
import { helpOf, problemsOf } from "./lib/setup/help.ts";
import type { Files, Ports, Ran, RawConfig, Wish } from "./lib/setup/ports.ts";
import { answersOf, companiesOf, paymentFormsOf, QUESTIONS, SECRETS, type Question } from "./lib/setup/questions.ts";
import { planOf, runSetup } from "./lib/setup/run.ts";
import type { Language } from "./lib/setup/words.ts";

const files: Files = {
  read: (name) => (existsSync(name) ? readFileSync(name, "utf8") : null),
  write: (name, content) => writeFileSync(name, content),
};

function parsed() {
  const named = QUESTIONS.flatMap(({ flag }) => (flag === null ? [] : [[flag, { type: "string" } as const] as const]));
  try {
    return parseArgs({
      options: {
        ...Object.fromEntries(named),
        lang: { type: "string", default: process.env["GONDOLA_LANG"] ?? "pt-BR" },
        env: { type: "string", default: process.env["GONDOLA_ENV"] ?? "" },
        companies: { type: "string", default: process.env["GONDOLA_COMPANIES"] ?? "" },
        "base-company": { type: "string", default: process.env["GONDOLA_BASE_COMPANY"] ?? "" },
        "payment-forms": { type: "string", default: process.env["GONDOLA_PAYMENT_FORMS"] ?? "" },
        "go-live": { type: "string", default: process.env["GONDOLA_GO_LIVE"] ?? "" },
        accept: { type: "boolean", default: process.env["GONDOLA_ACCEPT"] === "yes" },
        "renew-secrets": { type: "boolean", default: false },
        yes: { type: "boolean", default: false },
        dry: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

function wrong(...lines: readonly string[]): never {
  for (const line of lines) console.error(line);
  process.exit(2);
}

/** Secrets stay out of the environment of the process too. */
const childEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SECRETS.includes(name)));

const wrangler = (args: readonly string[], input = ""): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ["node_modules/wrangler/bin/wrangler.js", ...args], {
      env: { ...childEnv, WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_SANITIZE: "true", NO_COLOR: "1" },
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (part) => (out += String(part)));
    child.stderr.on("data", (part) => (err += String(part)));
    child.on("error", ({ message }) => resolve({ code: 1, out, err: message }));
    child.on("close", (code) => resolve({ code: code ?? 1, out, err }));
    child.stdin.on("error", () => {}); // a process that ended early reads nothing; its exit code says so
    child.stdin.end(input);
  });

function sourceDigest(): string {
  const hash = createHash("sha256");
  for (const name of globSync(["src/**/*", "assets/**/*", "package-lock.json"]).sort())
    if (statSync(name).isFile()) hash.update(name).update("\0").update(readFileSync(name));
  return hash.digest("hex");
}

/** Loaded only when something is asked. */
const prompts = () => import("@clack/prompts");

async function ask(question: Question, language: Language): Promise<string> {
  const validate = (value: string | undefined) =>
    question.form.test(value?.trim() ?? "") ? undefined : question.text[language];
  const options = { message: question.text[language], validate };
  const { password, text } = await prompts();
  return answered<string>(await (question.flag === null ? password(options) : text(options))).trim();
}

function answered<T>(answer: T | symbol): T {
  if (typeof answer !== "symbol") return answer;
  process.exit(130);
}

/** As a shell takes it. */
function quoted(argument: string): string {
  return /^[\w=:/.,@+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}

const flags = parsed();
const language: Language = flags.lang === "en" ? "en" : "pt-BR";
if (flags.help) {
  console.log(helpOf(language));
  process.exit(0);
}
if (!["pt-BR", "en"].includes(flags.lang)) wrong("--lang: pt-BR | en");
if (!isEnvName(flags.env)) wrong("--env: a-z, 0-9, -");
const companies = companiesOf(flags.companies) ?? wrong("--companies=1=Loja Centro,2=Loja Sul");
const paymentForms = paymentFormsOf(flags["payment-forms"]) ?? wrong("--payment-forms=gateway=3,other:pix=17");
if (!/^(?:[1-9]\d{0,5})?$/.test(flags["base-company"])) wrong("--base-company=1");
const baseCompany = flags["base-company"] === "" ? null : Number(flags["base-company"]);
const goLive = flags["go-live"].split(",").filter((lane) => lane !== "");
if (goLive.some((lane) => !(LANES as readonly string[]).includes(lane))) wrong(`--go-live: ${LANES.join(",")}`);

const base = readRawConfig({ config: "wrangler.toml" }).rawConfig as RawConfig;
const given = Object.fromEntries(
  QUESTIONS.map(({ key, flag }) => [key, flag === null ? undefined : (flags as Record<string, unknown>)[flag]]),
) as Record<string, string | undefined>;
const known = answersOf([
  given,
  process.env,
  earlierAnswers(files, flags.env),
  ...(flags.env === "" ? [base.vars ?? {}] : []),
]);
if (flags.dry) {
  for (const line of planOf({ base }, { env: flags.env, answers: known.answers, language })) console.log(line);
  process.exit(0);
}
const mayAsk = !flags.yes && process.stdin.isTTY && process.stdout.isTTY;
if (known.wrong.length > 0 || (!mayAsk && known.missing.length > 0)) wrong(...problemsOf(known, language));

const answers: Record<string, string> = { ...known.answers };
for (const question of known.missing) answers[question.key] = await ask(question, language);

const ports: Ports = {
  wrangler,
  fetch,
  files,
  base,
  sourceDigest: sourceDigest(),
  say: (line) => console.log(line),
  sleep: async (ms) => {
    await sleep(ms);
  },
  confirm: mayAsk ? async (message) => answered<boolean>(await (await prompts()).confirm({ message })) : null,
};
const wish: Wish = {
  language,
  env: flags.env,
  answers,
  companies,
  baseCompany,
  paymentForms,
  goLive,
  accept: flags.accept,
  renewSecrets: flags["renew-secrets"],
  again: ["npm run setup --", ...process.argv.slice(2).map(quoted)].join(" "),
};
process.exitCode = await runSetup(ports, wish);
