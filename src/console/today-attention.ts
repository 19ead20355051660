/** What needs a person today, worst first, and the one sentence above it. */
import type { TodayFacts } from "../hub/report/today.ts";
import { causeOf, curerText } from "../messages/causes.ts";
import { money, type Language } from "../messages/language.ts";
import { ageOf } from "../rules/work/promise.ts";
import { loadName } from "../messages/load-names.ts";
import { isLane } from "./load-state.ts";
import { counted, figure, span } from "../messages/figures.ts";
import type { MarkKind } from "./parts/icons.tsx";
import { ROOT } from "./parts/layout.tsx";
import { causeAddress } from "./addresses.ts";
import { sayIn } from "./viewer.ts";

export interface Alert {
  readonly tone: "bad" | "warn";
  readonly text: string;
  readonly hint: string;
  readonly href: string;
  readonly act: string;
}

/** @param intervals name of a load → ms between two ticks of its schedule */
export function alertsOf(
  facts: TodayFacts,
  intervals: ReadonlyMap<string, number>,
  language: Language,
): readonly Alert[] {
  const all = [
    ...connectionAlerts(facts, language),
    ...deskAlerts(facts, language),
    ...loadAlerts(facts, intervals, language),
  ];
  return [...all.filter(({ tone }) => tone === "bad"), ...all.filter(({ tone }) => tone === "warn")];
}

function connectionAlerts({ erpSilentUntil, now }: TodayFacts, language: Language): readonly Alert[] {
  const t = sayIn(language);
  if (erpSilentUntil === null) return [];
  const next = span(Math.max(0, erpSilentUntil - now), language);
  return [
    {
      tone: "bad",
      text: t("O ERP não responde: os pedidos esperam", "The ERP does not answer: orders wait"),
      hint: t(
        `perguntado de novo em ${next} · os pedidos seguem sozinhos quando ele voltar`,
        `asked again in ${next} · orders go on by themselves once it is back`,
      ),
      href: `${ROOT}/pedidos?estado=ready`,
      act: t("Ver os pedidos", "See the orders"),
    },
  ];
}

/** Faults of master data stop a sale too, but are other people's daily work: Errors has them. */
function deskAlerts({ desk, now }: TodayFacts, language: Language): readonly Alert[] {
  const t = sayIn(language);
  return desk
    .map((count) => ({ ...count, ...causeOf(count, language) }))
    .filter(({ damage, curer, reason }) => (damage === "stops" && curer !== "data") || reason === "price-drop")
    .sort((one, other) => weight(other) - weight(one))
    .map(({ area, reason, title, open, firstAt, damage, curer }) => ({
      tone: damage === "stops" ? ("bad" as const) : ("warn" as const),
      text:
        area === "orders"
          ? `${counted(open, t("pedido parado", "order stopped"), t("pedidos parados", "orders stopped"), language)}: ${title}`
          : `${title} (${figure(open, language)})`,
      hint: t(
        `há ${span(now - firstAt, language)} · resolve: ${curerText(curer, language)}`,
        `for ${span(now - firstAt, language)} · who: ${curerText(curer, language)}`,
      ),
      href: causeAddress({ area, reason }),
      act: t("Abrir", "Open"),
    }));
}

/** All access before orders, orders before the rest, then by number. */
const weight = ({ area, open }: { readonly area: string; readonly open: number }): number =>
  (area === "publish" || area === "app" || area === "order-flow" ? 2_000_000 : area === "orders" ? 1_000_000 : 0) +
  open;

function loadAlerts(
  { loads, now }: TodayFacts,
  intervals: ReadonlyMap<string, number>,
  language: Language,
): readonly Alert[] {
  const t = sayIn(language);
  const late = loads
    .filter(({ name, isScheduled }) => isScheduled && !isLane(name))
    .map((load) => ({ load, age: ageOf(load, intervals.get(load.name) ?? 0, now) }))
    .filter(({ age }) => age.kind === "late" || age.kind === "failing");
  return [...Map.groupBy(late, ({ load }) => load.name)].map(([name, of]) => {
    const [first] = of;
    const isFailing = of.some(({ age }) => age.kind === "failing");
    const where =
      of.length === 1 && first && first.load.company > 0
        ? t(`, loja ${first.load.company}`, `, company ${first.load.company}`)
        : "";
    const many =
      of.length > 1
        ? t(` em ${figure(of.length, language)} lojas`, ` at ${figure(of.length, language)} companies`)
        : "";
    const oldest = Math.max(...of.map(({ age }) => age.ageMs ?? 0));
    const promise = first ? span(first.age.promiseMs, language) : "";
    return {
      tone: isFailing ? ("bad" as const) : ("warn" as const),
      text: t(
        `${loadName(name, language)}${where}${many}: sem carga boa há ${span(oldest, language)}`,
        `${loadName(name, language)}${where}${many}: no good run for ${span(oldest, language)}`,
      ),
      hint: t(
        `o prometido é ${promise}; a loja continua com os últimos valores`,
        `the promise is ${promise}; the shop keeps its last values`,
      ),
      href:
        first && of.length === 1
          ? `${ROOT}/cargas/${name}/${first.load.company}/${first.load.segment}`
          : `${ROOT}/cargas`,
      act: t("Abrir carga", "Open the load"),
    };
  });
}

export interface Verdict {
  readonly mark: MarkKind;
  readonly say: string;
}

/** Is all well? */
export function verdictOf(facts: TodayFacts, alerts: readonly Alert[], language: Language): Verdict {
  const t = sayIn(language);
  const { selling, stopped } = facts.companies;
  const all = selling + stopped;
  const sells =
    stopped === 0
      ? t(
          `Vendendo em ${all === 1 ? "1 loja" : `todas as ${figure(all, language)} lojas`}.`,
          `Selling at ${all === 1 ? "1 company" : `all ${figure(all, language)} companies`}.`,
        )
      : t(
          `Vendendo em ${figure(selling, language)} de ${figure(all, language)} lojas.`,
          `Selling at ${figure(selling, language)} of ${figure(all, language)} companies.`,
        );
  const points =
    alerts.length === 0
      ? t("Nada precisa de atenção.", "Nothing needs attention.")
      : t(
          alerts.length === 1
            ? "Um ponto precisa de atenção."
            : `${figure(alerts.length, language)} pontos precisam de atenção.`,
          alerts.length === 1
            ? "One point needs attention."
            : `${figure(alerts.length, language)} points need attention.`,
        );
  const isBad = selling === 0 || facts.erpSilentUntil !== null || alerts.some(({ tone }) => tone === "bad");
  return { mark: isBad ? "bad" : alerts.length > 0 ? "warn" : "ok", say: `${sells} ${points}` };
}

/** Orders that stand still, with their money: "12 pedidos parados, R$ 3.178,88". */
export const stoppedText = ({ orders }: TodayFacts, language: Language): string =>
  sayIn(language)(
    `${counted(orders.stopped.orders, "pedido parado", "pedidos parados", language)}, ${money(orders.stopped.cents, language)}`,
    `${counted(orders.stopped.orders, "order stopped", "orders stopped", language)}, ${money(orders.stopped.cents, language)}`,
  );
