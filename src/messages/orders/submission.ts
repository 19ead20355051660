/** What the ERP answers to an order that was submitted, up to its import. */
import { milliText } from "../../rules/brazil/money.ts";
import type { EntryIn } from "../../rules/record/desk-entry.ts";
import type { Language, Texts } from "../language.ts";
import { en, pt } from "./of-order.ts";

type OfSubmission =
  | "erp-unclear"
  | "erp-unconfirmed"
  | "lookup-unproven"
  | "submitted-again"
  | "erp-order-doubled"
  | "seq-pedido-taken"
  | "erp-refused"
  | "erp-rejected"
  | "import-slow"
  | "import-unseen"
  | "not-there"
  | "items-missing";
type NotImported = EntryIn<"orders", "import-slow" | "not-there">;
const ptNotImported = (entry: NotImported, what: string) =>
  pt(entry, `${what} (seqPedido ${entry.params.seqPedido}). Verifique a integração de pedidos no ERP.`);
const enNotImported = (entry: NotImported, what: string) =>
  en(entry, `${what} (seqPedido ${entry.params.seqPedido}). Check the order integration of the ERP.`);

export const submission: { readonly [L in Language]: Pick<Texts<"orders">, OfSubmission> } = {
  "pt-BR": {
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
  },
  en: {
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
  },
};
