import { Hono } from "hono";
import { MappingsPage, type MappingTab } from "../../console/pages/mappings.tsx";
import { NUMBERS } from "../../console/parts/deliveries-form.tsx";
import { sayIn } from "../../console/viewer.ts";
import { auditAct } from "../../hub/loads/audit.ts";
import { EVERY_CAUSE, readEntriesOf } from "../../hub/desk/causes.ts";
import {
  DROP_MAX_PERCENT,
  type PriceMapping,
  type PriceTarget,
  readPriceTargets,
} from "../../hub/prices/price-targets.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { type CompanyMapping, readCompanies } from "../../hub/settings/mappings.ts";
import { safeNext } from "../../rules/access/session.ts";
import { hasRange, keyPart } from "../../rules/orders/payment/forms.ts";
import { mapCompanies } from "../../setup/companies.ts";
import { listPaymentForms, mapPaymentForms } from "../../setup/payment-forms.ts";
import { listLocations, listUnmapped } from "../../setup/mapping/pick-lists.ts";
import { changeOrderRules } from "../../setup/order-rules.ts";
import { mapPriceTargets } from "../../setup/price-targets.ts";
import { actorOf } from "./desk-acts.ts";
import { type ConsoleContext, type ConsoleEnv, frameOf } from "./env.ts";
import { needs } from "./guard.ts";
import { html } from "./html.tsx";
import { withNotice } from "./notices.ts";

const COMPANY_MAX = 999_999;
const ENTRIES_READ = 200;
/** Rows of a form of deliveries. */
const ROWS_MAX = 501;

async function page(
  context: ConsoleContext,
  tab: MappingTab,
  fault: string | null = null,
  status = 200,
): Promise<Response> {
  const deps = context.get("deps");
  const { db } = deps;
  const companies = await readCompanies(db);
  return html(
    <MappingsPage
      frame={await frameOf(context)}
      tab={tab}
      companies={companies}
      forms={await listPaymentForms(db)}
      targets={await readPriceTargets(db)}
      locations={tab === "lojas" ? await listLocations(deps) : null}
      gateways={tab === "pagamento" ? await waitingGateways(db) : []}
      deliveries={tab === "entregas" ? (await readOrderRules(db)).deliveries : []}
      unmapped={tab === "lojas" ? await listUnmapped(deps, companies) : null}
      fault={fault}
    />,
    status,
  );
}

