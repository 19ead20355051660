/** The customer's money: captures, payments marked as paid, refunds. */
import { money, type Language, type Texts } from "../language.ts";
import { en, pt } from "./of-order.ts";

type OfPayments = "capture-stopped" | "mark-paid-stopped" | "refund-pending";

export const payments: { readonly [L in Language]: Pick<Texts<"orders">, OfPayments> } = {
  "pt-BR": {
    "capture-stopped": (entry) => {
      const { why, billedCents, authorizedCents } = entry.params;
      const [billed, authorized] = [money(billedCents, "pt-BR"), money(authorizedCents, "pt-BR")];
      switch (why) {
        case "above-authorized":
          return pt(
            entry,
            `o ERP faturou ${billed} e ainda podem ser capturados ${authorized} do cartão. Nada foi capturado. Capture no Shopify o que foi autorizado e cobre a diferença do cliente, ou corrija a nota no ERP; depois mande tentar de novo.`,
          );
        case "expiring":
          return pt(
            entry,
            `a autorização do cartão (${authorized}) vence em menos de 24 horas, e o ERP faturou só ${billed} do pedido. Fature o resto, ou capture no Shopify o que foi faturado.`,
          );
        case "refused":
          return pt(
            entry,
            `o Shopify recusou capturar o cartão (faturado ${billed}, autorizado ${authorized}). Veja a transação no Shopify; mande tentar de novo, ou receba do cliente de outra forma.`,
          );
      }
    },
    "mark-paid-stopped": (entry) => {
      const { why, billedCents, orderCents } = entry.params;
      const [billed, total] = [money(billedCents, "pt-BR"), money(orderCents, "pt-BR")];
      return pt(
        entry,
        why === "total-differs"
          ? `o ERP faturou ${billed} e o pedido soma ${total} no Shopify, então o pagamento na entrega não foi marcado como pago. Acerte o pedido e marque-o como pago no Shopify.`
          : `o Shopify não deixa marcar como pago o pagamento na entrega (${billed}). Veja o pedido no Shopify e marque-o lá, ou mande tentar de novo.`,
      );
    },
    "refund-pending": (entry) =>
      pt(
        entry,
        `um reembolso de ${money(entry.params.cents, "pt-BR")} espera a resposta do meio de pagamento há mais de uma hora. A nota espera por ele; veja a transação no Shopify.`,
      ),
  },
  en: {
    "capture-stopped": (entry) => {
      const { why, billedCents, authorizedCents } = entry.params;
      const [billed, authorized] = [money(billedCents, "en"), money(authorizedCents, "en")];
      switch (why) {
        case "above-authorized":
          return en(
            entry,
            `the ERP billed ${billed}, and ${authorized} of the card can still be captured. Nothing was captured. Capture in Shopify what was authorised and collect the difference from the customer, or correct the invoice in the ERP; then try again.`,
          );
        case "expiring":
          return en(
            entry,
            `the card's authorisation (${authorized}) ends in less than 24 hours, and the ERP has billed only ${billed} of the order. Bill the rest, or capture in Shopify what was billed.`,
          );
        case "refused":
          return en(
            entry,
            `Shopify refused to capture the card (billed ${billed}, authorised ${authorized}). See the transaction in Shopify; try again, or collect from the customer in another way.`,
          );
      }
    },
    "mark-paid-stopped": (entry) => {
      const { why, billedCents, orderCents } = entry.params;
      const [billed, total] = [money(billedCents, "en"), money(orderCents, "en")];
      return en(
        entry,
        why === "total-differs"
          ? `the ERP billed ${billed} and the order comes to ${total} in Shopify, so the payment on delivery was not marked as paid. Correct the order and mark it as paid in Shopify.`
          : `Shopify does not let the payment on delivery (${billed}) be marked as paid. See the order in Shopify and mark it there, or try again.`,
      );
    },
    "refund-pending": (entry) =>
      en(
        entry,
        `a refund of ${money(entry.params.cents, "en")} has waited for its gateway for more than an hour. The invoice waits for it; see the transaction in Shopify.`,
      ),
  },
};
