/** The ERP's events, and what they ask of the Shopify order. */
import type { CancelObstacle } from "../../rules/orders/back/cancel-plan.ts";
import type { FulfilObstacle } from "../../rules/orders/back/fulfil-plan.ts";
import { milliText } from "../../rules/brazil/money.ts";
import type { EntryIn } from "../../rules/record/desk-entry.ts";
import { list, money, type Language, type Table } from "../language.ts";
import { nameOf } from "../record.ts";
import { en, pt } from "./of-order.ts";

type EventEntry = EntryIn<"events">;
const ptEvent = (entry: EventEntry) => `Evento ${nameOf(entry, "pt-BR")}`;
const enEvent = (entry: EventEntry) => `Event ${nameOf(entry, "en")}`;

type OfInvoice = EntryIn<
  "events",
  "invoice-missing" | "invoice-key-invalid" | "invoice-model-differs" | "invoice-date-invalid"
>;
const ptInvoice = (entry: OfInvoice, text: string) => `${ptEvent(entry)} do pedido ${entry.params.orderId}: ${text}`;
const enInvoice = (entry: OfInvoice, text: string) => `${enEvent(entry)} of order ${entry.params.orderId}: ${text}`;

const alteredText = ({ params }: EntryIn<"events", "order-altered">, empty: string): string =>
  params.lines
    .map(({ sku, orderedMilli, attendedMilli }) => `${sku}: ${orderedMilli / 1000} → ${attendedMilli / 1000}`)
    .join("; ") || empty;

/** What stands in the way of a fulfilment. */
const STOPS: { readonly [L in Language]: Readonly<Record<FulfilObstacle, string>> } = {
  "pt-BR": {
    "on-hold": "está retido; libere-o no Shopify, e ele segue sozinho",
    scheduled: "está agendado; será visto de novo a cada hora",
    elsewhere: "os itens estão em um local sem empresa do ERP; mova-os no Shopify, ou ligue o local em /api/companies",
    "not-shown":
      "o Shopify não mostra o que falta enviar; veja os escopos do app (read_merchant_managed_fulfillment_orders)",
    refused: "o Shopify recusou (veja o detalhe); será tentado de novo a cada hora",
  },
  en: {
    "on-hold": "it is on hold; release it in Shopify, and it goes on by itself",
    scheduled: "it is scheduled; it is looked at again each hour",
    elsewhere:
      "the items are at a location without a company of the ERP; move them in Shopify, or map the location in /api/companies",
    "not-shown":
      "Shopify does not show what is to leave; see the app's scopes (read_merchant_managed_fulfillment_orders)",
    refused: "Shopify refused it (see the detail); it is tried again each hour",
  },
};

/** What stands in the way of a cancellation, and what to do. */
const OBSTACLES: { readonly [L in Language]: Readonly<Record<CancelObstacle | "by-rule", string>> } = {
  "pt-BR": {
    "by-rule": "Cancele e reembolse no Shopify",
    billed:
      "Há nota fiscal que vale para ele: confira no ERP o que foi cancelado, retire do pedido no Shopify o que não foi faturado e reembolse a diferença",
    fulfilled: "Ele já foi processado no Shopify: registre a devolução e o reembolso",
    returning:
      "Há uma devolução aberta no Shopify; quando ela terminar, o cancelamento segue sozinho. Se não, cancele à mão",
    authorizing:
      "O meio de pagamento ainda não respondeu à autorização; depois disso o cancelamento segue sozinho. Se não, cancele à mão",
    "out-of-reach":
      "O Shopify não o mostra mais ao app (mais de 60 dias, sem o escopo read_all_orders): cancele e reembolse à mão",
    refused: "O Shopify recusou o cancelamento (veja o detalhe): cancele e reembolse à mão",
  },
  en: {
    "by-rule": "Cancel and refund it in Shopify",
    billed:
      "It has an invoice that stands: see in the ERP what was cancelled, take off the Shopify order what is not billed, and refund the difference",
    fulfilled: "It is fulfilled in Shopify: record the return and the refund",
    returning: "A return is open in Shopify; when it ends the cancellation goes on by itself. If not, cancel by hand",
    authorizing:
      "The gateway has not answered the authorisation yet; after that the cancellation goes on by itself. If not, cancel by hand",
    "out-of-reach":
      "Shopify does not show it to the app any more (older than 60 days, without read_all_orders): cancel and refund by hand",
    refused: "Shopify refused the cancellation (see the detail): cancel and refund by hand",
  },
};

