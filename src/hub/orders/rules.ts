/** The operator's rules of orders: one row of `settings`. */
import { DEFAULT_ORDER_RULES, orderRules, type OrderRules } from "../../rules/orders/settings.ts";
import { readSetting } from "../settings/settings.ts";

export const ORDER_RULES = "order-rules";

export const readOrderRules = (db: D1Database): Promise<OrderRules> =>
  readSetting(db, ORDER_RULES, orderRules, DEFAULT_ORDER_RULES);
