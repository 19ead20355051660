/** One record of the desk, or several: who looks after them, and until when they rest. */
import type { RecordCare } from "../../hub/desk/read.ts";
import type { Instant } from "../../ports.ts";
import { type Frame, sayIn } from "../viewer.ts";
import { day } from "./format.ts";

/** Buttons of the form around it. */
export const CareMenu = ({ frame }: { readonly frame: Frame }) => {
  const t = sayIn(frame.viewer.language);
  const buttons = [
    ["assumir", t("Assumir", "Take")],
    ["largar", t("Deixar", "Let go")],
    ["adiar-1", t("Adiar até amanhã", "Snooze until tomorrow")],
    ["adiar-7", t("Adiar 7 dias", "Snooze for 7 days")],
    ["acordar", t("Não adiar mais", "Snooze no longer")],
  ] as const;
  return (
    <details class="fold">
      <summary class="btn quiet">{t("Assumir ou adiar…", "Take or snooze…")}</summary>
      <div class="row">
        {buttons.map(([act, text]) => (
          <button class="btn" name="ato" value={act} type="submit">
            {text}
          </button>
        ))}
      </div>
    </details>
  );
};

/** "com Rita, adiado até 30/11/2026"; nothing where it has neither. */
export const CareText = ({
  care,
  frame,
  now,
}: {
  readonly care: RecordCare;
  readonly frame: Frame;
  readonly now: Instant;
}) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const parts = [
    care.assignee === null ? "" : t(`com ${care.assignee}`, `with ${care.assignee}`),
    care.snoozedUntil === null || care.snoozedUntil <= now
      ? ""
      : t(`adiado até ${day(care.snoozedUntil, language)}`, `snoozed until ${day(care.snoozedUntil, language)}`),
  ].filter((part) => part !== "");
  return parts.length === 0 ? null : <span class="hint">{parts.join(", ")}</span>;
};
