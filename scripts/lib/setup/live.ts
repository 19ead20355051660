/** The way to the first sale: the checklist, and lanes that a person names. */
import { call } from "./api.ts";
import { done, failed, open, there, type Step } from "./step.ts";
import { wordsIn } from "./words.ts";

interface GoLive {
  readonly steps: readonly { readonly done: boolean; readonly title: string }[];
  readonly lanes: readonly { readonly lane: string; readonly on: boolean }[];
}

export const goLive: Step = {
  name: "go-live",
  async run(work) {
    const { ports, wish } = work;
    const { cures, notes } = wordsIn(wish.language);
    const before = await call<GoLive>(work, "GET", "/api/go-live");
    if (!before.ok) return failed(before.words, cures.token);
    for (const { done, title } of before.body.steps) ports.say(`    ${done ? "✓" : "☐"} ${title}`);
    const on = before.body.lanes.filter((lane) => lane.on).map(({ lane }) => lane);
    if (wish.goLive.length === 0)
      return before.body.steps.every((step) => step.done) ? there(...on) : open(notes.later);
    const wanted = wish.goLive.filter((lane) => !on.includes(lane));
    if (wanted.length === 0) return there(...on);
    const answer = await call(work, "POST", "/api/go-live", { lanes: wanted });
    return answer.ok ? done(...wanted) : failed(answer.words, cures.goLive);
  },
};
