/** What stops the flow of all orders. */
import { REF } from "../../rules/record/desk-entry.ts";
import type { Table } from "../language.ts";

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
    "query-refused": (entry) =>
      `Shopify: recusa a leitura que o conector faz de um pedido (${entry.params.code}). Isso não passa sozinho: atualize o conector ou abra um chamado com o texto do detalhe. Os pedidos esperam e seguem sozinhos em até 15 minutos depois do conserto.`,
    silent: (entry) =>
      `${peerOf(entry)}: não responde de modo utilizável há ${entry.params.attempts} tentativas; pedidos esperam e seguem sozinhos quando voltar.`,
    "lookup-missing": (entry) =>
      `${peerOf(entry)}: à consulta de pedidos (GET /PedidoVenda) responde HTTP ${entry.params.status}, sem dizer se tem o pedido. Se o ERP não tem essa consulta, ponha ERP_ORDER_LOOKUP=off; se tem, veja o servidor à frente dele. Os pedidos esperam até uma hora e seguem sozinhos.`,
  },
  en: {
    "needs-reauth": (entry) =>
      `${peerOf(entry)}: the credentials were refused (app uninstalled, or secret changed). ${EN_WAIT}`,
    "shop-closed": (entry) => `${peerOf(entry)}: the shop is closed, frozen or locked. ${EN_WAIT}`,
    "data-unapproved": (entry) =>
      `Shopify: the app is not approved for protected customer data (${entry.params.path}). Request it in Partner Dashboard > app > API access > Protected customer data; orders wait and go on by themselves within 15 minutes.`,
    "access-denied": (entry) =>
      `Shopify: the app has no access to ${entry.params.path}. Add the scope to the app and approve it in the shop (docs/operations.md); orders wait and go on by themselves within 15 minutes.`,
    "query-refused": (entry) =>
      `Shopify: refuses the connector's own reading of an order (${entry.params.code}). This does not pass by itself: update the connector, or open an issue with the text of the detail. Orders wait, and go on by themselves within 15 minutes once it is mended.`,
    silent: (entry) =>
      `${peerOf(entry)}: no usable response in ${entry.params.attempts} tries; orders wait and go on by themselves when it is back.`,
    "lookup-missing": (entry) =>
      `${peerOf(entry)}: the order lookup (GET /PedidoVenda) answers HTTP ${entry.params.status}, and does not say whether the ERP has the order. If the ERP has no such lookup, set ERP_ORDER_LOOKUP=off; if it has, look at the server in front of it. Orders wait up to an hour and go on by themselves.`,
  },
};
