import * as z from "zod";
import {
  formKey,
  readFormKey,
  type Instalments,
  type PaymentForm,
  type Promised,
} from "../../rules/orders/payment/forms.ts";
import { jsonRows } from "../d1/json.ts";
import { plain } from "../d1/drizzle.ts";
import { sqlText } from "../d1/sql-text.ts";
import { orders, paymentForms } from "../schema/orders.ts";

/** A row to store: which of the ERP's payment forms stands for a gateway, a method of it, or a range of instalments. */
export interface PaymentFormRow {
  readonly gateway: string;
  readonly instalments?: Instalments | null;
  /** seqFormaPagto; null deletes the row. */
  readonly seqFormaPagto: number | null;
  /** Absent: the stored value does not change. */
  readonly submitWhile?: readonly Promised[] | undefined;
}

const promises = z.array(z.enum(["pending", "authorized"]));

export const readPaymentForm = (row: {
  readonly gateway: string;
  readonly seqFormaPagto: number;
  readonly submitWhile: string;
}): PaymentForm => ({
  ...readFormKey(row.gateway),
  seqFormaPagto: row.seqFormaPagto,
  submitWhile: promises.parse(JSON.parse(row.submitWhile)),
});

export async function readPaymentForms(db: D1Database): Promise<readonly PaymentForm[]> {
  const rows = await plain(db).select().from(paymentForms).orderBy(paymentForms.gateway);
  return rows.map(readPaymentForm);
}

/** The promises on which some form's orders are submitted. Of an order that is not invoiced: no rows. For a batch. */
export const readPromises = (db: D1Database, orderId: string): D1PreparedStatement =>
  db
    .prepare(
      sqlText`SELECT DISTINCT ${paymentForms.submitWhile} AS submitWhile FROM ${paymentForms}
        WHERE ${paymentForms.submitWhile} <> '[]'
          AND EXISTS (SELECT 1 FROM ${orders} WHERE ${orders.orderId} = ?1 AND ${orders.state} = 'invoiced')`,
    )
    .bind(orderId);

export interface PromiseRow {
  readonly submitWhile: string;
}
export const promisesOf = (rows: readonly PromiseRow[]): ReadonlySet<Promised> =>
  new Set(rows.flatMap(({ submitWhile }) => promises.parse(JSON.parse(submitWhile))));

/** Statements that store mappings. Rows that are not named do not change. */
export function savePaymentForms(db: D1Database, forms: readonly PaymentFormRow[]): readonly D1PreparedStatement[] {
  const rows = jsonRows(
    forms.map(({ gateway, instalments = null, seqFormaPagto, submitWhile }) => ({
      gateway: formKey({ gateway, instalments }),
      seqFormaPagto,
      submitWhile: submitWhile === undefined ? null : JSON.stringify(submitWhile),
    })),
  );
  const { gateway, seqFormaPagto, submitWhile } = paymentForms;
  return [
    db
      .prepare(
        sqlText`DELETE FROM ${paymentForms}
          WHERE ${gateway} IN (SELECT value ->> 'gateway' FROM json_each(?1) WHERE value ->> 'seqFormaPagto' IS NULL)`,
      )
      .bind(rows),
    db
      .prepare(
        sqlText`INSERT INTO ${paymentForms} (${gateway}, ${seqFormaPagto}, ${submitWhile})
         SELECT value ->> 'gateway', value ->> 'seqFormaPagto', coalesce(value ->> 'submitWhile',
                (SELECT f.${submitWhile} FROM ${paymentForms} AS f WHERE f.${gateway} = value ->> 'gateway'), '[]')
           FROM json_each(?1) WHERE value ->> 'seqFormaPagto' IS NOT NULL
             ON CONFLICT (${gateway}) DO UPDATE
            SET ${seqFormaPagto} = excluded.${seqFormaPagto}, ${submitWhile} = excluded.${submitWhile}
          WHERE ${paymentForms}.${seqFormaPagto} <> excluded.${seqFormaPagto}
             OR ${paymentForms}.${submitWhile} <> excluded.${submitWhile}`,
      )
      .bind(rows),
  ];
}
