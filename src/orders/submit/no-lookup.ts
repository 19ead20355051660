/**
 * Before the first POST the ERP answers that there is no order lookup: an address that does not exist, or a server in front
 * of the ERP that took it for dead. Where the lookup has never found an order the two look the same, and a restored hub may
 * have submitted the order before. So the answer is believed only when it stays the same for an hour.
 */
import { openEntries } from "../../hub/desk/desk.ts";
import { isLookupProven, readLookupAbsence, saveLookupAbsence } from "../../hub/orders/lookup-proof.ts";
import { isAbsenceBelieved, withAbsentAnswer } from "../../rules/orders/state-machine.ts";
import { REF } from "../../rules/record/desk-entry.ts";
import type { OrderDeps } from "../step.ts";

/** Whether the order may go without a lookup. Else it waits, and the desk says what to set. */
export async function isWithoutLookup({ db, config, clock }: OrderDeps, status: number): Promise<boolean> {
  if (await isLookupProven(db, config.erp)) return false;
  const now = clock.now();
  const before = await readLookupAbsence(db, config.erp);
  if (isAbsenceBelieved(before)) return true;
  const seen = withAbsentAnswer(before, now);
  if (isAbsenceBelieved(seen)) {
    await saveLookupAbsence(db, config.erp, seen, now).run();
    return true;
  }
  if (seen !== before) {
    const entry = { area: "order-flow", ref: REF.erp, reason: "lookup-missing", params: { status } } as const;
    await db.batch([saveLookupAbsence(db, config.erp, seen, now), openEntries(db, [entry], now)]);
  }
  return false;
}
