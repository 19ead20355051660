/** Differences between Shopify, the hub and the ERP, order by order: what differs and the cure. */
import { milliText } from "../../rules/brazil/money.ts";
import type { EntryIn } from "../../rules/record/desk-entry.ts";
import { list, money, type Language, type Table } from "../language.ts";
import { nameOf } from "../record.ts";

interface OfOrder {
  readonly ref?: string;
  readonly params: { readonly name: string };
}
const pt = ({ params }: OfOrder, text: string) => `Pedido ${params.name}: ${text}`;
const en = ({ params }: OfOrder, text: string) => `Order ${params.name}: ${text}`;
const retry = ({ ref = "" }: OfOrder) => `POST /api/orders/${ref}/retry`;

const itemsText = ({ params }: EntryIn<"order-ledger", "items-differ">, language: Language): string => {
  const shown = params.items.map(
    ({ sku, shopMilli, erpMilli }) => `${sku}: Shopify ${milliText(shopMilli)}, ERP ${milliText(erpMilli)}`,
  );
  const more = params.count - shown.length;
  return list(shown, language) + (more > 0 ? ` (+${more})` : "");
};

export const orderLedger: Table<"order-ledger"> = {
  "pt-BR": {
    "missing-in-erp": (entry) =>
      pt(
        entry,
        `está pago na Shopify e o ERP diz que não o tem${entry.params.seqPedido === null ? "" : `, embora já o tenha recebido como seqPedido ${entry.params.seqPedido}`}. Procure-o no ERP pelo número; se não estiver lá, veja o que o impede com GET /api/orders/${entry.ref} e chame ${retry(entry)}.`,
      ),
    "twice-in-erp": (entry) =>
      pt(
        entry,
        `o ERP tem mais de um pedido vivo para ele: seqPedido ${entry.params.seqPedidos.join(", ")}. Cancele no ERP os que sobram, antes de faturar; se já houver nota, siga o processo fiscal de cancelamento ou devolução.`,
      ),
    "total-differs": (entry) =>
      pt(
        entry,
        `o total é ${money(entry.params.shopCents, "pt-BR")} na Shopify e ${money(entry.params.erpCents, "pt-BR")} no ERP (seqPedido ${entry.params.seqPedido}). Confira edições, descontos e frete e iguale os dois; o do ERP é o que será faturado.`,
      ),
    "items-differ": (entry) =>
      pt(
        entry,
        `os itens não são os mesmos na Shopify e no ERP (seqPedido ${entry.params.seqPedido}): ${itemsText(entry, "pt-BR")}. Corrija as quantidades no ERP, ou edite o pedido na Shopify.`,
      ),
    "cancelled-alive": (entry) =>
      pt(
        entry,
        `está cancelado, reembolsado ou excluído na Shopify e continua vivo no ERP (seqPedido ${entry.params.seqPedido}). Cancele-o no ERP; se já foi faturado, cancele a nota ou faça a devolução.`,
      ),
    "invoice-missing": (entry) =>
      pt(
        entry,
        `o ERP o importou há mais de dois dias (nroPedVenda ${entry.params.nroPedVenda}) e não enviou nota fiscal. Fature-o no ERP; se a nota já existe, veja por que o evento FATURADO não chegou.`,
      ),
    "not-in-hub": (entry) =>
      pt(
        entry,
        `está no ERP (seqPedido ${entry.params.seqPedido}) e o conector não sabe disso. Chame ${retry(entry)}: o conector pergunta ao ERP e adota o pedido; confira que não passou a haver dois.`,
      ),
    "erp-silent": (entry) =>
      `${nameOf(entry, "pt-BR")}: a conferência de pedidos terminou sem comparar ${entry.params.orders} pedido(s), porque o ERP não respondeu às consultas. Eles são comparados na próxima noite; se repetir, veja se esta instalação do ERP tem GET /PedidoVenda.`,
  },
  en: {
    "missing-in-erp": (entry) =>
      en(
        entry,
        `it is paid in Shopify and the ERP says that it does not have it${entry.params.seqPedido === null ? "" : `, although it once took it as seqPedido ${entry.params.seqPedido}`}. Look for it in the ERP by its number; if it is not there, see what stands in its way with GET /api/orders/${entry.ref} and call ${retry(entry)}.`,
      ),
    "twice-in-erp": (entry) =>
      en(
        entry,
        `the ERP has more than one living order of it: seqPedido ${entry.params.seqPedidos.join(", ")}. Cancel those too many in the ERP before they are invoiced; if there is an invoice, cancel it or book a return.`,
      ),
    "total-differs": (entry) =>
      en(
        entry,
        `its total is ${money(entry.params.shopCents, "en")} in Shopify and ${money(entry.params.erpCents, "en")} in the ERP (seqPedido ${entry.params.seqPedido}). Check edits, discounts and freight and make the two equal; the ERP's is what will be invoiced.`,
      ),
    "items-differ": (entry) =>
      en(
        entry,
        `its items are not the same in Shopify and in the ERP (seqPedido ${entry.params.seqPedido}): ${itemsText(entry, "en")}. Correct the quantities in the ERP, or edit the order in Shopify.`,
      ),
    "cancelled-alive": (entry) =>
      en(
        entry,
        `it is cancelled, refunded or deleted in Shopify and still alive in the ERP (seqPedido ${entry.params.seqPedido}). Cancel it in the ERP; if it is invoiced, cancel the invoice or book a return.`,
      ),
    "invoice-missing": (entry) =>
      en(
        entry,
        `the ERP imported it more than two days ago (nroPedVenda ${entry.params.nroPedVenda}) and has sent no invoice. Invoice it in the ERP; if the invoice exists, find out why the event FATURADO did not come.`,
      ),
    "not-in-hub": (entry) =>
      en(
        entry,
        `it is in the ERP (seqPedido ${entry.params.seqPedido}) and the connector does not know. Call ${retry(entry)}: the connector asks the ERP and adopts the order; check that there are not two of them now.`,
      ),
    "erp-silent": (entry) =>
      `${nameOf(entry, "en")}: the order ledger ended without comparing ${entry.params.orders} order(s), because the ERP did not answer the lookups. They are compared in the next night; if it repeats, check that this installation of the ERP has GET /PedidoVenda.`,
  },
};
