import { sqlText } from "../d1/sql-text.ts";
import { settings } from "../schema/settings.ts";

/** The setting that says that the shop left and that its data was deleted, or is being deleted. */
export const SHOP_LEFT = "shop-redact";

/** SQL: `enabled` of a load that has no row yet. Every load of a shop that left rests, until a person resumes it. */
export const FIRST_ENABLED = sqlText`NOT EXISTS (SELECT 1 FROM ${settings} WHERE ${settings.name} = '${SHOP_LEFT}')`;
