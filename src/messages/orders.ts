/** Orders: refusals by the ERP and Shopify, what changed after the submit, and the ERP's events. */
import { REF, type EntryIn } from "../rules/record/desk-entry.ts";
import type { CancelObstacle } from "../rules/orders/back/cancel-plan.ts";
import type { ErpChange } from "../rules/orders/back/erp-change.ts";
import type { FulfilObstacle } from "../rules/orders/back/fulfil-plan.ts";
import { milliText } from "../rules/brazil/money.ts";
import type { BuyerField, SnapshotChange } from "../rules/orders/submitted-snapshot.ts";
import { list, money, type Language, type Table } from "./language.ts";
import { en, pt } from "./of-order.ts";
import { orderHolds } from "./order-holds.ts";
import { nameOf } from "./record.ts";

const CHANGES: { readonly [L in Language]: Readonly<Record<"shipping" | "refunded" | "total" | "customer", string>> } =
  {
    "pt-BR": { shipping: "frete", refunded: "reembolsado", total: "total", customer: "dados do cliente ou endereço" },
    en: { shipping: "shipping", refunded: "refunded", total: "total", customer: "customer data or address" },
  };

const FIELDS: { readonly [L in Language]: Readonly<Record<BuyerField, string>> } = {
  "pt-BR": {
    document: "CPF/CNPJ ou informações adicionais",
    shippingAddress: "endereço de entrega",
    billingAddress: "endereço de cobrança",
    email: "e-mail",
    phone: "telefone",
    note: "observação",
  },
  en: {
    document: "CPF/CNPJ or additional details",
    shippingAddress: "shipping address",
    billingAddress: "billing address",
    email: "e-mail",
    phone: "phone",
    note: "note",
  },
};
const STATES = {
  "pt-BR": { empty: "vazio", filled: "preenchido", other: "outro" },
  en: { empty: "empty", filled: "filled", other: "another" },
} as const;

function changeText(change: SnapshotChange, language: Language): string {
  switch (change.of) {
    case "units":
      return `${change.sku}: ${change.from} → ${change.to}`;
    case "cents":
      return `${change.sku}: ${money(change.from, language)} → ${money(change.to, language)}`;
    case "customer":
      return CHANGES[language].customer;
    case "company":
      return `${language === "en" ? "company" : "empresa"} ${change.from} → ${change.to}`;
    case "field":
      return `${FIELDS[language][change.field]}: ${STATES[language][change.from]} → ${STATES[language][change.to]}`;
    case "shipping":
    case "refunded":
    case "total":
      return `${CHANGES[language][change.of]}: ${money(change.from, language)} → ${money(change.to, language)}`;
  }
}
const changesText = (changes: readonly SnapshotChange[], language: Language): string =>
  changes.map((change) => changeText(change, language)).join("; ");

const CHANGE_NAMES: { readonly [L in Language]: Readonly<Record<ErpChange, string>> } = {
  "pt-BR": { cancel: "o cancelamento", edit: "a alteração" },
  en: { cancel: "the cancellation", edit: "the edit" },
};

type AfterSubmission = EntryIn<"orders", "deleted-in-shop" | "cancelled-after-submission" | "edited-after-submission">;
const ptAfterSubmission = (entry: AfterSubmission, what: string) =>
  pt(
    entry,
    `${what} depois de enviado ao ERP (seqPedido ${entry.params.seqPedido}). Faça a mesma mudança no ERP e resolva esta pendência.`,
  );
const enAfterSubmission = (entry: AfterSubmission, what: string) =>
  en(
    entry,
    `it was ${what} in Shopify after it was sent to the ERP (seqPedido ${entry.params.seqPedido}). Make the same change in the ERP and resolve this entry.`,
  );

type NotImported = EntryIn<"orders", "import-slow" | "not-there">;
const ptNotImported = (entry: NotImported, what: string) =>
  pt(entry, `${what} (seqPedido ${entry.params.seqPedido}). Verifique a integração de pedidos no ERP.`);
const enNotImported = (entry: NotImported, what: string) =>
  en(entry, `${what} (seqPedido ${entry.params.seqPedido}). Check the order integration of the ERP.`);

