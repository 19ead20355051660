import { jsonRows } from "../d1/json.ts";
import { plain } from "../d1/drizzle.ts";
import { paymentForms } from "../schema/orders.ts";

/** Which of the ERP's payment forms stands for a Shopify gateway, or for one method of it ("gateway:method"). */
export interface PaymentForm {
  readonly gateway: string;
  /** seqFormaPagto; null takes the mapping away. */
  readonly seqFormaPagto: number | null;
}

export async function readPaymentForms(db: D1Database): Promise<ReadonlyMap<string, number>> {
  const rows = await plain(db).select().from(paymentForms).orderBy(paymentForms.gateway);
  return new Map(rows.map((row) => [row.gateway, row.seqFormaPagto]));
}

/** Statements that lay mappings down; gateways that are not named stay. */
export function savePaymentForms(db: D1Database, forms: readonly PaymentForm[]): readonly D1PreparedStatement[] {
  const rows = jsonRows(forms);
  return [
    db
      .prepare(
        `DELETE FROM payment_forms
          WHERE gateway IN (SELECT value ->> 'gateway' FROM json_each(?1) WHERE value ->> 'seqFormaPagto' IS NULL)`,
      )
      .bind(rows),
    db
      .prepare(
        `INSERT INTO payment_forms (gateway, seq_forma_pagto)
         SELECT value ->> 'gateway', value ->> 'seqFormaPagto' FROM json_each(?1) WHERE value ->> 'seqFormaPagto' IS NOT NULL
             ON CONFLICT (gateway) DO UPDATE SET seq_forma_pagto = excluded.seq_forma_pagto
          WHERE payment_forms.seq_forma_pagto <> excluded.seq_forma_pagto`,
      )
      .bind(rows),
  ];
}
