/** How a load stands against its promise (src/rules/work/promise.ts), in words and tones. */
import type { LoadState } from "../hub/loads/status.ts";
import type { Language } from "../messages/language.ts";
import type { LoadAge } from "../rules/work/promise.ts";
import type { Tone } from "./parts/bits.tsx";
import { sayIn } from "./viewer.ts";

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

/** A lane sends to Shopify; a load reads. */
export const isLane = (name: string): boolean => name.startsWith("publish");
