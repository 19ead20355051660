import { expect, it } from "vitest";
import { ALERT_DEFAULTS, type AlertSettings, type Standing } from "../../../src/rules/alerts/kinds.ts";
import { decideNotices, isQuiet, type KnownAlert } from "../../../src/rules/alerts/notices.ts";

const NOW = Date.UTC(2026, 10, 27, 12); // 09:00 in São Paulo
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const late: Standing = { kind: "load-late", subject: "stock", count: 2, since: NOW - HOUR };
const silent: Standing = { kind: "erp-silent", subject: "", count: 1, since: NOW };
const known = (alert: Standing, changes: Partial<KnownAlert> = {}): KnownAlert => ({
  ...alert,
  openedAt: NOW - 30 * MINUTE,
  sentAt: NOW - 20 * MINUTE,
  clearedAt: null,
  ...changes,
});
const settings = (changes: Partial<AlertSettings> = {}): AlertSettings => ({ ...ALERT_DEFAULTS, ...changes });
const states = (standing: readonly Standing[], before: readonly KnownAlert[], set = settings(), now = NOW) =>
  decideNotices(standing, before, set, now).notices.map(({ state, kind }) => `${state} ${kind}`);

it("a new alert is sent once: the next pass with the same finding sends nothing", () => {
  expect(states([late], [])).toEqual(["open load-late"]);
  expect(states([late], [known(late)])).toEqual([]);
});

it("one that was not accepted is sent again, under the same id", () => {
  const first = decideNotices([late], [], settings(), NOW);
  const again = decideNotices([late], first.keep, settings(), NOW + 2 * MINUTE);
  expect(again.notices.map(({ id }) => id)).toEqual(first.notices.map(({ id }) => id));
});

it("one that lasts is repeated after the set hours, each time with an id of its own", () => {
  const sentAt = NOW - 12 * HOUR;
  expect(states([late], [known(late, { sentAt: sentAt + 1 })])).toEqual([]);
  const [repeat] = decideNotices([late], [known(late, { sentAt })], settings(), NOW).notices;
  expect(repeat?.state).toBe("still");
  const [later] = decideNotices([late], [known(late, { sentAt: NOW })], settings(), NOW + 12 * HOUR).notices;
  expect(later?.id).not.toBe(repeat?.id);
});

it("a recovery is sent after five calm minutes, and only for what was sent", () => {
  const over = decideNotices([], [known(late)], settings(), NOW);
  expect(over.notices).toEqual([]);
  expect(over.keep[0]?.clearedAt).toBe(NOW);
  expect(states([], over.keep, settings(), NOW + 4 * MINUTE)).toEqual([]);
  expect(states([], over.keep, settings(), NOW + 5 * MINUTE)).toEqual(["recovered load-late"]);
  expect(decideNotices([], [known(late, { sentAt: null })], settings(), NOW)).toEqual({
    keep: [],
    drop: ["load-late stock"],
    notices: [],
  });
});

it("what comes back within the five minutes is the same alert: nothing is sent", () => {
  const back = decideNotices([late], [known(late, { clearedAt: NOW - 4 * MINUTE })], settings(), NOW);
  expect(back.notices).toEqual([]);
  expect(back.keep).toEqual([known(late)]);
});

it("quiet hours hold back what can wait, and nothing urgent; they may pass midnight", () => {
  const quietHours = { from: "22:00", until: "07:00" };
  const night = Date.UTC(2026, 10, 28, 4); // 01:00
  expect(states([late, silent], [], settings({ quietHours }), night)).toEqual(["open erp-silent"]);
  const { keep } = decideNotices([late], [], settings({ quietHours }), night);
  expect(states([late], keep, settings({ quietHours }), Date.UTC(2026, 10, 28, 10))).toEqual(["open load-late"]);
});

it.each([
  ["22:00", "07:00", 1, true],
  ["22:00", "07:00", 10, false],
  ["22:00", "07:00", 7, false],
  ["22:00", "07:00", 22, true],
  ["12:00", "14:00", 13, true],
  ["12:00", "14:00", 14, false],
])("from %s until %s, %s h is quiet: %s", (from, until, hour, expected) => {
  expect(isQuiet({ quietHours: { from, until } }, Date.UTC(2026, 10, 27, hour + 3))).toBe(expected);
});

it("a muted kind is kept and never sent; its recovery is forgotten after a day", () => {
  const muted = settings({ muted: ["load-late"] });
  const first = decideNotices([late], [], muted, NOW);
  expect([first.notices, first.keep.length]).toEqual([[], 1]);
  const said = known(late, { clearedAt: NOW - 24 * HOUR });
  expect(decideNotices([], [said], muted, NOW)).toEqual({ keep: [], drop: ["load-late stock"], notices: [] });
});
