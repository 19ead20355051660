import { Hono } from "hono";
import { MappingsPage, type MappingTab } from "../../console/pages/mappings.tsx";
import { sayIn } from "../../console/viewer.ts";
import { auditAct } from "../../hub/loads/audit.ts";
import { EVERY_CAUSE, readEntriesOf } from "../../hub/desk/causes.ts";
import { type PriceMapping, type PriceTarget, readPriceTargets } from "../../hub/prices/price-targets.ts";
import { type CompanyMapping, readCompanies } from "../../hub/settings/mappings.ts";
import { safeNext } from "../../rules/access/session.ts";
import { hasRange, keyPart } from "../../rules/orders/payment/forms.ts";
import { mapCompanies } from "../../setup/companies.ts";
import { listPaymentForms, mapPaymentForms } from "../../setup/payment-forms.ts";
import { listLocations } from "../../setup/mapping/pick-lists.ts";
import { mapPriceTargets } from "../../setup/price-targets.ts";
import { actorOf } from "./desk-acts.ts";
import { type ConsoleContext, type ConsoleEnv, frameOf } from "./env.ts";
import { needs } from "./guard.ts";
import { html } from "./html.tsx";
import { withNotice } from "./notices.ts";

const COMPANY_MAX = 999_999;
const ENTRIES_READ = 200;

async function page(
  context: ConsoleContext,
  tab: MappingTab,
  fault: string | null = null,
  status = 200,
): Promise<Response> {
  const deps = context.get("deps");
  const { db } = deps;
  return html(
    <MappingsPage
      frame={await frameOf(context)}
      tab={tab}
      companies={await readCompanies(db)}
      forms={await listPaymentForms(db)}
      targets={await readPriceTargets(db)}
      locations={tab === "lojas" ? await listLocations(deps) : null}
      gateways={tab === "pagamento" ? await waitingGateways(db) : []}
      fault={fault}
    />,
    status,
  );
}

export const mappingsRoutes = new Hono<ConsoleEnv>()
  .get("/mapeamentos", (context) => page(context, "lojas"))
  .get("/mapeamentos/pagamento", (context) => page(context, "pagamento"))
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
    const result = await mapCompanies(deps, given);
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
    const was = (company: number) => textOf(before.find((each) => each.company === company));
    const changed = given.filter((mapping) => textOf(mapping) !== was(mapping.company));
    if (changed.length > 0)
      await auditAct(deps.db, {
        ...actorOf(deps),
        act: "settings",
        key: { name: "companies", company: 0, segment: 0 },
        before: changed.map(({ company }) => was(company)).join("; "),
        after: changed.map(textOf).join("; "),
        rows: changed.length,
      }).run();
    return context.redirect(withNotice("/ops/mapeamentos", "mapped"), 303);
  })
  .post("/mapeamentos/precos", needs("admin"), async (context) => {
    const deps = context.get("deps");
    const mapping = priceMappingOf(context.get("form"));
    if (mapping === null) return context.redirect(withNotice("/ops/mapeamentos/precos", "map-wrong"), 303);
    const before = targetsText(await readPriceTargets(deps.db));
    const result = await mapPriceTargets(deps.db, mapping);
    if (result.kind !== "mapped") return context.redirect(withNotice("/ops/mapeamentos/precos", "map-wrong"), 303);
    const after = targetsText(result.targets);
    if (after !== before)
      await auditAct(deps.db, {
        ...actorOf(deps),
        act: "settings",
        key: { name: "price-targets", company: 0, segment: 0 },
        before,
        after,
      }).run();
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
    await mapPaymentForms(deps, [{ gateway, seqFormaPagto: Number(forma) }]);
    await auditAct(deps.db, {
      ...actorOf(deps),
      act: "settings",
      key: { name: "payment-forms", company: 0, segment: 0 },
      before: `${gateway} = ${before?.seqFormaPagto ?? "—"}`,
      after: `${gateway} = ${forma}`,
    }).run();
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

const targetsText = (targets: readonly PriceTarget[]): string =>
  targets
    .filter(({ removing }) => !removing)
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
