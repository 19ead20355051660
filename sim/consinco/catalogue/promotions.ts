import type { Promotion } from "./types.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SAO_PAULO_MS = -3 * HOUR_MS;

/** One price in six has a promotion: running, ended, still to come, or changing within hours of `now`, so that a run sees the boundary. */
export function promotionOf(normalCents: number, now: number, chance: () => number): Promotion | null {
  if (chance() >= 1 / 6) return null;
  const cents = Math.max(1, Math.floor(normalCents * (0.6 + chance() * 0.3)));
  const today = now - ((now + SAO_PAULO_MS) % DAY_MS); // local midnight
  const kind = chance();
  if (kind < 0.45) return { cents, from: today - days(chance, 10), until: endOf(today + days(chance, 10)) };
  if (kind < 0.6) return { cents, from: today - 20 * DAY_MS, until: endOf(today - DAY_MS - days(chance, 5)) };
  if (kind < 0.75) return { cents, from: today + DAY_MS + days(chance, 5), until: endOf(today + 12 * DAY_MS) };
  const soon = now - (now % 1000) + HOUR_MS * (1 + Math.floor(chance() * 6));
  if (kind < 0.88) return { cents, from: soon, until: soon + 2 * DAY_MS };
  return { cents, from: today - 3 * DAY_MS, until: soon };
}

const days = (chance: () => number, most: number) => Math.floor(chance() * most) * DAY_MS;
const endOf = (midnight: number) => midnight + DAY_MS - 1000; // 23:59:59
