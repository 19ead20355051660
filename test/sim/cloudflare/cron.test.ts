import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Cron, matcher } from "../../../sim/cloudflare/cron.ts";
import { Scheduler } from "../../../sim/cloudflare/scheduler.ts";
import { seeded } from "../../../sim/kit/world.ts";

const START = Date.UTC(2026, 10, 24, 12, 0, 0);
const HOUR = 3_600_000;

function minutesOf(cron: string, fromMs = START, lengthMs = HOUR): string[] {
  const matches = matcher(cron);
  const found: string[] = [];
  for (let at = fromMs; at < fromMs + lengthMs; at += 60_000)
    if (matches(new Date(at))) found.push(new Date(at).toISOString().slice(11, 16));
  return found;
}

describe("expressions", () => {
  it.each(["* * * *", "61 * * * *", "*/0 * * * *", "MON * * * *", "5-2 * * * *", "* * L * *", "a"])(
    "%s is refused",
    (cron) => {
      expect(() => matcher(cron)).toThrow("cron");
    },
  );
  it("steps, ranges, lists and single minutes", () => {
    expect(minutesOf("*/20 * * * *")).toEqual(["12:00", "12:20", "12:40"]);
    expect(minutesOf("2-59/25 * * * *")).toEqual(["12:02", "12:27", "12:52"]);
    expect(minutesOf("17 * * * *")).toEqual(["12:17"]);
    expect(minutesOf("5,7 12 * * *")).toEqual(["12:05", "12:07"]);
    expect(minutesOf("50/5 * * * *")).toEqual(["12:50", "12:55"]);
    expect(minutesOf("0 3 * * *", START, 24 * HOUR)).toEqual(["03:00"]);
  });
  it("weekday 1 is Sunday, as Cloudflare has it", () => {
    const sunday = Date.UTC(2026, 10, 22);
    expect(minutesOf("0 4 * * 1", sunday, 24 * HOUR)).toEqual(["04:00"]);
    expect(minutesOf("0 4 * * 2", sunday, 24 * HOUR)).toEqual([]);
  });
  it("every expression of wrangler.toml is understood", () => {
    const toml = readFileSync(join(import.meta.dirname, "../../../wrangler.toml"), "utf8");
    const crons = [...toml.slice(toml.indexOf("crons =")).matchAll(/^\s*"([^"]+)"/gm)].map((match) => match[1] ?? "");
    expect(crons.length).toBeGreaterThan(4);
    for (const cron of crons) expect(minutesOf(cron, START, 7 * 24 * HOUR).length, cron).toBeGreaterThan(0);
  });
});

async function fired(seed: number, faults = {}) {
  const scheduler = new Scheduler(START + 30_000, seeded(seed));
  const ticks: { at: number; scheduled: number }[] = [];
  const cron = new Cron({
    scheduler,
    chance: seeded(seed + 1),
    expressions: ["*/5 * * * *"],
    fire: (_cron, scheduled) => void ticks.push({ at: scheduler.now(), scheduled }),
  });
  cron.faults = { ...cron.faults, ...faults };
  cron.start();
  await scheduler.run({ until: START + 10 * HOUR });
  cron.stop();
  await scheduler.run({ until: START + 10 * HOUR + 600_000 }); // what was late comes
  return { ticks, counts: cron.counts };
}

describe("ticks", () => {
  it("without faults there is one a period, within a second, with its scheduled time", async () => {
    const { ticks } = await fired(1);
    expect(ticks).toHaveLength(120);
    for (const { at, scheduled } of ticks) expect(at - scheduled).toBeLessThan(1000);
  });
  it("with faults some are skipped, late, or come twice, and each is counted", async () => {
    const { ticks, counts } = await fired(2, { skip: 0.2, late: 0.2, twice: 0.2, lateMs: 240_000 });
    expect(counts.skipped * counts.late * counts.twice).toBeGreaterThan(0);
    expect(ticks.length).toBe(counts.ticks - counts.skipped + counts.twice);
    expect(ticks.some(({ at, scheduled }) => at - scheduled > 60_000)).toBe(true);
  });
});
