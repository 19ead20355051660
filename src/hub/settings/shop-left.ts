/** A shop that removed the app, and whose data Shopify asked to delete (shop/redact). */
import { sqlText } from "../d1/sql-text.ts";
import { settings } from "../schema/settings.ts";

/** The setting that says so. It stays: the request of one shop may come again. */
export const SHOP_LEFT = "shop-redact";

/** SQL: `enabled` of a load that has no row yet. Every load of a shop that left rests, until a person resumes it. */
export const FIRST_ENABLED = sqlText`NOT EXISTS (SELECT 1 FROM ${settings} WHERE ${settings.name} = '${SHOP_LEFT}')`;

/** A row if the shop left. It is back once a person has ended the dry run that its request began. */
export const readShopLeft = (db: D1Database): D1PreparedStatement =>
  db.prepare(
    sqlText`SELECT 1 AS hasLeft FROM ${settings} AS s JOIN ${settings} AS d
       ON d.${settings.name} = 'dry-run' AND d.${settings.value} ->> 'all' = 1 WHERE s.${settings.name} = '${SHOP_LEFT}'`,
  );
