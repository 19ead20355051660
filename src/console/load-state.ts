/** How a load stands against its promise: three times the interval of its schedule. */
import type { LoadState } from "../hub/loads/status.ts";
import type { Language } from "../messages/language.ts";
import type { Instant } from "../ports.ts";
import type { Tone } from "./parts/bits.tsx";
import { sayIn } from "./viewer.ts";

/** A load may miss so many intervals before it is late. */
const PROMISE_INTERVALS = 3;

export interface LoadAge {
  /** Since the last run that read to its end, ms; null: none did. */
  readonly ageMs: number | null;
  readonly promiseMs: number;
  /** - `fresh`, `late`; `failing`: late, and its last run failed; `paused`, `running`, `never`. */
  readonly kind: "fresh" | "late" | "failing" | "paused" | "running" | "never";
}

/** @param intervalMs between two ticks of its schedule */
export function ageOf(load: LoadState, intervalMs: number, now: Instant): LoadAge {
  const promiseMs = PROMISE_INTERVALS * intervalMs;
  const ageMs = load.lastSuccessAt === 0 ? null : Math.max(0, now - load.lastSuccessAt);
  return { ageMs, promiseMs, kind: kindOf(load, ageMs, promiseMs) };
}

function kindOf(load: LoadState, ageMs: number | null, promiseMs: number): LoadAge["kind"] {
  if (load.state === "paused") return "paused";
  const isLate = ageMs !== null && ageMs > promiseMs;
  if ((isLate || ageMs === null) && load.lastRun?.outcome === "failed") return "failing";
  if (load.run !== null) return "running";
  if (ageMs === null) return "never";
  return isLate ? "late" : "fresh";
}

const TONES: Readonly<Record<LoadAge["kind"], Tone>> = {
  fresh: "ok",
  late: "warn",
  failing: "bad",
  paused: "wait",
  running: "go",
  never: "wait",
};
export const toneOf = (age: LoadAge): Tone => TONES[age.kind];

/** The state as a word. */
export function stateText(load: LoadState, age: LoadAge, language: Language): string {
  const t = sayIn(language);
  switch (age.kind) {
    case "fresh":
      return t("em dia", "on time");
    case "late":
      return t("atrasada", "late");
    case "failing":
      return t("parada", "stopped");
    case "paused":
      return t("pausada", "paused");
    case "running":
      return t(`rodando, página ${load.run?.page ?? 1}`, `running, page ${load.run?.page ?? 1}`);
    case "never":
      return t("ainda não rodou", "not run yet");
  }
}

const ORDER: readonly LoadAge["kind"][] = ["failing", "late", "never", "paused", "running", "fresh"];
/** The worst of several, first. */
export const byDamage = (one: LoadAge, other: LoadAge): number =>
  ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || (other.ageMs ?? 0) - (one.ageMs ?? 0);

const NAMES: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
  brands: ["Marcas", "Brands"],
  categories: ["Categorias", "Categories"],
  products: ["Produtos", "Products"],
  skus: ["Embalagens (SKUs)", "Packages (SKUs)"],
  prices: ["Preços", "Prices"],
  stock: ["Estoque", "Stock"],
  images: ["Imagens", "Images"],
  "order-events": ["Eventos de pedido", "Order events"],
  "order-sweep": ["Varredura de pedidos", "Order sweep"],
  "publish-stock": ["Envio de estoque", "Sending stock"],
  "publish-prices": ["Envio de preços", "Sending prices"],
  "publish-catalog": ["Envio do catálogo", "Sending the catalogue"],
  "publish-bulk": ["Envio em lotes", "Bulk jobs"],
};
/** A load or lane as operators call it. */
export const loadName = (name: string, language: Language): string => {
  const names = NAMES[name];
  return names === undefined ? name : sayIn(language)(...names);
};
/** A lane sends to Shopify; a load reads. */
export const isLane = (name: string): boolean => name.startsWith("publish");
