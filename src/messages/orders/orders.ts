/** Orders, from the hold before the submission to the refund after the invoice. A reason without a text does not compile. */
import type { Table } from "../language.ts";
import { changes } from "./changes.ts";
import { orderHolds } from "./holds.ts";
import { en, pt } from "./of-order.ts";
import { payments } from "./payments.ts";
import { submission } from "./submission.ts";

export const orders: Table<"orders"> = {
  "pt-BR": {
    ...orderHolds["pt-BR"],
    ...submission["pt-BR"],
    ...changes["pt-BR"],
    ...payments["pt-BR"],
    "internal-error": (entry) =>
      pt(entry, "erro interno ao tratar o pedido; será tentado de novo. Abra um chamado com o log order.defect."),
    "metafield-refused": (entry) =>
      pt(
        entry,
        `o Shopify recusou gravar ${entry.params.keys.map((key) => `erp.${key}`).join(", ")}. Confira as definições de metafields do pedido; será tentado de novo em uma hora.`,
      ),
  },
  en: {
    ...orderHolds.en,
    ...submission.en,
    ...changes.en,
    ...payments.en,
    "internal-error": (entry) =>
      en(
        entry,
        "an internal error stopped the order; it is tried again. Open an issue with the log event order.defect.",
      ),
    "metafield-refused": (entry) =>
      en(
        entry,
        `Shopify refused to save ${entry.params.keys.map((key) => `erp.${key}`).join(", ")}. Check the order's metafield definitions; it is tried again in an hour.`,
      ),
  },
};
