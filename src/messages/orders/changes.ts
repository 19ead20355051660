/** What changed in Shopify after the ERP had the order. */
import type { ErpChange } from "../../rules/orders/back/erp-change.ts";
import type { BuyerField, SnapshotChange } from "../../rules/orders/submitted-snapshot.ts";
import type { EntryIn } from "../../rules/record/desk-entry.ts";
import { money, type Language, type Texts } from "../language.ts";
import { en, pt } from "./of-order.ts";

type OfChanges =
  | "deleted-in-shop"
  | "cancelled-after-submission"
  | "cancelled-after-billing"
  | "billed-after-cancelling"
  | "erp-change-refused"
  | "erp-change-unconfirmed"
  | "edited-after-submission";
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

export const changes: { readonly [L in Language]: Pick<Texts<"orders">, OfChanges> } = {
  "pt-BR": {
    "deleted-in-shop": (entry) => ptAfterSubmission(entry, "foi excluído no Shopify"),
    "cancelled-after-submission": (entry) => ptAfterSubmission(entry, "foi cancelado no Shopify"),
    "cancelled-after-billing": (entry) =>
      pt(
        entry,
        `foi cancelado no Shopify depois de faturado no ERP (nota ${entry.params.invoice}), então o cancelamento não foi enviado. Cancele a nota no ERP ou registre a devolução, e resolva esta pendência.`,
      ),
    "billed-after-cancelling": (entry) =>
      pt(
        entry,
        `o ERP o cancelou e também o faturou (nota ${entry.params.invoice}, seqPedido ${entry.params.seqPedido}). O cancelamento chegou antes da nota, então ele já está cancelado no Shopify, e o valor volta pela regra. Cancele a nota no ERP; ou, se a mercadoria saiu, cobre o cliente em um pedido novo. Depois resolva esta pendência.`,
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
    "edited-after-submission": (entry) => {
      const { changes, invoice, seqPedido } = entry.params;
      const what = `foi alterado no Shopify (${changesText(changes, "pt-BR")})`;
      if (invoice === undefined) return ptAfterSubmission(entry, what);
      return pt(
        entry,
        `${what} depois de faturado no ERP (nota ${invoice}, seqPedido ${seqPedido}). Um pedido faturado não muda no ERP: registre lá a devolução do que voltou e a venda do que entrou, e resolva esta pendência.`,
      );
    },
  },
  en: {
    "deleted-in-shop": (entry) => enAfterSubmission(entry, "deleted"),
    "cancelled-after-submission": (entry) => enAfterSubmission(entry, "cancelled"),
    "cancelled-after-billing": (entry) =>
      en(
        entry,
        `it was cancelled in Shopify after the ERP billed it (invoice ${entry.params.invoice}), so the cancellation was not sent. Cancel the invoice in the ERP or record the return, and resolve this entry.`,
      ),
    "billed-after-cancelling": (entry) =>
      en(
        entry,
        `the ERP cancelled it and billed it too (invoice ${entry.params.invoice}, seqPedido ${entry.params.seqPedido}). The cancellation came before the invoice, so it is cancelled in Shopify, and its money goes back by rule. Cancel the invoice in the ERP; or, if the goods have left, charge the customer by a new order. Then resolve this entry.`,
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
    "edited-after-submission": (entry) => {
      const { changes, invoice, seqPedido } = entry.params;
      const what = `changed (${changesText(changes, "en")})`;
      if (invoice === undefined) return enAfterSubmission(entry, what);
      return en(
        entry,
        `it was ${what} in Shopify after the ERP billed it (invoice ${invoice}, seqPedido ${seqPedido}). A billed order does not change in the ERP: record there the return of what came back and the sale of what was added, and resolve this entry.`,
      );
    },
  },
};
