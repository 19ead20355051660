import type { TodayFacts } from "../hub/report/today.ts";
import { goLiveText, LANE_NAMES } from "../messages/go-live.ts";
import type { Language } from "../messages/language.ts";
import { goLiveStates, type GoLiveStep } from "../rules/work/go-live.ts";
import { ROOT } from "./parts/layout.tsx";
import { sayIn } from "./viewer.ts";

/** One step on the way to the first sale. */
export interface Step {
  readonly isDone: boolean;
  readonly title: string;
  readonly hint: string;
  /** Where it is done; null: not in the console. */
  readonly href: string | null;
}

const PLACES: Readonly<Record<GoLiveStep, string | null>> = {
  "set-up": null,
  loads: `${ROOT}/cargas`,
  companies: `${ROOT}/mapeamentos`,
  "base-price": `${ROOT}/mapeamentos/precos`,
  "payment-forms": `${ROOT}/mapeamentos/pagamento`,
  "orders-since": null,
  report: `${ROOT}/ensaio`,
  "test-order": `${ROOT}/ajustes#ao-vivo`,
};

/** The steps to go live, in their order, and the lanes at last. Each is read from the hub. */
export function goLiveSteps({ goLive }: Pick<TodayFacts, "goLive">, language: Language): readonly Step[] {
  const t = sayIn(language);
  const held = goLive.held.map((lane) => LANE_NAMES[language][lane]);
  return [
    ...goLiveStates(goLive).map(({ step, isDone }) => ({
      isDone,
      ...goLiveText(step, goLive, language),
      href: PLACES[step],
    })),
    {
      isDone: held.length === 0,
      title: t("Pôr cada parte no ar", "Switch each lane on"),
      hint: held.length === 0 ? "" : t(`em ensaio: ${held.join(", ")}`, `in the dry run: ${held.join(", ")}`),
      href: `${ROOT}/ajustes#ao-vivo`,
    },
  ];
}
