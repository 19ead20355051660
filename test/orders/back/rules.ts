import { ORDER_RULES } from "../../../src/hub/orders/rules.ts";
import { orderRules } from "../../../src/rules/orders/settings.ts";
import type { OrderWorld } from "../world.ts";

/** The operator's rules of orders; what is not named stands at its default. */
export async function saveOrderRules({ db, clock }: OrderWorld, rules: Record<string, unknown>): Promise<void> {
  await db
    .prepare("INSERT OR REPLACE INTO settings (name, value, changed_at) VALUES (?1, ?2, ?3)")
    .bind(ORDER_RULES, JSON.stringify(orderRules.parse(rules)), clock.now())
    .run();
}