export const mappingsRoutes = new Hono<ConsoleEnv>()
  .get("/mapeamentos", (context) => page(context, "lojas"))
  .get("/mapeamentos/pagamento", (context) => page(context, "pagamento"))
  .get("/mapeamentos/entregas", (context) => page(context, "entregas"))
  .get("/mapeamentos/precos", (context) => page(context, "precos"))
  .post("/mapeamentos", needs("admin"), async (context) => {
    const deps = context.get("deps");
    const t = sayIn(context.get("language"));
    const before = await readCompanies(deps.db);
    const given = companiesOf(context.get("form"), before);
    if (given === null)
      return page(
        context,
        "lojas",
        t(
          "Confira os números: local e reserva são números inteiros.",
          "Check the numbers: location and safety are whole numbers.",
        ),
        422,
      );
    const was = (company: number) => textOf(before.find((each) => each.company === company));
    const changed = given.filter((mapping) => textOf(mapping) !== was(mapping.company));
    const audit = auditAct(deps.db, {
      ...actorOf(deps),
      act: "settings",
      key: { name: "companies", company: 0, segment: 0 },
      before: changed.map(({ company }) => was(company)).join("; "),
      after: changed.map(textOf).join("; "),
      rows: changed.length,
    });
    const result = await mapCompanies(deps, given, changed.length > 0 ? [audit] : []);
    if (result.kind === "companyTwice")
      return page(context, "lojas", t("A mesma loja aparece duas vezes.", "A company stands there twice."), 409);
    if (result.kind === "locationTaken") {
      const local = result.locationGid.split("/").at(-1) ?? "";
      return page(
        context,
        "lojas",
        t(
          `Loja ${result.company}: o local ${local} já é da loja ${result.holder}. Um local, uma loja.`,
          `Company ${result.company}: location ${local} is company ${result.holder}'s. One location, one company.`,
        ),
        409,
      );
    }
    return context.redirect(withNotice("/ops/mapeamentos", "mapped"), 303);
  })
  .post("/mapeamentos/entregas", needs("admin"), async (context) => {
    const path = "/ops/mapeamentos/entregas";
    const deliveries = deliveriesOf(context.get("form"));
    const changed = await changeOrderRules(context.get("deps"), { deliveries });
    return context.redirect(withNotice(path, changed.kind === "changed" ? "mapped" : "map-wrong"), 303);
  })
  .post("/mapeamentos/precos", needs("admin"), async (context) => {
    const deps = context.get("deps");
    const mapping = priceMappingOf(context.get("form"));
    if (mapping === null) return context.redirect(withNotice("/ops/mapeamentos/precos", "map-wrong"), 303);
    const targets = await readPriceTargets(deps.db);
    const before = targetsText(targets);
    const after = targetsText(wantedTargets(mapping, targets));
    const audit = auditAct(deps.db, {
      ...actorOf(deps),
      act: "settings",
      key: { name: "price-targets", company: 0, segment: 0 },
      before,
      after,
    });
    const result = await mapPriceTargets(deps.db, mapping, after === before ? [] : [audit]);
    if (result.kind !== "mapped") return context.redirect(withNotice("/ops/mapeamentos/precos", "map-wrong"), 303);
    return context.redirect(withNotice("/ops/mapeamentos/precos", "mapped"), 303);
  })
  .post("/mapeamentos/pagamento", needs("admin"), async (context) => {
    const deps = context.get("deps");
    const form = context.get("form");
    const back = safeNext(form.get("volta") ?? "");
    const gateway = (form.get("gateway") ?? "").trim().slice(0, 200).split(":").map(keyPart).join(":");
    const forma = form.get("forma") ?? "";
    if (gateway === "" || hasRange(gateway) || !/^[1-9]\d{0,8}$/.test(forma))
      return context.redirect(withNotice(back, "map-wrong"), 303);
    const before = (await listPaymentForms(deps.db)).find(
      (each) => each.gateway === gateway && each.instalments === null,
    );
    const audit = auditAct(deps.db, {
      ...actorOf(deps),
      act: "settings",
      key: { name: "payment-forms", company: 0, segment: 0 },
      before: `${gateway} = ${before?.seqFormaPagto ?? "—"}`,
      after: `${gateway} = ${forma}`,
    });
    await mapPaymentForms(deps, [{ gateway, seqFormaPagto: Number(forma) }], [audit]);
    return context.redirect(withNotice(back, "mapped"), 303);
  });

/** Gateways of orders that wait for a payment form. */
async function waitingGateways(db: D1Database): Promise<readonly string[]> {
  const filter = { ...EVERY_CAUSE, areas: ["orders"], reason: "gateway-unmapped" };
  const entries = await readEntriesOf(db, filter, { skip: 0, limit: ENTRIES_READ });
  const named = entries.flatMap(({ params }) => {
    const list: unknown = "gateways" in params ? params.gateways : [];
    return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
  });
  return [...new Set(named)];
}

/** Rows of the deliveries' form as the rules read them; a row that says nothing of the ERP goes. */
function deliveriesOf(form: URLSearchParams): readonly object[] {
  const rows = Math.min(Number(form.get("linhas")) || 0, ROWS_MAX);
  return Array.from({ length: rows }, (_, n) => {
    const text = (name: string) => (form.get(`${name}-${n}`) ?? "").trim();
    const said = [
      ...(text("tipoEntrega") === "" ? [] : [["tipoEntrega", text("tipoEntrega")] as const]),
      ...NUMBERS.flatMap(([field]) => {
        if (text(field) === "") return [];
        return [[field, field === "nroTabVenda" ? text(field) : Number(text(field))] as const];
      }),
    ];
    const where = {
      company: text("loja") === "" ? null : Number(text("loja")),
      method: text("metodo") === "" ? null : text("metodo"),
    };
    return said.length === 0 ? null : { ...where, ...Object.fromEntries(said) };
  }).filter((row) => row !== null);
}

