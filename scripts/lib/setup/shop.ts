/** What the deployed Worker does once for the shop and the ERP. */
import { isDeepStrictEqual } from "node:util";
import { assertOurs } from "../our-worker.ts";
import { call, urlOf } from "./api.ts";
import { done, failed, messageOf, open, there, type Step } from "./step.ts";
import { wordsIn } from "./words.ts";

const TRIES_MAX = 12;
const PAUSE_MS = 10_000;

/** A new address gets its name and certificate within minutes. */
export const health: Step = {
  name: "health",
  async run(work) {
    const { ports, wish } = work;
    const { cures } = wordsIn(wish.language);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const problems = await assertOurs(urlOf(work), wish.language, ports.fetch);
        return problems.length === 0 ? there(urlOf(work)) : failed(problems.join(" | "), cures.configuration);
      } catch (error) {
        if (attempt === TRIES_MAX) return failed(messageOf(error), cures.address);
        await ports.sleep(PAUSE_MS);
      }
    }
  },
};

export const shop: Step = {
  name: "shop",
  async run(work) {
    const { cures } = wordsIn(work.wish.language);
    interface Ready {
      readonly webhooks: { readonly standing: readonly string[]; readonly made: readonly string[] };
    }
    const answer = await call<Ready>(work, "POST", "/api/setup");
    if (!answer.ok) return failed(answer.words, answer.status === 401 ? cures.token : cures.shop);
    const { made, standing } = answer.body.webhooks;
    return made.length > 0 ? done(...made) : there(...standing);
  },
};

export const dialect: Step = {
  name: "dialect",
  async run(work) {
    const { cures } = wordsIn(work.wish.language);
    const probe = await call<Probe>(work, "POST", "/api/erp/probe");
    if (!probe.ok) return failed(probe.words, probe.status === 401 ? cures.token : cures.erp);
    const { login, records, dialect: proposed } = probe.body;
    if (!login.ok) return failed(`login: HTTP ${login.status} ${login.words}`, cures.erp);
    const faults = records.flatMap(({ record, faults }) => faults.map(({ text }) => `${record}: ${text}`));
    const stored = await call<object>(work, "GET", "/api/erp/dialect");
    if (!stored.ok) return failed(stored.words, cures.erp);
    if (isDeepStrictEqual(stored.body, proposed)) return there(...faults);
    const renamed = records.flatMap(({ record, fields }) =>
      fields.filter((each) => each.proposed).map(({ field, name }) => `${record}.${field} = ${name}`),
    );
    work.proposals.push({ lines: renamed, path: "/api/erp/dialect", body: proposed, cure: cures.erp });
    return open(...renamed, ...faults);
  },
};

/** Stores what the steps before proposed, once a person agrees. A run without an answer stores nothing. */
export const proposals: Step = {
  name: "proposals",
  async run(work) {
    const { ports, wish } = work;
    const { notes } = wordsIn(wish.language);
    if (work.proposals.length === 0) return there();
    const lines = work.proposals.flatMap((each) => each.lines);
    if (!wish.accept && !(await ports.confirm?.(notes.accept(lines)))) return open(notes.notStored);
    for (const { path, body, cure } of work.proposals) {
      const put = await call(work, "PUT", path, body);
      if (!put.ok) return failed(put.words, cure);
    }
    return done(...lines);
  },
};

/** The watermark is set once; a person moves it afterwards. */
export const ordersSince: Step = {
  name: "orders-since",
  async run(work) {
    const { cures, notes } = wordsIn(work.wish.language);
    const current = await call<{ readonly since: string | null }>(work, "GET", "/api/orders-since");
    if (!current.ok) return failed(current.words, cures.token);
    const since = new Date(work.wish.answers["ORDERS_SINCE"] ?? "").toISOString();
    if (current.body.since !== null)
      return there(current.body.since, ...(current.body.since === since ? [] : [notes.sinceKept]));
    const put = await call(work, "PUT", "/api/orders-since", { since: work.wish.answers["ORDERS_SINCE"] });
    return put.ok ? done(since) : failed(put.words, cures.since);
  },
};

interface Probe {
  readonly login: { readonly ok: boolean; readonly status: number; readonly words: string };
  readonly records: readonly {
    readonly record: string;
    readonly fields: readonly { readonly field: string; readonly name: string; readonly proposed: boolean }[];
    readonly faults: readonly { readonly text: string }[];
  }[];
  readonly dialect: object;
}
