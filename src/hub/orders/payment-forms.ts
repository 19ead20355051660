import { jsonRows } from "../d1/json.ts";
import { plain } from "../d1/drizzle.ts";
import { sqlText } from "../d1/sql-text.ts";
import { paymentForms } from "../schema/orders.ts";

type Row = typeof paymentForms.$inferSelect;

/** Which of the ERP's payment forms stands for a Shopify gateway, or for one method of it ("gateway:method"). */
export interface PaymentForm extends Readonly<Pick<Row, "gateway">> {
  /** seqFormaPagto; null takes the mapping away. */
  readonly seqFormaPagto: Row["seqFormaPagto"] | null;
}

export async function readPaymentForms(db: D1Database): Promise<ReadonlyMap<string, number>> {
  const rows = await plain(db).select().from(paymentForms).orderBy(paymentForms.gateway);
  return new Map(rows.map((row) => [row.gateway, row.seqFormaPagto]));
}

/** Statements that store mappings; gateways that are not named stay. */
export function savePaymentForms(db: D1Database, forms: readonly PaymentForm[]): readonly D1PreparedStatement[] {
  const rows = jsonRows(forms);
  const { gateway, seqFormaPagto } = paymentForms;
  return [
    db
      .prepare(
        sqlText`DELETE FROM ${paymentForms}
          WHERE ${gateway} IN (SELECT value ->> 'gateway' FROM json_each(?1) WHERE value ->> 'seqFormaPagto' IS NULL)`,
      )
      .bind(rows),
    db
      .prepare(
        sqlText`INSERT INTO ${paymentForms} (${gateway}, ${seqFormaPagto})
         SELECT value ->> 'gateway', value ->> 'seqFormaPagto' FROM json_each(?1) WHERE value ->> 'seqFormaPagto' IS NOT NULL
             ON CONFLICT (${gateway}) DO UPDATE SET ${seqFormaPagto} = excluded.${seqFormaPagto}
          WHERE ${paymentForms}.${seqFormaPagto} <> excluded.${seqFormaPagto}`,
      )
      .bind(rows),
  ];
}
