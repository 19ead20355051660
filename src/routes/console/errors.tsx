import { Hono } from "hono";
import * as z from "zod";
import { AGES, type ErrorsFilter, readErrorsFilter, type Tab } from "../../console/errors-view.ts";
import { CausePage, ENTRIES_A_PAGE } from "../../console/pages/cause.tsx";
import { EntryPage } from "../../console/pages/entry.tsx";
import { ErrorsPage } from "../../console/pages/errors.tsx";
import {
  type CauseCount,
  type CauseFilter,
  readCaredEntries,
  readCauses,
  readEntriesOf,
  readEntry,
} from "../../hub/desk/causes.ts";
import { careForEntries } from "../../hub/desk/acts.ts";
import { listEntries } from "../../hub/desk/read.ts";
import { readCompanies } from "../../hub/settings/mappings.ts";
import { areasOf, causeOf } from "../../messages/causes.ts";
import type { Instant } from "../../ports.ts";
import { safeNext } from "../../rules/access/session.ts";
import type { EntryKey } from "../../rules/record/desk-entry.ts";
import { letPricesPass } from "../../setup/price-approval.ts";
import { csvOf } from "./csv.ts";
import { actorOf, care, careOf, resolve, retry, ACT_MAX } from "./desk-acts.ts";
import { type ConsoleContext, type ConsoleEnv, frameOf } from "./env.ts";
import { needs } from "./guard.ts";
import { html, problem } from "./html.tsx";
import { withNotice } from "./notices.ts";

const CLOSED_SHOWN = 100;

const hubFilter = (filter: ErrorsFilter, now: Instant): CauseFilter => ({
  areas: filter.flow === null ? null : areasOf(filter.flow),
  reason: filter.code === "" ? null : filter.code,
  company: filter.company,
  openedBefore: filter.age === null ? null : now - AGES[filter.age],
  text: filter.text === "" ? null : filter.text.toLowerCase(),
});

/** What no column decides: damage and curer of a cause. */
const isWanted =
  ({ damage, curer }: ErrorsFilter) =>
  (cause: { readonly area: string; readonly reason: string }): boolean => {
    const known = causeOf(cause, "en");
    return (damage === null || known.damage === damage) && (curer === null || known.curer === curer);
  };

const ofTab =
  (tab: Tab, name: string, now: Instant) =>
  (cause: CauseCount): boolean => {
    const isSnoozed = cause.snoozedUntil !== null && cause.snoozedUntil > now;
    if (tab === "adiados") return isSnoozed;
    if (tab === "comigo") return cause.assignee === name;
    return !isSnoozed;
  };

const textKey = z
  .string()
  .max(600)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue("not JSON");
      return z.NEVER;
    }
  })
  .pipe(z.tuple([z.number(), z.number(), z.number(), z.string(), z.string()]))
  .transform(([company, segment, seqProduct, sku, ref]): EntryKey => ({ company, segment, seqProduct, sku, ref }));
const heldPrice = z
  .string()
  .max(300)
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.tuple([z.string(), z.string(), z.number()]));

const sum = (causes: readonly CauseCount[]): number => causes.reduce((all, { open }) => all + open, 0);