export const orders: Table<"orders"> = {
  "pt-BR": {
    ...orderHolds["pt-BR"],
    "internal-error": (entry) =>
      pt(entry, "erro interno ao tratar o pedido; será tentado de novo. Abra um chamado com o log order.defect."),
    "erp-unclear": (entry) =>
      pt(
        entry,
        `o ERP não responde de modo claro ao envio (${entry.params.attempts} tentativas). O pedido é conferido antes de cada reenvio; verifique o log do ERP para este pedido.`,
      ),
    "erp-unconfirmed": (entry) =>
      pt(
        entry,
        "o envio ficou sem resposta e este ERP não tem consulta de pedidos. Procure o pedido no ERP: se não estiver lá, mande tentar de novo e ele é reenviado; se estiver, o primeiro evento do ERP o confirma sozinho.",
      ),
    "lookup-unproven": (entry) =>
      pt(
        entry,
        "o envio ficou sem resposta e a consulta de pedidos do ERP ainda não encontrou pedido nenhum, então “não existe” não vale como prova. Procure o pedido no ERP: se não estiver lá, mande tentar de novo e ele é reenviado.",
      ),
    "submitted-again": (entry) =>
      pt(
        entry,
        `foi enviado ao ERP ${entry.params.posts} vezes, porque a consulta não o encontrou depois do envio anterior. Por uma hora é conferido sozinho; confira no ERP se existe um só.`,
      ),
    "erp-order-doubled": (entry) =>
      pt(
        entry,
        `o ERP tem mais de um número para ele: seqPedido ${entry.params.seqPedidos.join(" e ")}. Confira os dois no ERP, cancele lá o que estiver repetido e resolva esta pendência.`,
      ),
    "seq-pedido-taken": (entry) =>
      pt(
        entry,
        `o ERP respondeu o seqPedido ${entry.params.seqPedido}, que já é do pedido ${entry.params.other}. Confira os dois pedidos no ERP e depois mande tentar este de novo.`,
      ),
    "erp-refused": (entry) =>
      pt(
        entry,
        `o ERP recusou (${entry.params.code}): ${entry.params.answer} Corrija o pedido ou o cadastro e mande tentar de novo.`,
      ),
    "erp-rejected": (entry) =>
      pt(
        entry,
        `rejeitado na importação pelo ERP (seqPedido ${entry.params.seqPedido})${entry.params.answer === null ? "" : `: ${entry.params.answer}`}. Corrija no ERP e mande tentar de novo.`,
      ),
    "import-slow": (entry) => ptNotImported(entry, "aceito, mas ainda não importado pelo ERP"),
    "import-unseen": (entry) =>
      pt(
        entry,
        `aceito pelo ERP há mais de ${entry.params.hours} h (seqPedido ${entry.params.seqPedido}), e nenhum evento mostrou a importação. Este ERP não tem consulta de pedidos, então uma importação rejeitada não aparece aqui. Procure o pedido no ERP: se estiver lá, conclua a importação, e o primeiro evento fecha esta pendência; se não estiver, mande tentar de novo e ele é reenviado.`,
      ),
    "not-there": (entry) => ptNotImported(entry, "o ERP já não encontra o pedido que tinha aceitado"),
    "items-missing": (entry) => {
      const { nroPedVenda, count, items } = entry.params;
      const lines = items.map(
        ({ sku, orderedMilli, importedMilli }) =>
          `${sku}: pedido ${milliText(orderedMilli)}, no ERP ${milliText(importedMilli)}`,
      );
      return pt(
        entry,
        `o ERP importou o pedido ${nroPedVenda ?? ""} sem ${count} item(ns): ${lines.join("; ")}. Inclua-os no ERP ou reembolse o cliente.`,
      );
    },
    "metafield-refused": (entry) =>
      pt(
        entry,
        `o Shopify recusou gravar ${entry.params.keys.map((key) => `erp.${key}`).join(", ")}. Confira as definições de metafields do pedido; será tentado de novo em uma hora.`,
      ),
    "deleted-in-shop": (entry) => ptAfterSubmission(entry, "foi excluído no Shopify"),
    "cancelled-after-submission": (entry) => ptAfterSubmission(entry, "foi cancelado no Shopify"),
    "cancelled-after-billing": (entry) =>
      pt(
        entry,
        `foi cancelado no Shopify depois de faturado no ERP (nota ${entry.params.invoice}), então o cancelamento não foi enviado. Cancele a nota no ERP ou registre a devolução, e resolva esta pendência.`,
      ),
    "erp-change-refused": (entry) =>
      pt(
        entry,
        `o ERP recusou ${CHANGE_NAMES["pt-BR"][entry.params.change]} vindo do Shopify (seqPedido ${entry.params.seqPedido}): ${entry.params.code} ${entry.params.answer}. Faça a mudança no ERP, ou desfaça-a no Shopify, e resolva esta pendência.`,
      ),
    "erp-change-unconfirmed": (entry) =>
      pt(
        entry,
        `o ERP não confirma ${CHANGE_NAMES["pt-BR"][entry.params.change]} vindo do Shopify (seqPedido ${entry.params.seqPedido}). É repetido sozinho; verifique o pedido no ERP.`,
      ),
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
    "edited-after-submission": (entry) =>
      ptAfterSubmission(entry, `foi alterado no Shopify (${changesText(entry.params.changes, "pt-BR")})`),
  },
  en: {
    ...orderHolds.en,
    "internal-error": (entry) =>
      en(
        entry,
        "an internal error stopped the order; it is tried again. Open an issue with the log event order.defect.",
      ),
    "erp-unclear": (entry) =>
      en(
        entry,
        `the ERP gives no clear response to the submission (${entry.params.attempts} tries). The connector asks the ERP for the order before each new try; check the ERP's log for it.`,
      ),
    "erp-unconfirmed": (entry) =>
      en(
        entry,
        "the submission got no response and this ERP has no order lookup. Search for the order in the ERP: if it is not there, try again and it is submitted again; if it is, the ERP's first event confirms it.",
      ),
    "lookup-unproven": (entry) =>
      en(
        entry,
        "the submission got no response, and the ERP's order lookup has never found an order yet, so “not there” proves nothing. Search for the order in the ERP: if it is not there, try again and it is submitted again.",
      ),
    "submitted-again": (entry) =>
      en(
        entry,
        `it was submitted to the ERP ${entry.params.posts} times, because the lookup did not find it after the submission before. It is looked up for an hour; check in the ERP that it exists once.`,
      ),
    "erp-order-doubled": (entry) =>
      en(
        entry,
        `the ERP has more than one number for it: seqPedido ${entry.params.seqPedidos.join(" and ")}. Check both in the ERP, cancel the repeated one there and resolve this entry.`,
      ),
    "seq-pedido-taken": (entry) =>
      en(
        entry,
        `the ERP answered seqPedido ${entry.params.seqPedido}, which belongs to order ${entry.params.other}. Check both orders in the ERP, then try this one again.`,
      ),
    "erp-refused": (entry) =>
      en(
        entry,
        `the ERP refused it (${entry.params.code}): ${entry.params.answer} Correct the order or the customer record and try again.`,
      ),
    "erp-rejected": (entry) =>
      en(
        entry,
        `the ERP rejected it on import (seqPedido ${entry.params.seqPedido})${entry.params.answer === null ? "" : `: ${entry.params.answer}`}. Correct it in the ERP and try again.`,
      ),
    "import-slow": (entry) => enNotImported(entry, "the ERP accepted it and has not imported it yet"),
    "import-unseen": (entry) =>
      en(
        entry,
        `the ERP accepted it more than ${entry.params.hours} h ago (seqPedido ${entry.params.seqPedido}), and no event has shown its import. This ERP has no order lookup, so a rejected import shows nowhere here. Find the order in the ERP: if it is there, complete its import, and the first event closes this entry; if it is not, retry it and it is sent again.`,
      ),
    "not-there": (entry) => enNotImported(entry, "the ERP no longer finds the order that it had accepted"),
    "items-missing": (entry) => {
      const { nroPedVenda, count, items } = entry.params;
      const lines = items.map(
        ({ sku, orderedMilli, importedMilli }) =>
          `${sku}: ordered ${milliText(orderedMilli)}, in the ERP ${milliText(importedMilli)}`,
      );
      return en(
        entry,
        `the ERP imported order ${nroPedVenda ?? ""} without ${count} item(s): ${lines.join("; ")}. Add them in the ERP or refund the customer.`,
      );
    },
    "metafield-refused": (entry) =>
      en(
        entry,
        `Shopify refused to save ${entry.params.keys.map((key) => `erp.${key}`).join(", ")}. Check the order's metafield definitions; it is tried again in an hour.`,
      ),
    "deleted-in-shop": (entry) => enAfterSubmission(entry, "deleted"),
    "cancelled-after-submission": (entry) => enAfterSubmission(entry, "cancelled"),
    "cancelled-after-billing": (entry) =>
      en(
        entry,
        `it was cancelled in Shopify after the ERP billed it (invoice ${entry.params.invoice}), so the cancellation was not sent. Cancel the invoice in the ERP or record the return, and resolve this entry.`,
      ),
    "erp-change-refused": (entry) =>
      en(
        entry,
        `the ERP refused ${CHANGE_NAMES.en[entry.params.change]} from Shopify (seqPedido ${entry.params.seqPedido}): ${entry.params.code} ${entry.params.answer}. Make the change in the ERP, or undo it in Shopify, and resolve this entry.`,
      ),
    "erp-change-unconfirmed": (entry) =>
      en(
        entry,
        `the ERP does not confirm ${CHANGE_NAMES.en[entry.params.change]} from Shopify (seqPedido ${entry.params.seqPedido}). It is repeated by itself; see the order in the ERP.`,
      ),
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
    "edited-after-submission": (entry) =>
      enAfterSubmission(entry, `changed (${changesText(entry.params.changes, "en")})`),
  },
};

