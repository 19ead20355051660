import type { ErpClient, ErpResult } from "./result.ts";

/** Decides whether writes to the ERP are blocked (src/hub/dry-run/dry-run.ts). */
export interface PostGuard {
  /** @param order its id at Shopify, if the write is about one */
  holds(lane: string, order?: string): Promise<boolean>;
  note(operation: string, lane: string): Promise<void>;
}

/**
 * The ERP client behind the dry-run switch: reads pass; the guard responds to a POST itself, so it never leaves. The
 * response says so, and the order in flight counts as never submitted.
 */
export function guardErp(erp: ErpClient, guard: PostGuard): ErpClient {
  return {
    ...erp,
    async post(path, body, limits) {
      let isBlocked: boolean;
      try {
        isBlocked = await guard.holds("orders", limits?.order);
      } catch {
        return notSent("not sent: the dry-run switch could not be read");
      }
      if (!isBlocked) return erp.post(path, body, limits);
      await guard.note(`${limits?.method ?? "POST"} ${path}`, "orders");
      return notSent("not sent: dry run");
    },
  };
}

const notSent = (message: string): ErpResult<never> => ({
  ok: false,
  failure: { kind: "unknown", message, isSent: false },
});
