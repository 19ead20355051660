/** The operator's rules of orders, and the chain's own CEP table. */
import type { Deps } from "../deps.ts";
import type { Instant } from "../ports.ts";
import { auditAct } from "../hub/loads/audit.ts";
import { requeueOnHold } from "../hub/orders/orders.ts";
import { saveOwnPostalCodes, type OwnPostalCode } from "../hub/orders/postal-codes.ts";
import { endAllCuts } from "../hub/stock/stock-cuts.ts";
import { ORDER_RULES, readOrderRules } from "../hub/orders/rules.ts";
import { saveSetting } from "../hub/settings/settings.ts";
import { orderRules, type OrderRules } from "../rules/orders/settings.ts";

export type OrderRulesChanged =
  | { readonly kind: "changed"; readonly rules: OrderRules }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

/** Holds that a changed rule may end. */
const MAY_END = [
  "address-bairro-missing",
  "address-city-missing",
  "cep-lookup-failed",
  "cnpj-letters",
  "amount-refunded",
] as const;
/** Orders that wait for their money, for which changed hours mean another time. */
const WAITING = ["pending", "authorized", "unknown-status", "payment-overdue"] as const;

/** Reasons of orders that the rules of one name left, or hold; the others may end by any changed rule. */
const OF_RULE: Readonly<Partial<Record<keyof OrderRules, readonly string[]>>> = {
  posOrders: ["pos"],
  draftOrders: ["draft-order"],
  documentMetafield: ["cpf-missing", "cpf-invalid"],
  storeAttributes: ["location-unmapped", "several-locations", "location-pending"],
};

/** Changes only the rules in the patch, with its row in the audit. The next due run evaluates the orders on hold. */
export async function changeOrderRules(
  deps: Pick<Deps, "db" | "clock" | "random" | "who">,
  patch: Readonly<Record<string, unknown>>,
): Promise<OrderRulesChanged> {
  const changed = await changedOrderRules(deps, patch, deps.clock.now());
  if (changed.kind === "changed") await deps.db.batch([...changed.statements]);
  return changed.kind === "changed" ? { kind: "changed", rules: changed.rules } : changed;
}

/** The same for a batch of the caller's. */
export async function changedOrderRules(
  { db, random, who = "api" }: Pick<Deps, "db" | "random" | "who">,
  patch: Readonly<Record<string, unknown>>,
  at: Instant,
): Promise<
  | Extract<OrderRulesChanged, { kind: "invalid" }>
  | { readonly kind: "changed"; readonly rules: OrderRules; readonly statements: readonly D1PreparedStatement[] }
> {
  const before = await readOrderRules(db);
  const parsed = orderRules.safeParse({ ...before, ...patch });
  if (!parsed.success)
    return {
      kind: "invalid",
      problems: parsed.error.issues.map(({ path, message }) => `${path.join(".") || "corpo"}: ${message}`),
    };
  const changed = Object.keys(patch) as (keyof OrderRules)[];
  const only = (rules: OrderRules) => JSON.stringify(Object.fromEntries(changed.map((name) => [name, rules[name]])));
  const statements = [
    saveSetting(db, ORDER_RULES, parsed.data, at),
    ...(before.holdAfterCuts > 0 && parsed.data.holdAfterCuts === 0 ? endAllCuts(db, at) : []),
    requeueOnHold(db, [...MAY_END, ...changed.flatMap(reasonsOf)], at),
    auditAct(db, {
      at,
      id: random.uuid(),
      who,
      act: "settings",
      key: { name: ORDER_RULES, company: 0, segment: 0 },
      before: only(before),
      after: only(parsed.data),
    }),
  ];
  return { kind: "changed", rules: parsed.data, statements };
}

const reasonsOf = (name: keyof OrderRules): readonly string[] =>
  OF_RULE[name] ?? (name.startsWith("payment") ? WAITING : []);

/** Stores rows of the chain's own table. The next due run evaluates the orders that lack a bairro or a city. */
export async function loadPostalCodes(
  { db, clock, random, who = "api" }: Pick<Deps, "db" | "clock" | "random" | "who">,
  rows: readonly OwnPostalCode[],
): Promise<void> {
  const at = clock.now();
  await db.batch([
    ...saveOwnPostalCodes(db, rows, at),
    requeueOnHold(db, MAY_END, at),
    auditAct(db, {
      at,
      id: random.uuid(),
      who,
      act: "settings",
      key: { name: "postal-codes", company: 0, segment: 0 },
      rows: rows.length,
    }),
  ]);
}
