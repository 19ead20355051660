/** The server's own moods: clock, tokens, outages, pages that misbehave. */
import type { Faults } from "../../kit/faults.ts";
import type { Erp } from "../erp.ts";
import type { Strange } from "../strange.ts";
import type { Quirk } from "../wire/quirks.ts";

export function systemControl(erp: Erp, faults: Faults) {
  return {
    /** ERP clock minus the world's, ms: in the Date header and in every stamp from now on. */
    setClockSkew({ ms }: { ms: number }): void {
      erp.clockSkewMs = ms;
    },
    /** Every token is dead; the next call gets a 401. */
    revokeTokens(): void {
      erp.tokens.clear();
    },
    /** 503 to everything from `from` until `until`, epoch ms. */
    outage({ from, until, status = 503 }: { from: number; until: number; status?: number }): void {
      faults.add({ kind: "status", name: "outage", status, from, until });
    },
    /** Answers in place of pages: a refused session, an Oracle error, a request to wait. */
    strange: (strange: Strange) => erp.strange.add(strange),
    clearStrange: () => erp.strange.clear(),
    quirk: (quirk: Quirk) => erp.quirks.add(quirk),
    clearQuirks: () => erp.quirks.clear(),
  };
}
