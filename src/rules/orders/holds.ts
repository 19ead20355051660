import { reais } from "../brazil/money.ts";

/** Why an order waits for a person or for a mapping. The code is stored; its words are made here, from facts without personal data. */
export type Hold =
  | { readonly reason: "order-unreadable"; readonly problems: readonly string[] }
  | { readonly reason: "cpf-missing" }
  | { readonly reason: "cpf-invalid" }
  | { readonly reason: "cnpj-letters" }
  | { readonly reason: "name-missing" }
  | { readonly reason: "address-missing" }
  | { readonly reason: "address-country" }
  | { readonly reason: "address-number-missing" }
  | { readonly reason: "address-bairro-missing" }
  | { readonly reason: "address-city-missing" }
  | { readonly reason: "address-cep-invalid" }
  | { readonly reason: "location-pending" }
  | { readonly reason: "location-unmapped"; readonly locationGid: string }
  | { readonly reason: "several-locations"; readonly count: number }
  | { readonly reason: "gateway-unmapped"; readonly gateways: readonly string[] }
  | { readonly reason: "sku-missing"; readonly titles: readonly string[] }
  | { readonly reason: "sku-unparseable"; readonly skus: readonly string[] }
  | { readonly reason: "sku-unknown"; readonly skus: readonly string[] }
  | { readonly reason: "gift-card-line" }
  | { readonly reason: "currency"; readonly currency: string; readonly presentment: string }
  | { readonly reason: "total-mismatch"; readonly differenceCents: number }
  | { readonly reason: "fees-or-tip"; readonly cents: number }
  | { readonly reason: "tax-added"; readonly cents: number }
  | { readonly reason: "payment-mismatch"; readonly missingCents: number }
  | { readonly reason: "partially-paid"; readonly outstandingCents: number }
  | { readonly reason: "risk"; readonly recommendation: string };

export type HoldReason = Hold["reason"];

/** When to look at a held order again by ourselves, ms; null: only on news from Shopify, a mapping's change, or a person's word. */
export function lookAgainMs(reason: HoldReason): number | null {
  switch (reason) {
    case "location-pending": // fulfillment orders come a moment after the order itself
      return 60_000;
    case "sku-unknown": // the next pull may bring it
    case "location-unmapped":
    case "gateway-unmapped":
      return 3_600_000;
    case "order-unreadable":
    case "cpf-missing":
    case "cpf-invalid":
    case "cnpj-letters":
    case "name-missing":
    case "address-missing":
    case "address-country":
    case "address-number-missing":
    case "address-bairro-missing":
    case "address-city-missing":
    case "address-cep-invalid":
    case "several-locations":
    case "sku-missing":
    case "sku-unparseable":
    case "gift-card-line":
    case "currency":
    case "total-mismatch":
    case "fees-or-tip":
    case "tax-added":
    case "payment-mismatch":
    case "partially-paid":
    case "risk":
      return null;
  }
}

/** The words for the error desk: the order first, what happened, what to do. */
export function holdMessage(name: string, hold: Hold): string {
  return `Pedido ${name}: ${words(hold)}`;
}

function words(hold: Hold): string {
  switch (hold.reason) {
    case "order-unreadable":
      return `o Shopify respondeu algo que não é um pedido (${list(hold.problems)}). Abra um chamado com este texto.`;
    case "cpf-missing":
      return "falta o CPF/CNPJ do cliente. Peça ao cliente e grave no atributo cpf do pedido (Shopify > Pedido > Informações adicionais).";
    case "cpf-invalid":
      return "o CPF/CNPJ informado não confere com os dígitos verificadores. Confirme com o cliente e corrija o atributo cpf do pedido.";
    case "cnpj-letters":
      return "o CNPJ tem letras e este ERP ainda não as aceita. Cadastre o pedido à mão ou habilite o CNPJ alfanumérico nas configurações.";
    case "name-missing":
      return "não há nome do cliente na cobrança, no cadastro nem na entrega. Preencha o nome no pedido.";
    case "address-missing":
      return "não há endereço de entrega nem de cobrança. Preencha o endereço no pedido.";
    case "address-country":
      return "o endereço não é do Brasil. Corrija o endereço ou cancele o pedido.";
    case "address-number-missing":
      return "falta o número no endereço. Corrija o endereço no pedido (use S/N quando não houver número).";
    case "address-bairro-missing":
      return "falta o bairro no endereço. Corrija o endereço no pedido: complemento e bairro separados por “ - ”.";
    case "address-city-missing":
      return "falta a cidade ou a UF no endereço. Corrija o endereço no pedido.";
    case "address-cep-invalid":
      return "o CEP não tem 8 dígitos. Corrija o endereço no pedido.";
    case "location-pending":
      return "o Shopify ainda não disse de que local o pedido sai. Será visto de novo sozinho; se durar, veja o roteamento de pedidos.";
    case "location-unmapped":
      return `o local ${hold.locationGid} não está ligado a nenhuma empresa do ERP. Ligue-o em /api/companies; o pedido segue sozinho.`;
    case "several-locations":
      return `o pedido sai de ${hold.count} locais e um pedido do ERP é de uma só empresa. Mova os itens para um só local no Shopify.`;
    case "gateway-unmapped":
      return `forma de pagamento sem correspondência no ERP: ${list(hold.gateways)}. Cadastre em /api/payment-forms; o pedido segue sozinho.`;
    case "sku-missing":
      return `item sem SKU: ${list(hold.titles)}. Só produtos do ERP podem ser vendidos; troque o item no pedido.`;
    case "sku-unparseable":
      return `SKU fora do padrão P<produto>E<embalagem>: ${list(hold.skus)}. Corrija o SKU da variante e edite o pedido.`;
    case "sku-unknown":
      return `SKU que ainda não veio do ERP: ${list(hold.skus)}. Verifique se o produto está ativo; o pedido é visto de novo a cada hora.`;
    case "gift-card-line":
      return "o pedido contém um vale-presente, que não é produto do ERP. Separe-o em outro pedido.";
    case "currency":
      return `o pedido foi feito em ${hold.presentment} e a loja vende em ${hold.currency}. Só pedidos em BRL vão ao ERP.`;
    case "total-mismatch":
      return `os itens e o frete não fecham com o total do Shopify (diferença de ${reais(hold.differenceCents)}). Confira descontos e edições do pedido.`;
    case "fees-or-tip":
      return `há ${reais(hold.cents)} de taxas ou gorjeta, que não têm lugar no pedido do ERP. Retire-as ou lance à mão.`;
    case "tax-added":
      return `há ${reais(hold.cents)} de imposto somado ao preço. No Brasil o preço já inclui impostos: ligue “impostos incluídos” no Shopify.`;
    case "payment-mismatch":
      return `faltam ${reais(hold.missingCents)} nos pagamentos confirmados para chegar ao total. Confira as transações do pedido.`;
    case "partially-paid":
      return `pago só em parte; faltam ${reais(hold.outstandingCents)}. Receba o restante ou edite o pedido.`;
    case "risk":
      return `o Shopify recomenda ${hold.recommendation === "CANCEL" ? "cancelar" : "investigar"} por risco de fraude. Analise e libere com “tentar de novo”, ou cancele o pedido no Shopify.`;
  }
}

const SHOWN_MAX = 5;
const list = (items: readonly string[]): string =>
  items.slice(0, SHOWN_MAX).join(", ") + (items.length > SHOWN_MAX ? ` e mais ${items.length - SHOWN_MAX}` : "");