export const errorsRoutes = new Hono<ConsoleEnv>()
  .get("/erros", async (context) => {
    const { db, clock } = context.get("deps");
    const now = clock.now();
    const filter = readErrorsFilter(context.req.query());
    const { name } = context.get("person");
    const all = (await readCauses(db, hubFilter(filter, now))).filter(isWanted(filter));
    const of = (tab: Tab) => all.filter(ofTab(tab, name, now));
    // A record that its cause's care covers already is counted once.
    const own = async (tab: "comigo" | "adiados") => {
      const entries = await readCaredEntries(
        db,
        hubFilter(filter, now),
        tab === "comigo" ? { assignee: name } : { restingAt: now },
      );
      const covered = new Set(of(tab).map(({ area, reason }) => `${area}/${reason}`));
      return entries.filter((entry) => isWanted(filter)(entry) && !covered.has(`${entry.area}/${entry.reason}`));
    };
    const mine = await own("comigo");
    const resting = await own("adiados");
    const isClosed = filter.tab === "fechados";
    const closed = isClosed ? await readClosed(db, filter) : [];
    return html(
      <ErrorsPage
        frame={await frameOf(context)}
        now={now}
        filter={filter}
        causes={isClosed ? [] : of(filter.tab)}
        records={filter.tab === "comigo" ? mine : filter.tab === "adiados" ? resting : []}
        counts={{
          abertos: sum(of("abertos")),
          comigo: sum(of("comigo")) + mine.length,
          adiados: sum(of("adiados")) + resting.length,
          fechados: null,
        }}
        companies={await readCompanies(db)}
        closed={closed}
      />,
    );
  })
  .get("/erros/causa", async (context) => {
    const { db, clock } = context.get("deps");
    const { area = "", motivo: reason = "", loja = "", texto = "", pagina = "1" } = context.req.query();
    const company = /^[1-9]\d{0,8}$/.test(loja) ? Number(loja) : null;
    const text = texto.trim().slice(0, 100);
    const page = /^[1-9]\d{0,5}$/.test(pagina) ? Number(pagina) : 1;
    const filter = causeFilter(area, reason, company, text);
    const [cause = null] = await readCauses(db, filter);
    const entries =
      cause === null
        ? []
        : await readEntriesOf(db, filter, { skip: (page - 1) * ENTRIES_A_PAGE, limit: ENTRIES_A_PAGE });
    return html(
      <CausePage
        frame={await frameOf(context)}
        now={clock.now()}
        cause={cause}
        area={area}
        reason={reason}
        company={company}
        text={text}
        page={page}
        entries={entries}
      />,
    );
  })
  .get("/erros/registro", async (context) => {
    const { db, clock } = context.get("deps");
    const { area = "", motivo: reason = "", sku = "", ref = "", ...query } = context.req.query();
    const [seqProduct, company, segment] = [query["produto"], query["loja"], query["segmento"]].map((text) => {
      const value = Number(text ?? "0");
      return Number.isSafeInteger(value) ? value : 0;
    });
    const key = { seqProduct: seqProduct ?? 0, company: company ?? 0, segment: segment ?? 0, sku, ref };
    const entry = await readEntry(db, { area, reason, ...key });
    return entry
      ? html(<EntryPage frame={await frameOf(context)} now={clock.now()} entry={entry} />)
      : problem(context, "notFound", 404);
  })
  .get("/erros.csv", async (context) => {
    const { db, clock } = context.get("deps");
    const query = context.req.query();
    const filter = readErrorsFilter(query);
    const wanted = hubFilter(filter, clock.now());
    const areas = query["area"] === undefined ? wanted.areas : [query["area"]];
    return csvOf(db, { ...wanted, areas }, context.get("language"), isWanted(filter));
  })
  .post("/erros/agir", needs("operator"), async (context) => {
    const form = context.get("form");
    const back = safeNext(form.get("volta") ?? "");
    const [area, reason] = [form.get("area") ?? "", form.get("motivo") ?? ""];
    const act = form.get("ato") ?? "";
    const keys = act === "tentar-todos" ? await allOf(context, area, reason) : chosenOf(form);
    if (keys.length === 0) return context.redirect(withNotice(back, "nothing-chosen"), 303);
    const cared = careOf(act, context.get("person").name, context.get("deps").clock.now());
    if (cared !== null) {
      const deps = context.get("deps");
      const rows = await careForEntries(deps.db, actorOf(deps), { area, reason }, keys, cared);
      return context.redirect(withNotice(back, rows === 0 ? "nothing-chosen" : "cared-for", rows), 303);
    }
    if (act === "resolver") {
      const note = (form.get("nota") ?? "").trim().slice(0, 300);
      if (note === "") return context.redirect(withNotice(back, "note-missing"), 303);
      return context.redirect(
        withNotice(back, "resolved", await resolve(context.get("deps"), { area, reason }, keys, note)),
        303,
      );
    }
    const { queued, left } = await retry(context.get("deps"), { area, reason }, keys);
    return context.redirect(withNotice(back, "retried", queued, left), 303);
  })
  .post("/erros/cuidar", needs("operator"), async (context) => {
    const form = context.get("form");
    const [area, reason] = [form.get("area") ?? "", form.get("motivo") ?? ""];
    const { clock } = context.get("deps");
    const change = careOf(form.get("ato"), context.get("person").name, clock.now());
    if (change === null) return context.redirect(withNotice(safeNext(form.get("volta") ?? ""), "nothing-chosen"), 303);
    await care(context.get("deps"), { area: area.slice(0, 60), reason: reason.slice(0, 60) }, change);
    return context.redirect(withNotice(safeNext(form.get("volta") ?? ""), "cared"), 303);
  })
  .post("/erros/precos", needs("operator"), async (context) => {
    const form = context.get("form");
    const deps = context.get("deps");
    const back = safeNext(form.get("volta") ?? "");
    const chosen = form.getAll("preco").map((text) => heldPrice.safeParse(text));
    const prices = chosen.flatMap((each) =>
      each.success ? [{ target: each.data[0], sku: each.data[1], pendingCents: each.data[2] }] : [],
    );
    if (prices.length === 0) return context.redirect(withNotice(back, "nothing-chosen"), 303);
    const note = (form.get("nota") ?? "").slice(0, 300) || null;
    const approved = await letPricesPass(deps, prices, note);
    return context.redirect(withNotice(back, "approved", approved, prices.length - approved), 303);
  });

const causeFilter = (area: string, reason: string, company: number | null, text: string): CauseFilter => ({
  areas: [area],
  reason,
  company,
  openedBefore: null,
  text: text === "" ? null : text.toLowerCase(),
});

/** Keys of the chosen rows; what is no key of ours is left out. */
const chosenOf = (form: URLSearchParams): readonly EntryKey[] =>
  form.getAll("registro").flatMap((text) => {
    const parsed = textKey.safeParse(text);
    return parsed.success ? [parsed.data] : [];
  });

/** Every open entry of the cause and its filter, up to what one act takes. */
async function allOf(context: ConsoleContext, area: string, reason: string): Promise<readonly EntryKey[]> {
  const form = context.get("form");
  const loja = form.get("loja") ?? "";
  const filter = causeFilter(area, reason, /^[1-9]\d{0,8}$/.test(loja) ? Number(loja) : null, form.get("texto") ?? "");
  return readEntriesOf(context.get("deps").db, filter, { skip: 0, limit: ACT_MAX });
}

const readClosed = (db: D1Database, filter: ErrorsFilter) =>
  listEntries(db, {
    state: "resolved",
    area: null,
    reason: filter.code === "" ? null : filter.code,
    before: Number.MAX_SAFE_INTEGER,
    limit: CLOSED_SHOWN,
  });
