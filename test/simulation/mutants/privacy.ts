/** Deliberate defects of requests of privacy law. */
import { type Mutant, one } from "./mutant.ts";

export const PRIVACY_MUTANTS: readonly Mutant[] = [
  one(
    "steps-kept",
    "a customer's deletion leaves the steps of the order",
    "src/hub/privacy/pseudonymise.ts",
    "  sqlText`DELETE FROM ${orderTimeline} WHERE ${orderTimeline.orderId} IN ${IDS}`,\n",
    "",
  ),
  one(
    "deletion-not-noted",
    "an order that still moves when its customer asks is forgotten",
    "src/orders/intake/privacy.ts",
    "      await requestRedaction(db, orderIds, receivedAt);\n",
    "      await requestRedaction(db, orderIds.slice(1), receivedAt);\n",
  ),
  one(
    "shop-half-emptied",
    "housekeeping stops to empty the hub of a shop that left after one portion",
    "src/setup/keep-privacy.ts",
    "while (portions < PORTIONS_MAX && !run.outOfTime() && (await emptyShopPortion(db, clock.now()))) portions += 1;",
    "while (portions < 0 && !run.outOfTime() && (await emptyShopPortion(db, clock.now()))) portions += 1;",
  ),
];