/** A whole number from 1 on; 0: none, or too large. */
const whole = (text: string | null, most: number): number => {
  const value = Number(text);
  return /^[1-9]\d{0,5}$/.test(text ?? "") && value <= most ? value : 0;
};

/** The whole mapping that a form of prices says; lists stay as they are. Null: a number is wrong. */
function priceMappingOf(form: URLSearchParams): PriceMapping | null {
  const segment = whole(form.get("segmento"), COMPANY_MAX);
  const company = whole(form.get("base"), COMPANY_MAX);
  const dropMaxPercent = whole(form.get("queda"), 100);
  const shown = [...new Set(form.getAll("loja"))].map((text) => whole(text, COMPANY_MAX));
  if ([segment, company, dropMaxPercent, ...shown].includes(0)) return null;
  return { base: { company, segment, dropMaxPercent }, metafields: shown.map((each) => ({ company: each, segment })) };
}

type Target = Pick<PriceTarget, "target" | "company" | "segment" | "dropMaxPercent" | "removing">;

/** The targets as the form leaves them: lists stay. */
function wantedTargets({ base, metafields = [] }: PriceMapping, now: readonly PriceTarget[]): readonly Target[] {
  return [
    { target: "base", removing: false, ...base, dropMaxPercent: base.dropMaxPercent ?? DROP_MAX_PERCENT },
    ...now.filter(({ kind }) => kind === "priceList"),
    ...metafields.map((each) => ({
      target: `meta-${each.company}`,
      removing: false,
      ...each,
      dropMaxPercent: each.dropMaxPercent ?? DROP_MAX_PERCENT,
    })),
  ];
}

const targetsText = (targets: readonly Target[]): string =>
  targets
    .filter(({ removing }) => !removing)
    .toSorted((one, other) => (one.target < other.target ? -1 : 1))
    .map(({ target, company, segment, dropMaxPercent }) => `${target} = ${company}/${segment}, ${dropMaxPercent} %`)
    .join("; ");

const textOf = (mapping: CompanyMapping | undefined): string =>
  mapping === undefined
    ? "—"
    : `${mapping.company}: ${mapping.locationGid?.split("/").at(-1) ?? "—"}, ${mapping.safetyMilli / 1000} ${mapping.quantityIn}`;

/** The form's rows, and the new one; a row keeps what the form has no field for. Null: a number is wrong. */
function companiesOf(form: URLSearchParams, known: readonly CompanyMapping[]): readonly CompanyMapping[] | null {
  const rows: CompanyMapping[] = [];
  for (const each of known) {
    if (!form.getAll("loja").includes(String(each.company))) continue;
    const locationGid = locationOf(form.get(`local-${each.company}`));
    const safety = form.get(`reserva-${each.company}`) ?? "0";
    if (locationGid === undefined || !/^\d{1,6}$/.test(safety)) return null;
    const quantityIn = form.get(`unidade-${each.company}`) === "packages" ? "packages" : "units";
    const { company, name, enabled } = each;
    // A part of a unit that the API stored stays while the field shows the same whole units.
    const safetyMilli =
      Math.floor(each.safetyMilli / 1000) === Number(safety) ? each.safetyMilli : Number(safety) * 1000;
    rows.push({ company, name, enabled, locationGid, safetyMilli, quantityIn });
  }
  const added = (form.get("nova") ?? "").trim();
  if (added === "") return rows;
  const name = (form.get("nome-nova") ?? "").trim().slice(0, 100);
  const locationGid = locationOf(form.get("local-nova"));
  const company = Number(added);
  if (!/^[1-9]\d{0,5}$/.test(added) || company > COMPANY_MAX || name === "" || locationGid === undefined) return null;
  return [...rows, { company, name, enabled: true, locationGid, safetyMilli: 0, quantityIn: "units" }];
}

/** Null: none. Undefined: no number. */
function locationOf(text: string | null): string | null | undefined {
  const number = (text ?? "").trim();
  if (number === "") return null;
  return /^\d{1,20}$/.test(number) ? `gid://shopify/Location/${number}` : undefined;
}
