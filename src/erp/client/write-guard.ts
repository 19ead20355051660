import type { ErpClient } from "./result.ts";

/** Decides whether writes to the ERP are blocked (src/hub/dry-run/dry-run.ts). */
export interface PostGuard {
  holds(lane: string): Promise<boolean>;
  note(operation: string, lane: string): Promise<void>;
}

/**
 * The ERP client behind the dry-run switch: reads pass; the guard responds to a POST itself, so it never leaves. The
 * response is an unknown outcome: an order in flight when the switch was set is looked up before it is submitted.
 */
export function guardErp(erp: ErpClient, guard: PostGuard): ErpClient {
  return {
    ...erp,
    async post(path, body, limits) {
      let isBlocked: boolean;
      try {
        isBlocked = await guard.holds("orders");
      } catch {
        return { ok: false, failure: { kind: "unknown", message: "not sent: the dry-run switch could not be read" } };
      }
      if (!isBlocked) return erp.post(path, body, limits);
      await guard.note(`POST ${path}`, "orders");
      return { ok: false, failure: { kind: "unknown", message: "not sent: dry run" } };
    },
  };
}