export const events: Table<"events"> = {
  "pt-BR": {
    "event-unreadable": (entry) =>
      `${ptEvent(entry)}: faltam ou estão errados ${entry.params.fields.join(", ")}, então nada foi feito. Veja o pedido no ERP.`,
    "event-type-unknown": (entry) =>
      `${ptEvent(entry)} do pedido ${entry.params.orderId}: tipo ${entry.params.type} desconhecido, então nada foi feito. Veja o pedido no ERP.`,
    "order-unknown": (entry) =>
      `${ptEvent(entry)}: fala do pedido ${entry.params.orderId}, que não é conhecido aqui. O evento espera; se o pedido não é desta loja, resolva-o.`,
    "order-not-in-erp": (entry) =>
      pt(
        entry,
        `o ERP enviou o evento ${entry.ref ?? ""}, mas o pedido está como “${entry.params.state}” aqui. O evento espera até o pedido constar no ERP.`,
      ),
    "invoice-missing": (entry) =>
      ptInvoice(
        entry,
        "FATURADO sem notaFiscal, então nada foi gravado no Shopify. Veja a nota no ERP e reenvie o evento.",
      ),
    "invoice-key-invalid": (entry) =>
      ptInvoice(
        entry,
        "a chave da nota não é uma chave de NF-e/NFC-e válida, então não foi gravada. Corrija no ERP e reenvie o evento.",
      ),
    "invoice-model-differs": (entry) =>
      ptInvoice(
        entry,
        `o modelo ${entry.params.model} não é o da chave da nota, então não foi gravada. Corrija no ERP e reenvie o evento.`,
      ),
    "invoice-date-invalid": (entry) =>
      ptInvoice(
        entry,
        "a data de emissão da nota não é uma data, então não foi gravada. Corrija no ERP e reenvie o evento.",
      ),
    "invoice-waits": (entry) =>
      pt(
        entry,
        "a nota fiscal espera uma alteração do ERP ainda não aplicada no Shopify. Resolva o evento da alteração, ou libere esta nota.",
      ),
    "order-altered": (entry) =>
      pt(
        entry,
        `alterado no ERP (${alteredText(entry, "sem itens diferentes")}). Edite o pedido no Shopify, depois resolva o evento ${entry.ref ?? ""}; a nota espera por isso.`,
      ),
    "invoice-total-differs": (entry) =>
      pt(
        entry,
        `as notas fiscais somam ${money(entry.params.invoiceCents, "pt-BR")} e o pedido, ${money(entry.params.orderCents, "pt-BR")}; a nota espera. Confira no ERP; se estiver certa, ajuste o pedido no Shopify e resolva o evento ${entry.ref ?? ""} para liberá-la.`,
      ),
    "fulfillment-stopped": (entry) =>
      pt(
        entry,
        `a nota ${entry.params.invoice} está no pedido, mas o processamento no Shopify não: ${STOPS["pt-BR"][entry.params.why]}. Ou processe-o à mão e resolva o evento ${entry.ref ?? ""}.`,
      ),
    "order-cancelled": (entry) =>
      pt(
        entry,
        `cancelado no ERP${entry.params.motive ? ` (${entry.params.motive})` : ""}. ${OBSTACLES["pt-BR"][entry.params.obstacle ?? "by-rule"]}, depois resolva o evento ${entry.ref ?? ""}.`,
      ),
    "alteration-above-paid": (entry) => {
      const { missingCents, billedCents, of, url } = entry.params;
      const held = of === "paid" ? "pago" : "autorizado";
      const cure =
        url === null ? "Cobre a diferença ou corrija o pedido no ERP" : `O cliente paga a diferença em ${url}`;
      return pt(
        entry,
        `o ERP fatura ${money(billedCents, "pt-BR")}, ${money(missingCents, "pt-BR")} acima do valor ${held}. ${cure}; a nota espera. Depois mande tentar de novo, ou resolva o evento ${entry.ref ?? ""}.`,
      );
    },
    "alteration-not-editable": (entry) =>
      pt(
        entry,
        `alterado no ERP, mas o Shopify não deixa editar este pedido (${list(entry.params.errors, "pt-BR")}). Acerte o valor com o cliente, depois resolva o evento ${entry.ref ?? ""}.`,
      ),
    "alteration-odd-item": (entry) => {
      const { sku, attendedMilli } = entry.params;
      const why =
        attendedMilli === null
          ? `o item ${sku} entrou sem preço`
          : `o item ${sku} foi atendido em parte de uma embalagem (${milliText(attendedMilli)})`;
      return pt(
        entry,
        `alterado no ERP: ${why}. Edite o pedido no Shopify, depois resolva o evento ${entry.ref ?? ""}; a nota espera por isso.`,
      );
    },
    "alteration-sku-unknown": (entry) =>
      pt(
        entry,
        `alterado no ERP com o item ${entry.params.sku}, que não está na lista de SKUs do ERP; nada foi feito. Se o item existe, libere-o para o e-commerce, espere a carga e mande tentar de novo; se não, corrija o pedido no ERP, ou edite-o no Shopify e resolva o evento ${entry.ref ?? ""}; a nota espera por isso.`,
      ),
    "alteration-refund-failed": (entry) =>
      pt(
        entry,
        `faltam devolver ${money(entry.params.cents, "pt-BR")} de uma alteração do ERP, e o reembolso não foi aceito. Devolva ao cliente no Shopify e mande tentar de novo, ou resolva o evento ${entry.ref ?? ""}; a nota espera por isso.`,
      ),
    "alteration-refused": (entry) =>
      pt(
        entry,
        `alterado no ERP, mas o Shopify recusou a edição do pedido; as palavras dele estão no detalhe. Edite o pedido à mão e resolva o evento ${entry.ref ?? ""}, ou mande tentar de novo.`,
      ),
  },
  en: {
    "event-unreadable": (entry) =>
      `${enEvent(entry)}: ${entry.params.fields.join(", ")} missing or wrong, so nothing was done. See the order in the ERP.`,
    "event-type-unknown": (entry) =>
      `${enEvent(entry)} of order ${entry.params.orderId}: its type ${entry.params.type} is unknown, so nothing was done. See the order in the ERP.`,
    "order-unknown": (entry) =>
      `${enEvent(entry)}: it is about order ${entry.params.orderId}, which is not known here. The event waits; if the order is not of this shop, resolve it.`,
    "order-not-in-erp": (entry) =>
      en(
        entry,
        `the ERP sent event ${entry.ref ?? ""}, but the order is “${entry.params.state}” here. The event waits until the ERP has the order.`,
      ),
    "invoice-missing": (entry) =>
      enInvoice(
        entry,
        "FATURADO without an invoice, so nothing was saved in Shopify. See the invoice in the ERP and send the event again.",
      ),
    "invoice-key-invalid": (entry) =>
      enInvoice(
        entry,
        "the invoice key is not a valid NF-e/NFC-e key, so it was not saved. Correct it in the ERP and send the event again.",
      ),
    "invoice-model-differs": (entry) =>
      enInvoice(
        entry,
        `model ${entry.params.model} is not that of the invoice key, so it was not saved. Correct it in the ERP and send the event again.`,
      ),
    "invoice-date-invalid": (entry) =>
      enInvoice(
        entry,
        "the issue date of the invoice is not a date, so it was not saved. Correct it in the ERP and send the event again.",
      ),
    "invoice-waits": (entry) =>
      en(
        entry,
        "the invoice waits for an alteration of the ERP that is not applied in Shopify yet. Resolve the event of the alteration, or release this invoice.",
      ),
    "order-altered": (entry) =>
      en(
        entry,
        `altered in the ERP (${alteredText(entry, "no item differs")}). Edit the order in Shopify, then resolve event ${entry.ref ?? ""}; the invoice waits for that.`,
      ),
    "invoice-total-differs": (entry) =>
      en(
        entry,
        `the invoices come to ${money(entry.params.invoiceCents, "en")} and the order to ${money(entry.params.orderCents, "en")}; the invoice waits. Check it in the ERP; if it is right, correct the order in Shopify and resolve event ${entry.ref ?? ""} to release it.`,
      ),
    "fulfillment-stopped": (entry) =>
      en(
        entry,
        `invoice ${entry.params.invoice} stands on the order, but its fulfilment in Shopify does not: ${STOPS.en[entry.params.why]}. Or fulfil it by hand and resolve event ${entry.ref ?? ""}.`,
      ),
    "order-cancelled": (entry) =>
      en(
        entry,
        `cancelled in the ERP${entry.params.motive ? ` (${entry.params.motive})` : ""}. ${OBSTACLES.en[entry.params.obstacle ?? "by-rule"]}, then resolve event ${entry.ref ?? ""}.`,
      ),
    "alteration-above-paid": (entry) => {
      const { missingCents, billedCents, of, url } = entry.params;
      const cure =
        url === null
          ? "Collect the difference, or correct the order in the ERP"
          : `The customer pays the difference at ${url}`;
      return en(
        entry,
        `the ERP bills ${money(billedCents, "en")}, ${money(missingCents, "en")} above what is ${of}. ${cure}; the invoice waits. Then retry the order, or resolve event ${entry.ref ?? ""}.`,
      );
    },
    "alteration-not-editable": (entry) =>
      en(
        entry,
        `altered in the ERP, but Shopify does not let this order be edited (${list(entry.params.errors, "en")}). Settle the amount with the customer, then resolve event ${entry.ref ?? ""}.`,
      ),
    "alteration-odd-item": (entry) => {
      const { sku, attendedMilli } = entry.params;
      const why =
        attendedMilli === null
          ? `item ${sku} was added without a price`
          : `item ${sku} was attended in part of a package (${milliText(attendedMilli)})`;
      return en(
        entry,
        `altered in the ERP: ${why}. Edit the order in Shopify, then resolve event ${entry.ref ?? ""}; the invoice waits for that.`,
      );
    },
    "alteration-sku-unknown": (entry) =>
      en(
        entry,
        `altered in the ERP with item ${entry.params.sku}, which the ERP's own list of SKUs does not have; nothing was done. If the item exists, release it for e-commerce, wait for the load and retry the order; if not, correct the order in the ERP, or edit it in Shopify and resolve event ${entry.ref ?? ""}; the invoice waits for that.`,
      ),
    "alteration-refund-failed": (entry) =>
      en(
        entry,
        `${money(entry.params.cents, "en")} of an alteration of the ERP are still to be refunded, and the refund was not accepted. Refund the customer in Shopify and retry the order, or resolve event ${entry.ref ?? ""}; the invoice waits for that.`,
      ),
    "alteration-refused": (entry) =>
      en(
        entry,
        `altered in the ERP, but Shopify refused the edit of the order; its own words are in the detail. Edit the order by hand and resolve event ${entry.ref ?? ""}, or retry the order.`,
      ),
  },
};
