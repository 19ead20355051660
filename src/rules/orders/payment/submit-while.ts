/** Pay on delivery and cards captured after picking: submitted on a promise, where the mapping says so. */
import type { Mapping } from "../pedido-venda.ts";
import { paymentsOf } from "../payments.ts";
import type { ShopOrder } from "../shop-order.ts";
import { cardDataOf } from "./card-data.ts";
import { formOf } from "./forms.ts";

/** Whether money and promises make up the total, and the form of each promise is one to submit on. */
export function isPromiseEnough(order: ShopOrder, { paymentForms, settings }: Mapping): boolean {
  const paid = paymentsOf(order);
  return (
    paid.ok &&
    // Shopify calls it unpaid: money that came in whole is a contradiction, which waits.
    paid.payments.some(({ promised }) => promised !== null) &&
    paid.payments.every((payment) => {
      const { promised, transaction } = payment;
      if (promised === null) return true;
      const { instalments } = cardDataOf(transaction, order, settings.rules, paid.payments.length === 1);
      return formOf({ ...payment, instalments }, paymentForms)?.submitWhile.includes(promised) === true;
    })
  );
}