const peerOf = ({ ref }: { readonly ref?: string }): string => (ref === REF.erp ? "ERP" : "Shopify");
const PT_WAIT = "Nenhum pedido se perde: todos esperam e seguem sozinhos depois do conserto.";
const EN_WAIT = "No order is lost: all of them wait and go on by themselves once it is mended.";

export const orderFlow: Table<"order-flow"> = {
  "pt-BR": {
    "needs-reauth": (entry) =>
      `${peerOf(entry)}: as credenciais foram recusadas (instalação removida ou segredo trocado). ${PT_WAIT}`,
    "shop-closed": (entry) => `${peerOf(entry)}: a loja está fechada, congelada ou bloqueada. ${PT_WAIT}`,
    "data-unapproved": (entry) =>
      `Shopify: o app não tem aprovação para dados protegidos de clientes (${entry.params.path}). Peça-a em Partner Dashboard > app > API access > Protected customer data; os pedidos esperam e seguem sozinhos em até 15 minutos.`,
    "access-denied": (entry) =>
      `Shopify: o app não tem acesso a ${entry.params.path}. Inclua o escopo no app e aprove na loja (docs/operations.pt-BR.md); os pedidos esperam e seguem sozinhos em até 15 minutos.`,
    silent: (entry) =>
      `${peerOf(entry)}: não responde de modo utilizável há ${entry.params.attempts} tentativas; pedidos esperam e seguem sozinhos quando voltar.`,
  },
  en: {
    "needs-reauth": (entry) =>
      `${peerOf(entry)}: the credentials were refused (app uninstalled, or secret changed). ${EN_WAIT}`,
    "shop-closed": (entry) => `${peerOf(entry)}: the shop is closed, frozen or locked. ${EN_WAIT}`,
    "data-unapproved": (entry) =>
      `Shopify: the app is not approved for protected customer data (${entry.params.path}). Request it in Partner Dashboard > app > API access > Protected customer data; orders wait and go on by themselves within 15 minutes.`,
    "access-denied": (entry) =>
      `Shopify: the app has no access to ${entry.params.path}. Add the scope to the app and approve it in the shop (docs/operations.md); orders wait and go on by themselves within 15 minutes.`,
    silent: (entry) =>
      `${peerOf(entry)}: no usable response in ${entry.params.attempts} tries; orders wait and go on by themselves when it is back.`,
  },
};

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
